/**
 * Admitting a share message: size and schema are checked before; here sharing id, meter, session, opening, canonical
 * elements, time, page, novelty, in that order. Every refusal has a code; all failures to open share one. [P-6.1]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import type { PublicKey } from '../protocol/keys/crypto-port.ts';
import { ELEMENT_BYTES, isCanonicalElement } from '../protocol/math/field.ts';
import { sharesAad } from '../protocol/wire/headers.ts';
import { intervalEndMs } from '../protocol/grid/interval.ts';
import type { Times } from '../protocol/machine.ts';
import type { EnrolledMeter } from '../protocol/grid/roster.ts';
import { sharingIdOf } from '../protocol/grid/scheme.ts';
import { type OpeningSessions, type Route, meterSender } from '../protocol/keys/seal.ts';
import type { SharesMessage } from '../schemas/types.ts';
import { type CellIndex, cellDigest } from './cells.ts';
import type { CellRow } from './ledger.ts';
import type { Refusal } from '../protocol/wire/refusal.ts';
import type { HpkeKeys } from './hpke-keys.ts';
import type { AggregatorParty } from './party.ts';

/** How far a meter's clock may run ahead, in milliseconds. */
const FUTURE_TOLERANCE_MS = 10_000;

export interface Admission {
  readonly enrolled: EnrolledMeter;
  /** Cells to store. */
  readonly fresh: readonly CellRow[];
  /** Cells that were stored before, with the same shares. */
  readonly duplicateCount: number;
  /** What was refused of the message, if anything. */
  readonly refusals: readonly Refusal[];
}

/** An area as admission sees it. */
export interface AdmittingArea {
  readonly log: AreaLog;
  readonly cells: CellIndex;
  readonly meterKeys: (enrolled: EnrolledMeter) => PublicKey | undefined;
  /** Whether nobody needs a cell any more. */
  readonly isSpent: (interval: number, index: number) => boolean;
}

function notInRoster(interval: number): Refusal {
  return { code: 'report_dropped', detail: `the meter is not in the roster of interval ${interval}` };
}

export class Admitter {
  private readonly party: AggregatorParty;
  private readonly hpkeKeys: HpkeKeys;
  private readonly sessions: OpeningSessions;
  private sharing: { readonly scheme: object; readonly id: string } | undefined;

  constructor(party: AggregatorParty, hpkeKeys: HpkeKeys, sessions: OpeningSessions) {
    this.party = party;
    this.hpkeKeys = hpkeKeys;
    this.sessions = sessions;
  }

  private sharingId(log: AreaLog): string {
    if (this.sharing?.scheme !== log.scheme) {
      this.sharing = { scheme: log.scheme, id: sharingIdOf(this.party.crypto, log.scheme) };
    }
    return this.sharing.id;
  }

  /** The session that a meter needs no set-up for, by its id. */
  sessionOf({ meter }: EnrolledMeter): string | undefined {
    return this.sessions.latestOf(meterSender(meter.id, meter.keyEpoch), `aggregator/${this.party.index}`);
  }

  admit(message: SharesMessage, area: AdmittingArea, enrolled: EnrolledMeter, times: Times): Admission | Refusal {
    if (message.sharing !== this.sharingId(area.log))
      return { code: 'outdated_config', detail: 'split under another sharing id' };
    const { meter } = enrolled;
    if (
      message.registers.length !== meter.registers.length ||
      message.registers.some((register, at) => register !== meter.registers[at])
    )
      return { code: 'outdated_config', detail: 'other registers than the roster has' };
    const plaintext = this.open(message, area.meterKeys(enrolled), times);
    if ('code' in plaintext) return plaintext;
    const cellBytes = meter.registers.length * 2 * ELEMENT_BYTES;
    if (plaintext.bytes.length !== cellBytes * message.count)
      return { code: 'invalid_element', detail: 'wrong number of field elements' };
    for (let offset = 0; offset < plaintext.bytes.length; offset += ELEMENT_BYTES) {
      if (!isCanonicalElement(plaintext.bytes, offset))
        return { code: 'invalid_element', detail: 'a field element is not canonical' };
    }
    return this.sort(message, plaintext.bytes, cellBytes, area, enrolled, times);
  }

  private open(
    message: SharesMessage,
    identity: PublicKey | undefined,
    times: Times,
  ): { readonly bytes: Uint8Array } | Refusal {
    const { party } = this;
    const key = this.hpkeKeys.opening(message.keyId, times.gridMs);
    if (key === undefined)
      return {
        code: 'hpke_unknown_config_id',
        detail: 'sealed to a key that this aggregator does not have, or not any more',
      };
    const route: Route = {
      purpose: 'shares',
      deployment: party.deployment,
      sharing: message.sharing,
      sender: meterSender(message.meter, message.keyEpoch),
      recipient: `aggregator/${party.index}`,
      keyId: message.keyId,
    };
    if (message.session === undefined && !this.sessions.knows(route, message.sessionId))
      return { code: 'hpke_unknown_session', detail: 'of a session whose set-up is not known here' };
    const { sealed: _sealed, ...header } = message;
    const senders = identity === undefined ? [] : [identity];
    const bytes = this.sessions.open(route, senders, key, message, sharesAad(header));
    return bytes === undefined ? { code: 'hpke_decrypt_error', detail: 'could not be opened' } : { bytes };
  }

  /** Sorts the opened cells into new ones, duplicates and refused ones. */
  private sort(
    message: SharesMessage,
    plaintext: Uint8Array,
    cellBytes: number,
    area: AdmittingArea,
    enrolled: EnrolledMeter,
    times: Times,
  ): Admission {
    const { log, cells } = area;
    const fresh: CellRow[] = [];
    const refusals: Refusal[] = [];
    let duplicateCount = 0;
    for (let offset = 0; offset < message.count; offset++) {
      const interval = message.from + offset;
      const known = cells.digest(interval, enrolled.index);
      if (known === 0 && area.isSpent(interval, enrolled.index)) {
        // Its page set is known for a while longer: then the receipt says what became of it.
        const isInPage = log.pages.get(interval)?.set.has(enrolled.index) === true;
        if (isInPage) duplicateCount += 1;
        else if (!log.roster.isIn(enrolled.index, interval)) refusals.push(notInRoster(interval));
        else refusals.push({ code: 'batch_collected', detail: `the window of interval ${interval} is settled` });
        continue;
      }
      const shares = plaintext.slice(offset * cellBytes, (offset + 1) * cellBytes);
      const digest = cellDigest(this.party.crypto, log.area, { interval, index: enrolled.index, shares });
      const page = log.pages.get(interval);
      if (known !== 0) {
        if (known === digest) duplicateCount += 1;
        else refusals.push({ code: 'report_conflict', detail: `other shares for interval ${interval} than before` });
      } else if (intervalEndMs(interval, log.scheme) > times.gridMs + FUTURE_TOLERANCE_MS) {
        refusals.push({ code: 'report_too_early', detail: `interval ${interval} has not ended` });
      } else if (!log.roster.isIn(enrolled.index, interval) || (page === undefined && interval < log.nextToClose)) {
        refusals.push(notInRoster(interval));
      } else if (page !== undefined && !page.set.has(enrolled.index)) {
        refusals.push({ code: 'batch_collected', detail: `the page of interval ${interval} closed without this cell` });
      } else {
        fresh.push({ interval, index: enrolled.index, digest, shares });
      }
    }
    return { enrolled, fresh, duplicateCount, refusals };
  }
}
