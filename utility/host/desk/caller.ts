/** Who asks: by token, by the session that a browser has in its place, or by TLS certificate. */
import { randomBytes } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { AccessEntry, AccessFile } from './access-file.ts';

export const SESSION_COOKIE = 'gridshare-session';
/** So long a browser need not show its token again. */
export const SESSION_SECONDS = 43_200;
const MOST_SESSIONS = 1_000;

interface Session {
  readonly name: string;
  readonly hash: string;
  readonly untilMs: number;
}

export class Callers {
  private readonly access: AccessFile;
  private readonly sessions = new Map<string, Session>();

  constructor(access: AccessFile) {
    this.access = access;
  }

  /** A session for the one of this token; undefined if nobody has it. */
  begin(token: string): string | undefined {
    const entry = this.access.ofToken(token);
    if (entry === undefined) return undefined;
    for (const [id, { untilMs }] of this.sessions) if (untilMs < Date.now()) this.sessions.delete(id);
    const [oldest] = this.sessions.keys();
    if (this.sessions.size >= MOST_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    const id = randomBytes(32).toString('base64url');
    this.sessions.set(id, { name: entry.name, hash: entry.hash, untilMs: Date.now() + SESSION_SECONDS * 1_000 });
    return id;
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.sessions.delete(id);
  }

  private ofSession(id: string | undefined): AccessEntry | undefined {
    const session = id === undefined ? undefined : this.sessions.get(id);
    if (session === undefined || session.untilMs < Date.now()) return undefined;
    const entry = this.access.named(session.name);
    // The name may have been given to somebody else since.
    return entry?.hash === session.hash ? entry : undefined;
  }

  /** Undefined for a stranger. */
  of(request: FastifyRequest): AccessEntry | undefined {
    const { authorization } = request.headers;
    // Whoever shows a token is the one of the token or nobody.
    if (authorization !== undefined) {
      const token = /^Bearer ([\w.~+/=-]{1,256})$/i.exec(authorization)?.[1];
      return token === undefined ? undefined : this.access.ofToken(token);
    }
    return this.ofSession(request.cookies[SESSION_COOKIE]) ?? this.ofSocket(request);
  }

  private ofSocket({ raw: { socket } }: FastifyRequest): AccessEntry | undefined {
    if (!(socket instanceof TLSSocket)) return undefined;
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) return undefined;
    const now = Date.now();
    if (certificate.validFromDate.getTime() > now || certificate.validToDate.getTime() < now) return undefined;
    return this.access.ofCertificate(certificate.raw);
  }
}
