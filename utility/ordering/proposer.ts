/**
 * Deciding what an area's log should say next, and whether what is announced should still be said: holds every entry
 * against the rules that the aggregators apply, complains to the operator, withdraws what nobody will accept. [P-7.1]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { type Auditor, auditEntry } from '../../protocol/log/entry-audit.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { Times } from '../../protocol/machine.ts';
import { type Refusal, refuse } from '../../protocol/wire/refusal.ts';
import { schemeQuorum } from '../../protocol/grid/scheme.ts';
import type { Entry, Rejection, RejectionCode } from '../../schemas/types.ts';
import type { ArchiveEffects } from '../archive.ts';
import type { Attestations } from './attestations.ts';
import type { Announcer } from './announcer.ts';
import { ownPins } from './own-floor.ts';
import type { UtilityParty } from '../party.ts';
import { type Proposed, fitsAnnouncement, isWanted, proposals } from './proposals.ts';

type Out = ArchiveEffects;

const COMPLAIN_MS = 30_000;
/** Why a scheme or roster is not tried for a while. */
function refusedText(kind: Entry['kind']): string {
  return `too many aggregators refuse the ${kind} that was announced; their operators know why`;
}

/** How long an entry may be announced before it is asked whether it should still be; doubled each time. */
const WITHDRAW_MS = 6_000;
const LONGEST_WITHDRAW_MS = 60_000;
/** How long what a quorum refused is not tried again, so that pages close meanwhile. */
const SUSPEND_MS = 600_000;

/** Refusals that say nothing about an entry's content. */
const TRANSIENT: ReadonlySet<RejectionCode> = new Set([
  'log_gap',
  'ballot_refused',
  'recovering',
  'page_open',
  'not_authentic',
]);

/** What a scheme entry would change, whatever its number. */
function contentOf(entry: Entry): string {
  if (entry.kind === 'scheme') return canonicalJson(entry.scheme);
  return entry.kind === 'roster' ? canonicalJson([entry.add, entry.remove]) : '';
}

export class Proposer {
  /** Why the next entry can't be announced, in words. */
  complaint: string | undefined;
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly attestations: Attestations;
  private readonly announcer: Announcer;
  private readonly auditor: Omit<Auditor, 'pins'>;
  /** Ids of meters that their bills put out of the roster. */
  private readonly suspects: () => ReadonlySet<string>;
  /** Aggregators that say they refuse the announced entry: a hint. */
  private readonly refusing = new Set<number>();
  /** Schemes and rosters that a quorum refused, until when they are not tried again. */
  private readonly suspended = new Map<string, number>();
  /** An aggregator says that another entry was announced before: a hint. */
  private isContested = false;
  /** The number whose announced entry is looked at again, when, and how long after. */
  private next = { sequence: -1, atMs: 0, paceMs: WITHDRAW_MS };
  private complainAtMs = 0;

  constructor(
    party: UtilityParty,
    log: AreaLog,
    attestations: Attestations,
    announcer: Announcer,
    elsewhere: Auditor['elsewhere'],
    isConvicted: (aggregator: number) => boolean,
    suspects: () => ReadonlySet<string>,
  ) {
    this.suspects = suspects;
    this.party = party;
    this.log = log;
    this.attestations = attestations;
    this.announcer = announcer;
    this.auditor = { crypto: party.crypto, signers: party.signers, elsewhere, isConvicted };
  }

  tick(times: Times, out: Out): void {
    this.review(times, out);
    if (!this.announcer.isBusy) this.propose(times, out);
  }

  /** A refusal that an aggregator published: what comes of it is that a question is asked, at a slow pace. */
  rejected({ sequence, code, aggregator }: Rejection): void {
    if (sequence !== this.log.length) return;
    if (code === 'evidence') this.isContested = true;
    else if (!TRANSIENT.has(code)) this.refusing.add(aggregator);
  }

  private propose(times: Times, out: Out): void {
    this.complaint = undefined;
    for (const proposed of proposals(
      this.party,
      this.log,
      this.attestations,
      this.suspects(),
      times,
      this.auditor.elsewhere,
    )) {
      const { entry } = proposed;
      if (times.monotonicMs < (this.suspended.get(contentOf(entry)) ?? 0)) {
        this.complaint = refusedText(entry.kind);
        continue;
      }
      const refusal = this.refusalOf(proposed, times);
      if (refusal === undefined) {
        this.announcer.announce(proposed, times, out);
        return;
      }
      this.complaint ??= refusal.detail;
      const what = `cannot announce the next ${entry.kind} entry: ${refusal.detail}`;
      this.complain(entry, what, refusal.code, times, out);
      // Pages that closed meanwhile would be closed without the meters that are to join.
      if (entry.kind === 'roster') return;
    }
  }

  /** An announced entry stays until it is certified or withdrawn, so it is first held against the aggregators' rules. */
  private refusalOf({ entry, basis }: Proposed, times: Times): Refusal | undefined {
    const { party, log } = this;
    if (!fitsAnnouncement({ entry, basis })) return refuse('invalid_message', 'it is larger than a message may be');
    // Pages close under the scheme in force, also where another one is wanted.
    const scheme = entry.kind === 'scheme' || !log.hasScheme ? party.scheme : log.scheme;
    return auditEntry({ ...this.auditor, pins: ownPins(party, scheme) }, log, entry, basis, times);
  }

  private complain(entry: Entry, what: string, code: string, times: Times, out: Out): void {
    if (times.monotonicMs < this.complainAtMs) return;
    this.complainAtMs = times.monotonicMs + COMPLAIN_MS;
    const text = `${what}. Correct the configuration.`;
    out.notice('error', code, text, { area: this.log.area, sequence: entry.sequence });
  }

  /** Whether what is announced should still be: else a higher ballot is asked for, under which it may be replaced. */
  private review(times: Times, out: Out): void {
    const { announcer, next, log, party } = this;
    const { announcement } = announcer;
    if (announcement === undefined || announcer.isPreparing) return;
    if (next.sequence !== log.length) {
      this.next = { sequence: log.length, atMs: times.monotonicMs + WITHDRAW_MS, paceMs: WITHDRAW_MS };
      this.refusing.clear();
      this.isContested = false;
      return;
    }
    if (times.monotonicMs < next.atMs) return;
    next.paceMs = Math.min(next.paceMs * 2, LONGEST_WITHDRAW_MS);
    next.atMs = times.monotonicMs + next.paceMs;
    const { entry, manifests } = announcement;
    const refusal = this.refusalOf({ entry, basis: manifests }, times);
    const quorum = schemeQuorum(log.hasScheme ? log.scheme : party.scheme);
    // One that lacked entries of another area has accepted since.
    for (const aggregator of announcer.acceptedBy) this.refusing.delete(aggregator);
    const isRefused = party.signers.aggregators.size - this.refusing.size < quorum;
    if (isRefused && (entry.kind === 'scheme' || entry.kind === 'roster')) {
      this.suspended.set(contentOf(entry), times.monotonicMs + SUSPEND_MS);
      this.complain(entry, refusedText(entry.kind), 'refused', times, out);
    }
    const isStale =
      refusal !== undefined || !isWanted(party, log, this.suspects(), entry, times, this.auditor.elsewhere);
    const isHopeless = isRefused && this.suspended.has(contentOf(entry)) && log.hasScheme;
    if (!isStale && !isHopeless && !this.isContested && !announcer.isContested) return;
    this.refusing.clear();
    this.isContested = false;
    out.notice('warn', 'withdrawn', `the announced ${entry.kind} entry is withdrawn, if nobody needs it`, {
      area: log.area,
      sequence: entry.sequence,
    });
    announcer.withdraw();
  }
}
