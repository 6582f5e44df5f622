/** Who may see a household's page: who gave the password once, in a session that ends with the process. A wrong one makes everybody wait. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
const MOST_WAITING = 2;
const MOST_SESSIONS = 16;
const COOKIE = 'gridshare';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export class PageAccess {
  private readonly password: (() => string) | undefined;
  /** Hashes of their tokens, the oldest first. */
  private readonly sessions: Buffer[] = [];
  private failures = 0;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** Without a password everybody may who gets here. */
  constructor(password: (() => string) | undefined) {
    this.password = password;
  }

  /** `cookies`: of a request's header. */
  isLetIn(cookies: string | undefined): boolean {
    if (this.password === undefined) return true;
    const token = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookies ?? '')?.[1];
    if (token === undefined) return false;
    const hash = hashOf(token);
    return this.sessions.some((session) => timingSafeEqual(session, hash));
  }

  /**
   * A cookie for the right password; `wrong`, or `busy` if too many try at once. One attempt at a time, and after each wrong one
   * all wait twice as long: a minute of trying is a handful of passwords.
   */
  async enter(said: string): Promise<{ readonly cookie: string } | 'wrong' | 'busy'> {
    if (this.waiting >= MOST_WAITING) return 'busy';
    this.waiting += 1;
    const attempt = this.last.then(() => this.attempt(said));
    this.last = attempt.catch(() => {});
    try {
      return await attempt;
    } finally {
      this.waiting -= 1;
    }
  }

  private async attempt(said: string): Promise<{ readonly cookie: string } | 'wrong'> {
    if (this.failures > 0) await sleep(Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS));
    const isRight = this.password === undefined || timingSafeEqual(hashOf(said), hashOf(this.password()));
    if (!isRight) {
      this.failures += 1;
      return 'wrong';
    }
    this.failures = 0;
    const token = randomBytes(32).toString('base64url');
    this.sessions.push(hashOf(token));
    if (this.sessions.length > MOST_SESSIONS) this.sessions.shift();
    return { cookie: `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000` };
  }
}
