/** How an aggregator says what it promised and accepted of a log. [P-7.1] */
import { signAcceptance, proposalOf } from '../protocol/log/entries.ts';
import type { AreaLog } from '../protocol/log/area-log.ts';
import { type Ballot, signPromise } from '../protocol/log/ballot.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { Announcement, PromiseMessage } from '../schemas/types.ts';
import type { Lock } from './counter.ts';
import type { RunningParty } from './party.ts';

/** A promise for the next number; `locked`: what is accepted for it already. */
export function promiseMessage(
  party: RunningParty,
  log: AreaLog,
  { ballot, proposer }: Ballot,
  locked: Lock | undefined,
): string {
  const { deployment } = party;
  const held = locked?.announcement;
  const lock = held && { ballot: held.ballot, hash: locked?.hash ?? '', signature: held.signature };
  const promise = signPromise(party.crypto, party.identity, {
    deployment,
    area: log.area,
    sequence: log.length,
    ballot,
    proposer,
    aggregator: party.index,
    storeEpoch: party.storeEpoch,
    ...(lock === undefined ? {} : { lock }),
  });
  const shown =
    held === undefined ? {} : { entry: held.entry, manifests: held.manifests, ...basesOf(held, lock?.hash) };
  return canonicalJson({ version: 1, deployment, type: 'promise', promise, ...shown });
}

export function acceptMessage(party: RunningParty, message: Announcement, hash: string): string {
  const { entry, ballot } = message;
  const { version, deployment, area, sequence, previous } = entry;
  const accept = {
    version,
    deployment,
    type: 'accept' as const,
    area,
    sequence,
    ballot,
    hash,
    previous,
    aggregator: party.index,
    proposed: message.signature,
    signature: signAcceptance(party.crypto, party.identity, party.index, proposalOf(entry, ballot, hash)),
  };
  return canonicalJson(accept);
}

/** What a locked announcement rested on: nothing under ballot 0. */
function basesOf({ ballot, promises, bases = [] }: Announcement, hash = ''): Pick<PromiseMessage, 'bases'> {
  return promises === undefined ? {} : { bases: [{ ballot, hash, promises }, ...bases] };
}
