/**
 * The utility's machine: orders every area's log, gathers the aggregators' sums, combines them into bills and loads, and
 * sends each meter its bill. It never sees a share of a reading, only sums that the log released. [P-7]
 */
import { AreaLog } from '../protocol/area-log.ts';
import { toBase64url } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { type WireName, decodeMessage } from '../protocol/envelope.ts';
import { LEAST_REPEAT_SECONDS } from '../protocol/limits.ts';
import { type CommonInput, type Machine, type Times, assert } from '../protocol/machine.ts';
import { schemeProblem } from '../protocol/scheme.ts';
import { OpeningSessions, Seeds } from '../protocol/seal.ts';
import { isSignedBy, withSignature } from '../protocol/signing.ts';
import { parseTopic, topics } from '../protocol/topics.ts';
import type {
  CertifiedEntry,
  EnrolledMeter,
  Head,
  LastRejection,
  LogMessage,
  ManifestMessage,
  RosterMeter,
  TotalMessage,
} from '../schemas/types.ts';
import type {
  ArchiveEffects,
  ArchiveOp,
  ArchiveRead,
  ArchiveRows,
  ArchiveStanding,
  RestoredUtilityArea,
} from './archive.ts';
import { Attestations } from './attestations.ts';
import { Billing } from './billing.ts';
import { Bills, type OpenWindow } from './bills.ts';
import { CertifiedEntries } from './certified.ts';
import { Footing } from './footing.ts';
import { Loads } from './load.ts';
import { Announcer } from './log.ts';
import type { UtilityParty } from './party.ts';
import { type Progress, areaStatus } from './progress.ts';
import { Proposer } from './proposer.ts';
import { openTotal } from './totals.ts';

export type UtilityInput =
  | CommonInput
  | { readonly kind: 'rows'; readonly answer: ArchiveRows }
  /** Who is enrolled from now on: who is new joins, who is missing leaves. */
  | { readonly kind: 'enrolled'; readonly meters: readonly EnrolledMeter[] };

type Out = ArchiveEffects;

const RESEND_MS = 2_000;
/** Asking for the same totals again and again in vain slows down to this. */
const LONGEST_RESEND_MS = 60_000;
const MAX_SEQUENCES_PER_RESEND = 64;
/** The newest settled windows stay in memory: a contradiction that comes late is evidence all the same. */
const KEPT_WINDOWS = 4;

interface Area {
  readonly log: AreaLog;
  readonly entries: CertifiedEntries;
  readonly attestations: Attestations;
  readonly announcer: Announcer;
  readonly loads: Loads;
  readonly bills: Bills;
  readonly billing: Billing;
  readonly footing: Footing;
  readonly proposer: Proposer;
  /** Contradicting totals kept as evidence: each once. */
  readonly evidence: Set<string>;
  hasNews: boolean;
  resendAtMs: number;
  /** Doubles while nothing comes of asking. */
  resendDelayMs: number;
}

export interface UtilityStats {
  messages: number;
  totals: number;
  refused: number;
}

/** Something changed: what is missing is asked for at the usual pace again. */
function askSoon(area: Area, times: Times): void {
  area.resendDelayMs = RESEND_MS;
  area.resendAtMs = Math.min(area.resendAtMs, times.monotonicMs + RESEND_MS);
}

export class UtilityMachine implements Machine<UtilityInput, ArchiveOp, ArchiveRead> {
  readonly stats: UtilityStats = { messages: 0, totals: 0, refused: 0 };
  private readonly party: UtilityParty;
  private readonly areas = new Map<string, Area>();
  private readonly sessions: OpeningSessions;
  private readonly seeds: Seeds;
  private readonly online = new Set<number>();
  private isConnected = false;
  /** What each aggregator refused last. */
  private readonly rejections = new Map<number, LastRejection>();
  private repeatAtMs = Number.POSITIVE_INFINITY;
  private repeatCount = 0;
  /** Highest store epoch that each aggregator has signed. */
  private readonly storeEpochs: Map<number, number>;

  constructor(party: UtilityParty, restored: readonly RestoredUtilityArea[], standing: ArchiveStanding) {
    const problem = schemeProblem(party.scheme);
    assert(problem === undefined, `the host checked the scheme: ${problem}`);
    this.party = party;
    this.sessions = new OpeningSessions(party.crypto, 1024);
    this.seeds = new Seeds(party.crypto, party.processSeed);
    this.storeEpochs = new Map(standing.storeEpochs);
    const proposer = toBase64url(this.seeds.next('proposer').subarray(0, 16));
    const byName = new Map(restored.map((area) => [area.area, area]));
    for (const name of party.scheme.areas) {
      const isRecovering = standing.areas.get(name) ?? standing.isRecovering;
      this.areas.set(name, this.openArea(name, byName.get(name), proposer, isRecovering));
    }
  }

  private openArea(
    name: string,
    restored: RestoredUtilityArea | undefined,
    proposer: string,
    isRecovering: boolean,
  ): Area {
    const { party } = this;
    const log = new AreaLog(name);
    const entries = new CertifiedEntries();
    const loads = new Loads(log, entries);
    const bills = new Bills(party, log, entries);
    const attestations = new Attestations();
    const announcer = new Announcer(party, log, entries, proposer, isRecovering, (certified, out) =>
      this.certified(area, certified, out),
    );
    const area: Area = {
      log,
      entries,
      attestations,
      announcer,
      proposer: new Proposer(party, log, attestations, announcer, (meter) => this.otherAreaOf(name, meter)),
      loads,
      bills,
      billing: new Billing(party, log, this.seeds),
      footing: new Footing(log, bills, loads),
      evidence: new Set(),
      hasNews: true,
      resendAtMs: 0,
      resendDelayMs: RESEND_MS,
    };
    if (restored === undefined) return area;
    area.announcer.restore(restored.entries, restored.announcement, (certified) => {
      if (certified.entry.kind === 'bill') area.bills.certified(certified.entry.sequence, undefined);
    });
    area.loads.restore(restored.answers, restored.loads);
    area.bills.restore(restored.answers, restored.bills);
    area.billing.restore(restored.sentBills);
    area.footing.restore(restored.windows);
    return area;
  }

  private certified(area: Area, certified: CertifiedEntry, out: Out): void {
    const { entry } = certified;
    area.attestations.forget(area.log);
    area.hasNews = true;
    area.resendDelayMs = RESEND_MS;
    if (entry.kind === 'close') for (const { interval } of entry.pages) area.loads.closed(interval, out);
    if (entry.kind === 'bill') area.bills.certified(entry.sequence, out);
    if (entry.kind === 'roster') this.publishRoster(area, out);
    if (entry.kind === 'scheme' || entry.kind === 'roster') this.publishScheme(out);
    out.notice('debug', 'certified', `log entry certified: ${entry.kind}`, {
      area: area.log.area,
      sequence: entry.sequence,
    });
  }

  /** Once every area has a scheme and all its meters, meters may report: they get the certified entries in force. */
  private publishScheme(out: Out): void {
    const { party } = this;
    const entries: CertifiedEntry[] = [];
    for (const area of this.areas.values()) {
      const { scheme } = area.entries;
      if (scheme === undefined) return;
      entries.push(scheme);
    }
    const isMissing = party.enrolled.some(
      ({ area, meter }) => this.areas.get(area)?.log.roster.byId(meter.id) === undefined,
    );
    if (isMissing) return;
    const copy = { version: 1, deployment: party.deployment, type: 'scheme', entries };
    out.publish(topics.scheme(), canonicalJson(copy), true);
  }

  private publishRoster(area: Area, out: Out): void {
    const { rosters: entries } = area.entries;
    const copy = { version: 1, deployment: this.party.deployment, type: 'roster', area: area.log.area, entries };
    out.publish(topics.roster(area.log.area), canonicalJson(copy), true);
  }

  /** What is under way, for people. Changes nothing. */
  progress(times: Times): Progress {
    const { party } = this;
    const aggregators = [...party.signers.aggregators.keys()];
    return {
      version: 1,
      deployment: party.deployment,
      gridMs: Math.max(0, Math.floor(times.gridMs)),
      isConnected: this.isConnected,
      online: [...this.online].toSorted((one, other) => one - other),
      rejections: [...this.rejections.values()],
      areas: [...this.areas.values()].map(({ log, attestations, announcer, proposer }) =>
        areaStatus(log, attestations, announcer, aggregators, proposer.complaint, times),
      ),
    };
  }

  step(input: UtilityInput, times: Times, out: Out): void {
    switch (input.kind) {
      case 'message':
        this.stats.messages += 1;
        this.message(input.topic, input.payload, times, out);
        break;
      case 'connected':
        this.isConnected = true;
        for (const area of this.areas.values()) if (area.log.length > 0) this.publishRoster(area, out);
        this.repeatCount = 0;
        this.present(times, out);
        break;
      case 'disconnected':
        this.isConnected = false;
        this.online.clear();
        this.repeatAtMs = Number.POSITIVE_INFINITY;
        break;
      case 'rows':
        this.areas.get(input.answer.read.area)?.announcer.rows(input.answer, out);
        break;
      case 'enrolled':
        this.party.enrolled = input.meters;
        break;
      case 'tick':
        if (times.monotonicMs >= this.repeatAtMs) this.present(times, out);
        for (const area of this.areas.values()) this.tick(area, times, out);
        break;
    }
  }

  /**
   * What meters need is retained, and repeated all the same, since a broker's full queue drops it as silently as
   * anything: schemes once an interval, bills four times a window.
   */
  private present(times: Times, out: Out): void {
    const { scheme } = this.party;
    this.publishScheme(out);
    if (this.repeatCount % Math.max(1, scheme.billing.intervalCount >> 2) === 0)
      for (const area of this.areas.values()) area.billing.publishAll(out);
    this.repeatCount += 1;
    this.repeatAtMs = times.monotonicMs + Math.max(scheme.intervalSeconds, LEAST_REPEAT_SECONDS) * 1000;
  }

  private publishResend(area: Area, aggregator: number, sequences: number[], out: Out): void {
    const { crypto, deployment, identity } = this.party;
    const body = { version: 1 as const, deployment, type: 'resend' as const, area: area.log.area, sequences };
    out.publish(topics.requests(aggregator), canonicalJson(withSignature(crypto, identity, 'resend', body)));
  }

  private tick(area: Area, times: Times, out: Out): void {
    area.proposer.tick(times, out);
    area.announcer.tick(times, out);
    this.settle(area, times, out);
    this.askAgain(area, times, out);
  }

  /** The area, other than `name`, in which a meter's id or keys are enrolled. */
  private otherAreaOf(name: string, meter: RosterMeter): string | undefined {
    for (const [other, { log, announcer }] of this.areas) {
      if (other === name) continue;
      const announced = announcer.announced?.kind === 'roster' ? announcer.announced.add : [];
      const isThere = [...log.roster.meters.map((enrolled) => enrolled.meter), ...announced].some(
        (known) => known.id === meter.id || known.identity === meter.identity || known.agreement === meter.agreement,
      );
      if (isThere) return other;
    }
    return undefined;
  }

  /** Combines what came in: bills first, since they name the liars that loads are corrected by. */
  private settle(area: Area, times: Times, out: Out): void {
    const { log, bills, loads, billing } = area;
    if (!log.hasScheme) return;
    for (const { figure, release, isNew } of bills.combine(times, out)) {
      if (isNew) billing.send(figure, release, out);
      loads.reconsider(figure.from, figure.from + figure.count);
      area.hasNews = true;
    }
    if (!area.hasNews) return;
    area.hasNews = false;
    loads.combine((interval) => {
      const window = bills.windowAt(interval);
      return window === undefined ? new Set<number>() : bills.namedIn(window);
    }, out);
    for (const figure of area.footing.news()) out.persist({ kind: 'window', area: log.area, figure });
    this.forget(area);
  }

  /** Windows that foot for good, and whose every answer is in, leave the memory but for the newest: the archive has them. */
  private forget({ log, bills, loads, footing }: Area): void {
    const aggregators = [...this.party.signers.aggregators.keys()];
    const keptFrom = log.nextWindow.from - KEPT_WINDOWS * log.scheme.billing.intervalCount;
    const isOver = ({ bill: { sequence, window } }: OpenWindow): boolean =>
      window.from < keptFrom &&
      aggregators.every((aggregator) => bills.hasAnswered(sequence, aggregator)) &&
      loads.haveAllAnswered(window.from, window.from + window.count, aggregators);
    for (const group of footing.settled) {
      if (!group.every(isOver)) continue;
      for (const { bill } of group) {
        loads.forget(bill.window.from, bill.window.from + bill.window.count);
        bills.forget(bill.sequence);
        footing.forget(bill.sequence);
        log.forget(bill);
      }
    }
  }

  /** Totals may have been lost on the way: aggregators that have the entry and are online are asked again. */
  private askAgain(area: Area, times: Times, out: Out): void {
    if (times.monotonicMs < area.resendAtMs || !area.log.hasScheme) return;
    area.resendAtMs = times.monotonicMs + area.resendDelayMs;
    area.resendDelayMs = Math.min(area.resendDelayMs * 2, LONGEST_RESEND_MS);
    const { log, announcer, loads, bills } = area;
    for (const aggregator of this.online) {
      // A restarted utility does not know who has what, and its last certificate may not have left.
      // One that lost its ledger says so once, which may be lost: in the long run everybody is asked.
      const isLongAgo = area.resendDelayMs === LONGEST_RESEND_MS;
      if (!announcer.knowsHead(aggregator) || isLongAgo) this.publishResend(area, aggregator, [], out);
      const sequences = new Set<number>();
      for (const interval of loads.unsettled()) {
        if (!loads.hasAnswered(interval, aggregator)) sequences.add(log.pages.get(interval)?.sequence ?? 0);
        if (sequences.size >= MAX_SEQUENCES_PER_RESEND) break;
      }
      for (const { bill } of bills.all) if (!bills.hasAnswered(bill.sequence, aggregator)) sequences.add(bill.sequence);
      const known = [...sequences].filter((sequence) => sequence < announcer.headOf(aggregator));
      if (known.length === 0) continue;
      this.publishResend(area, aggregator, known.slice(0, 256), out);
    }
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, out: Out) {
    const decoded = decodeMessage(name, payload);
    if (decoded.isOk && decoded.message.deployment === this.party.deployment) return decoded.message;
    this.refuse(decoded.isOk ? 'of another deployment' : decoded.detail, topic, out);
    return undefined;
  }

  private refuse(detail: string, topic: string, out: Out): void {
    this.stats.refused += 1;
    out.notice('warn', 'invalid_message', `a message was refused: ${detail}`, { topic });
  }

  private message(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const parsed = parseTopic(topic);
    switch (parsed?.name) {
      case 'manifests': {
        const message = this.decode('manifest', topic, payload, out);
        if (message !== undefined) this.manifest(message, topic, times, out);
        break;
      }
      case 'accepts': {
        const message = this.decode('accept', topic, payload, out);
        if (message !== undefined) this.areas.get(message.area)?.announcer.accepted(message, times, out);
        break;
      }
      case 'log': {
        const message = this.decode('log', topic, payload, out);
        if (message !== undefined) this.logMessage(message, topic, times, out);
        break;
      }
      case 'totals': {
        const message = this.decode('total', topic, payload, out);
        if (message !== undefined) this.total(message, topic, times, out);
        break;
      }
      case 'status': {
        const message = this.decode('status', topic, payload, out);
        // A hint from anywhere but its own topic would let one aggregator talk the others offline.
        if (message === undefined || message.aggregator !== parsed.aggregator) break;
        if (message.state === 'online') this.heardFrom(message.aggregator, times);
        else this.online.delete(message.aggregator);
        break;
      }
      case 'rejections': {
        const message = this.decode('rejection', topic, payload, out);
        if (message === undefined || message.aggregator !== parsed.aggregator) break;
        if (message.area !== undefined) this.areas.get(message.area)?.proposer.rejected(message);
        const { aggregator, code, detail = '' } = message;
        this.rejections.set(aggregator, { aggregator, code, detail, gridMs: Math.floor(times.gridMs) });
        out.notice('warn', 'rejected', message.detail ?? code, { aggregator, code });
        break;
      }
      default:
        break;
    }
  }

  /** A sign of life: a status may have been lost, so whatever an aggregator signs counts as one. */
  private heardFrom(aggregator: number, times: Times): void {
    if (this.online.has(aggregator)) return;
    this.online.add(aggregator);
    for (const area of this.areas.values()) askSoon(area, times);
  }

  private identities(aggregator: number) {
    return this.party.signers.aggregators.get(aggregator) ?? [];
  }

  private manifest(message: ManifestMessage, topic: string, times: Times, out: Out): void {
    const area = this.areas.get(message.area);
    if (area === undefined || !area.log.hasScheme) return;
    if (!isSignedBy(this.party.crypto, this.identities(message.aggregator), message.type, message)) {
      this.refuse('not signed by the aggregator', topic, out);
    } else {
      this.heardFrom(message.aggregator, times);
      const { attestations, log } = area;
      const problem =
        message.type === 'manifest' ? attestations.manifest(message, log) : attestations.holdings(message, log);
      if (problem !== undefined) this.refuse(problem, topic, out);
    }
  }

  private logMessage(message: LogMessage, topic: string, times: Times, out: Out): void {
    const area = 'area' in message ? this.areas.get(message.area) : undefined;
    switch (message.type) {
      case 'head':
        this.head(message, topic, times, out);
        break;
      case 'promise':
        this.areas.get(message.promise.area)?.announcer.promised(message, times, out);
        break;
      case 'log-entries': {
        const problem = area?.announcer.learned(message.entries, times, out);
        if (problem !== undefined) this.refuse(problem, topic, out);
        break;
      }
      default:
        break;
    }
  }

  private head(message: Head, topic: string, times: Times, out: Out): void {
    const { aggregator, storeEpoch } = message;
    if (!isSignedBy(this.party.crypto, this.identities(aggregator), 'head', message)) {
      this.refuse('not signed by the aggregator', topic, out);
      return;
    }
    this.heardFrom(aggregator, times);
    const known = this.storeEpochs.get(aggregator) ?? 0;
    if (storeEpoch < known) {
      this.refuse('of a store epoch that is over', topic, out);
      return;
    }
    if (storeEpoch > known) {
      this.storeEpochs.set(aggregator, storeEpoch);
      out.persist({ kind: 'store-epoch', aggregator, storeEpoch });
      const text = `aggregator ${aggregator} lost its store or got an older one back: store epoch ${storeEpoch} begins`;
      if (storeEpoch > 1) out.notice('warn', 'store_epoch', text, { aggregator, storeEpoch });
    }
    const area = this.areas.get(message.area);
    if (area === undefined) return;
    if (!area.announcer.knowsHead(aggregator)) askSoon(area, times);
    area.announcer.head(message, times, out);
  }

  private total(message: TotalMessage, topic: string, times: Times, out: Out): void {
    const area = this.areas.get(message.area);
    if (area === undefined || !area.log.hasScheme) return;
    const answer = openTotal(this.party, this.sessions, area.log, area.entries, message);
    const isEpochKnown = message.storeEpoch <= (this.storeEpochs.get(message.aggregator) ?? 0);
    const outcome =
      typeof answer === 'string'
        ? answer
        : !isEpochKnown
          ? 'of a store epoch that its aggregator has signed no head of'
          : message.type === 'load'
            ? area.loads.add(answer, out)
            : area.bills.add(answer, times, out);
    if (outcome === 'equivocation') {
      const name = `${message.aggregator}/${message.sequence}/${message.digest}`;
      if (!area.evidence.has(name))
        out.persist({ kind: 'evidence', area: area.log.area, text: canonicalJson(message) });
      area.evidence.add(name);
      out.notice('error', 'evidence', `aggregator ${message.aggregator} signed two different sums of one set`, {
        aggregator: message.aggregator,
      });
    } else if (outcome === 'new') {
      this.stats.totals += 1;
      area.hasNews = true;
      askSoon(area, times);
    } else if (outcome === 'known') {
      this.stats.totals += 1;
    } else {
      this.refuse(outcome, topic, out);
    }
  }
}
