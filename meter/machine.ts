/**
 * The machine of a meter process: one meter or a fleet of many behind one bus connection and one outbox. Routes messages
 * to the meters; what they know of the grid is shared. It splits; it never folds and never combines. [P-3, P-6]
 */
import { utf8 } from '../protocol/wire/bytes.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import type { Effects, Machine, Times } from '../protocol/machine.ts';
import type { Seeds } from '../protocol/keys/seal.ts';
import { parseTopic, topics } from '../protocol/wire/topics.ts';
import type { KeyCard, SealedBill } from '../schemas/types.ts';
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import { BillOpening } from './bill-opening.ts';
import { type ClockVerdict, ClockWatch } from './clock-watch.ts';
import { MeterEvidence } from './evidence.ts';
import { problemOfFleet } from './fleet-problem.ts';
import { FleetSamples, standingOf } from './fleet-samples.ts';
import { GridView, type SchemeView } from './grid-view.ts';
import { Meter, type ReadResult } from './meter.ts';
import type { MeterInput } from './meter-input.ts';
import type { KeptMessages, OutboxOp } from './outbox.ts';
import type { RestoredMeter } from './restored-meter.ts';
import type { MeterAnchors, MeterObserver, MeterParty } from './party.ts';
import type { ClockStanding } from './sample-gate.ts';
import { MAX_SHARES_PER_TICK } from './sending.ts';
import { TariffDocuments } from './tariff-documents.ts';

type Out = Effects<OutboxOp>;

const NOTHING_KEPT: KeptMessages = { scheme: undefined, tariffs: [], cards: [], proofs: [] };

export class MeterMachine implements Machine<MeterInput, OutboxOp> {
  readonly grid: GridView;
  readonly meters = new Map<string, Meter>();
  /** Readings written to the outbox since the process started. */
  bookedReadings = 0;
  /** Readings that could not be, by meter and interval. */
  readonly refusedReadings: { readonly meter: string; readonly interval: number }[] = [];
  readonly evidence: MeterEvidence;
  readonly samples: FleetSamples;
  private readonly clock = new ClockWatch();
  private readonly anchors: MeterAnchors;
  private readonly openings: BillOpening;
  private readonly tariffs: TariffDocuments;
  /** Why the last scheme message is not believed; undefined if it is. */
  private refusedScheme: string | undefined;
  /** Place of the meter whose turn it is to send first. */
  private turn = 0;
  /** Bills that came before the scheme they are read by. */
  private readonly earlyBills = new Map<string, SealedBill>();

  constructor(
    crypto: Crypto,
    anchors: MeterAnchors,
    parties: readonly MeterParty[],
    seeds: Seeds,
    observer: MeterObserver,
    sendJitterMs: number,
    restored: readonly RestoredMeter[],
    kept: KeptMessages = NOTHING_KEPT,
  ) {
    this.anchors = anchors;
    this.grid = new GridView(crypto, anchors);
    this.evidence = new MeterEvidence(crypto, anchors, (area) => this.grid.view(area), kept.proofs);
    this.openings = new BillOpening(crypto, anchors, parties.length);
    this.tariffs = new TariffDocuments(crypto, anchors);
    const scheme = kept.scheme === undefined ? undefined : decodeMessage('scheme-copy', utf8(kept.scheme));
    if (scheme?.isOk === true) this.grid.restore(scheme.message, kept.tariffs);
    for (const text of kept.cards) {
      const card = decodeMessage('key-card', utf8(text));
      if (card.isOk) this.grid.cards.restore(card.message);
    }
    this.samples = new FleetSamples(this.meters, (meter, result) => this.count(meter, result));
    const byId = new Map(restored.map((meter) => [meter.meter, meter]));
    for (const party of parties) {
      this.meters.set(
        party.id,
        new Meter(party, this.grid, this.evidence, seeds, observer, sendJitterMs, byId.get(party.id)),
      );
    }
  }

  /** The scheme of some area, once every meter's area has one; undefined before. */
  get anyView(): SchemeView | undefined {
    let view: SchemeView | undefined;
    for (const { party } of this.meters.values()) {
      view = this.grid.view(party.area);
      if (view === undefined) return undefined;
    }
    return view;
  }

  /** What k aggregators' clocks say of this device's. */
  clockVerdict(times: Times): ClockVerdict {
    const view = this.anyView;
    if (view === undefined) return 'unknown';
    return this.clock.verdict(times, view.sharing.threshold, view.scheme.intervalSeconds);
  }

  /** What is wrong with this device's clock, in words; undefined if nothing is known to be. */
  clockProblem(times: Times): string | undefined {
    const verdict = this.clockVerdict(times);
    // Of a clock that is far off, cards are all that shows.
    if (verdict === 'unknown') return this.grid.cards.timeProblem(times) ?? this.samples.problem;
    return verdict === 'right' ? undefined : this.clock.problem(times, verdict);
  }

  private get keptTo(): string {
    return this.anyView === undefined ? 'the meters are silent' : 'the meters keep to the scheme they had';
  }

  /** What keeps the meters from reporting, or from following, in words; undefined if nothing does. */
  get problem(): string | undefined {
    if (this.refusedScheme !== undefined) return `${this.keptTo}: ${this.refusedScheme}`;
    return problemOfFleet([...this.meters.values()], this.grid, this.evidence, this.anyView);
  }

  step(input: MeterInput, times: Times, out: Out): void {
    this.turnKeys(times, out);
    switch (input.kind) {
      case 'message':
        this.message(input.topic, input.payload, times, out);
        break;
      case 'reading': {
        const result = this.meters.get(input.meter)?.read(input.reading, times, out);
        if (result !== undefined) this.count(input.meter, { interval: input.reading.interval, result });
        break;
      }
      case 'sample':
        this.samples.take(input.meter, input.sample, () => this.standing(times), times, out);
        break;
      case 'replaced':
        this.meters.get(input.meter)?.replace(input.replacement, times, out);
        break;
      case 'moved':
        this.meters.get(input.party.id)?.move(input.party);
        break;
      case 'synchronized':
        this.samples.isSynchronized = input.isSynchronized;
        break;
      case 'stopping':
        for (const meter of this.meters.values()) meter.stopping(out);
        break;
      case 'acknowledged':
        this.evidence.convictions.acknowledge(input.names);
        break;
      case 'connected':
        this.grid.isInTouch = true;
        for (const aggregator of this.grid.keys.keys()) this.encourage(aggregator, times);
        break;
      case 'disconnected':
        // Nobody is known to be online while the bus is away; the retained status tells again.
        this.grid.lostTouch();
        this.clock.disconnected();
        break;
      case 'tick':
        this.samples.passed(() => this.standing(times), times, out);
        this.tick(times, out);
        break;
    }
  }

  private count(meter: string, { interval, result }: ReadResult): void {
    if (result === 'booked') this.bookedReadings += 1;
    if (result === 'refused') this.refusedReadings.push({ meter, interval });
  }

  private standing(times: Times): ClockStanding {
    return standingOf(this.clockVerdict(times), this.anyView, this.grid, this.meters, this.samples.isSynchronized);
  }

  /** A fleet with a long backlog must leave time for messages, probes and signals: by turns, so much at a time. */
  private tick(times: Times, out: Out): void {
    const meters = [...this.meters.values()];
    let room = MAX_SHARES_PER_TICK;
    for (const at of meters.keys()) {
      const place = (this.turn + at) % meters.length;
      room -= meters[place]?.tick(times, out, room) ?? 0;
      if (room > 0) continue;
      this.turn = place;
      return;
    }
  }

  private encourage(aggregator: number, times: Times): void {
    for (const meter of this.meters.values()) meter.encourage(aggregator, times);
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, out: Out) {
    const decoded = decodeMessage(name, payload);
    if (decoded.isOk && decoded.message.deployment === this.anchors.pins.deployment) return decoded.message;
    out.notice('warn', 'invalid_message', decoded.isOk ? 'of another deployment' : decoded.detail, { topic });
    return undefined;
  }

  private message(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const parsed = parseTopic(topic);
    switch (parsed?.name) {
      case 'scheme': {
        const message = this.decode('scheme-copy', topic, payload, out);
        if (message === undefined) break;
        const { isNews, problem, changed } = this.grid.schemes(message, times);
        this.refusedScheme = problem;
        if (problem !== undefined) out.notice('error', 'scheme_refused', `${this.keptTo}: ${problem}`, { topic });
        // An older copy, replayed, must not take the place of the newer one.
        if (isNews && problem === undefined)
          out.persist({ kind: 'scheme', message: canonicalJson(message), tariffs: this.grid.keptTariffs });
        this.tariffs.schemesCame(changed, this.grid.believed, out);
        for (const [earlyTopic, bill] of this.earlyBills) this.bill(bill, earlyTopic, out);
        break;
      }
      case 'tariffs':
        this.tariffs.take(this.decode('tariff-copy', topic, payload, out), this.grid.believed, out);
        break;
      case 'key': {
        const message = this.decode('key-card', topic, payload, out);
        if (message !== undefined) this.keyCard(message, topic, times, out);
        this.turnKeys(times, out);
        break;
      }
      case 'status': {
        const message = this.decode('status', topic, payload, out);
        // A hint from anywhere but its own topic would let one aggregator talk the others offline.
        if (message !== undefined && message.aggregator === parsed.aggregator && this.grid.status(message))
          this.encourage(message.aggregator, times);
        break;
      }
      case 'receipts': {
        const message = this.decode('receipt', topic, payload, out);
        if (message !== undefined && message.meter === parsed.meterId && message.aggregator === parsed.aggregator) {
          const isAuthentic = this.meters.get(message.meter)?.receipt(message, times, out) ?? false;
          if (isAuthentic) this.clock.receipt(message.meter, message.aggregator, message.atMs, times);
          // Its status may have been lost; what it authenticates is a sign of life as well.
          if (isAuthentic && this.grid.heardFrom(message.aggregator)) this.encourage(message.aggregator, times);
        }
        break;
      }
      case 'bill': {
        const message = this.decode('bill', topic, payload, out);
        if (message !== undefined && message.meter === parsed.meterId) this.bill(message, topic, out);
        break;
      }
      case 'evidence':
      case 'utilityEvidence': {
        const message = this.decode('evidence', topic, payload, out);
        if (message !== undefined) this.evidence.evidence(message, out);
        break;
      }
      default:
        break;
    }
  }

  private keyCard(message: KeyCard, topic: string, times: Times, out: Out): void {
    const { problem, isNews } = this.grid.cards.take(message, times);
    if (problem !== undefined) out.notice('error', 'key_card_refused', `a key card was ignored: ${problem}`, { topic });
    // A restarted meter must not fall for an older card.
    if (isNews) out.persist({ kind: 'card', aggregator: message.aggregator, message: canonicalJson(message) });
  }

  private turnKeys(times: Times, out: Out): void {
    for (const card of this.grid.cards.due(times)) this.keyCard(card, topics.key(card.aggregator), times, out);
    for (const { aggregator, key } of this.grid.cards.turn(times)) {
      if (key === undefined) {
        const text = `the key card of aggregator ${aggregator} is over: its readings wait for a newer one`;
        out.notice('error', 'key_card_ended', text, { aggregator });
      } else {
        const text = `shares for aggregator ${aggregator} are sealed to its key ${key.keyId} from now on`;
        out.notice('info', 'key_in_use', text, { aggregator, keyId: key.keyId });
      }
    }
  }

  private bill(message: SealedBill, topic: string, out: Out): void {
    const meter = this.meters.get(message.meter);
    if (meter === undefined) return;
    // Under any other key epoch it can't be opened.
    const epoch = meter.epochOf(message.keyEpoch) ?? meter.epochOf(meter.party.keyEpoch);
    const view = epoch?.around.view;
    if (epoch === undefined || view === undefined) {
      this.earlyBills.set(topic, message);
      return;
    }
    this.earlyBills.delete(topic);
    const statement = this.openings.open(message, epoch.party, view);
    if (statement === undefined) {
      out.notice('warn', 'bill_refused', 'a bill could not be opened and was ignored', { topic });
      return;
    }
    for (const bill of statement.bills) meter.bill(bill, epoch, out);
  }
}
