/**
 * Where connections come in at the embedded broker: the listener, who is let in before anybody knows who it is, and the
 * TLS door, if there is one. [P-10.6] Whoever got through is handed on; strangers are counted, and logged sparingly.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { HostError } from '../host/errors.ts';
import type { ConnectionLimits } from '../schemas/types.ts';
import { Admission } from './admission.ts';
import type { BusLogger } from './mqtt-bus.ts';
import { type BrokerTlsFiles, type Peer, openDoor } from './tls-door.ts';

export interface Arrival {
  /** Undefined without TLS. */
  readonly peer: Peer | undefined;
  /** It has said who it is: no longer one of the pending ones. */
  readonly settle: () => void;
}

export interface ReceptionOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: BrokerTlsFiles | undefined;
  readonly limits: ConnectionLimits;
  readonly logger: BusLogger | undefined;
  onArrival(socket: Socket, arrival: Arrival): void;
  /** The certificate of a live connection has ended; the connection is closed afterwards. */
  onEnded(socket: Socket, code: string): void;
}

export interface Reception {
  readonly port: number;
  /** Connections refused before anybody knew who it was. */
  readonly refusedCount: number;
  /** Takes no new ones; resolves when the last one is gone. */
  close(): Promise<void>;
  disconnectAll(): void;
}

/** One kind of refusal is logged so often at most. */
const LOGGED_EVERY_MS = 1_000;
const MAX_KINDS_LOGGED = 1_000;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function endOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? 0}`;
}

/** Counts refusals and logs some. Attack: connections by the thousand, to fill the disk with their refusals. */
class Strangers {
  count = 0;
  private readonly loggedAtMs = new Map<string, number>();
  private readonly logger: BusLogger | undefined;

  constructor(logger: BusLogger | undefined) {
    this.logger = logger;
  }

  refuse(code: string, reason: string, clientId?: string): void {
    this.count += 1;
    const nowMs = performance.now();
    const kind = `${code} ${clientId ?? ''}`;
    if (nowMs - (this.loggedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < LOGGED_EVERY_MS) return;
    if (this.loggedAtMs.size >= MAX_KINDS_LOGGED) this.loggedAtMs.clear();
    this.loggedAtMs.set(kind, nowMs);
    this.logger?.warn({ code, reason, clientId, refusedSoFar: this.count }, 'Refused a connection');
  }
}

/** Throws HostError ERR_BROKER_PLAIN, ERR_BROKER_LISTEN, or as `openDoor`. */
export async function openReception(options: ReceptionOptions): Promise<Reception> {
  const { host, tls, limits, logger } = options;
  if (tls === undefined && !isLoopback(host)) {
    const message = `The broker does not listen on ${host} without TLS, since client ids are claims there: say tls, or host: 127.0.0.1`;
    throw new HostError('ERR_BROKER_PLAIN', message);
  }
  const strangers = new Strangers(logger);
  const admission = new Admission(limits);
  const sockets = new Set<Socket>();
  /** By remote address and port: a TLS socket does not tell which socket it wraps. */
  const settlers = new Map<string, () => void>();
  const door =
    tls === undefined
      ? undefined
      : await openDoor({
          files: tls,
          connectWithinMs: limits.connectWithinMs,
          logger,
          onSecure: (socket, peer) =>
            options.onArrival(socket, { peer, settle: settlers.get(endOf(socket)) ?? (() => {}) }),
          onRefused: (code, reason, clientId) => strangers.refuse(code, reason, clientId),
          onEnded: (socket, code) => options.onEnded(socket, code),
        });

  const server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? '';
    const refusal = admission.refusal(address, performance.now());
    if (refusal !== undefined) {
      strangers.refuse('ERR_BROKER_ADMISSION', refusal);
      socket.destroy();
      return;
    }
    let isPending = true;
    const settle = (): void => {
      if (isPending) admission.settle(address);
      isPending = false;
    };
    const end = endOf(socket);
    settlers.set(end, settle);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      settlers.delete(end);
      settle();
    });
    if (door === undefined) options.onArrival(socket, { peer: undefined, settle });
    else door.enter(socket);
  });
  server.maxConnections = limits.maxConnections;
  server.on('drop', () => strangers.refuse('ERR_BROKER_ADMISSION', 'as many connections as there may be'));
  let port: number;
  try {
    port = await listen(server, host, options.port);
  } catch (error) {
    door?.close();
    throw error;
  }
  return {
    port,
    get refusedCount() {
      return strangers.count;
    },
    close() {
      door?.close();
      return new Promise((resolve) => server.close(() => resolve()));
    },
    disconnectAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `The broker can't listen on ${host}:${port}: is another one running there? Choose another port.`;
      reject(new HostError('ERR_BROKER_LISTEN', message, { cause }));
    });
    server.listen({ host, port, backlog: 511 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
