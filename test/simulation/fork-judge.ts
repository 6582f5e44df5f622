/**
 * The judge of forks: two different entries stand certified under one number, and honest parties have to find it, keep and
 * publish the proof, and stop: nothing of the area is accepted, promised, released, reported or opened until all operators
 * have said which log stays. [P-7.5.7, P-7.7]
 */
import type { LedgerOp } from '../../aggregator/ledger.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { culpritOf } from '../../protocol/log/contradiction.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { kindOfTopic } from '../../protocol/wire/topics.ts';
import type { CertifiedEntry, Evidence, LogMessage, SharesMessage } from '../../schemas/types.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import type { Forger } from './forger.ts';
import type { SimulatedArchive } from './simulated-archive.ts';
import { demand } from './violation.ts';

export class ForkJudge {
  private readonly forger: Forger;
  private readonly nowMs: () => number;
  private readonly hashOf: (certified: CertifiedEntry) => string;
  /** The false entry is certified at the one that was deceived. */
  private stands = false;
  /** The highest number of the area that anybody has released. */
  private lastReleased = -1;
  /** It is everybody's, since nothing else was certified. */
  private isAdopted = false;
  /** By party: when it had the proof on its disk. */
  private readonly foundAtMs = new Map<string, number>();
  /** Whose store has the proof and has not said so yet. */
  private readonly unanswered = new Set<string>();
  /** Who has published it. */
  private readonly publishedBy = new Set<string>();
  /** The operators have said how to go on. */
  isAcknowledged = false;

  constructor(forger: Forger, nowMs: () => number, hashOf: (certified: CertifiedEntry) => string) {
    this.forger = forger;
    this.nowMs = nowMs;
    this.hashOf = hashOf;
  }

  /** What everybody keeps the proof under. */
  get name(): string {
    return `fork/${this.forger.fork?.area}`;
  }

  /** Whether two entries stand under one number, and the operators have not put it right yet. */
  get isStanding(): boolean {
    return this.hasStood && !this.isAcknowledged;
  }

  get hasStood(): boolean {
    return this.stands && !this.isAdopted;
  }

  /** Ends the fork: the deceived one begins with an empty store. */
  acknowledge(): void {
    this.isAcknowledged = true;
  }

  /** When a party found the fork; undefined if it has not, or need not care any more. */
  private stoppedBy(host: string): boolean {
    // What was under way when the proof was written may still leave in the moment in which the store says that it is.
    if (this.unanswered.has(host)) return false;
    return this.isStanding && this.nowMs() > (this.foundAtMs.get(host) ?? Number.POSITIVE_INFINITY);
  }

  private isFalse(certified: CertifiedEntry): boolean {
    const { fork } = this.forger;
    return fork !== undefined && certified.entry.sequence === fork.sequence && this.hashOf(certified) === fork.hash;
  }

  /**
   * Whether an aggregator's commit is of the other log, which the oracle does not know. Where nothing else was certified by
   * then, the utility may learn of the false entry from the one that has it, and everybody takes it: that is no fork.
   */
  isOtherLog(index: number, certified: CertifiedEntry): boolean {
    if (this.isAdopted || !this.isFalse(certified)) return false;
    if (index !== this.forger.plan.deceived) {
      this.isAdopted = true;
      return false;
    }
    this.stands = true;
    demand(
      this.lastReleased < certified.entry.sequence,
      `nothing of entry ${certified.entry.sequence} was released yet`,
    );
    return true;
  }

  /** The utility takes an entry for certified. Returns whether the one that was deceived has had it for long. */
  adopts(certified: CertifiedEntry): boolean {
    if (!this.isFalse(certified)) return false;
    this.isAdopted = true;
    return this.stands;
  }

  ledger(index: number, ops: readonly LedgerOp[]): void {
    const host = `aggregator-${index}`;
    const { fork } = this.forger;
    for (const op of ops) {
      if (op.kind === 'release' && op.area === fork?.area)
        this.lastReleased = Math.max(this.lastReleased, op.release.sequence);
      if (op.kind === 'release' && op.area === fork?.area && this.isStanding)
        demand(
          op.release.sequence < fork.sequence && !this.stoppedBy(host),
          `${host} releases nothing of an area that is forked (entry ${op.release.sequence})`,
        );
      if (op.kind === 'lock' && op.area === fork?.area)
        demand(!this.stoppedBy(host), `${host} accepts nothing in an area that it knows to be forked`);
    }
    this.kept(host, ops);
  }

  outbox(host: string, ops: readonly OutboxOp[]): void {
    this.kept(host, ops);
  }

  archive(ops: readonly ArchiveOp[]): void {
    const { fork } = this.forger;
    for (const op of ops) {
      if (op.kind !== 'load' || op.area !== fork?.area || !this.isStanding) continue;
      demand(
        op.figure.totalUnits === undefined || op.figure.sequence < fork.sequence,
        `no load of entry ${op.figure.sequence} is opened, which is forked`,
      );
    }
    this.kept('utility', ops);
  }

  private kept(host: string, ops: readonly (LedgerOp | OutboxOp | ArchiveOp)[]): void {
    for (const op of ops)
      if (op.kind === 'proof' && op.name === this.name && !this.foundAtMs.has(host)) {
        this.foundAtMs.set(host, this.nowMs());
        this.unanswered.add(host);
      }
  }

  /** Its store has said that the last commit is durable, or it died before that: the next process reads it. */
  answered(host: string): void {
    if (this.unanswered.delete(host)) this.foundAtMs.set(host, this.nowMs());
  }

  published(host: string, { topic, payload, isRetained }: Outgoing): void {
    const name = kindOfTopic(topic);
    if (name === 'evidence' || name === 'utilityEvidence') {
      const isFork = (JSON.parse(payload) as Evidence).proofs.some((proof) => culpritOf(proof) === this.name);
      if (isFork && isRetained) this.publishedBy.add(host);
      return;
    }
    if (!this.stoppedBy(host)) return;
    const area = this.forger.fork?.area;
    if (name === 'shares')
      demand((JSON.parse(payload) as SharesMessage).area !== area, `${host} reports nothing in an area that is forked`);
    if (name === 'log') {
      const message = JSON.parse(payload) as LogMessage;
      const isPromise = message.type === 'promise' && message.promise.area === area;
      demand(!isPromise, `${host} promises nothing in an area that it knows to be forked`);
    }
  }

  /** Whether the one that was deceived may take a cell for void: its page has another set. */
  isVoidElsewhere(aggregator: number, interval: number, index: number): boolean {
    const { fork, plan } = this.forger;
    const page = fork?.entry.pages.find((one) => one.interval === interval);
    if (!this.isStanding || aggregator !== plan.deceived || page === undefined) return false;
    return Bitmap.decode(page.set)?.has(index) !== true;
  }

  /** Whether both entries are certified under one ballot: that convicts who signed both. */
  isOfOneBallot(archive: SimulatedArchive): boolean {
    const { fork } = this.forger;
    return fork !== undefined && archive.area(fork.area).entries[fork.sequence]?.certificate.ballot === 0;
  }

  /** Whom it convicts besides the area's log. */
  mayBeConvicted(name: string): boolean {
    return name === 'utility' || name === this.name || name === `aggregator-${this.forger.plan.liar}`;
  }

  /** Of these parties, who has not found the fork, or not told the others; undefined if everybody has. */
  unfound(hosts: readonly string[]): string | undefined {
    const blind = hosts.find((host) => !this.foundAtMs.has(host));
    if (blind !== undefined) return `${blind} has no proof of the fork`;
    const silent = hosts.find((host) => host.startsWith('aggregator-') && !this.publishedBy.has(host));
    return silent === undefined ? undefined : `${silent} has not published the proof of the fork`;
  }
}
