/** A demo's feeder meters: one for each area, which sees what the homes use, whatever their meters report. [P-11] */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../../homes/household.ts';
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import type { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { type BalanceView, viewBalance } from '../../utility/views/balance-view.ts';
import { readFeeders } from '../../utility/host/feeders.ts';
import { indexAreas } from '../../utility/host/settlement.ts';
import { type Demo, FEEDER_FILE, demoWindow } from './demo-plan.ts';

/** Writes what the feeders of all areas measured, interval by interval, to the end of the run-off. */
export function writeFeeders(utilityFolder: string, { used, plan }: Demo): void {
  const { areas } = plan.scheme;
  const { from, count } = demoWindow(plan.scheme);
  const lines = ['meter_id,timestamp,wh,export_wh'];
  for (const area of areas) {
    const homes = used.households.filter((home) => home.area === area);
    for (let interval = from; interval < from + count; interval++) {
      const sumOf = (register: string): number =>
        homes.reduce((sum, home) => {
          const index = home.registers.indexOf(register);
          return sum + (index === -1 ? 0 : (home.readings.get(interval)?.[index] ?? 0));
        }, 0);
      const time = new Date(intervalStartMs(interval, plan.scheme)).toISOString().replace('.000Z', 'Z');
      lines.push(`${area},${time},${sumOf(IMPORT_REGISTER)},${sumOf(EXPORT_REGISTER)}`);
    }
  }
  writeFileSync(join(utilityFolder, FEEDER_FILE), `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** The balance of the demo's only window, area by area; empty without feeders. */
export async function demoBalances(
  utilityFolder: string,
  { plan }: Demo,
  archive: ArchiveReader | undefined,
): Promise<BalanceView[]> {
  if (plan.feeders === undefined || archive === undefined) return [];
  const feeders = await readFeeders(join(utilityFolder, FEEDER_FILE), plan.scheme);
  const window = demoWindow(plan.scheme);
  return indexAreas(archive, { gridMs: undefined, live: undefined }).flatMap((area) => {
    const feeder = feeders.get(area.area);
    return feeder === undefined ? [] : [viewBalance(area, feeder, window)];
  });
}
