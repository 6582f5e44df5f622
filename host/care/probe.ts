/**
 * Asking whether an MQTT broker answers, with nothing but one CONNECT. Under a name that is no party's, since a second
 * connection under a party's client id takes over that of the party that runs. [P-10.6]
 */
import { randomBytes } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Address, BUS_SCHEMES, type Credentials, parseAddress } from '../base/address.ts';
import { describeFailure } from '../bus/failure-words.ts';
import type { TlsMaterial } from '../keys/tls-files.ts';

const CONNECT_TIMEOUT_MS = 5_000;

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
function strangerId(): string {
  return `doctor-${randomBytes(4).toString('hex')}`;
}

/** A text with its length in two bytes before it. */
function sized(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function connectPacket(clientId: string, user: Credentials | undefined, level: 4 | 5 = 4): Buffer {
  const texts = [
    clientId,
    ...(user === undefined ? [] : [user.username, ...(user.password === undefined ? [] : [user.password])]),
  ];
  const flags = 2 | (user === undefined ? 0 : 0x80) | (user?.password === undefined ? 0 : 0x40);
  // Protocol name and level (MQTT 3.1.1 or 5), clean session and who comes, keep-alive 10 s, no properties.
  const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, level, flags, 0, 10, ...(level === 5 ? [0] : [])]);
  const body = Buffer.concat([head, ...texts.map(sized)]);
  const length: number[] = [];
  for (let rest = body.length; ; rest >>= 7) {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    if (rest <= 0x7f) break;
  }
  return Buffer.concat([Buffer.from([0x10, ...length]), body]);
}

/** An empty message for a topic: QoS 1, not retained, number 1, no properties (MQTT 5). */
function publishPacket(topic: string): Buffer {
  const name = Buffer.from(topic);
  const body = Buffer.concat([Buffer.from([0, name.length]), name, Buffer.from([0, 1, 0])]);
  return Buffer.concat([Buffer.from([0x32, body.length]), body]);
}

/** Without certificate and key it comes as a stranger. */
export type ProbeTls = Partial<TlsMaterial>;

function connectTo({ scheme, host, port }: Address, tls: ProbeTls | undefined): Socket {
  if (scheme !== 'mqtts') return connectPlain({ host, port, noDelay: true });
  return connectTls({
    host,
    port,
    ...tls,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: true,
  });
}

const readyEvent = ({ scheme }: Address): 'secureConnect' | 'connect' =>
  scheme === 'mqtts' ? 'secureConnect' : 'connect';

/**
 * Whether a broker would take a publication from this name: by MQTT 5, whose acknowledgements say it; those of 3.1.1 never
 * do. `unknown`: the broker does not speak it, or did not say.
 */
export async function probePublishing(
  url: string,
  clientId: string,
  topic: string,
  tls?: ProbeTls,
): Promise<'granted' | 'denied' | 'unknown'> {
  const address = parseAddress(url, BUS_SCHEMES, 'bus.url');
  let socket: Socket | undefined;
  try {
    return await new Promise((resolve) => {
      const made = connectTo(address, tls);
      socket = made;
      let received = Buffer.alloc(0);
      made.setTimeout(CONNECT_TIMEOUT_MS, () => resolve('unknown'));
      made.once('error', () => resolve('unknown')).once('close', () => resolve('unknown'));
      made.once(readyEvent(address), () => made.write(connectPacket(clientId, address.credentials, 5)));
      let hasAsked = false;
      made.on('data', (bytes: Buffer) => {
        received = Buffer.concat([received, bytes]);
        const [type, length = 0, , reason] = received;
        if (received.length < 2 + length) return;
        if (!hasAsked) {
          if (type !== 0x20 || reason !== 0) resolve('unknown');
          hasAsked = true;
          received = received.subarray(2 + length);
          made.write(publishPacket(topic));
        }
        const [answer, answerLength = 0] = received;
        if (answer !== 0x40 || received.length < 2 + answerLength) return;
        // Without a reason all is well; 16: well, but nobody listens.
        const refusal = answerLength > 2 ? (received[4] ?? 0) : 0;
        made.end(Buffer.from([0xe0, 0]), () => resolve(refusal < 0x80 ? 'granted' : 'denied'));
      });
    });
  } finally {
    socket?.destroy();
  }
}

/**
 * Connects to `mqtt://` or `mqtts://`, says who it is, hears the answer and goes. Without a client id it comes as a
 * stranger, and leaves user name and password of the URL at home. Rejects only for a URL that is none.
 */
export async function probeBroker(url: string, clientId?: string, tls?: ProbeTls): Promise<Probed> {
  return probeAddress(parseAddress(url, BUS_SCHEMES, 'bus.url'), clientId, tls);
}

/** The same of an address that was read. */
export async function probeAddress(address: Address, clientId?: string, tls?: ProbeTls): Promise<Probed> {
  const hello = connectPacket(clientId ?? strangerId(), clientId === undefined ? undefined : address.credentials);
  const startedAtMs = performance.now();
  let socket: Socket | undefined;
  try {
    return await new Promise<Probed>((resolve) => {
      const answered: Buffer[] = [];
      const made = connectTo(address, tls);
      socket = made;
      made.setTimeout(CONNECT_TIMEOUT_MS, () =>
        resolve({ kind: 'unreachable', reason: `no answer in ${CONNECT_TIMEOUT_MS / 1_000} s` }),
      );
      let isBelieved = false;
      made.once('secureConnect', () => (isBelieved = true));
      made.once('error', (error: NodeJS.ErrnoException) => {
        const reason = describeFailure(error);
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
      made.once(readyEvent(address), () => made.write(hello));
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
