/**
 * The TLS side of the embedded broker: handshakes with certificates of both sides, and what of them ended since.
 * Revocations and renewed files are in force within a second, for live connections too, without a restart. [P-10.1]
 * No session tickets: a resumed session would skip the check of a certificate that has ended since.
 */
import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Server, type TlsOptions, type TLSSocket, createServer } from 'node:tls';
import { type TlsFiles, readPem, readTls } from '../host/keys/tls-files.ts';
import { WatchedFiles } from '../host/base/watch-files.ts';
import type { BusLogger } from '../host/bus/bus.ts';
import { readRevocations } from './revocations.ts';

export interface BrokerTlsFiles extends TlsFiles {
  /** Revoked certificates, signed by the authority, PEM. */
  readonly crl: string;
}

/** Whom a certificate names. */
export interface Peer {
  readonly clientId: string;
  /** Of a meter; undefined where the certificate says none. */
  readonly area: string | undefined;
  /** Areas that a meter has left, and may still owe something. */
  readonly formerAreas: readonly string[];
  readonly serial: string;
  readonly untilMs: number;
}

export interface DoorOptions {
  readonly files: BrokerTlsFiles;
  readonly connectWithinMs: number;
  readonly logger?: BusLogger | undefined;
  onSecure(socket: TLSSocket, peer: Peer): void;
  /** Before the handshake is over, or because of what the certificate says. */
  onRefused(code: string, reason: string, clientId?: string): void;
  /** The certificate of a live connection has ended; the connection is closed afterwards. */
  onEnded(socket: TLSSocket, code: string): void;
}

export interface Door {
  enter(socket: Socket): void;
  close(): void;
}

const LOOK_MS = 500;
const AREA = /^URI:urn:gridshare:area:([A-Za-z0-9_-]+)$/;

/** Undefined if the certificate does not say it in one way. */
function peerOf(socket: TLSSocket): Peer | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  const names = certificate.subject.split('\n').filter((line) => line.startsWith('CN='));
  // With two common names, two readers could disagree about who this is.
  if (names.length !== 1) return undefined;
  const clientId = names[0]?.slice(3) ?? '';
  // The first is where it is; the authority names others of a meter that moved.
  const [area, ...formerAreas] = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => AREA.exec(name)?.[1] ?? []);
  return {
    clientId,
    area,
    formerAreas,
    serial: certificate.serialNumber.toLowerCase(),
    untilMs: certificate.validToDate.getTime(),
  };
}

function contextOf(files: BrokerTlsFiles): TlsOptions {
  const { ca, cert, key } = readTls(files);
  return { ca, cert, key, minVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET };
}

function revocationsOf({ ca, crl }: BrokerTlsFiles): Promise<ReadonlySet<string>> {
  return readRevocations(readPem(crl), readPem(ca), crl);
}

/** Whoever has shown a certificate that counts is kept in `peers` and handed on. `endOf`: why one counts no more. */
function letIn(
  server: Server,
  peers: Map<TLSSocket, Peer>,
  endOf: (peer: Peer) => string | undefined,
  options: DoorOptions,
): void {
  server.on('tlsClientError', (error, socket) => {
    // What is wrong with a certificate stands at the socket; the error says only that it was closed over it.
    const reason: unknown = socket.authorizationError ?? ('code' in error ? error.code : undefined) ?? error.message;
    options.onRefused('ERR_BROKER_TLS', String(reason));
    socket.destroy();
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy());
    const peer = peerOf(socket);
    const code = peer === undefined ? 'ERR_BROKER_CERTIFICATE' : endOf(peer);
    if (peer === undefined || code !== undefined) {
      options.onRefused(code ?? 'ERR_BROKER_CERTIFICATE', 'the certificate does not let in', peer?.clientId);
      socket.destroy();
      return;
    }
    peers.set(socket, peer);
    socket.once('close', () => peers.delete(socket));
    options.onSecure(socket, peer);
  });
}

/** Throws HostError ERR_TLS_READ, ERR_TLS_INVALID or ERR_KEYS_EXPOSED. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { files, logger } = options;
  const peers = new Map<TLSSocket, Peer>();
  // Before anything is read: what changes meanwhile is noticed.
  const watched = new WatchedFiles([files.ca, files.cert, files.key, files.crl]);
  let revoked = await revocationsOf(files);

  const endOf = (peer: Peer): string | undefined => {
    if (revoked.has(peer.serial)) return 'ERR_BROKER_REVOKED';
    return peer.untilMs <= Date.now() ? 'ERR_BROKER_EXPIRED' : undefined;
  };

  const server = createServer({
    ...contextOf(files),
    requestCert: true,
    rejectUnauthorized: true,
    handshakeTimeout: options.connectWithinMs,
  });
  letIn(server, peers, endOf, options);

  const closeEnded = (): void => {
    for (const [socket, peer] of peers) {
      const code = endOf(peer);
      if (code === undefined) continue;
      options.onEnded(socket, code);
      socket.destroy();
    }
  };
  let isReading = false;
  let isStale = false;
  let complaint = '';
  const look = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    try {
      const hasChanged = watched.hasChanged();
      if (hasChanged || isStale) {
        isStale = true;
        revoked = await revocationsOf(files);
        server.setSecureContext(contextOf(files));
        isStale = false;
        complaint = '';
        logger?.info({ revoked: revoked.size }, 'Read certificates and revocations again');
      }
    } catch (error) {
      // What was in force stays in force; most likely somebody is in the middle of replacing a pair.
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== complaint)
        logger?.warn(
          { code: 'ERR_BROKER_FILES', reason },
          'Changed TLS files are unusable: the old ones stay in force',
        );
      complaint = reason;
    } finally {
      isReading = false;
    }
    closeEnded();
  };
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return {
    enter: (socket) => void server.emit('connection', socket),
    close: () => clearInterval(timer),
  };
}
