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
import type { AggregatorParty } from '../aggregator/party.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { EMPTY_LOG_HASH, entryHash } from '../protocol/log/entries.ts';
import type { Entry } from '../schemas/types.ts';
import { IMPORT, agreementNamed, bytesNamed, identityNamed, schemeWith, secretNamed } from '../test/material.ts';

const AREA = 'area-1';
const FIRST = 1000;
/** As the protocol has it: most meters in one roster entry. */
const METERS_PER_ENTRY = 512;
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

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

/** Scheme, roster and closed pages (all but the last two); restoring asks for no signature, so there is none. */
function logOps(): LedgerOp[] {
  const ops: LedgerOp[] = [];
  let previous = EMPTY_LOG_HASH;
  const signature = toBase64url(new Uint8Array(64));
  const append = (body: Body<Entry>): void => {
    const entry: Entry = { version: 1, deployment: 'test', area: AREA, sequence: ops.length, previous, ...body };
    previous = entryHash(nodeCrypto, entry);
    const accepts = [1, 2].map((aggregator) => ({ aggregator, signature }));
    ops.push({ kind: 'entry', area: AREA, certified: { entry, signature, certificate: { ballot: 0, accepts } } });
  };
  append({
    kind: 'scheme',
    scheme: schemeWith({
      maxMeters: meterCount,
      billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: 96 }] },
    }),
  });
  for (let at = 0; at < meterCount; at += METERS_PER_ENTRY) {
    const add = Array.from({ length: Math.min(METERS_PER_ENTRY, meterCount - at) }, (_, offset) => ({
      id: `meter-${at + offset}`,
      keyEpoch: 1,
      registers: [IMPORT],
      identity: toBase64url(bytesNamed(`identity ${at + offset}`)),
      agreement: toBase64url(bytesNamed(`agreement ${at + offset}`)),
    }));
    append({ kind: 'roster', from: FIRST, add, remove: [] });
  }
  const set = Bitmap.of(Array.from({ length: meterCount }, (_, index) => index)).encode();
  for (let offset = 0; offset < intervalCount - 2; offset++) {
    append({ kind: 'close', pages: [{ interval: FIRST + offset, set, empty: [] }] });
  }
  return ops;
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

function party(): AggregatorParty {
  const { operators } = schemeWith();
  const identities = operators.map((operator) => identityNamed(operator));
  const agreement = agreementNamed('aggregator-1');
  return {
    crypto: nodeCrypto,
    deployment: 'test',
    index: 1,
    pins: {
      deployment: 'test',
      operators,
      floor: { minThreshold: 2, trust: 'covert', minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    },
    identity: identityNamed('operator-1').privateKey,
    agreement: agreement.privateKey,
    hpkeKeys: [{ keyId: 'k1', privateKey: agreement.privateKey, publicRaw: agreement.publicRaw }],
    signers: {
      utility: identityNamed('utility').publicKey,
      aggregators: new Map(identities.map(({ publicKey }, at) => [at + 1, [publicKey]])),
    },
    utilityAgreement: agreementNamed('utility').publicKey,
    digestKey: secretNamed('digest'),
    processSeed: bytesNamed('process'),
    sessionCacheSize: 1024,
    softwareVersion: 'bench',
    lieWh: 0,
  };
}

/** Runs in a process of its own: what an aggregator does before it connects. */
function measure(path: string): void {
  const startedAtMs = performance.now();
  const ledger = new SqliteLedger(path);
  const machine = new AggregatorMachine(party(), ledger.restore(), {
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
