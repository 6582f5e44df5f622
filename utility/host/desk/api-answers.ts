/** The answers of the API: what views say, in the words of `schemas/api`. Nothing is in them that was not released. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStored } from '../../../host/store/sqlite.ts';
import { isoTime } from '../../../protocol/grid/span.ts';
import { unitOf } from '../../../protocol/grid/register.ts';
import type { AccessEntry } from './access-file.ts';
import type { Aggregator, Area, Deployment, Evidence, Sights } from '../../../schemas/api/api-types.ts';
import type { AnswerOf, OperationName } from '../../../schemas/api/operations.ts';
import type { AggregatorHint, AreaLabels, SettlementStatus, UtilityConfig } from '../../../schemas/types.ts';
import { listBills, listLoads } from '../../views/figure-list.ts';
import {
  type Position as Key,
  type Selection,
  type Slice,
  isWindowIn,
  rowsAfterKey,
  sliceOf,
} from '../../views/slice.ts';
import type { WatchedArea } from '../../views/watched-area.ts';
import type { DeskArchive } from './desk-archive.ts';
import { billAnswer, loadAnswer, settlementAnswer } from './figure-answers.ts';
import { Refusal } from './problem.ts';
import { SIGHTS_FILE } from './sights-file.ts';

export interface Asked {
  readonly selection: Selection;
  readonly search: string | undefined;
  readonly limit: number;
  readonly after: Key | undefined;
  readonly by: AccessEntry;
}

/** `labels`: of the config, what areas belong to. */
function areaAnswer(area: WatchedArea, labels: readonly AreaLabels[]): Area {
  const { log, status } = area.indexed;
  const bills = { verified: 0, waiting: 0, disputed: 0, failed: 0, remnant: 0 };
  const billed = new Map<Area['billed'][number]['unit'], number>();
  let [pagesClosed, windowsBilled, windowsFooted] = [0, 0, 0];
  for (const { view, statuses, billed: units } of area.windows) {
    for (const kind of ['verified', 'waiting', 'disputed', 'failed', 'remnant'] as const) bills[kind] += statuses[kind];
    for (const [unit, sum] of units) billed.set(unit, (billed.get(unit) ?? 0) + sum);
    pagesClosed += view.pages.closed + view.pages.empty;
    if (view.set !== undefined) windowsBilled += 1;
    if (view.footing.state === 'footed') windowsFooted += 1;
  }
  const complaint = status?.complaint;
  const { area: _name, ...labelled } = labels.find((one) => one.area === area.name) ?? { area: area.name };
  return {
    area: area.name,
    meters: area.meterCount,
    entries: log.length,
    threshold: log.scheme.threshold,
    quorum: log.quorum,
    pagesClosed,
    ...(pagesClosed === 0 ? {} : { closedUntil: area.indexed.span({ from: log.nextToClose, count: 1 }).begin }),
    closingCount: status?.closingCount ?? 0,
    windowsBilled,
    windowsFooted,
    bills,
    billed: [...billed].map(([unit, units]) => ({ unit, units })),
    ...(complaint === undefined ? {} : { complaint }),
    ...labelled,
  };
}

/** No calendar goes further. */
const LAST_MS = 8_640_000_000_000_000;

function sealingKey(hint: AggregatorHint | undefined): Pick<Aggregator, 'key'> {
  const { keyId, keyFromMs = 0, keyUntilMs = LAST_MS } = hint ?? {};
  if (keyId === undefined) return {};
  return {
    key: {
      keyId,
      ...(keyFromMs === 0 ? {} : { since: isoTime(keyFromMs) }),
      ...(keyUntilMs >= LAST_MS ? {} : { until: isoTime(keyUntilMs) }),
    },
  };
}

function aggregatorAnswer(
  aggregator: number,
  operator: string,
  areas: readonly WatchedArea[],
  live: SettlementStatus | undefined,
): Aggregator {
  const hint = live?.aggregators?.find((one) => one.aggregator === aggregator);
  const last = live?.rejections.find((one) => one.aggregator === aggregator);
  return {
    aggregator,
    operator,
    ...(live === undefined ? {} : { isOnline: live.online.includes(aggregator) }),
    ...(hint?.software === undefined ? {} : { software: hint.software }),
    ...sealingKey(hint),
    ...(last === undefined ? {} : { refused: { code: last.code, at: isoTime(last.gridMs) } }),
    differing: areas
      .flatMap(({ windows }) => windows)
      .reduce((sum, { differing }) => sum + (differing.get(aggregator) ?? 0), 0),
    refusals: (hint?.refusals ?? []).map(({ code, count }) => ({ code, count })),
    areas: areas.flatMap((area) => {
      const view = area.aggregators[aggregator - 1];
      if (view === undefined) return [];
      const { logLength, keptSince, unansweredPages, unansweredBills } = view;
      const known = {
        ...(logLength === undefined ? {} : { logLength }),
        ...(keptSince === undefined ? {} : { keptSince }),
      };
      return [{ area: area.name, ...known, unansweredPages, unansweredBills }];
    }),
  };
}

/** Throws Refusal 404 outside a demonstration that was told to record. */
function recordedSights({ clock }: UtilityConfig, state: string): Sights {
  const path = join(state, SIGHTS_FILE);
  if (clock.source !== 'replay' || !existsSync(path)) throw new Refusal(404, 'nothing was recorded here');
  return parseStored<Sights>(readFileSync(path, 'utf8'));
}

type Answers = { readonly [N in OperationName]: (asked: Asked) => AnswerOf<N> };

/** Rows that are few enough to be in memory, as a slice. */
function listed<T>(
  list: 'names' | 'numbers',
  rows: readonly T[],
  keyOf: (row: T) => string | number,
  { after, limit }: Asked,
) {
  const all = rows.map((item) => ({ key: [keyOf(item)], item }));
  return sliceOf(list, [{ area: '' }], { after, limit }, (_one, key, most) => rowsAfterKey(all, key, most));
}

function pageOf<T, A>({ items, next }: Slice<T>, answer: (item: T) => A): { items: A[]; next?: string } {
  return { items: items.map(answer), ...(next === undefined ? {} : { next }) };
}

function deploymentAnswer(desk: DeskArchive, by: AccessEntry, lastEvent: string): Deployment {
  const { scheme, deployment, clock } = desk.config;
  const { isRunning, isConnected, gridTime, text } = desk.utility;
  return {
    deployment,
    role: by.role,
    name: by.name,
    isDemo: clock.source === 'replay',
    ...(clock.source === 'replay' && clock.endMs !== undefined ? { readingsEnd: isoTime(clock.endMs) } : {}),
    isReady: desk.isReady,
    intervalSeconds: scheme.intervalSeconds,
    intervalOffsetSeconds: scheme.intervalOffsetSeconds,
    registers: scheme.registers.map(({ obis, direction, isLoad }) => {
      return { obis, unit: unitOf(scheme, obis), direction, isLoad };
    }),
    areas: [...scheme.areas],
    utility: { isRunning, isConnected, ...(gridTime === undefined ? {} : { gridTime }), text },
    lastEvent,
    runningOut: desk.shortages.map(({ endMs, ...one }) => ({ ...one, end: isoTime(endMs) })),
  };
}

/** `state`: the utility's folder. `lastEvent`: the id of the last event of the stream. */
export function answersOf(desk: DeskArchive, state: string, lastEvent: () => string): Answers {
  const { scheme } = desk.config;
  const opened = (): WatchedArea[] => [...desk.areas.values()].filter((area) => area.hasScheme);
  const chosen = ({ selection: { area } }: Asked) => opened().filter(({ name }) => area === undefined || name === area);
  return {
    deployment: ({ by }) => deploymentAnswer(desk, by, lastEvent()),
    areas: (asked) =>
      pageOf(
        listed('names', chosen(asked), ({ name }) => name, asked),
        (area) => areaAnswer(area, desk.config.areaLabels ?? []),
      ),
    aggregators: (asked) => {
      const all = scheme.operators.map((operator, at) => ({ operator, aggregator: at + 1 }));
      return pageOf(
        listed('numbers', all, ({ aggregator }) => aggregator, asked),
        ({ aggregator, operator }) => aggregatorAnswer(aggregator, operator, opened(), desk.live),
      );
    },
    settlements: (asked) => {
      const { selection, limit, after } = asked;
      const areas = chosen(asked).map((watched) => ({ area: watched.name, watched }));
      const slice = sliceOf('windows', areas, { limit, after }, ({ watched }, key, most) => {
        const windows = watched.windows.filter(({ view }) => isWindowIn(view, selection, watched.logs.scheme));
        return rowsAfterKey(
          windows.map((window) => ({ key: [window.view.from], item: window })),
          key,
          most,
        );
      });
      return pageOf(slice, settlementAnswer);
    },
    load: (asked) => {
      const logs = chosen(asked).map((area) => area.logs);
      return pageOf(listLoads(logs, desk.figures, asked.selection, asked), loadAnswer);
    },
    bills: (asked) => {
      const logs = chosen(asked).map((area) => area.logs);
      const slice = listBills(logs, desk.figures, { ...asked.selection, search: asked.search }, asked);
      return pageOf(slice, (bill) => billAnswer(bill, desk.around(bill)));
    },
    sights: () => recordedSights(desk.config, state),
    evidence: (asked) => {
      const rows = desk.evidence.map((proof, at): Evidence & { readonly at: number } => {
        const { name, area, text, isAcknowledged } = proof;
        return { name, area, kind: proof.proof.kind, text, isAcknowledged, at };
      });
      return pageOf(
        listed('numbers', rows, ({ at }) => at, asked),
        ({ at: _at, ...one }) => one,
      );
    },
  };
}
