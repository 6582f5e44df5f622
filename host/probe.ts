/**
 * Asking whether an MQTT broker answers, with nothing but one CONNECT. Under a name that is no party's, since a second
 * connection under a party's client id takes over that of the party that runs. [P-10.6]
 */
import { randomBytes } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TlsMaterial } from './tls-files.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883 };

export type Probed =
  /** CONNACK 0. */
  | { readonly kind: 'accepted'; readonly ms: number }
  /** A broker, but it did not let this name in: CONNACK 1 to 5. */
  | { readonly kind: 'refused'; readonly returnCode: number; readonly ms: number }
  /** It showed a certificate that is believed, and did not take ours, or none. */
  | { readonly kind: 'refusedCertificate'; readonly reason: string; readonly ms: number }
  /** Something answers, but no MQTT broker. */
  | { readonly kind: 'notMqtt' }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** A client id that no party has. */
export function strangerId(): string {
  return `doctor-${randomBytes(4).toString('hex')}`;
}

function connectPacket(clientId: string): Buffer {
  const id = Buffer.from(clientId);
  // Protocol name and level (MQTT 3.1.1), clean session, keep-alive 10 s, length of the client id.
  const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 10, 0, id.length]);
  return Buffer.concat([Buffer.from([0x10, head.length + id.length]), head, id]);
}

/** Without certificate and key it comes as a stranger. */
export type ProbeTls = Pick<TlsMaterial, 'ca'> & Partial<TlsMaterial>;

/** Connects to `mqtt://` or `mqtts://`, says who it is, hears the answer and goes. Never rejects. */
export async function probeBroker(url: string, clientId = strangerId(), tls?: ProbeTls): Promise<Probed> {
  const { protocol, hostname, port: portText } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const port = portText === '' ? (DEFAULT_PORTS[protocol] ?? 1883) : Number(portText);
  const startedAtMs = performance.now();
  let socket: Socket | undefined;
  try {
    return await new Promise<Probed>((resolve) => {
      const answered: Buffer[] = [];
      const made =
        protocol === 'mqtts:'
          ? connectTls({
              host,
              port,
              ...tls,
              ...(isIP(host) === 0 ? { servername: host } : {}),
              rejectUnauthorized: true,
            })
          : connectPlain({ host, port, noDelay: true });
      socket = made;
      made.setTimeout(CONNECT_TIMEOUT_MS, () =>
        resolve({ kind: 'unreachable', reason: `no answer in ${CONNECT_TIMEOUT_MS / 1_000} s` }),
      );
      let isBelieved = false;
      made.once('secureConnect', () => (isBelieved = true));
      made.once('error', (error: NodeJS.ErrnoException) => {
        const reason = error.code ?? error.message;
        // With TLS 1.3 a server looks at the client's certificate when the client is done already.
        if (isBelieved) resolve({ kind: 'refusedCertificate', reason, ms: performance.now() - startedAtMs });
        else resolve({ kind: 'unreachable', reason });
      });
      made.once('close', () =>
        resolve(
          answered.length > 0
            ? { kind: 'notMqtt' }
            : isBelieved
              ? { kind: 'refusedCertificate', reason: 'it closed the connection', ms: performance.now() - startedAtMs }
              : { kind: 'unreachable', reason: 'it closed the connection' },
        ),
      );
      made.once(protocol === 'mqtts:' ? 'secureConnect' : 'connect', () => made.write(connectPacket(clientId)));
      made.on('data', (bytes: Buffer) => {
        answered.push(bytes);
        const answer = Buffer.concat(answered);
        if (answer.length < 4) return;
        const [type, length, , returnCode] = answer;
        const ms = performance.now() - startedAtMs;
        if (type !== 0x20 || length !== 2 || returnCode === undefined) resolve({ kind: 'notMqtt' });
        else if (returnCode === 0) made.end(Buffer.from([0xe0, 0]), () => resolve({ kind: 'accepted', ms }));
        else resolve({ kind: 'refused', returnCode, ms });
      });
    });
  } finally {
    socket?.destroy();
  }
}
