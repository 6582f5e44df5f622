/**
 * Who is taken over again and again, as a broker sees it: the only one who knows for certain. Once is a connection that
 * broke without the broker's notice; many times in a few minutes are two processes of one party. [P-10.6]
 */

const WITHIN_MS = 600_000;
const CONTESTED_FROM = 4;

export class Takeovers {
  /** When, by client id; none older than what counts. */
  private readonly recent = new Map<string, number[]>();

  note(clientId: string, nowMs: number): void {
    this.forget(nowMs);
    const times = this.recent.get(clientId) ?? [];
    // More say no more.
    this.recent.set(clientId, [...times, nowMs].slice(-CONTESTED_FROM));
  }

  private forget(nowMs: number): void {
    for (const [clientId, times] of this.recent) {
      if (nowMs - (times.at(-1) ?? 0) > WITHIN_MS) this.recent.delete(clientId);
    }
  }

  contested(nowMs: number): string[] {
    this.forget(nowMs);
    return [...this.recent]
      .filter(([, times]) => times.length >= CONTESTED_FROM && nowMs - (times[0] ?? 0) <= WITHIN_MS)
      .map(([clientId]) => clientId)
      .toSorted();
  }
}
