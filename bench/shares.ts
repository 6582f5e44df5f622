/**
 * What a share costs an aggregator and its meter, all in but the broker: `npm run bench:shares -- --meters 500 --intervals 96`. Real
 * meters split and seal; the machine of an aggregator opens, stores in a real ledger with one fsync for each group, and writes
 * a receipt; afterwards every page and every bill is folded from the ledger. Processor time of this process. [P-6]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cellDigest } from '../aggregator/cells.ts';
import { foldBills, foldPage, fullSetWeight } from '../aggregator/fold.ts';
import { SqliteLedger } from '../aggregator/host/ledger-sqlite.ts';
import type { CellRow, LedgerOp, LedgerRead } from '../aggregator/ledger.ts';
import { AggregatorMachine } from '../aggregator/machine.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { Sender } from '../meter/sender.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import { sharingIdOf } from '../protocol/grid/scheme.ts';
import { Seeds } from '../protocol/keys/seal.ts';
import { AreaLog } from '../protocol/log/area-log.ts';
import { Effects, type Outgoing } from '../protocol/machine.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url, utf8 } from '../protocol/wire/bytes.ts';
import { decodeMessage } from '../protocol/wire/envelope.ts';
import { IMPORT, agreementNamed, bytesNamed, identityNamed, meterNamed, schemeWith } from '../test/material.ts';
import { aggregatorParty, certifiedOp } from './material/aggregator-party.ts';
import { append, closeWindow, enrolAll } from './material/month-log.ts';
import { tell } from './material/rows.ts';

const FIRST = 1000;
const AREA = 'area-1';
/** As `gridshare init` configures an aggregator. */
const MESSAGES_PER_COMMIT = 500;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '500' },
    intervals: { type: 'string', default: '96' },
    batch: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const meterCount = Number(values.meters);
const intervalCount = Number(values.intervals);
const batch = Number(values.batch);

const scheme = schemeWith({
  maxMeters: Math.max(10_000, meterCount),
  registers: [{ obis: IMPORT, direction: 'import', isLoad: true }],
  billing: { firstInterval: FIRST, windows: [{ count: 2, intervalCount }] },
});
const sharing = { id: sharingIdOf(nodeCrypto, scheme), aggregatorCount: 3, threshold: 2 };
const unobserved = { measure: <T>(_phase: string, run: () => T): T => run(), sent: () => {}, stored: () => {} };

/** Microseconds of processor time, user and system. */
function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const log = new AreaLog(AREA);
const opening = [append(log, { kind: 'scheme', scheme })];
const ids = Array.from({ length: meterCount }, (_, at) => `meter-${at}`);
opening.push(
  ...enrolAll(
    log,
    FIRST,
    ids.map((id) => ({
      id,
      keyEpoch: 1,
      registers: [IMPORT],
      identity: toBase64url(identityNamed(id).publicRaw),
      agreement: toBase64url(agreementNamed(id).publicRaw),
    })),
  ),
);
const party = aggregatorParty(scheme);
const recipient = agreementNamed('aggregator-1');
const key = {
  keyId: 'k1',
  publicKey: recipient.publicKey,
  publicRaw: toBase64url(recipient.publicRaw),
  validFromMs: 0,
  validUntilMs: Number.MAX_SAFE_INTEGER,
};
const senders = ids.map((id) => {
  const meter = meterNamed(id, [IMPORT]).party;
  return new Sender(meter, 1, new Seeds(nodeCrypto, bytesNamed(id)), unobserved);
});

const folder = mkdtempSync(join(tmpdir(), 'gridshare-shares-'));
const ledger = new SqliteLedger(join(folder, 'ledger.sqlite'));
ledger.commit(opening.map(certifiedOp));
const machine = new AggregatorMachine(party, ledger.restore(), { ...ledger.standing(), freshness: { kind: 'proved' } });

function group(inputs: readonly Outgoing[], gridMs: number): readonly Outgoing[] {
  const out = new Effects<LedgerOp, LedgerRead>();
  for (const { topic, payload } of inputs)
    machine.step({ kind: 'message', topic, payload: utf8(payload) }, { gridMs, monotonicMs: gridMs }, out);
  if (out.ops.length > 0) ledger.commit(out.ops);
  return out.publications;
}

/** A meter hears which session its aggregator can open, and leaves its set-up out from then on. */
function heard(receipts: readonly Outgoing[]): void {
  for (const { payload } of receipts) {
    const decoded = decodeMessage('receipt', utf8(payload));
    if (decoded.isOk) senders[ids.indexOf(decoded.message.meter)]?.receipted(decoded.message.sessionId);
  }
}

let [meterUs, aggregatorUs, messages, bytes, receiptBytes] = [0, 0, 0, 0, 0];
const gridMs = intervalEndMs(FIRST + intervalCount, scheme);
machine.step({ kind: 'connected' }, { gridMs, monotonicMs: gridMs }, new Effects());
for (let from = FIRST; from < FIRST + intervalCount; from += batch) {
  const made: Outgoing[] = [];
  meterUs += cpuOf(() => {
    for (const [at, sender] of senders.entries()) {
      const readings = Array.from({ length: Math.min(batch, FIRST + intervalCount - from) }, (_, offset) => ({
        interval: from + offset,
        bookedUnits: [(at * 37 + (from + offset) * 11) % 500],
      }));
      made.push(...sender.messages(readings, sharing, key));
    }
  });
  messages += made.length;
  bytes += made.reduce((sum, { payload }) => sum + payload.length, 0);
  for (let at = 0; at < made.length; at += MESSAGES_PER_COMMIT) {
    const inputs = made.slice(at, at + MESSAGES_PER_COMMIT);
    let receipts: readonly Outgoing[] = [];
    aggregatorUs += cpuOf(() => void (receipts = group(inputs, gridMs)));
    receiptBytes += receipts.reduce((sum, { payload }) => sum + payload.length, 0);
    if (from === FIRST) heard(receipts);
  }
}
const shares = meterCount * intervalCount;
if (machine.heldCells !== shares) throw new Error(`${machine.heldCells} of ${shares} cells are held`);

/** The log alone, with its pages closed and its window billed, for the folds. */
closeWindow(log, () => false);
const everybody = Bitmap.of(ids.map((_, index) => index));
const content = log.billContent(log.nextBill, new Map([1, 2, 3].map((one) => [one, everybody])));
append(log, { kind: 'bill', ...log.nextWindow, round: 1, ...content });
const weight = fullSetWeight(1, 3);
const isIntact = (row: CellRow): boolean => row.digest === cellDigest(nodeCrypto, AREA, row);
function rowsOf(read: LedgerRead): Iterable<CellRow> {
  const answer = ledger.read(read);
  if (answer.kind !== 'cells') throw new Error('cells were asked for');
  return answer.rows;
}
const pagesUs = cpuOf(() => {
  for (const [interval, page] of log.pages) {
    const rows = rowsOf({ kind: 'page', area: AREA, interval });
    if (foldPage(log, page, rows, isIntact, weight, 0n) === undefined) throw new Error('a page is folded');
  }
});
const billsUs = cpuOf(() => {
  const bill = log.bills.get(log.length - 1);
  if (bill === undefined) throw new Error('the window is billed');
  const { from, count } = bill.window;
  const read = { kind: 'window', area: AREA, sequence: bill.sequence, from, end: from + count, meters: [] } as const;
  if (foldBills(log, [...bill.meters.values()], bill.window, rowsOf(read), isIntact, weight, 0n) === undefined)
    throw new Error('bills are folded');
});
ledger.close();
rmSync(folder, { recursive: true, force: true });

tell(
  [
    { name: 'meter: split and seal, a share', value: meterUs / shares, unit: 'us' },
    { name: 'aggregator: open, store, receipt, a share', value: aggregatorUs / shares, unit: 'us' },
    { name: 'aggregator: fold of pages, a share', value: pagesUs / shares, unit: 'us' },
    { name: 'aggregator: fold of bills, a share', value: billsUs / shares, unit: 'us' },
    { name: 'a share message', value: bytes / messages, unit: 'bytes' },
    { name: 'receipts, a share message', value: receiptBytes / messages, unit: 'bytes' },
  ],
  values.json,
);
