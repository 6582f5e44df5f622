/**
 * A lying utility with one aggregator on its side, in 2-of-3 under `covert`: at one closing it shows one aggregator another
 * page than all others see, made of true and false manifests and properly signed, and has both certified. In all else
 * the two do what the production machines do, and when the fork stands the utility lies no more. [P-7.5.7, P-7.7]
 */
import { AreaLog } from '../../protocol/log/area-log.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { entryHash, proposalOf, signAcceptance, signProposal } from '../../protocol/log/entries.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { withSignature } from '../../protocol/keys/signing.ts';
import { parseTopic, topics } from '../../protocol/wire/topics.ts';
import type {
  Accept,
  Announcement,
  CertifiedEntry,
  CloseEntry,
  Head,
  LogMessage,
  Manifest,
  Rejection,
  RequestMessage,
} from '../../schemas/types.ts';
import type { Cast } from './cast.ts';
import type { ForgerPlan } from './scenario.ts';

/** What one aggregator is shown instead of the entry that all others accept. */
interface Fork {
  readonly area: string;
  readonly sequence: number;
  readonly hash: string;
  readonly entry: CloseEntry;
  readonly announcement: Announcement;
  readonly certified: CertifiedEntry;
}

/** The deceived one may answer these later all the same. */
const NOT_YET = new Set(['page_open', 'log_gap', 'recovering']);

export class Forger {
  readonly plan: ForgerPlan;
  /** What is shown to the deceived one; undefined until there was a page to lie about. */
  fork: Fork | undefined;
  private readonly cast: Cast;
  private readonly entriesOf: (area: string) => readonly CertifiedEntry[];
  /** Numbers of which the deceived one has seen the true entry. */
  private readonly shown = new Set<number>();
  private isAccepted = false;
  /** It has the false entry certified, or will not accept it. */
  private isOver = false;

  /** `entriesOf`: what is certified in an area. */
  constructor(plan: ForgerPlan, cast: Cast, entriesOf: (area: string) => readonly CertifiedEntry[]) {
    this.plan = plan;
    this.cast = cast;
    this.entriesOf = entriesOf;
  }

  private get topic(): string {
    return topics.requests(this.plan.deceived, 'area-1');
  }

  /** What leaves instead of a message; undefined if it leaves as it is. */
  say(host: string, { topic, payload, isRetained }: Outgoing): Outgoing[] | undefined {
    // The liar asks nobody what it has signed: it knows, though its ledger does not.
    if (host === `aggregator-${this.plan.liar}` && topic === topics.recovery(this.plan.liar))
      return (JSON.parse(payload) as LogMessage).type === 'inquiry' ? [] : undefined;
    if (host !== 'utility' || topic !== this.topic || this.isOver) return undefined;
    const message = JSON.parse(payload) as RequestMessage;
    if (message.type === 'announcement') this.lookAt(message);
    const { fork } = this;
    if (fork === undefined || !this.isAbout(message, fork)) return undefined;
    return [{ topic, payload: canonicalJson(this.instead(message, fork)), isRetained }];
  }

  private isAbout(message: RequestMessage, { area, sequence }: Fork): boolean {
    switch (message.type) {
      case 'announcement':
        return message.entry.area === area && message.entry.sequence >= sequence;
      case 'prepare':
        return message.area === area && message.sequence >= sequence;
      case 'entries':
        return message.entries.some(({ entry }) => entry.area === area && entry.sequence >= sequence);
      case 'resend':
        return false;
    }
  }

  /** What comes before it the deceived one has to have. */
  private instead(message: RequestMessage, { sequence, certified, announcement }: Fork): RequestMessage {
    const before = message.type === 'entries' ? message.entries.filter(({ entry }) => entry.sequence < sequence) : [];
    if (!this.isAccepted && before.length === 0) return announcement;
    const { area, deployment } = certified.entry;
    return { version: 1, deployment, type: 'entries', area, entries: before.length > 0 ? before : [certified] };
  }

  /** A closing that it can tell two stories of, one of them to somebody who has not heard the other. */
  private lookAt(message: Announcement): void {
    const { entry, ballot } = message;
    if (this.fork !== undefined || this.shown.has(entry.sequence) || entry.area !== this.cast.scheme.areas[0]) return;
    const first = entry.kind === 'close' && ballot === 0 ? entry.pages[0] : undefined;
    if (entry.kind === 'close' && first !== undefined && first.interval >= this.plan.from)
      this.fork = this.forked(message, entry);
    if (this.fork === undefined) this.shown.add(entry.sequence);
  }

  /** The same pages without one meter, by a manifest of the liar's that does not have it. */
  private forked({ manifests }: Announcement, entry: CloseEntry): Fork | undefined {
    const { cast, plan } = this;
    const { crypto } = cast.kit;
    const log = new AreaLog(entry.area);
    for (const certified of this.entriesOf(entry.area)) log.apply(certified.entry, entryHash(crypto, certified.entry));
    if (log.length !== entry.sequence) return undefined;
    const honest = manifests.find(
      (message): message is Manifest =>
        message.type === 'manifest' &&
        message.aggregator !== plan.liar &&
        entry.pages.every(({ interval }) => message.pages.some((page) => page.interval === interval)),
    );
    if (honest === undefined) return undefined;
    const views = entry.pages.map(({ interval, set }) => {
      const held = Bitmap.decode(honest.pages.find((page) => page.interval === interval)?.held ?? '') ?? new Bitmap();
      const [victim] = [...(Bitmap.decode(set) ?? [])];
      const claimed = Bitmap.of([...held].filter((index) => index !== victim));
      const attested = new Map([
        [plan.liar, claimed],
        [honest.aggregator, held],
      ]);
      return { claimed: { interval, held: claimed.encode() }, page: log.closePage(interval, attested) };
    });
    const pages = views.map(({ page }) => page);
    if (canonicalJson(pages) === canonicalJson(entry.pages)) return undefined;
    const lie: Manifest = withSignature(crypto, cast.identity(`aggregator-${plan.liar}`).privateKey, 'manifest', {
      version: 1 as const,
      deployment: entry.deployment,
      type: 'manifest' as const,
      area: entry.area,
      aggregator: plan.liar,
      storeEpoch: 1,
      pages: views.map(({ claimed }) => claimed),
    });
    return this.signed({ ...entry, pages }, [lie, honest]);
  }

  private signed(entry: CloseEntry, manifests: Manifest[]): Fork {
    const { crypto } = this.cast.kit;
    const { area, sequence, deployment } = entry;
    const hash = entryHash(crypto, entry);
    const signature = signProposal(crypto, this.cast.identity('utility').privateKey, proposalOf(entry, 0, hash));
    const announcement: Announcement = {
      version: 1,
      deployment,
      type: 'announcement',
      ballot: 0,
      entry,
      manifests,
      signature,
    };
    const accepts = [this.acceptance(entry, hash)];
    return {
      area,
      sequence,
      hash,
      entry,
      announcement,
      certified: { entry, signature, certificate: { ballot: 0, accepts } },
    };
  }

  private acceptance(entry: CloseEntry, hash: string): CertifiedEntry['certificate']['accepts'][number] {
    const { liar } = this.plan;
    const { privateKey } = this.cast.identity(`aggregator-${liar}`);
    const signature = signAcceptance(this.cast.kit.crypto, privateKey, liar, proposalOf(entry, 0, hash));
    return { aggregator: liar, signature };
  }

  /** What the utility is delivered: how far the deceived one is. */
  heard({ topic, payload }: Pick<Outgoing, 'topic' | 'payload'>): void {
    const { fork, plan } = this;
    const parsed = parseTopic(topic);
    if (fork === undefined || this.isOver || parsed?.aggregator !== plan.deceived) return;
    if (parsed.name === 'accepts') this.accepted(JSON.parse(payload) as Accept, fork);
    else if (parsed.name === 'log') this.told(JSON.parse(payload) as LogMessage, fork);
    else if (parsed.name === 'rejections') this.rejected(JSON.parse(payload) as Rejection, fork);
  }

  private accepted({ aggregator, hash, signature }: Accept, fork: Fork): void {
    if (hash !== fork.hash || this.isAccepted) return;
    this.isAccepted = true;
    const { certified } = fork;
    const accepts = [...certified.certificate.accepts, { aggregator, signature }];
    this.fork = { ...fork, certified: { ...certified, certificate: { ballot: 0, accepts } } };
  }

  private told(message: LogMessage | Head, { sequence, hash }: Fork): void {
    if (message.type === 'head' && message.length === sequence + 1 && message.hash === hash) this.isOver = true;
  }

  private rejected({ code, ...about }: Rejection, { sequence }: Fork): void {
    if (about.sequence === sequence && !NOT_YET.has(code)) this.isOver = true;
  }
}
