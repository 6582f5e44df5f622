/**
 * How long an aggregator with many held cells takes to be ready: `npm run bench:restart -- --meters 10000 --intervals 100`.
 * Builds a ledger, then starts new processes on it and measures each from its start to a machine that could take its
 * first message. [P-6.2]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cellDigest } from '../aggregator/cells.ts';
import type { LedgerOp } from '../aggregator/ledger.ts';
import { SqliteLedger } from '../aggregator/host/ledger-sqlite.ts';
import { AggregatorMachine } from '../aggregator/machine.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { AreaLog } from '../protocol/log/area-log.ts';
import { IMPORT, bytesNamed, schemeWith } from '../test/material.ts';
import { aggregatorParty, certifiedOp } from './material/aggregator-party.ts';
import { append, enrolAll } from './material/month-log.ts';

const AREA = 'area-1';
const FIRST = 1000;
const MAX_READY_MS = 3_000;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '10000' },
    intervals: { type: 'string', default: '100' },
    repeats: { type: 'string', default: '5' },
    measure: { type: 'string' },
  },
});
const meterCount = Number(values.meters);
const intervalCount = Number(values.intervals);

/** Scheme, roster and closed pages (all but the last two); restoring asks for no signature, so there is none. */
function logOps(): LedgerOp[] {
  const log = new AreaLog(AREA);
  const entries = [
    append(log, {
      kind: 'scheme',
      scheme: schemeWith({
        maxMeters: meterCount,
        billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: 96 }] },
      }),
    }),
  ];
  const meters = Array.from({ length: meterCount }, (_, at) => ({
    id: `meter-${at}`,
    keyEpoch: 1,
    registers: [IMPORT],
    identity: toBase64url(bytesNamed(`identity ${at}`)),
    agreement: toBase64url(bytesNamed(`agreement ${at}`)),
  }));
  entries.push(...enrolAll(log, FIRST, meters));
  const set = Bitmap.of(meters.map((_, index) => index)).encode();
  for (let offset = 0; offset < intervalCount - 2; offset++)
    entries.push(append(log, { kind: 'close', pages: [{ interval: FIRST + offset, set, empty: [] }] }));
  return entries.map(certifiedOp);
}

function build(path: string): void {
  const ledger = new SqliteLedger(path);
  ledger.commit(logOps());
  for (let interval = FIRST; interval < FIRST + intervalCount; interval++) {
    const ops = Array.from({ length: meterCount }, (_, index): LedgerOp => {
      const shares = nodeCrypto.sha256(bytesNamed(`${interval}/${index}`));
      return {
        kind: 'cell',
        area: AREA,
        window: FIRST,
        row: { interval, index, digest: cellDigest(nodeCrypto, AREA, { interval, index, shares }), shares },
      };
    });
    ledger.commit(ops);
  }
  ledger.close();
}

/** Runs in a process of its own: what an aggregator does before it connects. */
function measure(path: string): void {
  const startedAtMs = performance.now();
  const ledger = new SqliteLedger(path);
  const machine = new AggregatorMachine(aggregatorParty(schemeWith()), ledger.restore(), {
    ...ledger.standing(),
    freshness: { kind: 'proved' },
  });
  const figures = {
    // `performance` counts from the start of the process.
    readyMs: Math.round(performance.now()),
    restoreMs: Math.round(performance.now() - startedAtMs),
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    rejected: machine.stats.rejected,
  };
  ledger.close();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function run(): void {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-restart-'));
  try {
    const path = join(folder, 'ledger.sqlite');
    build(path);
    const cells = meterCount * intervalCount;
    process.stdout.write(`${cells} cells in ${Math.round(statSync(path).size / 2 ** 20)} MiB\n`);
    let slowestMs = 0;
    for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
      const child = spawnSync(process.execPath, [import.meta.filename, '--measure', path], { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(child.stderr);
      const { readyMs, restoreMs, rssMb } = JSON.parse(child.stdout) as Record<string, number>;
      process.stdout.write(`ready after ${readyMs} ms (restoring ${restoreMs} ms), ${rssMb} MiB resident\n`);
      slowestMs = Math.max(slowestMs, readyMs ?? Number.POSITIVE_INFINITY);
    }
    process.stdout.write(`slowest: ${slowestMs} ms for ${cells} cells; at most ${MAX_READY_MS} ms are wanted\n`);
    process.exitCode = slowestMs <= MAX_READY_MS ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.measure === undefined) run();
else measure(values.measure);
