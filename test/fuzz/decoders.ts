/** Everything that turns bytes from outside into something, as targets: it may refuse in its declared way, or be right. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameChecker } from '../../broker/frame-limit.ts';
import { writeDeployment } from '../../deploy/provision.ts';
import { parseConfig } from '../../host/base/config.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { HostError } from '../../host/base/errors.ts';
import { importAnchors, importMeterKeys, importPartyKeys } from '../../host/keys/keys.ts';
import { readHouseholds } from '../../homes/csv.ts';
import { HouseholdError } from '../../homes/household.ts';
import { LineError, decodeLine } from '../../meter/sources/json-line.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import { type WireName, decodeMessage } from '../../protocol/wire/envelope.ts';
import { ELEMENT_BYTES, P, decodeElement, encodeElement, isCanonicalElement } from '../../protocol/math/field.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import { parseIdentity } from '../../protocol/wire/topic-rights.ts';
import { parseTopic } from '../../protocol/wire/topics.ts';
import { type FileSchemaName, type MessageSchemaName, isValid } from '../../schemas/validate.ts';
import { readVectors } from '../vectors.ts';
import type { Target, Verdict } from './engine.ts';
import { planOf, usualScheme } from '../processes/plan.ts';
import { meterPortTargets } from './meter-ports.ts';
import type { SeedInput } from './mutate.ts';
import { portTargets } from './port-targets.ts';

const NORTH = new TopicRoot('city/north');

export function textSeed(text: string): SeedInput {
  return { bytes: utf8(text), text };
}

function bytesSeed(...values: number[]): SeedInput {
  return { bytes: Uint8Array.from(values), text: undefined };
}

/** A check within a target: what does not hold is a finding. */
export function demand(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

function verdictOf(isAccepted: boolean): Verdict {
  return isAccepted ? 'accepted' : 'refused';
}

/** Small messages are cheap, so they are drawn more often. */
const WIRES: Readonly<Record<WireName, number>> = {
  shares: 80,
  request: 30,
  manifest: 60,
  accept: 60,
  log: 60,
  total: 50,
  receipt: 60,
  bill: 50,
  'key-card': 60,
  evidence: 50,
  'head-pair': 60,
  status: 60,
  rejection: 50,
  'scheme-copy': 30,
  'roster-copy': 30,
  'tariff-copy': 30,
  clock: 60,
};

function wireTargets(): Target[] {
  return (Object.entries(WIRES) as [WireName, number][]).map(([wire, weight]) => ({
    name: `message ${wire}`,
    weight,
    seeds: readVectors(wire).map(({ payload }) => textSeed(payload)),
    run: (input) => {
      const decoded = decodeMessage(wire, input);
      if (!decoded.isOk) return verdictOf(typeof decoded.detail !== 'string');
      demand(JSON.stringify(decoded.message) === fromUtf8(input), 'accepted something with two encodings');
      demand(Object.getPrototypeOf(decoded.message) === Object.prototype, 'accepted another prototype');
      return 'accepted';
    },
  }));
}

const ALPHABET = Buffer.from(Array.from({ length: 48 }, (_, at) => (at * 37) & 0xff)).toString('base64url');

function primitiveTargets(): Target[] {
  return [
    {
      name: 'base64url',
      weight: 150,
      seeds: ['', 'AQ', 'AQI', 'AQID', ALPHABET].map(textSeed),
      run: (input) => {
        const text = fromUtf8(input) ?? '';
        const bytes = fromBase64url(text);
        if (bytes !== undefined) demand(toBase64url(bytes) === text, 'two texts for the same bytes');
        return verdictOf(bytes !== undefined);
      },
    },
    {
      name: 'bitmap',
      weight: 150,
      seeds: ['', 'AQ', 'gA', '_w', ALPHABET].map(textSeed),
      run: (input) => {
        const text = fromUtf8(input) ?? '';
        const bitmap = Bitmap.decode(text);
        if (bitmap !== undefined) demand(bitmap.encode() === text, 'two texts for the same set');
        return verdictOf(bitmap !== undefined);
      },
    },
    {
      name: 'field element',
      weight: 150,
      seeds: [0n, 1n, P - 1n, P, P + 1n, 2n ** 128n - 1n].map((value) => ({
        bytes: Buffer.from(Buffer.from(value.toString(16).padStart(32, '0'), 'hex').toReversed()),
        text: undefined,
      })),
      run: (input) => {
        if (input.length < ELEMENT_BYTES) return 'refused';
        const bytes = Buffer.from(input.subarray(0, ELEMENT_BYTES));
        const value = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
        const isCanonical = isCanonicalElement(bytes, 0);
        demand(isCanonical === value < P, 'canonical by one reading only');
        if (!isCanonical) return 'refused';
        const again = new Uint8Array(ELEMENT_BYTES);
        encodeElement(decodeElement(bytes, 0), again, 0);
        demand(Buffer.compare(again, bytes) === 0, 'an element has two encodings');
        return 'accepted';
      },
    },
    {
      name: 'public key',
      weight: 20,
      seeds: [0, 1, 9, 255].map((byte) => ({ bytes: new Uint8Array(32).fill(byte), text: undefined })),
      run: (input) => {
        const identity = nodeCrypto.identityPublicKey(input);
        const agreement = nodeCrypto.agreementPublicKey(input);
        return verdictOf(identity !== undefined || agreement !== undefined);
      },
    },
    {
      name: 'topic',
      weight: 60,
      seeds: [
        'grid/agg/1/shares',
        'grid/meter/m-1/receipts/2',
        'grid/roster/area-1',
        'grid/scheme',
        // Under a root, and client ids that end with it.
        'city/north/agg/1/log/area-1',
        'meter-m-1@city/north',
      ].map(textSeed),
      run: (input) => {
        const text = fromUtf8(input) ?? '';
        const topic = NORTH.inward(text);
        const party = NORTH.partyOf(text);
        demand(topic === undefined || NORTH.outward(topic) === text, 'a topic comes back as another');
        demand(party === undefined || NORTH.clientIdOf(party) === text, 'a client id comes back as another');
        return verdictOf(parseTopic(topic ?? text) !== undefined || parseIdentity(party ?? '') !== undefined);
      },
    },
    {
      name: 'MQTT frame',
      weight: 100,
      seeds: [
        bytesSeed(
          0x10,
          16,
          0,
          4,
          0x4d,
          0x51,
          0x54,
          0x54,
          4,
          2,
          0,
          60,
          0,
          4,
          97,
          98,
          99,
          100,
          0x30,
          5,
          0,
          1,
          97,
          120,
          121,
        ),
        bytesSeed(0x10, 2, 0, 0, 0x32, 0x80, 0x01, ...Array.from({ length: 128 }, () => 7), 0xc0, 0),
        bytesSeed(0x10, 0xff, 0xff, 0xff, 0x7f),
      ],
      run: (input) => {
        const limit = { maxBytes: 1_000 };
        const whole = frameChecker(limit)(input);
        const check = frameChecker(limit);
        let pieces: string | undefined;
        for (let at = 0; at < input.length && pieces === undefined; at++) pieces = check(input.subarray(at, at + 1));
        demand(whole === pieces, 'pieces are judged unlike the whole');
        return verdictOf(whole === undefined);
      },
    },
  ];
}

function storedTarget(name: MessageSchemaName, weight: number, seeds: readonly string[]): Target {
  return {
    name: `stored ${name}`,
    weight,
    seeds: seeds.map(textSeed),
    run: (input) => {
      let value: unknown;
      try {
        value = JSON.parse(fromUtf8(input) ?? '');
      } catch {
        return 'refused';
      }
      return verdictOf(isValid(name, value));
    },
  };
}

/** Files that people write, as `gridshare init` makes them; only a HostError with a code may come out. */
function fileTargets(folder: string): Target[] {
  const scheme = usualScheme({
    deployment: 'fuzz',
    intervalSeconds: 900,
    intervalOffsetSeconds: 0,
    maxMeters: 3,
    floors: { minMeters: 2, minIntervals: 4, maxKnown: 0, minCrowd: 1 },
    firstInterval: 1000,
    windowIntervals: 8,
    closeAfterSeconds: 60,
    graceSeconds: 60,
  });
  const plan = planOf(scheme, 1883, {
    meters: [1, 2, 3].map((at) => ({ id: `meter-${at}`, area: 'area-1', registers: ['1-0:1.8.0'] })),
    source: { kind: 'simulated', seed: 1, meterCount: 3, days: 1, firstInterval: 1000 },
    runOffIntervals: 8,
    isDemo: true,
  });
  const paths = writeDeployment(folder, plan);
  const target = (
    name: FileSchemaName,
    path: string,
    weight: number,
    use: (text: string, as: string) => void,
  ): Target => ({
    name: `file ${name}`,
    weight,
    isHostile: false,
    seeds: [textSeed(readFileSync(path, 'utf8'))],
    run: (input) => {
      try {
        use(Buffer.from(input).toString('utf8'), path);
        return 'accepted';
      } catch (error) {
        demand(error instanceof HostError && error.code.startsWith('ERR_'), String(error));
        return 'refused';
      }
    },
  });
  const config = (name: FileSchemaName, at: string): Target =>
    target(name, join(at, 'config.yaml'), 1, (text, as) => parseConfig(name, as, text));
  return [
    config('config-aggregator', paths.aggregators[0]!),
    config('config-broker', paths.broker),
    config('config-meter', paths.meters),
    config('config-utility', paths.utility),
    target('keys', join(paths.aggregators[0]!, 'keys.json'), 6, (text, as) =>
      importPartyKeys(parseConfig('keys', as, text), as),
    ),
    target('meter-keys', join(paths.meters, 'keys.json'), 6, (text, as) =>
      importMeterKeys(parseConfig('meter-keys', as, text), as),
    ),
    {
      ...target('anchors', join(paths.aggregators[0]!, 'config.yaml'), 6, (text, as) =>
        importAnchors(parseConfig('anchors', `${as}.json`, text)),
      ),
      seeds: [
        textSeed(
          JSON.stringify(
            parseConfig('config-aggregator', '', readFileSync(join(paths.aggregators[0]!, 'config.yaml'), 'utf8'))
              .anchors,
          ),
        ),
      ],
    },
  ];
}

const HOMES = [
  'meter_id,timestamp,wh',
  ...Array.from({ length: 12 }, (_, at) => `m${at % 2},2026-01-05T0${Math.floor(at / 2)}:00Z,${at * 10}`),
].join('\n');

function csvTarget(folder: string): Target {
  const path = join(folder, 'homes.csv');
  return {
    name: 'file CSV',
    weight: 1,
    seeds: [
      textSeed(HOMES),
      textSeed(HOMES.replaceAll('\n', ',area-1,5\n').replace('wh,area-1,5', 'wh,area,export_wh')),
    ],
    run: async (input) => {
      writeFileSync(path, input);
      try {
        await readHouseholds(path, { intervalSeconds: 3600, intervalOffsetSeconds: 0, maxReadingWh: 36_000 });
        return 'accepted';
      } catch (error) {
        const isEncoding = error instanceof HostError && error.code === 'ERR_FILE_ENCODING';
        demand(error instanceof HouseholdError || isEncoding, String(error));
        return 'refused';
      }
    },
  };
}

const LINES: Parameters<typeof decodeLine>[1] = {
  meter: 'id',
  time: 'at',
  serial: 'meter.serial',
  quality: 'meter.quality',
  registers: [
    { register: '1-0:1.8.0', value: 'meter.in', unit: 'kWh', rollsOverAt: 1_000_000 },
    { register: '1-0:2.8.0', unit: 'Wh' },
  ],
};

function linesTarget(): Target {
  return {
    name: 'line of samples',
    weight: 4,
    seeds: [
      textSeed(
        '{"id":"m","at":"2026-01-31T13:00:00.25+01:00","meter":{"serial":7,"in":"12.345","quality":"checked"},"1-0:2.8.0":1}',
      ),
      textSeed('{"id":"m","at":1769860801.5,"1-0:2.8.0":12345,"meter":{"quality":"doubtful"}}'),
    ],
    run: (input) => {
      try {
        const { registers, timeMs } = decodeLine(Buffer.from(input).toString('utf8'), LINES);
        demand(Number.isSafeInteger(timeMs), `a time of ${timeMs}`);
        for (const { milli, resolutionMilli } of registers) demand(milli >= 0n && resolutionMilli >= 1n, `${milli}`);
        return 'accepted';
      } catch (error) {
        demand(error instanceof LineError, String(error));
        return 'refused';
      }
    },
  };
}

/** Targets that need files of their own; `close` removes them. */
export function decoderTargets(): { readonly targets: readonly Target[]; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'gridshare-fuzz-'));
  const request = readVectors('request').map(({ payload }) => JSON.parse(payload) as { entries?: object[] });
  const entries = request.flatMap((message) => message.entries ?? []).map((entry) => JSON.stringify(entry));
  return {
    targets: [
      ...wireTargets(),
      ...primitiveTargets(),
      storedTarget('certified-entry', 20, entries),
      ...fileTargets(join(folder, 'grid')),
      csvTarget(folder),
      linesTarget(),
      ...portTargets(),
      ...meterPortTargets(),
    ],
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
