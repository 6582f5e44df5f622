/**
 * What is refused, said to those concerned and to the own operator: seldom enough that nobody fills a log by being refused,
 * and never with anything of the payload. [P-6.4]
 */
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import type { Refusal } from '../protocol/wire/refusal.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

/** What was refused, as far as that is known. */
export interface About {
  readonly topic: string;
  readonly meter?: string;
  readonly area?: string;
  readonly sequence?: number;
}

/** Counts a refusal and says why. */
export type Reject = (refusal: Refusal, about: About, times: Times, out: Effects<LedgerOp, LedgerRead>) => void;

/** A message of some kind, or a refusal of what is none. */
export function decodeOrReject<N extends WireName>(
  reject: Reject,
  name: N,
  topic: string,
  payload: Uint8Array,
  times: Times,
  out: Effects<LedgerOp, LedgerRead>,
) {
  const decoded = decodeMessage(name, payload);
  if (decoded.isOk) return decoded.message;
  reject({ code: 'invalid_message', detail: decoded.detail }, { topic }, times, out);
  return undefined;
}

const PACE_MS = 200;
/** A meter that is refused for one reason more often than this is spoken of more and more rarely. */
const OFTEN = 16;
const LONGEST_PACE_MS = 60_000;
/** So long without any: the next one is news. */
const QUIET_MS = 600_000;
const MOST_REMEMBERED = 10_000;

export class Rejections {
  /** By code, all that were refused. */
  readonly counts: Record<string, number> = {};
  private readonly said = new Map<string, { readonly againAtMs: number; readonly times: number }>();

  /** Counts a refusal and says why. */
  reject(
    { deployment, index }: RunningParty,
    { code, detail: why }: Refusal,
    about: About,
    { monotonicMs }: Times,
    out: Effects<LedgerOp, LedgerRead>,
  ): void {
    this.counts[code] = (this.counts[code] ?? 0) + 1;
    const key = `${code}/${about.meter ?? about.area ?? ''}/${about.sequence ?? ''}`;
    const last = this.said.get(key);
    if (last !== undefined && monotonicMs < last.againAtMs) return;
    if (this.said.size > MOST_REMEMBERED) this.said.clear();
    const isAgain = last !== undefined && about.meter !== undefined && monotonicMs < last.againAtMs + QUIET_MS;
    const times = isAgain ? last.times + 1 : 1;
    const paceMs = Math.min(PACE_MS * 2 ** Math.max(0, times - OFTEN), LONGEST_PACE_MS);
    this.said.set(key, { againAtMs: monotonicMs + paceMs, times });
    const detail = why.slice(0, 256);
    out.notice(code === 'evidence' ? 'error' : 'warn', code, detail, { ...about });
    const rejection = { version: 1, deployment, type: 'rejection', aggregator: index, code, detail, ...about };
    out.publish(topics.rejections(index), canonicalJson(rejection));
  }
}
