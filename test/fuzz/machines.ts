/**
 * The machines as targets, after a whole window was billed: whatever comes on their topics, they neither throw nor write
 * anything nor change what they say about themselves. Sealed targets seal garbage with real keys, to get behind the seal.
 */
import type { LedgerOp } from '../../aggregator/ledger.ts';
import { agreementFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { SCHEMA_OF_TOPIC } from '../../protocol/wire/envelope.ts';
import { ELEMENT_BYTES, isCanonicalElement } from '../../protocol/math/field.ts';
import { billAad, sharesAad } from '../../protocol/wire/headers.ts';
import { type CommonInput, Effects } from '../../protocol/machine.ts';
import { sharingIdOf } from '../../protocol/grid/scheme.ts';
import { SealingSession, meterSender } from '../../protocol/keys/seal.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import type { BillStatement, SharesMessage } from '../../schemas/types.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import { UtilityMachine } from '../../utility/machine.ts';
import { vectorGrid } from '../make-vectors.ts';
import { forgedTotal, totalOf } from '../attacks/forge.ts';
import { agreementNamed, bytesNamed, identityNamed } from '../material.ts';
import { FIRST_INTERVAL, type Grid, IMPORT } from '../simulation/grid.ts';
import { readVectors } from '../vectors.ts';
import { demand, textSeed } from './decoders.ts';
import type { Target } from './engine.ts';
import type { SeedInput } from './mutate.ts';

/** A grid that has billed its first window. */
function settledGrid(): Grid {
  const grid = vectorGrid();
  grid.start();
  for (let offset = 0; offset < 8; offset++) {
    grid.readInterval(offset, (meter) => (meter === 0 ? [100 + offset, 10 * offset] : [200 * meter + offset]));
  }
  grid.closeDue();
  grid.wait(8_000);
  return grid;
}

const AGGREGATOR_TOPICS = ['grid/agg/1/shares', 'grid/agg/1/requests/area-1'];
const UTILITY_TOPICS = [
  ...['manifests', 'accepts', 'log'].map((name) => `grid/agg/1/${name}/area-1`),
  ...['status', 'rejections'].map((name) => `grid/agg/1/${name}`),
  'grid/utility/totals',
];
const METER_TOPICS = [
  'grid/scheme',
  'grid/agg/1/key',
  'grid/agg/1/status',
  'grid/meter/meter-1/receipts/1',
  'grid/meter/meter-1/bill',
];

type AnyMachine = {
  step(input: CommonInput, times: { gridMs: number; monotonicMs: number }, effects: Effects<unknown, unknown>): void;
};

class Fed {
  private readonly machine: AnyMachine;
  private readonly grid: Grid;

  constructor(machine: unknown, grid: Grid) {
    this.machine = machine as AnyMachine;
    this.grid = grid;
  }

  step(input: CommonInput): Effects<unknown, unknown> {
    const effects = new Effects<unknown, unknown>();
    this.grid.monotonicMs += 1;
    this.machine.step(input, this.grid.times, effects);
    return effects;
  }

  /** What it says of itself when it connects: everything it knows, but for what it seals anew. */
  get saying(): string {
    const { publications, ops } = this.step({ kind: 'connected' });
    return JSON.stringify([ops, publications.filter(({ topic }) => !topic.endsWith('/shares'))]);
  }
}

/** What was published on a topic; of what nobody had to say, the vectors. */
function seedsOf(topic: string, grid: Grid): SeedInput[] {
  const tapped = grid.tapped.filter((message) => message.topic === topic).slice(0, 60);
  const wire = SCHEMA_OF_TOPIC[parseTopic(topic)!.name];
  return (tapped.length > 0 ? tapped : readVectors(wire)).map(({ payload }) => textSeed(payload));
}

function topicTargets(name: string, fed: Fed, topics: readonly string[], grid: Grid): Target[] {
  return topics.map((topic) => ({
    name: `${name} on ${topic}`,
    weight: topic.endsWith('requests') ? 8 : 14,
    seeds: seedsOf(topic, grid),
    run: (payload) => {
      const { ops, notices } = fed.step({ kind: 'message', topic, payload });
      demand(ops.length === 0, `wrote ${JSON.stringify(ops).slice(0, 200)}`);
      return notices.length === 0 ? 'accepted' : 'refused';
    },
  }));
}

type Header = Omit<SharesMessage, 'sessionId' | 'session' | 'sessionSignature' | 'nonce' | 'sealed'>;

/** A meter that is enrolled seals garbage under headers of its choice. */
function sealedShares(grid: Grid): Target {
  const sharing = sharingIdOf(nodeCrypto, grid.scheme);
  const route = {
    purpose: 'shares',
    deployment: 'test',
    sharing,
    sender: meterSender('meter-2', 1),
    recipient: 'aggregator/1',
    keyId: 'k1',
  } as const;
  const key = nodeCrypto.agreementPublicKey(agreementFromSeed(bytesNamed('aggregator-1/hpke')).publicRaw)!;
  const session = SealingSession.start(
    nodeCrypto,
    route,
    identityNamed('meter-2').privateKey,
    key,
    bytesNamed('fuzz'),
  )!;
  const header: Header = {
    version: 1,
    deployment: 'test',
    type: 'shares',
    sharing,
    area: 'area-1',
    meter: 'meter-2',
    keyEpoch: 1,
    aggregator: 1,
    keyId: 'k1',
    registers: [IMPORT],
    from: FIRST_INTERVAL + 8,
    count: 2,
  };
  const fed = new Fed(grid.aggregatorMachines[0], grid);
  grid.gridMs += 40 * 900_000;
  return {
    name: 'aggregator behind the seal',
    weight: 20,
    seeds: [textSeed(JSON.stringify({ ...header, plaintext: toBase64url(new Uint8Array(64).fill(3)) }))],
    run: (input) => {
      let payload: string;
      let sent: Header;
      try {
        const { plaintext, ...given } = JSON.parse(fromUtf8(input) ?? '') as Header & { plaintext: string };
        sent = given;
        const bytes = fromBase64url(plaintext) ?? new Uint8Array();
        payload = canonicalJson({
          ...given,
          ...session.sealNamed(false, (fields) => sharesAad({ ...given, ...fields }), bytes),
        });
      } catch {
        // Nobody could have sealed that.
        return 'refused';
      }
      const effects = fed.step({ kind: 'message', topic: 'grid/agg/1/shares', payload: utf8(payload) });
      const ops = effects.ops as LedgerOp[];
      for (const op of ops) {
        demand(op.kind === 'cell' || op.kind === 'hint', `wrote ${op.kind}`);
        if (op.kind !== 'cell') continue;
        const { interval, shares } = op.row;
        demand(interval >= sent.from && interval < sent.from + sent.count, 'stored another interval');
        demand(shares.length === 2 * ELEMENT_BYTES, 'stored another number of elements');
        for (let at = 0; at < shares.length; at += ELEMENT_BYTES) {
          demand(isCanonicalElement(shares, at), 'stored an element that is not canonical');
        }
      }
      return ops.length > 0 ? 'accepted' : 'refused';
    },
  };
}

/** A utility that sends a meter garbage as its bill, sealed and signed as it must be. */
function sealedBills(grid: Grid): Target {
  const route = {
    purpose: 'bill',
    deployment: 'test',
    sharing: sharingIdOf(nodeCrypto, grid.scheme),
    sender: 'utility',
    recipient: 'meter/meter-2',
    keyId: 'static',
  } as const;
  const agreement = agreementNamed('meter-2').publicKey;
  const seed = bytesNamed('fuzz/bill');
  const session = SealingSession.start(nodeCrypto, route, grid.utilityParty.identity, agreement, seed)!;
  const header = {
    version: 1 as const,
    deployment: 'test',
    type: 'bill' as const,
    meter: 'meter-2',
    keyEpoch: 1,
    from: FIRST_INTERVAL,
    count: 8,
  };
  const bills = grid.archive.restore()[0]!.sentBills.find(({ index }) => index === 1)!.bills;
  const statement: BillStatement = { version: 1, deployment: 'test', meter: 'meter-2', bills: [...bills] };
  const ofNothing = bills.map((bill) => ({ ...bill, from: bill.from + 8_000, totals: [] }));
  const fed = new Fed(grid.meterMachine, grid);
  return {
    name: 'meter behind the seal',
    weight: 12,
    seeds: [statement, { ...statement, bills: ofNothing }].map((one) => textSeed(canonicalJson(one))),
    run: (input) => {
      const message = { ...header, ...session.seal((fields) => billAad({ ...header, ...fields }), input) };
      const payload = utf8(canonicalJson(message));
      const { ops, notices } = fed.step({ kind: 'message', topic: 'grid/meter/meter-2/bill', payload });
      for (const op of ops as OutboxOp[]) demand(op.kind === 'billed', `wrote ${op.kind}`);
      return notices.length === 0 ? 'accepted' : 'refused';
    },
  };
}

/** An aggregator that sends the utility garbage as its sums, sealed and signed as they must be. */
function sealedTotals(grid: Grid, type: 'load' | 'bill'): Target {
  const { identity } = totalOf(grid, 1, type);
  const fed = new Fed(new UtilityMachine(grid.utilityParty, grid.archive.restore(), grid.archive.standing()), grid);
  return {
    name: `utility behind the seal, ${type}`,
    weight: 1,
    seeds: [1, 4].map((elements) => ({ bytes: new Uint8Array(elements * ELEMENT_BYTES).fill(7), text: undefined })),
    run: (input) => {
      const { topic, payload } = forgedTotal(grid, 1, identity, input);
      const { ops } = fed.step({ kind: 'message', topic, payload: utf8(payload) });
      return (ops as ArchiveOp[]).length > 0 ? 'accepted' : 'refused';
    },
  };
}

/** `assertUnchanged` throws if any machine that was fed unsealed garbage says something else of itself than before. */
export function machineTargets(): {
  readonly targets: readonly Target[];
  readonly grid: Grid;
  assertUnchanged(): void;
} {
  const grid = settledGrid();
  const utility = new UtilityMachine(grid.utilityParty, grid.archive.restore(), grid.archive.standing());
  const fed: readonly (readonly [string, Fed, readonly string[]])[] = [
    ['aggregator', new Fed(grid.aggregatorMachines[0], grid), AGGREGATOR_TOPICS],
    ['utility', new Fed(utility, grid), UTILITY_TOPICS],
    ['meter', new Fed(grid.meterMachine, grid), METER_TOPICS],
  ];
  const before = fed.map(([, one]) => one.saying);
  const other = settledGrid();
  return {
    grid,
    targets: [
      ...fed.flatMap(([name, one, topics]) => topicTargets(name, one, topics, grid)),
      sealedShares(other),
      sealedBills(other),
      sealedTotals(other, 'load'),
      sealedTotals(other, 'bill'),
    ],
    assertUnchanged: () =>
      fed.forEach(([name, one], at) =>
        demand(one.saying === before[at], `the ${name} says something else than before`),
      ),
  };
}
