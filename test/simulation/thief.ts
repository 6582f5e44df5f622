/**
 * A household that bends its meter, with its own keys: to one aggregator it sends shares of another reading, with a tag that
 * fits, so that some choices of answers pass to another total. [P-7.6.3]
 */
import type { MeterMachine } from '../../meter/machine.ts';
import type { MeterObserver } from '../../meter/party.ts';
import { Sender } from '../../meter/sender.ts';
import { splitReading } from '../../meter/split.ts';
import { ELEMENT_BYTES, add, decodeElement, encodeElement, multiply } from '../../protocol/math/field.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import type { Seeds } from '../../protocol/keys/seal.ts';
import { kindOfTopic, parseTopic } from '../../protocol/wire/topics.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import type { ThiefPlan } from './scenario.ts';
import type { SimulatedOutbox } from './simulated-outbox.ts';

const silent: MeterObserver = { measure: (_phase, run) => run(), sent: () => {}, stored: () => {} };

/** How much the other reading differs; what it comes to in a total depends on who is asked. */
const ERROR = 1_000n;

export class Thief {
  private readonly plan: ThiefPlan;
  private readonly seeds: Seeds;
  private sender: Sender | undefined;
  private machine: MeterMachine | undefined;

  constructor(plan: ThiefPlan, seeds: Seeds) {
    this.plan = plan;
    this.seeds = seeds;
  }

  /** What leaves instead of `message`; the same unless it is the thief's, for that aggregator. */
  say(message: Outgoing, machine: MeterMachine | undefined, outbox: SimulatedOutbox): Outgoing {
    const { meter, aggregator } = this.plan;
    const parsed = parseTopic(message.topic);
    // In whichever topics the scheme has them. [P-5.1]
    const isShares = kindOfTopic(message.topic) === 'shares';
    if (machine === undefined || !isShares || parsed?.aggregator !== aggregator) return message;
    const shares = JSON.parse(message.payload) as SharesMessage;
    const party = machine.meters.get(meter)?.party;
    const reading = outbox.meter(meter).readings.get(shares.from);
    const key = machine.grid.keys.get(aggregator);
    const sharing = machine.grid.view(shares.area)?.sharing;
    if (shares.meter !== meter || party === undefined || reading === undefined) return message;
    if (key === undefined || sharing === undefined) return message;
    // A new process begins a new session.
    if (this.machine !== machine) this.sender = new Sender(party, aggregator, this.seeds, silent);
    this.machine = machine;
    const share = splitReading(party, sharing, shares.from, reading.bookedUnits)[aggregator - 1]!;
    const alpha = party.tagger.alpha(party.keyEpoch, party.registers[0]!);
    [ERROR, multiply(alpha, ERROR)].forEach((error, at) => {
      encodeElement(add(decodeElement(share, at * ELEMENT_BYTES), error), share, at * ELEMENT_BYTES);
    });
    // Of a batch the first one only: the meter sends what has no receipt again.
    return this.sender?.fresh(shares.from, share, sharing, key) ?? message;
  }
}
