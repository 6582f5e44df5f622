/**
 * An aggregator that deviates in what it says, with its own keys: it calls stored cells void, so that meters would book
 * their energy a second time. That it also adds to its totals is the machine's own test hook. [P-7.3.2]
 */
import { Bitmap } from '../../protocol/bitmap.ts';
import { canonicalJson } from '../../protocol/canonical.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { withMac } from '../../protocol/receipt.ts';
import { parseTopic } from '../../protocol/topics.ts';
import type { Receipt } from '../../schemas/types.ts';
import type { Cast } from './cast.ts';
import type { Random } from './random.ts';
import type { LiarPlan } from './scenario.ts';

export class Liar {
  private readonly cast: Cast;
  private readonly plan: LiarPlan;
  private readonly random: Random;

  constructor(cast: Cast, plan: LiarPlan, random: Random) {
    this.cast = cast;
    this.plan = plan;
    this.random = random;
  }

  /** What a party says instead of `message`; the same message unless it is the liar and lies. */
  say(host: string, message: Outgoing): Outgoing {
    if (!this.plan.callsVoid || host !== `aggregator-${this.plan.index}`) return message;
    if (parseTopic(message.topic)?.name !== 'receipts') return message;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a machine just wrote it
    const { mac: _mac, ...receipt } = JSON.parse(message.payload) as Receipt;
    const voided = Bitmap.decode(receipt.void) ?? new Bitmap();
    for (const bit of Bitmap.decode(receipt.stored) ?? []) if (this.random.chance(0.3)) voided.add(bit);
    const key = this.cast.receiptKey(receipt.meter, this.plan.index);
    const lie = withMac(this.cast.kit.crypto, key, { ...receipt, void: voided.encode() });
    return { ...message, payload: canonicalJson(lie) };
  }
}
