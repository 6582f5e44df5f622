/**
 * Real meters' telegrams against a key that somebody else computed: what it reads is read, what it refuses is refused. The samples
 * have licences of their own and lie outside the repository; without them these tests skip, and say so. [P-2.4]
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAesGcm } from '../meter/host/aes-gcm.ts';
import { d0Decoder } from '../meter/sources/d0/d0.ts';
import type { Decoded, DecodedValue, StreamDecoder, Telegram } from '../meter/sources/decoder.ts';
import { p1Decoder } from '../meter/sources/p1/p1.ts';
import { sampleOf } from '../meter/sources/telegram-sample.ts';
import { Draw } from './fuzz/mutate.ts';
import { piecesOf } from './made-telegrams.ts';
import { RATES, throughNoise } from './meter-ports/noise.ts';
import { P1, sentAs } from './meter-ports/noisy-ports.ts';
import { sharedTelegramsFolder } from './shared-telegrams.ts';

const folder = sharedTelegramsFolder();
const skipped = folder === undefined ? ' (skipped: no shared telegrams)' : '';

interface Expected {
  readonly crc: 'bad' | 'none' | 'ok' | 'truncated';
  readonly import_mwh: number | null;
  readonly export_mwh: number | null;
  readonly registers_mwh: Readonly<Record<string, number>>;
  readonly timestamp_utc_if_CET: string | null;
}

function bytesOf(name: string): Buffer {
  return readFileSync(join(folder ?? '', name));
}

function samples(pattern: RegExp): string[] {
  return folder === undefined ? [] : readdirSync(folder).filter((name) => pattern.test(name));
}

function all(decoder: StreamDecoder, bytes: Uint8Array): readonly Decoded[] {
  return [...decoder.push(bytes), ...decoder.end()];
}

function telegrams(found: readonly Decoded[]): Telegram[] {
  return found.filter((one) => one.kind === 'telegram');
}

/** Of energy, as the key writes them: `1.8.1`, whole thousandths of a Wh. */
function energy(values: readonly DecodedValue[]): Record<string, number> {
  const own = values.filter(({ register }) => register.startsWith('1-0:'));
  return Object.fromEntries(own.map(({ register, milli }) => [register.slice(4), Number(milli)]));
}

/** Two telegrams, the first one cut off: the key takes both for one, with a checksum that is wrong. */
const TWO_IN_ONE = 'p1-basjes-dsmrparseronbadtelegram-2.txt';

describe(`P1${skipped}`, () => {
  test.skipIf(folder === undefined)('every sample gives what its key says, or is refused as its key says', () => {
    const key = JSON.parse(bytesOf('EXPECTED.json').toString()) as Readonly<Record<string, Expected>>;
    const counts = { bad: 0, none: 0, ok: 0, truncated: 0 };
    for (const name of samples(/^p1-.*\.txt$/)) {
      const expected = key[name]!;
      counts[expected.crc] += 1;
      const found = all(p1Decoder(), bytesOf(name));
      if (name === TWO_IN_ONE) {
        expect(found).toMatchObject([{ fault: 'truncated' }, { quality: 'checked' }]);
        continue;
      }
      expect(found, name).toHaveLength(1);
      const [one] = found;
      if (expected.crc === 'bad' || expected.crc === 'truncated') {
        expect(one, name).toMatchObject({ kind: 'fault', fault: expected.crc === 'bad' ? 'checksum' : 'truncated' });
        continue;
      }
      if (one?.kind !== 'telegram') throw new Error(`${name}: ${JSON.stringify(one)}`);
      expect(one.quality, name).toBe(expected.crc === 'ok' ? 'checked' : 'unchecked');
      const { '1.8.0': imported, '2.8.0': exported, ...tariffs } = energy(one.values);
      expect([imported ?? null, exported ?? null], name).toEqual([expected.import_mwh, expected.export_mwh]);
      const { '1.8.0': _import, '2.8.0': _export, ...expectedTariffs } = expected.registers_mwh;
      expect(tariffs, name).toEqual(expectedTariffs);
      const meterMs = expected.timestamp_utc_if_CET === null ? undefined : Date.parse(expected.timestamp_utc_if_CET);
      expect(one.meterMs, name).toBe(meterMs);
    }
    expect(counts).toEqual({ bad: 13, none: 13, ok: 16, truncated: 2 });
  });

  test.skipIf(folder === undefined)('devices behind them are registers, with the digits that the telegram has', () => {
    const counts: Record<string, number> = {};
    for (const name of samples(/^p1-.*\.txt$/)) {
      const bytes = bytesOf(name);
      for (const telegram of telegrams(all(p1Decoder(), bytes))) {
        for (const { register, unit, milli, device } of sampleOf(telegram)?.registers ?? []) {
          if (unit === undefined) continue;
          counts[register] = (counts[register] ?? 0) + 1;
          expect(device?.serial, name).toBeDefined();
          // In m³ and GJ: thousands and millions of what is counted.
          const whole = milli / (unit === 'dm3' ? 1_000_000n : 1_000_000_000n);
          const shown = bytes.toString('latin1').match(/\(0*(\d+)\.\d+(?:\*(?:m3|GJ))?\)/g) ?? [];
          expect(
            shown.map((text) => BigInt(/\d+/.exec(text)![0])),
            name,
          ).toContain(whole);
        }
      }
    }
    expect(counts).toEqual({ '7-0:3.0.0': 19, '8-0:1.0.0': 2, '6-0:1.0.0': 1 });
  });

  test.skipIf(folder === undefined)(
    'a capture of a real port gives every telegram in it, in whatever pieces it comes',
    () => {
      const stream = bytesOf('p1-basjes-ttyUSB0-raw-stream.bin');
      const complete = stream.toString('latin1').match(/^\/ISK5[^!]*!/gm)!.length;
      const draw = new Draw(1);
      const whole = telegrams(all(p1Decoder(), stream));
      expect(whole).toHaveLength(complete);
      for (let round = 0; round < 20; round += 1) {
        const decoder = p1Decoder();
        const found = piecesOf(stream, 700, (count) => draw.below(count)).flatMap((piece) => decoder.push(piece));
        expect(found).toEqual(whole);
        expect(decoder.end()).toMatchObject([{ fault: 'truncated' }]);
      }
      const imported = whole.map(({ values }) => energy(values)['1.8.0']!);
      expect(imported).toEqual(imported.toSorted((a, b) => a - b));
    },
  );

  test.skipIf(folder === undefined)('and none that is wrong, over a line that damages it', () => {
    const stream = bytesOf('p1-basjes-ttyUSB0-raw-stream.bin').toString('latin1');
    const sent = stream.match(/^\/ISK5[^!]*!.*\r\n/gm)!.map((text) => Buffer.from(text, 'latin1'));
    const port = { ...P1, send: (at: number) => sentAs(p1Decoder, sent[at % sent.length]!) };
    for (const rate of RATES) {
      const figures = throughNoise({ port, count: 2_000, rate, noise: 'byte', seed: 3 });
      expect(figures).toMatchObject({ sent: 2_000, altered: [] });
      expect(figures.accepted).toBeGreaterThan(400);
    }
  });

  test.skipIf(folder === undefined)('the encrypted ones open with their key, and with no other', () => {
    const key = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
    const authenticationKey = Buffer.from('ffeeddccbbaa99887766554433221100', 'hex');
    const open = openAesGcm;
    const withKey = bytesOf('p1enc-dsmr-luxembourgh-spec-example-with-aad.bin');
    const without = bytesOf('p1enc-dsmr-luxembourgh-spec-example-without-aad.bin');
    const found = all(p1Decoder({ encryption: { key, authenticationKey, open } }), withKey);
    expect(found).toEqual(all(p1Decoder({ encryption: { key, open } }), without));
    expect(found).toMatchObject([{ kind: 'telegram', quality: 'checked', serial: 'SAG1030790002574' }]);
    expect(energy(telegrams(found)[0]!.values)).toEqual({ '1.8.0': 25_653_000, '2.8.0': 40_000 });
    for (const encryption of [
      { key, authenticationKey, open },
      { key: Buffer.alloc(16), open },
    ])
      expect(all(p1Decoder({ encryption }), without)).toMatchObject([{ kind: 'fault', fault: 'encrypted' }]);
    expect(all(p1Decoder(), without)).toMatchObject([{ kind: 'fault', fault: 'encrypted' }]);
  });
});

/** What each says, read by eye; two have a check character that does not fit their data, one has none, one is a P1 telegram. */
const D0: Readonly<Record<string, readonly (string | Readonly<Record<string, number>>)[]>> = {
  'd0-sobis-SerialRequestResponseD0-20.bin': ['checksum'],
  'd0-sobis-SerialRequestResponseD0End.bin': ['checksum'],
  'd0-sobis-SerialRequestResponseD0ModeOverwrite.bin': ['truncated'],
  'd0-sobis-SerialRequestResponseD0WithAck.bin': [{}],
  'd0-sobis-SerialResponseD0DSMR.bin': ['syntax'],
  'd0-sobis-SerialResponseD0FastSend.bin': [{ '1.8.1': 32_942_023_100 }, { '1.8.1': 32_942_023_100 }],
  'd0-vzlogger-ACE3000_basic.bin': ['checksum'],
  // Two blocks that have nothing in common: the second would be believed when it came again.
  'd0-vzlogger-HagerEHZ_basic.bin': [{ '1.8.0': 1_296_300 }, 'syntax'],
  'd0-vzlogger-LandisGyr_basic.bin': [
    {
      '1.8.0': 1_846_000_000,
      '1.8.1': 1_846_000_000,
      '1.8.2': 0,
      '2.8.0': 4_329_600_000,
      '2.8.1': 4_329_600_000,
      '2.8.2': 0,
    },
  ],
};

describe(`D0${skipped}`, () => {
  test.skipIf(folder === undefined)('every dialogue gives what the meter said in it', () => {
    const names = samples(/^d0-/);
    expect(names.toSorted()).toEqual(Object.keys(D0).toSorted());
    for (const name of names) {
      const found = all(d0Decoder(), bytesOf(name));
      const said = found.map((one) => (one.kind === 'fault' ? one.fault : energy(one.values)));
      expect(said, name).toEqual(D0[name]);
    }
  });

  test.skipIf(folder === undefined)('a check character that fits makes those two telegrams', () => {
    for (const name of ['d0-sobis-SerialRequestResponseD0-20.bin', 'd0-sobis-SerialRequestResponseD0End.bin']) {
      const bytes = Buffer.from(bytesOf(name));
      const covered = bytes.subarray(bytes.indexOf(2) + 1, bytes.indexOf(3) + 1);
      bytes[bytes.indexOf(3) + 1] = covered.reduce((sum, byte) => sum ^ byte, 0);
      expect(all(d0Decoder(), bytes)).toMatchObject([{ quality: 'checked', serial: '00010213' }]);
    }
  });
});
