/**
 * The authority on the network: TLS always; small bodies, few connections, short times, since anybody can knock here. It
 * renews its own certificate and the broker's. [P-9.6]
 */
import { createServer, type Server } from 'node:https';
import { Socket } from 'node:net';
import { Admission } from '../broker/admission.ts';
import { bracketed, parseHost } from '../host/base/address.ts';
import { besideConfig } from '../host/base/config.ts';
import { HostError, messageOf } from '../host/base/errors.ts';
import { listen } from '../host/base/listen.ts';
import { Beginning } from '../host/process/beginning.ts';
import type { PartyLogger } from '../host/base/logger.ts';
import { isRenewalDue } from '../host/keys/renewal.ts';
import type { AuthorityConfig } from '../schemas/types.ts';
import { Answers } from './answers.ts';
import { AUTHORITY_STATE } from './authority.ts';
import { EnrolmentDesk } from './enrolment.ts';
import { type Issued, issueServer } from './pki.ts';

const REQUEST_WITHIN_MS = 5_000;
const LIMITS = { maxPending: 64, maxPendingPerAddress: 16, connectsPerSecond: 5 };
const DAY_MS = 86_400_000;
const LOOK_AT_BROKER_MS = 3_600_000;

export interface AuthorityServer {
  readonly port: number;
  /** Since it started: for the health file. */
  readonly counts: Readonly<Record<string, number>>;
  /** What keeps it from its work, and what to do; undefined if all is well. */
  readonly problem: string | undefined;
  stop(): Promise<void>;
}

function createTlsServer(answers: Answers, own: Issued, ca: string): Server {
  const server = createServer(
    {
      cert: own.cert + ca,
      key: own.key,
      ca,
      minVersion: 'TLSv1.2',
      // A device that enrols has none yet; who renews is looked at there.
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: REQUEST_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      headersTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: 1,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8 * 1024,
    },
    (request, response) => void answers.respond(request, response),
  );
  const admission = new Admission(LIMITS);
  server.maxConnections = LIMITS.maxPending;
  server.prependListener('connection', (socket) => {
    const address = socket instanceof Socket ? (socket.remoteAddress ?? '') : '';
    const refusal = admission.refusal(address, performance.now());
    if (refusal === undefined) socket.once('close', () => admission.settle(address));
    else socket.destroy();
  });
  return server;
}

/** Looks every hour whether the broker's certificate is due, and its own. */
class Renewals {
  private readonly desk: EnrolmentDesk;
  private readonly server: Server;
  private readonly hosts: readonly string[];
  private readonly logger: PartyLogger;
  private readonly timer: NodeJS.Timeout;
  /** By what could not be renewed. */
  private readonly troubles = new Map<string, string>();

  constructor(desk: EnrolmentDesk, server: Server, hosts: readonly string[], logger: PartyLogger) {
    this.desk = desk;
    this.server = server;
    this.hosts = hosts;
    this.logger = logger;
    this.timer = setInterval(() => this.look(), LOOK_AT_BROKER_MS);
    this.look();
  }

  get problem(): string | undefined {
    const [trouble] = this.troubles.values();
    return trouble;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    void this.renewing("the broker's certificate", async () => {
      const isRenewed = await this.desk.renewBroker((cert) => isRenewalDue(cert, Date.now()));
      if (isRenewed) this.logger.info("renewed the broker's certificate");
    });
    // In memory only.
    void this.renewing("the authority's own certificate", async () => {
      const { authority } = this.desk.authority;
      const { cert, key } = await issueServer(authority, this.hosts, { untilMs: Date.now() + 90 * DAY_MS });
      const context = { cert: cert + authority.cert, key, ca: authority.cert, minVersion: 'TLSv1.2' as const };
      this.server.setSecureContext(context);
    });
  }

  private async renewing(what: string, renew: () => Promise<void>): Promise<void> {
    try {
      await renew();
      this.troubles.delete(what);
    } catch (error) {
      this.troubles.set(what, `${what} could not be renewed: ${messageOf(error)}`);
      this.logger.error({ err: error }, `cannot renew ${what}: trying again in an hour`);
    }
  }
}

/** Throws HostError ERR_CONFIG_*, ERR_TLS_READ, ERR_KEYS_EXPOSED, ERR_PARTY_RUNNING or ERR_AUTHORITY_LISTEN. */
export async function startAuthority(
  configPath: string,
  config: AuthorityConfig,
  logger: PartyLogger,
): Promise<AuthorityServer> {
  const desk = await EnrolmentDesk.open(configPath);
  const { authority } = desk.authority;
  const host = parseHost(config.host);
  const { lock } = Beginning.in(besideConfig(configPath, AUTHORITY_STATE), 'authority', 'authority');
  const own = await issueServer(authority, config.hosts);
  const answers = new Answers(desk, logger);
  const server = createTlsServer(answers, own, authority.cert);
  const renewals = new Renewals(desk, server, config.hosts, logger);
  let port: number;
  try {
    port = await listen(server, host, config.port);
  } catch (cause) {
    renewals.stop();
    lock.release();
    const message = `The authority can't listen on ${bracketed(host)}:${config.port}: is another one running there?`;
    throw new HostError('ERR_AUTHORITY_LISTEN', message, { cause });
  }
  return {
    port,
    counts: answers.counts,
    get problem() {
      return renewals.problem;
    },
    async stop() {
      renewals.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      lock.release();
    },
  };
}
