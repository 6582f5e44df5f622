/** What attackers can make with the keys they have: entries, attestations and totals, all properly signed. */
import { expect } from 'vitest';
import { agreementFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { ELEMENT_BYTES, decodeElement, encodeElement } from '../../protocol/math/field.ts';
import { type TotalIdentity, sharesAad, totalAad, totalDigest } from '../../protocol/wire/headers.ts';
import { signPrepare } from '../../protocol/log/ballot.ts';
import { EMPTY_LOG_HASH, entryHash, proposalOf, signAcceptance, signProposal } from '../../protocol/log/entries.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { deriveReceiptKey, withMac } from '../../protocol/wire/receipt.ts';
import { sharingIdOf } from '../../protocol/grid/scheme.ts';
import { SealingSession, meterSender } from '../../protocol/keys/seal.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import type { CertifiedEntry, Entry, Manifest, ManifestMessage, Receipt, TotalMessage } from '../../schemas/types.ts';
import { agreementNamed, bytesNamed, identityNamed, windowLength } from '../material.ts';
import { type EntryBody } from '../simulation/bench.ts';
import { FIRST_INTERVAL, type Grid, IMPORT } from '../simulation/grid.ts';
import { SumsOpener } from '../simulation/opened-sums.ts';

export const SIZE = { meters: 4, aggregators: 3, threshold: 2 };

export function value(meter: number, offset: number): number {
  return 100 * (meter + 1) + offset;
}

/** What a meter read over some intervals. */
export function readBy(meter: number, offsets: readonly number[]): number {
  return offsets.reduce((sum, offset) => sum + value(meter, offset), 0);
}

export function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, at) => from + at);
}

export function kinds(grid: Grid, area = 'area-1'): string[] {
  const found = grid.archive.restore().find((restored) => restored.area === area);
  return (found?.entries ?? []).map(({ entry }) => entry.kind);
}

/** What was billed of a meter in all: Wh by window, from the bills that are verified. */
export function billedUnits(grid: Grid, meter: string): number[] {
  return grid.bills
    .filter((bill) => bill.meter === meter && bill.status === 'verified')
    .map(({ lines }) => lines.reduce((sum, { totalUnits }) => sum + totalUnits, 0));
}

/** The next entry of an area's log, or the entry that follows others. */
export function entryAfter(grid: Grid, body: EntryBody, area = 'area-1', before?: readonly CertifiedEntry[]): Entry {
  const log = before ?? grid.archive.restore().find((restored) => restored.area === area)?.entries ?? [];
  const last = log.at(-1);
  const previous = last === undefined ? EMPTY_LOG_HASH : entryHash(nodeCrypto, last.entry);
  return { version: 1, deployment: 'test', area, sequence: log.length, previous, ...body };
}

function request(aggregator: number, area: string, message: object): Outgoing {
  return { topic: topics.requests(aggregator, area), payload: canonicalJson(message), isRetained: false };
}

/** An announcement as the utility signs it. */
export function announcement(
  grid: Grid,
  aggregator: number,
  entry: Entry,
  manifests: readonly ManifestMessage[] = [],
): Outgoing {
  const proposal = proposalOf(entry, 0, entryHash(nodeCrypto, entry));
  const signature = signProposal(nodeCrypto, grid.utilityParty.identity, proposal);
  const message = { version: 1, deployment: 'test', type: 'announcement', ballot: 0, entry, manifests, signature };
  return request(aggregator, entry.area, message);
}

/** The utility asks for a promise. */
export function prepare(grid: Grid, aggregator: number, sequence: number, ballot: number, area = 'area-1'): Outgoing {
  const body = {
    version: 1,
    deployment: 'test',
    type: 'prepare',
    area,
    sequence,
    ballot,
    proposer: 'A'.repeat(22),
  } as const;
  return request(aggregator, area, signPrepare(nodeCrypto, grid.utilityParty.identity, body));
}

/** An entry as utility and some aggregators certify it. */
export function certified(grid: Grid, entry: Entry, by: readonly number[]): CertifiedEntry {
  const proposal = proposalOf(entry, 0, entryHash(nodeCrypto, entry));
  const accepts = by.map((aggregator) => ({
    aggregator,
    signature: signAcceptance(nodeCrypto, grid.identityOf(aggregator).privateKey, aggregator, proposal),
  }));
  const signature = signProposal(nodeCrypto, grid.utilityParty.identity, proposal);
  return { entry, signature, certificate: { ballot: 0, accepts } };
}

export function entries(aggregator: number, certificates: readonly CertifiedEntry[], area = 'area-1'): Outgoing {
  return request(aggregator, area, { version: 1, deployment: 'test', type: 'entries', area, entries: certificates });
}

/** Sends a message and tells what one aggregator refused of it, and whether it accepted it. */
export function answerOf(grid: Grid, aggregator: number, message: Outgoing): { codes: string[]; isAccepted: boolean } {
  const before = grid.tapped.length;
  // Rejections of one kind are published at a bounded rate.
  grid.monotonicMs += 1_000;
  grid.publish(message);
  grid.settle();
  const said = grid.tapped.slice(before);
  return {
    codes: said
      .filter(({ topic }) => topic === topics.rejections(aggregator))
      .map(({ payload }) => (JSON.parse(payload) as { code: string }).code),
    isAccepted: said.some(({ topic }) => {
      const parsed = parseTopic(topic);
      return parsed?.name === 'accepts' && parsed.aggregator === aggregator;
    }),
  };
}

export const ACCEPTED = { codes: [], isAccepted: true };

export function refused(code: string) {
  return { codes: [code], isAccepted: false };
}

/** A manifest signed by an aggregator, whatever is in it. */
export function manifest(grid: Grid, aggregator: number, pages: Manifest['pages']): Outgoing {
  const body = {
    version: 1 as const,
    deployment: 'test',
    type: 'manifest' as const,
    area: 'area-1',
    aggregator,
    storeEpoch: 1,
    pages,
  };
  const message = withSignature(nodeCrypto, grid.identityOf(aggregator).privateKey, 'manifest', body);
  return { topic: topics.manifests(aggregator, 'area-1'), payload: canonicalJson(message), isRetained: false };
}

/** The value shares that an aggregator holds of one page, by roster index. */
export function sharesOf(grid: Grid, aggregator: number, register = 0): Map<number, bigint> {
  const rows = grid.ledgers[aggregator - 1]!.read({ kind: 'page', area: 'area-1', interval: FIRST_INTERVAL });
  if (rows.kind !== 'cells') throw new Error('a page was asked for');
  const offset = register * 2 * ELEMENT_BYTES;
  return new Map(
    [...rows.rows]
      .filter(({ shares }) => shares.length > offset)
      .map(({ index, shares }) => [index, decodeElement(shares, offset)]),
  );
}

/** The weighted sums that an aggregator has on record for an entry. */
export function releasedBy(grid: Grid, aggregator: number, sequence: number): Uint8Array | undefined {
  const rows = grid.ledgers[aggregator - 1]!.read({ kind: 'releases', area: 'area-1', sequence });
  const message = rows.kind === 'releases' ? rows.releases[0]?.message : undefined;
  return message === undefined ? undefined : new SumsOpener(grid.utilityParty, grid.scheme).open(message).sums;
}

/** Which meters an aggregator says that it holds wholly in a window, whatever it does hold. */
export function holdings(grid: Grid, aggregator: number, from: number, held: readonly number[]): ManifestMessage {
  return withSignature(nodeCrypto, grid.identityOf(aggregator).privateKey, 'holdings', {
    version: 1 as const,
    deployment: 'test',
    type: 'holdings' as const,
    area: 'area-1',
    aggregator,
    storeEpoch: 1,
    from,
    count: windowLength(grid.scheme),
    held: Bitmap.of(held).encode(),
  });
}

/** A total that was published, and what it is about. */
export function totalOf(grid: Grid, aggregator: number, type: 'load' | 'bill') {
  const message = grid.tapped.find(({ topic, payload }) => {
    if (topic !== topics.totals()) return false;
    const total = JSON.parse(payload) as TotalMessage;
    return total.aggregator === aggregator && total.type === type;
  });
  if (message === undefined) throw new Error('nothing was released');
  const {
    session: _session,
    sessionSignature: _sessionSignature,
    nonce: _nonce,
    sealed: _sealed,
    signature: _signature,
    digest,
    ...identity
  } = JSON.parse(message.payload) as TotalMessage;
  return { message, identity, digest };
}

let forged = 0;

/** A total with other sums than an honest aggregator would have, sealed and signed as it must be. */
export function forgedTotal(grid: Grid, aggregator: number, identity: TotalIdentity, sums: Uint8Array): Outgoing {
  const { privateKey } = grid.identityOf(aggregator);
  const route = {
    purpose: 'totals' as const,
    deployment: 'test',
    sharing: sharingIdOf(nodeCrypto, grid.scheme),
    sender: `aggregator/${aggregator}`,
    recipient: 'utility',
    keyId: 'static',
  };
  forged += 1;
  const seed = bytesNamed(`forged total ${forged}`);
  const session = SealingSession.start(nodeCrypto, route, privateKey, agreementNamed('utility').publicKey, seed)!;
  const sealed = session.seal((fields) => totalAad(identity, fields), sums);
  const digest = totalDigest(nodeCrypto, grid.utilityParty.digestKeys.get(aggregator)!, identity, sums);
  const total = withSignature(nodeCrypto, privateKey, 'total', { ...identity, digest, ...sealed });
  return { topic: topics.totals(), payload: canonicalJson(total), isRetained: false };
}

/** A roster meter with keys of its own. */
export function strangerNamed(id: string, registers: readonly string[]) {
  const identity = toBase64url(identityNamed(id).publicRaw);
  const agreement = toBase64url(agreementNamed(id).publicRaw);
  return { id, keyEpoch: 1, registers: [...registers], identity, agreement };
}

/** Elements as they stand in a plaintext, canonical or not. */
export function elementBytes(elements: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(elements.length * ELEMENT_BYTES);
  elements.forEach((element, at) => encodeElement(element, bytes, at * ELEMENT_BYTES));
  return bytes;
}

/** A share message of one interval as a meter signs and seals it, whatever is in it. `signer`: whose identity key. */
export function forgedShares(
  grid: Grid,
  meter: string,
  aggregator: number,
  offset: number,
  elements: readonly bigint[],
  signer = meter,
): Outgoing {
  const sharing = sharingIdOf(nodeCrypto, grid.scheme);
  const route = {
    purpose: 'shares' as const,
    deployment: 'test',
    sharing,
    sender: meterSender(meter, 1),
    recipient: `aggregator/${aggregator}`,
    keyId: 'k1',
  };
  forged += 1;
  const seed = bytesNamed(`forged shares ${forged}`);
  const recipient = nodeCrypto.agreementPublicKey(
    agreementFromSeed(bytesNamed(`aggregator-${aggregator}/hpke`)).publicRaw,
  )!;
  const session = SealingSession.start(nodeCrypto, route, identityNamed(signer).privateKey, recipient, seed)!;
  const header = {
    version: 1 as const,
    deployment: 'test',
    type: 'shares' as const,
    sharing,
    area: 'area-1',
    meter,
    keyEpoch: 1,
    aggregator,
    keyId: 'k1',
    registers: [IMPORT],
    from: FIRST_INTERVAL + offset,
    count: 1,
  };
  const sealed = session.sealNamed(false, (fields) => sharesAad({ ...header, ...fields }), elementBytes(elements));
  return { topic: topics.shares(aggregator), payload: canonicalJson({ ...header, ...sealed }), isRetained: false };
}

/** The last receipt of a meter, with other contents, under the receipt key of an aggregator that lies. */
export function forgedReceipt(grid: Grid, aggregator: number, id: string, changes: Partial<Receipt>): void {
  const topic = `grid/meter/${id}/receipts/${aggregator}`;
  const { mac: _mac, ...body } = JSON.parse(
    grid.tapped.findLast((message) => message.topic === topic)!.payload,
  ) as Receipt;
  const key = deriveReceiptKey(
    nodeCrypto,
    agreementNamed(`aggregator-${aggregator}`).privateKey,
    agreementNamed(id).publicKey,
    'test',
    id,
    aggregator,
  )!;
  const receipt = withMac(nodeCrypto, key, { ...body, ...changes });
  grid.publish({ topic, payload: canonicalJson(receipt), isRetained: true });
  grid.settle();
}

export function readWindow(grid: Grid, from = 0, end = 8): void {
  for (const offset of range(from, end)) grid.readInterval(offset, (meter) => [value(meter, offset)]);
}

export function expectExact(grid: Grid): void {
  expect(range(0, 4).map((meter) => billedUnits(grid, `meter-${meter + 1}`))).toEqual(
    range(0, 4).map((meter) => [readBy(meter, range(0, 8))]),
  );
}

export function saidBy(grid: Grid, code: string): boolean {
  return grid.utility.notices.some((notice) => notice.code === code);
}
