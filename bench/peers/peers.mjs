/**
 * What others take for one reading, in microseconds of processor time: prints one JSON object. Run by `bench/peers.ts`, with
 * what `npm ci --prefix bench/peers` installed. Key generation is not counted, nor the network.
 */
import { randomBytes } from 'node:crypto';
import { Prio3Sum } from '@divviup/prio3';
import { generateRandomKeys } from 'paillier-bigint';
import { split } from 'shamir-secret-sharing';

/** Median over rounds, after one that nobody counts. */
async function medianUs(repeats, run) {
  const rounds = [];
  for (let round = 0; round < 6; round++) {
    const before = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat++) await run(repeat);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) rounds.push((user + system) / repeats);
  }
  return rounds.toSorted((one, other) => one - other)[rounds.length >> 1];
}

const { publicKey } = await generateRandomKeys(2048);
const ciphertexts = [1n, 2n].map((value) => publicKey.encrypt(value));
const vdaf = new Prio3Sum({ shares: 2, bits: 20 });
const verifyKey = randomBytes(vdaf.verifyKeySize);

async function shard(value) {
  const nonce = randomBytes(vdaf.nonceSize);
  return { nonce, ...(await vdaf.shard(value, nonce, randomBytes(vdaf.randSize))) };
}

const report = await shard(1234);
const prepare = (aggregator) =>
  vdaf.prepareInit(verifyKey, aggregator, null, report.nonce, report.publicShare, report.inputShares[aggregator]);
const [own, other] = [await prepare(0), await prepare(1)];

async function prepared() {
  const { preparationState } = await prepare(0);
  const message = await vdaf.unshardPreparationShares(null, [own.preparationShare, other.preparationShare]);
  const outcome = vdaf.prepareNext(preparationState, message);
  if (!('outputShare' in outcome)) throw new Error('Prio3 accepts its own report');
}

process.stdout.write(
  JSON.stringify({
    paillierEncrypt: await medianUs(20, (repeat) => publicKey.encrypt(BigInt(repeat))),
    paillierAdd: await medianUs(2_000, () => publicKey.addition(...ciphertexts)),
    prio3Shard: await medianUs(50, (repeat) => shard(repeat)),
    prio3Prepare: await medianUs(50, prepared),
    shamirSplit: await medianUs(500, () => split(new Uint8Array(randomBytes(32)), 3, 2)),
  }),
);
