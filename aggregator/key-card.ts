/**
 * Issuing the key card: which HPKE key meters seal to, and which one next. A card ends a week after it was signed, and a
 * newer one follows long before: whoever is kept from newer ones stops sealing to what may be stolen by now. [P-9.2]
 */
import { toBase64url } from '../protocol/wire/bytes.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { validityOf } from '../protocol/keys/key-validity.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { KeyCard } from '../schemas/types.ts';
import type { HpkeKeys } from './hpke-keys.ts';
import type { KeyCardRow, LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** Key cards of one store epoch: a lost ledger forgets its last serial, and its next one must be higher all the same. */
const CARDS_PER_EPOCH = 1_000_000;
const DAY_MS = 86_400_000;
const LIFETIME_MS = 7 * DAY_MS;
/** Grid time may run fast in a replay: a new card comes after so much of it at the latest. */
const RENEW_MS = LIFETIME_MS / 2;
/** A meter's clock may be that far behind. */
const BACKDATED_MS = DAY_MS;

export class CardIssuer {
  private readonly party: RunningParty;
  private readonly keys: HpkeKeys;
  private last: KeyCardRow | undefined;
  private dueMs = 0;

  constructor(party: RunningParty, keys: HpkeKeys, last: KeyCardRow | undefined) {
    this.party = party;
    this.keys = keys;
    this.last = last;
  }

  /** Whether the card says something else by now, or ends before long. */
  isDue(times: Times): boolean {
    return times.gridMs >= this.dueMs;
  }

  /** The serial rises with what stands in the card, also across a loss: store epochs rise. */
  publish(times: Times, out: Out): void {
    const { party } = this;
    const { gridMs } = times;
    this.dueMs = Math.min(gridMs + RENEW_MS, this.keys.nextChangeMs(gridMs));
    const keys = this.keys
      .listed(gridMs)
      .map((key) => ({ keyId: key.keyId, publicKey: toBase64url(key.publicRaw), ...validityOf(key) }));
    if (keys.length === 0) {
      const text = 'every HPKE key is over: meters keep their readings until gridshare rotate has made another';
      out.notice('error', 'no_hpke_key', text);
      return;
    }
    const content = canonicalJson({ storeEpoch: party.storeEpoch, keys });
    if (this.last?.content !== content) {
      this.last = { number: (this.last?.number ?? 0) + 1, content };
      out.persist({ kind: 'card', card: this.last });
      const [first, next] = keys;
      const text = `a new key card: meters seal to ${first?.keyId}${next === undefined ? '' : `, then to ${next.keyId}`}`;
      out.notice('info', 'key_card', text, { keyId: first?.keyId ?? '' });
    }
    const card = withSignature(party.crypto, party.identity, 'key-card', {
      version: 1,
      deployment: party.deployment,
      type: 'key-card',
      aggregator: party.index,
      operator: party.pins.operators[party.index - 1] ?? '',
      serial: (party.storeEpoch - 1) * CARDS_PER_EPOCH + this.last.number,
      storeEpoch: party.storeEpoch,
      keys,
      validFromMs: Math.max(0, Math.floor(gridMs) - BACKDATED_MS),
      validUntilMs: Math.floor(gridMs) + LIFETIME_MS,
    });
    out.publish(topics.key(party.index), canonicalJson(card), true);
  }

  /** The own card as the broker kept it, authentic: if the ledger is older than it, meters would ignore the next one. */
  heard({ storeEpoch, serial, keys }: KeyCard, times: Times, out: Out): void {
    if (storeEpoch !== this.party.storeEpoch) return;
    const number = serial - (storeEpoch - 1) * CARDS_PER_EPOCH;
    if (number <= (this.last?.number ?? 0) || number >= CARDS_PER_EPOCH) return;
    this.last = { number, content: canonicalJson({ storeEpoch, keys }) };
    out.persist({ kind: 'card', card: this.last });
    this.publish(times, out);
  }
}
