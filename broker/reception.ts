/**
 * Where connections come in at the embedded broker: the listener, who is let in before anybody knows who it is, and the
 * TLS door, if there is one. [P-10.6] Whoever got through is handed on; strangers are counted, and logged sparingly.
 */
import { createServer, type Socket } from 'node:net';
import { bracketed, isLoopback, parseHost } from '../host/base/address.ts';
import { HostError } from '../host/base/errors.ts';
import { listen } from '../host/base/listen.ts';
import type { ConnectionLimits } from '../schemas/types.ts';
import { Admission } from './admission.ts';
import type { BusLogger } from '../host/bus/bus.ts';
import { SparingLog } from './sparing-log.ts';
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

function endOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? 0}`;
}

/** Counts refusals and logs some. */
class Strangers {
  count = 0;
  private readonly log: SparingLog;

  constructor(logger: BusLogger | undefined) {
    this.log = new SparingLog(logger);
  }

  refuse(code: string, reason: string, clientId?: string): void {
    this.count += 1;
    const fields = { code, reason, clientId, refusedSoFar: this.count };
    this.log.warn(`${code} ${clientId ?? ''}`, fields, 'Refused a connection');
  }
}

/** Where to listen. Throws HostError ERR_BROKER_PLAIN. */
function placeOf({ host: text, tls }: ReceptionOptions): string {
  const host = parseHost(text);
  if (tls !== undefined || isLoopback(host)) return host;
  const message = `The broker does not listen on ${host} without TLS, since client ids are claims there: say tls, or host: 127.0.0.1`;
  throw new HostError('ERR_BROKER_PLAIN', message);
}

/** Throws HostError ERR_BROKER_PLAIN, ERR_BROKER_LISTEN, or as `openDoor`. */
export async function openReception(options: ReceptionOptions): Promise<Reception> {
  const { tls, limits, logger } = options;
  const host = placeOf(options);
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
  } catch (cause) {
    door?.close();
    const message = `The broker can't listen on ${bracketed(host)}:${options.port}: is another one running there? Choose another port.`;
    throw new HostError('ERR_BROKER_LISTEN', message, { cause });
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
