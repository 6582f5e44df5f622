/** What those who look after a meter need to know of it: for the doctor. An outbox is not backed up. [P-3.6] */
import type { Patient, Inside } from '../../host/care/checkup.ts';
import { type Check, failed, ok, warning } from '../../host/care/finding.ts';
import { besideConfig } from '../../host/base/config.ts';
import { evidenceCheck } from '../../host/store/kept-proofs.ts';
import { assertDistinct, importAnchors, readMeterKeys } from '../../host/keys/keys.ts';
import { beforeNote, estimateNote, gapNote } from './notes.ts';
import { openStore, parseStored } from '../../host/store/sqlite.ts';
import { busTlsFiles } from '../../host/keys/tls-files.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { MeterConfig, SchemeCopy } from '../../schemas/types.ts';
import { householdChecks } from './household/household-check.ts';
import { OutboxReader } from './outbox-reader.ts';
import { OUTBOX_STORE } from './outbox-tables.ts';
import { meterClientId } from '../party.ts';

/** More unstored readings than this per meter: somebody has been missing for that many intervals. */
const MANY_INTERVALS = 3;

function keyCheck(configPath: string, config: MeterConfig): Check {
  const path = besideConfig(configPath, config.keys);
  const meters = readMeterKeys(path);
  importAnchors(config.anchors);
  const [first] = meters;
  if (first === undefined)
    return failed('keys', 'there is no meter', `give every meter an id and keys of its own in ${path}`);
  assertDistinct(meters, path);
  return ok('keys', `private; ${meters.length === 1 ? `of ${first.id}` : `of ${meters.length} meters`}`);
}

function evidenceIn(configPath: string, { state, anchors, deployment }: MeterConfig, path: string): Check {
  const reader = OutboxReader.open(path);
  try {
    return evidenceCheck({ stateFolder: besideConfig(configPath, state), anchors, deployment }, reader.proofs());
  } finally {
    reader.close();
  }
}

/** What is on no bill, and why. */
function booksCheck(path: string, grid: IntervalGrid, nowMs: number): Check[] {
  const reader = OutboxReader.open(path);
  try {
    const meters = reader.unbilled();
    const gap = gapNote(meters, grid, nowMs);
    const before = beforeNote(meters, grid);
    const estimate = estimateNote(meters, grid, nowMs);
    const advice =
      'look at the source of readings there, and whether its clock was changed; docs/operating.md, Gaps in readings, says what to do about the energy';
    return [
      ...(before === undefined ? [] : [ok('books', before)]),
      ...(gap === undefined ? [] : [warning('books', gap, advice)]),
      ...(estimate === undefined ? [] : [ok('books', estimate)]),
    ];
  } finally {
    reader.close();
  }
}

function lookInside(path: string, counts: Readonly<Record<string, number>>): Inside {
  const database = openStore(path, OUTBOX_STORE, { isReadOnly: true });
  try {
    const row = database.prepare('SELECT count(*) AS count, min(interval) AS oldest FROM reading').get();
    const meters = Number(database.prepare('SELECT count(*) AS count FROM meter').get()?.['count'] ?? 0);
    const carried = Number(
      database.prepare('SELECT count(*) AS count FROM carry WHERE remaining_wh > 0').get()?.['count'] ?? 0,
    );
    const message = database.prepare('SELECT message FROM scheme').get()?.['message'];
    const entry = message === undefined ? undefined : parseStored<SchemeCopy>(message).entries[0]?.entry;
    if (entry?.kind !== 'scheme') {
      const advice = 'start the others: a meter writes no reading before it has a certified scheme';
      return { backlog: [warning('backlog', 'no scheme is known yet', advice)] };
    }
    const { scheme } = entry;
    const since =
      row?.['oldest'] === null || row === undefined
        ? ''
        : ` since ${new Date(intervalStartMs(Number(row['oldest']), scheme)).toISOString()}`;
    const unstored = counts['unstored'];
    const text = [
      `${Number(row?.['count'] ?? 0)} readings await their bill${since}`,
      `${unstored ?? 'unknown how many'} not stored by every aggregator`,
      `${carried} void cells to be booked again`,
    ].join(', ');
    const isMuch = unstored !== undefined && unstored > MANY_INTERVALS * meters;
    const advice = 'see which aggregator is missing: gridshare doctor for each of them';
    return {
      backlog: [isMuch ? warning('backlog', text, advice) : ok('backlog', text)],
      grid: scheme,
      firstInterval: scheme.billing.firstInterval,
    };
  } finally {
    database.close();
  }
}

export function meterPatient(configPath: string, config: MeterConfig): Patient {
  const ids = readMeterKeys(besideConfig(configPath, config.keys)).map(({ id }) => id);
  return {
    role: 'meter',
    party: new TopicRoot(config.bus.topicRoot).clientIdOf(meterClientId(config.name, ids)),
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: config.bus.url,
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: OUTBOX_STORE,
    hears: ['receipts'],
    checkKeys: () => keyCheck(configPath, config),
    lookAround: () => householdChecks(configPath, config, ids.length),
    lookInside: (path, counts) => {
      const inside = lookInside(path, counts);
      const { grid } = inside;
      const books = grid === undefined ? [] : booksCheck(path, grid, Date.now());
      return { ...inside, backlog: [evidenceIn(configPath, config, path), ...inside.backlog, ...books] };
    },
  };
}
