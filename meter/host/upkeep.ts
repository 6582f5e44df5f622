/** What those who look after a meter need to know of it: for the doctor. An outbox is not backed up. [P-3.6] */
import type { Patient, Inside } from '../../host/care/checkup.ts';
import { type Check, failed, ok, warning } from '../../host/care/finding.ts';
import { besideConfig } from '../../host/base/config.ts';
import { secretBeside } from '../../host/keys/credentials.ts';
import { evidenceCheck } from '../../host/store/kept-proofs.ts';
import { assertDistinct, importAnchors, readMeterKeys } from '../../host/keys/keys.ts';
import { type Unbilled, beforeNote, estimateNote, gapNote } from './notes.ts';
import { openStore, parseStored } from '../../host/store/sqlite.ts';
import { urlsOf } from '../../host/bus/addresses.ts';
import { busTlsFiles } from '../../host/keys/tls-files.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { MeterConfig, SchemeCopy } from '../../schemas/types.ts';
import { sourceChecks, systemChecks } from './doctor/source-checks.ts';
import type { SystemFiles } from './doctor/system-files.ts';
import { householdChecks } from './household/household-check.ts';
import { readOwnKeys } from './moved-keys.ts';
import { OutboxReader } from './outbox-reader.ts';
import { OUTBOX_STORE } from './outbox-tables.ts';
import { meterClientId } from '../party.ts';

/** More unstored readings than this per meter: somebody has been missing for that many intervals. */
const MANY_INTERVALS = 3;

function keyCheck(configPath: string, config: MeterConfig): Check {
  const path = secretBeside(configPath, config.keys);
  const meters = readOwnKeys(path, besideConfig(configPath, config.state));
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

/** Whether a roster has them, of which no word has come although they have been reading for a while. */
function enrolmentCheck(meters: readonly Unbilled[], oldestMs: number, grid: IntervalGrid, nowMs: number): Check[] {
  const waiting = meters.filter(({ joined }) => joined === undefined).map(({ meter }) => meter);
  if (waiting.length === 0 || nowMs - oldestMs < MANY_INTERVALS * grid.intervalSeconds * 1_000) return [];
  const who = waiting.length === 1 ? waiting[0] : `${waiting.length} meters`;
  return [
    warning(
      'enrolment',
      `nobody has said yet that the roster has ${who}: it reads, and is on no bill`,
      'look whether it is connected; then ask the utility, and the operators who approve meters, whether they have its line (docs/operating.md, Certificates)',
    ),
  ];
}

/** What is on no bill, and why. */
function booksCheck(path: string, grid: IntervalGrid, oldestMs: number, nowMs: number): Check[] {
  const reader = OutboxReader.open(path);
  try {
    const meters = reader.unbilled();
    const gap = gapNote(meters, grid, nowMs);
    const before = beforeNote(meters, grid);
    const estimate = estimateNote(meters, grid, nowMs);
    const advice =
      'look at the source of readings there, and whether its clock was changed; docs/operating.md, Gaps in readings, says what to do about the energy';
    return [
      ...enrolmentCheck(meters, oldestMs, grid, nowMs),
      ...(before === undefined ? [] : [ok('books', before)]),
      ...(gap === undefined ? [] : [warning('books', gap, advice)]),
      ...(estimate === undefined ? [] : [ok('books', estimate)]),
    ];
  } finally {
    reader.close();
  }
}

interface MeterInside extends Inside {
  /** Of the readings that are kept, the first; undefined if there is none. */
  readonly oldestMs?: number;
}

function lookInside(path: string, counts: Readonly<Record<string, number>>): MeterInside {
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
    const oldest = row?.['oldest'];
    const oldestMs = typeof oldest === 'number' ? intervalStartMs(oldest, scheme) : undefined;
    const since = oldestMs === undefined ? '' : ` since ${new Date(oldestMs).toISOString()}`;
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
      ...(oldestMs === undefined ? {} : { oldestMs }),
      grid: scheme,
      firstInterval: scheme.billing.firstInterval,
    };
  } finally {
    database.close();
  }
}

/** `system`: what the device that it runs on tells of itself. */
export function meterPatient(configPath: string, config: MeterConfig, system: SystemFiles): Patient {
  const ids = readMeterKeys(secretBeside(configPath, config.keys)).map(({ id }) => id);
  return {
    role: 'meter',
    party: new TopicRoot(config.bus.topicRoot).clientIdOf(meterClientId(config.name, ids)),
    stateFolder: besideConfig(configPath, config.state),
    brokerUrls: urlsOf(config.bus),
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: OUTBOX_STORE,
    hears: ['receipts'],
    checkKeys: () => keyCheck(configPath, config),
    lookAround: async () => [
      ...(await systemChecks(configPath, config, system)),
      ...(await sourceChecks(configPath, config, system)),
      ...(await householdChecks(configPath, config, ids.length)),
    ],
    lookInside: (path, counts) => {
      const inside = lookInside(path, counts);
      const { grid, oldestMs } = inside;
      const nowMs = Date.now();
      const books =
        grid === undefined
          ? []
          : booksCheck(path, grid, (config.clock.source === 'replay' ? undefined : oldestMs) ?? nowMs, nowMs);
      return { ...inside, backlog: [evidenceIn(configPath, config, path), ...inside.backlog, ...books] };
    },
  };
}
