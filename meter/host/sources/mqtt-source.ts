/**
 * A topic of somebody's broker as a source: a number, or JSON with a number in it. What the broker had kept is doubtful, since
 * nobody knows how old it is; what comes live is not.
 */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type Address, parseAddress } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { openConnection } from '../../../host/bus/mqtt-client.ts';
import { readPem } from '../../../host/keys/tls-files.ts';
import { TopicRoot } from '../../../protocol/wire/topic-root.ts';
import { LineError, decodeLine } from '../../sources/json-line.ts';
import type { SourceSpec } from '../../sources/source-spec.ts';
import { networkTrouble } from '../lines/network-words.ts';
import type { SourceSink } from '../source.ts';
import { secretOf } from './decoders.ts';
import { type Mapping, assertGives, mappingOf } from './mapped-values.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

const AGAIN_MIN_MS = 500;
const AGAIN_MAX_MS = 30_000;
const KEEPALIVE_SECONDS = 30;
/** A larger message is no sample. */
const MOST_BYTES = 65_536;

/** What the broker is asked for, with its user name and password. Throws HostError ERR_SOURCE_*. */
function placeOf(spec: SourceSpec, folder: string): { readonly address: Address; readonly topic: string } {
  const slash = spec.target.indexOf('/');
  const scheme = spec.kind === 'mqtts' ? 'mqtts' : 'mqtt';
  const text = `${scheme}://${spec.target.slice(0, slash)}`;
  const address = parseAddress(text, [scheme], 'the source', 'ERR_SOURCE_SPEC');
  let topic: string;
  try {
    topic = decodeURIComponent(spec.target.slice(slash + 1));
  } catch (cause) {
    throw new HostError('ERR_SOURCE_SPEC', 'a % in the topic of the source is written %25', { cause });
  }
  if (/[#+\p{Cc}]/u.test(topic))
    throw new HostError('ERR_SOURCE_SPEC', 'the source must name one topic, without # and +: it is of one meter');
  const username = spec.parameters.get('user');
  const password = secretOf(spec, 'password-file', folder);
  if (username === undefined && password !== undefined)
    throw new HostError('ERR_SOURCE_SPEC', 'the source has a password-file and no user');
  return { topic, address: username === undefined ? address : { ...address, credentials: { username, password } } };
}

export class MqttSource extends WatchedSource {
  private readonly mapping: Mapping;
  private readonly address: Address;
  private readonly topic: string;
  private readonly ca: string | undefined;
  private isGranted = false;

  /** Throws HostError ERR_SOURCE_*, ERR_TLS_READ. */
  constructor(spec: SourceSpec, host: SourceHost) {
    const mapping = mappingOf(spec, 'json');
    const given = mapping.registers.map(({ register }) => register);
    assertGives(given, host, 'say in export where a message has it');
    const { address, topic } = placeOf(spec, host.folder);
    super(`${topic} at ${address.text}`, host);
    this.mapping = mapping;
    this.address = address;
    this.topic = topic;
    const ca = spec.parameters.get('ca');
    this.ca = ca === undefined ? undefined : readPem(resolve(host.folder, ca));
  }

  async run(sink: SourceSink): Promise<void> {
    while (!this.stopped.aborted) {
      const reason = await this.once(sink);
      if (this.stopped.aborted) return;
      const text = `${this.watch.name} can't be read: ${reason}`;
      if (!this.host.isPatient && !this.isGranted) throw new HostError('ERR_SOURCE_LINE', text);
      this.watch.away(text);
      await this.pause();
    }
  }

  /** From a connection to its end; resolves with why it ended. */
  private once(sink: SourceSink): Promise<string> {
    const { address, topic, ca } = this;
    const { client } = openConnection(
      {
        url: address.url,
        clientId: `gridshare-source-${randomBytes(6).toString('hex')}`,
        queueLimit: 1,
        reconnectMinMs: AGAIN_MIN_MS,
        reconnectMaxMs: AGAIN_MAX_MS,
        keepaliveSeconds: KEEPALIVE_SECONDS,
        ...(address.scheme === 'mqtts' ? { tls: () => (ca === undefined ? {} : { ca }) } : {}),
      },
      address,
      new TopicRoot(),
    );
    let reason = 'the broker closed the connection';
    const stop = (): void => void client.end(true);
    this.stopped.addEventListener('abort', stop, { once: true });
    return new Promise((ended) => {
      client.on('error', (error) => (reason = networkTrouble(error)));
      client.once('close', () => {
        this.stopped.removeEventListener('abort', stop);
        client.end(true);
        ended(reason);
      });
      client.once('connect', () => {
        client.subscribe(topic, { qos: 0 }, (error, granted = []) => {
          if (error === null && granted.every(({ qos }) => qos < 128)) {
            this.isGranted = true;
            this.backOff.succeeded();
            this.watch.trouble = undefined;
            return;
          }
          reason = 'the broker grants no right to this topic: look at user, password and the rights there';
          stop();
        });
      });
      client.on('message', (_topic, payload, { retain }) => this.take(payload, retain, sink));
    });
  }

  private take(payload: Uint8Array, isKept: boolean, sink: SourceSink): void {
    try {
      if (payload.length > MOST_BYTES) throw new LineError('a message that is too large');
      const { timeMs, ...decoded } = decodeLine(new TextDecoder().decode(payload).trim(), this.mapping);
      const { gridMs, monotonicMs } = this.host.now();
      const at = timeMs === undefined ? { hostMs: gridMs, monotonicMs } : { hostMs: timeMs };
      // A time of its own says how old it is, also of what the broker had kept.
      const sample = { ...at, ...decoded, ...(isKept && timeMs === undefined ? { quality: 'doubtful' as const } : {}) };
      if (sample.quality !== 'doubtful') this.watch.sampled(sample);
      sink.sample(this.host.meter, sample);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      this.watch.fault('message', error.message);
    }
  }
}
