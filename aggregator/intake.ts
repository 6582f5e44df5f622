/** What meters and the utility send an aggregator: shares and requests, each for one of its areas, or refused. [P-6.1, P-7.1] */
import type { Effects, Times } from '../protocol/machine.ts';
import type { WireName } from '../protocol/wire/envelope.ts';
import { MISPLACED } from '../protocol/wire/misplaced.ts';
import type { Refusal } from '../protocol/wire/refusal.ts';
import type { ParsedTopic } from '../protocol/wire/topics.ts';
import type { RequestMessage } from '../schemas/types.ts';
import { Area, RECOVERING, type Shared } from './area.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import { decodeOrReject } from './rejections.ts';

type Out = Effects<LedgerOp, LedgerRead>;

export class Intake {
  private readonly shared: Shared;
  private readonly areas: Map<string, Area>;

  /** `areas`: an authentic request for one that is not there opens it. */
  constructor(shared: Shared, areas: Map<string, Area>) {
    this.shared = shared;
    this.areas = areas;
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, times: Times, out: Out) {
    return decodeOrReject(this.shared.reject, name, topic, payload, times, out);
  }

  /** `parsed`: whose topic it came in, which the broker may have bound to a certificate. */
  shares(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const message = this.decode('shares', topic, payload, times, out);
    if (message === undefined) return;
    const about = { topic, meter: message.meter };
    // Attack: a message of another meter, kept or made up, in a topic that the broker lets one publish.
    if (parsed.meterId !== undefined && parsed.meterId !== message.meter) {
      this.shared.reject({ code: 'invalid_message', detail: 'in the topic of another meter' }, about, times, out);
      return;
    }
    if (parsed.area !== undefined && parsed.area !== message.area) {
      this.shared.reject(MISPLACED, about, times, out);
      return;
    }
    if (this.shared.isRecovering()) {
      this.shared.reject(RECOVERING, about, times, out);
      return;
    }
    const area = this.areas.get(message.area);
    const enrolled = area?.log.roster.find(message.meter, message.keyEpoch);
    if (message.deployment !== this.shared.party.deployment || message.aggregator !== this.shared.party.index) {
      this.shared.reject(
        { code: 'outdated_config', detail: 'for another deployment or aggregator' },
        about,
        times,
        out,
      );
    } else if (area === undefined || enrolled === undefined) {
      const isRekeyed = area?.log.roster.byId(message.meter) !== undefined;
      const refusal: Refusal = isRekeyed
        ? { code: 'outdated_config', detail: 'another key epoch than the roster has' }
        : { code: 'unknown_meter', detail: 'not in the roster of that area' };
      this.shared.reject(refusal, about, times, out);
    } else {
      area.admit(message, enrolled, about, times, out);
    }
  }

  request(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const message = this.decode('request', topic, payload, times, out);
    if (message?.deployment !== this.shared.party.deployment) return;
    const area = message.type === 'announcement' ? message.entry.area : message.area;
    const refusal = parsed.area === area ? this.requested(message, area, times, out) : MISPLACED;
    if (refusal === undefined) return;
    const sequence = message.type === 'announcement' ? { sequence: message.entry.sequence } : {};
    this.shared.reject(refusal, { topic, area, ...sequence }, times, out);
  }

  private requested(message: RequestMessage, name: string, times: Times, out: Out): Refusal | undefined {
    const known = this.areas.get(name);
    const area = known ?? new Area(this.shared, name, undefined);
    const refusal = area.requested(message, times, out);
    // Only an authentic entry opens an area: anybody's words must not fill the memory.
    if (known === undefined && area.follower.isStarted) this.areas.set(name, area);
    return refusal;
  }
}
