/** What an aggregator shows at `/metrics` beside what every process does: counts, codes and ages, all areas together. */
import { statSync } from 'node:fs';
import { type Measure, measure, measureEach } from '../../host/metrics/series.ts';
import type { RejectionCode } from '../../schemas/types.ts';
import type { AggregatorMachine } from '../machine.ts';
import type { ReleaseRule } from '../release.ts';

/** Each from the start, so that the first refusal of a kind is seen as one. */
const NONE: Readonly<Record<RejectionCode, number>> = {
  invalid_message: 0,
  outdated_config: 0,
  unknown_meter: 0,
  hpke_unknown_config_id: 0,
  hpke_unknown_session: 0,
  hpke_decrypt_error: 0,
  invalid_element: 0,
  report_too_early: 0,
  report_dropped: 0,
  report_conflict: 0,
  batch_collected: 0,
  not_authentic: 0,
  log_gap: 0,
  log_conflict: 0,
  ballot_refused: 0,
  recovering: 0,
  scheme_refused: 0,
  roster_refused: 0,
  page_open: 0,
  batch_mismatch: 0,
  batch_overlap: 0,
  invalid_batch_size: 0,
  tariff_refused: 0,
  evidence: 0,
  area_stopped: 0,
};

/** Since when the key that meters seal to is valid. One without a date was made when its file was last written. */
function keySinceMs({ hpkeKeys }: AggregatorMachine, keyPath: string, gridMs: number): number | undefined {
  const [current] = hpkeKeys.listed(gridMs);
  if (current === undefined) return undefined;
  return current.validFromMs ?? statSync(keyPath, { throwIfNoEntry: false })?.mtimeMs;
}

export function aggregatorMeasures(machine: AggregatorMachine, keyPath: string, gridMs: number): Measure[] {
  const { stats } = machine;
  const refused: Record<ReleaseRule, number> = { floor: 0, crowd: 0, founding: 0 };
  let due = 0;
  for (const { releaser } of machine.areas.values()) {
    for (const rule of ['floor', 'crowd', 'founding'] as const) refused[rule] += releaser.refused[rule];
    due += releaser.due.pages.size;
    for (const meters of releaser.due.meters.values()) due += meters.size;
  }
  const sinceMs = keySinceMs(machine, keyPath, gridMs);
  return [
    ...measureEach('gridshare_refused_total', 'code', { ...NONE, ...stats.rejections }),
    measure('gridshare_evidence', machine.convictions.openCount),
    measure('gridshare_shares_admitted_total', stats.cells),
    measure('gridshare_shares_duplicate_total', stats.duplicates),
    measure('gridshare_shares_held', machine.heldCells),
    measure('gridshare_receipts_total', stats.receipts),
    measure('gridshare_releases_due', due),
    ...measureEach('gridshare_releases_refused_total', 'rule', refused),
    ...(sinceMs === undefined ? [] : [measure('gridshare_key_age_seconds', Math.max(0, (gridMs - sinceMs) / 1_000))]),
  ];
}
