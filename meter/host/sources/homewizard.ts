/**
 * HomeWizard's P1 over Wi-Fi. Version 2 has TLS and a token, which goes to the device that shows the right certificate and to
 * nobody else; version 1 has neither, and is asked where there is no token or no version 2.
 */
import { request } from 'node:http';
import { resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { type Address, parseAddress } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { readPem } from '../../../host/keys/tls-files.ts';
import type { Sample } from '../../sample.ts';
import { LineError, decodeLine } from '../../sources/json-line.ts';
import { type SourceSpec, wholeOf } from '../../sources/source-spec.ts';
import { networkTrouble } from '../lines/network-words.ts';
import { secretOf } from './decoders.ts';
import { EXPORT, IMPORT, type Mapping } from './mapped-values.ts';
import type { Polled } from './polled-source.ts';

const ANSWER_MS = 10_000;
const MOST_BYTES = 262_144;
/** It writes numbers without the zeros at their end: what it shows is Wh. */
const RESOLUTION_MILLI = 1_000n;

const mappingOf = (drawn: string, fedIn: string): Mapping => ({
  serial: 'unique_id',
  registers: [
    { register: IMPORT, value: drawn, unit: 'kWh' },
    { register: EXPORT, value: fedIn, unit: 'kWh' },
  ],
});
const V1 = mappingOf('total_power_import_kwh', 'total_power_export_kwh');
const V2 = mappingOf('energy_import_kwh', 'energy_export_kwh');

/** There is no version 2: nobody listens, or nothing is under its path. */
class NoVersion2 extends Error {}

/** How its certificate is known. */
type Proof = { readonly fingerprint: string } | { readonly ca: string; readonly name: string };

interface Secured {
  readonly token: string;
  readonly proof: Proof;
}

/** Throws HostError ERR_SOURCE_*. */
function securedOf(spec: SourceSpec, folder: string): Secured | undefined {
  const token = secretOf(spec, 'token-file', folder);
  if (token === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) throw new HostError('ERR_SOURCE_FILE', 'the file of token-file holds no token');
  const [ca, name, fingerprint] = ['ca', 'name', 'fingerprint'].map((one) => spec.parameters.get(one));
  if (fingerprint !== undefined) {
    const hex = fingerprint.replaceAll(':', '').toUpperCase();
    if (!/^[0-9A-F]{64}$/.test(hex))
      throw new HostError('ERR_SOURCE_SPEC', 'fingerprint must be a SHA-256: 64 hex digits');
    return { token, proof: { fingerprint: hex } };
  }
  if (ca === undefined || name === undefined)
    throw new HostError(
      'ERR_SOURCE_SPEC',
      'the token may only go to the device itself: say ca and name of its certificate, or its fingerprint',
    );
  return { token, proof: { ca: readPem(resolve(folder, ca)), name } };
}

/** A connection to whoever has the right certificate. Rejects with Error. */
function secureConnection({ host, port }: Address, proof: Proof, signal: AbortSignal): Promise<Duplex> {
  const isPinned = 'fingerprint' in proof;
  const socket = connect({
    host,
    port,
    minVersion: 'TLSv1.2',
    // A pinned certificate needs nobody else's word, and is compared below, before anything is sent.
    rejectUnauthorized: !isPinned,
    ...(isPinned
      ? {}
      : {
          ca: proof.ca,
          checkServerIdentity: (_host: string, { subject }) =>
            subject.CN === proof.name
              ? undefined
              : new Error(`its certificate is of ${String(subject.CN)}, not ${proof.name}`),
        }),
  });
  const stop = (): void => void socket.destroy(new Error('it does not answer'));
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((connected, failed) => {
    socket.once('error', failed);
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '');
      if (!isPinned || shown === proof.fingerprint) connected(socket);
      else socket.destroy(new Error('its certificate has another fingerprint: is it another device?'));
    });
  });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Rejects with Error. */
function get(
  { host, port }: Pick<Address, 'host' | 'port'>,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  connection?: Duplex,
): Promise<Answer> {
  return new Promise((answered, failed) => {
    const asked = request(
      // With an agent it would open a connection of its own, without TLS.
      {
        host,
        port,
        path,
        headers,
        signal,
        ...(connection === undefined ? { agent: false } : { createConnection: () => connection }),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
          if (text.length > MOST_BYTES) response.destroy(new Error('its answer is too large'));
        });
        response.once('error', failed);
        response.once('end', () => answered({ status: response.statusCode ?? 0, text }));
      },
    );
    asked.once('error', failed);
    asked.end();
  });
}

export class HomeWizard implements Polled {
  readonly name: string;
  readonly everySeconds: number;
  private readonly address: Address;
  private readonly httpPort: number;
  private readonly secured: Secured | undefined;
  /** It has answered by version 2: whoever has only version 1 later is not it. */
  private hasVersion2 = false;

  /** Throws HostError ERR_SOURCE_*, ERR_TLS_READ. */
  constructor(spec: SourceSpec, folder: string) {
    this.address = parseAddress(`https://${spec.target}`, ['https'], 'the source', 'ERR_SOURCE_SPEC');
    this.name = `HomeWizard at ${this.address.host}`;
    this.everySeconds = wholeOf(spec, 'every');
    this.httpPort = wholeOf(spec, 'http-port');
    this.secured = securedOf(spec, folder);
  }

  async ask(stop: AbortSignal): Promise<Omit<Sample, 'hostMs' | 'monotonicMs'>> {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MS)]);
    try {
      return this.secured === undefined ? await this.version1(signal) : await this.either(this.secured, signal);
    } catch (cause) {
      const isTime = cause instanceof Error && cause.name === 'TimeoutError';
      const why = isTime ? 'it does not answer' : networkTrouble(cause);
      throw new HostError('ERR_SOURCE_LINE', `${this.name} can't be read: ${why}`, { cause });
    }
  }

  async close(): Promise<void> {}

  private async either(secured: Secured, signal: AbortSignal) {
    try {
      const sample = await this.version2(secured, signal);
      this.hasVersion2 = true;
      return sample;
    } catch (error) {
      if (!(error instanceof NoVersion2) || this.hasVersion2) throw error;
      return await this.version1(signal);
    }
  }

  private async version2({ token, proof }: Secured, signal: AbortSignal) {
    const connection = await secureConnection(this.address, proof, signal).catch((cause: unknown) => {
      const isClosed = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
      throw isClosed ? new NoVersion2(networkTrouble(cause), { cause }) : cause;
    });
    try {
      const headers = { authorization: `Bearer ${token}`, 'x-api-version': '2' };
      const { status, text } = await get(this.address, '/api/measurement', headers, signal, connection);
      if (status === 404) throw new NoVersion2('it has no version 2');
      if (status === 401 || status === 403) throw new Error('it does not know the token: make a new one');
      return this.read(status, text, V2, 'checked');
    } finally {
      connection.destroy();
    }
  }

  private async version1(signal: AbortSignal) {
    const place = { host: this.address.host, port: this.httpPort };
    const { status, text } = await get(place, '/api/v1/data', {}, signal);
    if (status === 403)
      throw new Error('its local interface is switched off: switch it on in its app, or give a token');
    return this.read(status, text, V1, 'unchecked');
  }

  private read(status: number, text: string, mapping: Mapping, quality: Sample['quality']) {
    if (status !== 200) throw new Error(`it answers with HTTP ${status}`);
    try {
      const { meter: _meter, timeMs: _time, registers, ...rest } = decodeLine(text, mapping);
      const shown = registers.map((one) => ({ ...one, resolutionMilli: RESOLUTION_MILLI }));
      return { ...rest, quality, registers: shown };
    } catch (error) {
      if (error instanceof LineError) throw new Error(`its answer has no energy: ${error.message}`, { cause: error });
      throw error;
    }
  }
}
