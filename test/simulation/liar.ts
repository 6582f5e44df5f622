/**
 * An aggregator that deviates in what it says, with its own keys: it calls stored cells void, so that meters would book
 * their energy a second time, or it signs two entries under one number. That it also adds to its totals is the machine's own test hook. [P-7.3.2]
 */
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { signAcceptance } from '../../protocol/log/entries.ts';
import type { Outgoing } from '../../protocol/machine.ts';
import { withMac } from '../../protocol/wire/receipt.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import type { Accept, Receipt } from '../../schemas/types.ts';
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

  /** What a party says instead of `message`; undefined unless it is the liar and lies. */
  say(host: string, message: Outgoing): Outgoing[] | undefined {
    if (host !== `aggregator-${this.plan.index}`) return undefined;
    const name = parseTopic(message.topic)?.name;
    if (name === 'receipts' && this.plan.callsVoid) return [this.callVoid(message)];
    if (name === 'accepts' && this.plan.equivocates && this.random.chance(0.3))
      return [message, this.otherwise(message)];
    return undefined;
  }

  /** The acceptance of another entry under the same number and ballot: one that is nowhere. */
  private otherwise(message: Outgoing): Outgoing {
    const { crypto } = this.cast.kit;
    const { index } = this.plan;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a machine just wrote it
    const accept = JSON.parse(message.payload) as Accept;
    const { deployment, area, sequence, ballot, previous } = accept;
    const hash = toBase64url(crypto.sha256(utf8(accept.hash)));
    const { privateKey } = this.cast.identity(`aggregator-${index}`);
    const other = { deployment, area, sequence, ballot, hash, previous };
    const signature = signAcceptance(crypto, privateKey, index, other);
    return { ...message, payload: canonicalJson({ ...accept, hash, signature }) };
  }

  private callVoid(message: Outgoing): Outgoing {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a machine just wrote it
    const { mac: _mac, ...receipt } = JSON.parse(message.payload) as Receipt;
    const voided = Bitmap.decode(receipt.void) ?? new Bitmap();
    for (const bit of Bitmap.decode(receipt.stored) ?? []) if (this.random.chance(0.3)) voided.add(bit);
    const key = this.cast.receiptKey(receipt.meter, this.plan.index);
    // And later joined than it did: one that is believed alone would have its readings dropped.
    const joined = receipt.joined + receipt.count;
    const lie = withMac(this.cast.kit.crypto, key, { ...receipt, joined, void: voided.encode() });
    return { ...message, payload: canonicalJson(lie) };
  }
}
