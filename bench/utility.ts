/**
 * What an idle utility costs, and what enrolling does: `npm run bench:utility -- --meters 100000 --join 512`. A machine with so
 * many meters in one area, a window of theirs billed and not answered, does its ticks; then so many meters join another area.
 * Exits with 1 above a limit. [P-7]
 */
import { parseArgs } from 'node:util';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { Effects } from '../protocol/machine.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { EMPTY_LOG_HASH, entryHash } from '../protocol/log/entries.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { MAX_METERS_PER_ROSTER_ENTRY } from '../protocol/wire/limits.ts';
import type { CertifiedEntry, Entry, RosterMeter } from '../schemas/types.ts';
import { IMPORT, agreementNamed, bytesNamed, identityNamed, schemeWith } from '../test/material.ts';
import type { ArchiveOp, ArchiveRead, RestoredUtilityArea } from '../utility/archive.ts';
import { UtilityMachine } from '../utility/machine.ts';
import type { EntryBody } from './material/month-log.ts';
import { utilityParty } from './material/utility-party.ts';
import { tell } from './material/rows.ts';

const FIRST = 1000;
const INTERVALS = 8;
/** How often the host ticks a machine. */
const TICK_MS = 100;
/** An idle utility may take one percent of a core. */
const MOST_IDLE_MS = TICK_MS / 100;
const MOST_JOIN_MS = 500;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '100000' },
    join: { type: 'string', default: '512' },
    ticks: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  },
});
const meterCount = Number(values.meters);
const joinCount = Number(values.join);

const scheme = schemeWith({
  areas: ['area-1', 'area-2'],
  maxMeters: meterCount + joinCount,
  billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: INTERVALS }] },
});

function meterAt(at: number, isReal = false): RosterMeter {
  const id = `meter-${at}`;
  return {
    id,
    keyEpoch: 1,
    registers: [IMPORT],
    identity: toBase64url(isReal ? identityNamed(id).publicRaw : bytesNamed(`identity ${at}`)),
    agreement: toBase64url(isReal ? agreementNamed(id).publicRaw : bytesNamed(`agreement ${at}`)),
  };
}

/** A log as it is restored, which asks for no signature. */
function logOf(area: string, bodies: readonly EntryBody[]): RestoredUtilityArea {
  const entries: CertifiedEntry[] = [];
  let previous = EMPTY_LOG_HASH;
  const signature = toBase64url(new Uint8Array(64));
  for (const body of bodies) {
    const entry: Entry = { version: 1, deployment: 'test', area, sequence: entries.length, previous, ...body };
    previous = entryHash(nodeCrypto, entry);
    const accepts = [1, 2].map((aggregator) => ({ aggregator, signature }));
    entries.push({ entry, signature, certificate: { ballot: 0, accepts } });
  }
  return { area, entries, announcement: undefined, answers: [], loads: [], bills: [], windows: [], sentBills: [] };
}

function fullLog(meters: readonly RosterMeter[]): RestoredUtilityArea {
  const rosters = Array.from({ length: Math.ceil(meters.length / MAX_METERS_PER_ROSTER_ENTRY) }, (_, at) =>
    meters.slice(at * MAX_METERS_PER_ROSTER_ENTRY, (at + 1) * MAX_METERS_PER_ROSTER_ENTRY),
  );
  const set = Bitmap.of(meters.map((_, index) => index)).encode();
  return logOf('area-1', [
    { kind: 'scheme', scheme },
    ...rosters.map((add) => ({ kind: 'roster' as const, from: FIRST, add, remove: [] })),
    ...Array.from({ length: INTERVALS }, (_, at) => ({
      kind: 'close' as const,
      pages: [{ interval: FIRST + at, set, empty: [] }],
    })),
    { kind: 'bill', from: FIRST, count: INTERVALS, round: 1, released: set, waiting: '' },
  ]);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;
}

const meters = Array.from({ length: meterCount }, (_, at) => meterAt(at));
const joining = Array.from({ length: joinCount }, (_, at) => meterAt(meterCount + at, true));
const enrolled = meters.map((meter) => ({ area: 'area-1', meter, from: FIRST }));
const restored = [fullLog(meters), logOf('area-2', [{ kind: 'scheme', scheme }])];
const machine = new UtilityMachine(utilityParty(scheme, enrolled), restored, {
  isRecovering: false,
  areas: new Map(),
  storeEpochs: new Map(),
  proofs: [],
});
const gridMs = intervalStartMs(FIRST + INTERVALS, scheme);
let monotonicMs = 0;

/** How long a tick takes, and whether it announced something. */
function tick(): { readonly ms: number; readonly isAnnounced: boolean } {
  const out = new Effects<ArchiveOp, ArchiveRead>();
  monotonicMs += TICK_MS;
  const startedAtMs = performance.now();
  machine.step({ kind: 'tick' }, { gridMs, monotonicMs }, out);
  const ms = performance.now() - startedAtMs;
  return { ms, isAnnounced: out.ops.some(({ kind }) => kind === 'announcement') };
}

for (let at = 0; at < 5; at++) tick();
const idleMs = median(Array.from({ length: Number(values.ticks) }, () => tick().ms));
const all = [...enrolled, ...joining.map((meter) => ({ area: 'area-2', meter, from: FIRST + INTERVALS + 1 }))];
machine.step({ kind: 'enrolled', meters: all }, { gridMs, monotonicMs }, new Effects());
const joined = tick();
if (!joined.isAnnounced) throw new Error('the meters that join were not announced: nothing was measured');
tell(
  [
    { name: `idle tick, ${meterCount} meters`, value: idleMs, unit: 'ms', most: MOST_IDLE_MS },
    { name: `tick in which ${joinCount} meters join`, value: joined.ms, unit: 'ms', most: MOST_JOIN_MS },
  ],
  values.json,
);
