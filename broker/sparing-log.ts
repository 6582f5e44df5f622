/**
 * What a broker logs about clients, at a bounded rate. [P-10.6]
 * Attack: refusals by the thousand, to fill the disk with them. How many there were is counted by whoever logs.
 */
import type { BusLogger } from '../host/bus/bus.ts';

const LOGGED_EVERY_MS = 1_000;
const MAX_KINDS = 1_000;

export class SparingLog {
  private readonly logger: BusLogger | undefined;
  private readonly loggedAtMs = new Map<string, number>();

  constructor(logger: BusLogger | undefined) {
    this.logger = logger;
  }

  private isDue(message: string, who: string): boolean {
    const kind = `${message} ${who}`;
    const nowMs = performance.now();
    if (nowMs - (this.loggedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < LOGGED_EVERY_MS) return false;
    if (this.loggedAtMs.size >= MAX_KINDS) this.loggedAtMs.clear();
    this.loggedAtMs.set(kind, nowMs);
    return true;
  }

  /** `who`: whose lines may not take room from another's, if that is known for certain; else empty. */
  warn(who: string, fields: Record<string, unknown>, message: string): void {
    if (this.isDue(message, who)) this.logger?.warn(fields, message);
  }

  info(who: string, fields: Record<string, unknown>, message: string): void {
    if (this.isDue(message, who)) this.logger?.info(fields, message);
  }
}
