/** Controls: what the fuzzer of meters' ports must find, it finds. The real decoders are fuzzed with all others. */
import { describe, expect, test } from 'vitest';
import type { Decoded, StreamDecoder } from '../../meter/sources/decoder.ts';
import { dlmsDecoder } from '../../meter/sources/dlms/dlms.ts';
import { smlDecoder } from '../../meter/sources/sml/sml.ts';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import { fuzz } from './engine.ts';
import { type PortDecoders, meterPortTargets } from './meter-ports.ts';

const REAL: PortDecoders = { sml: smlDecoder, dlms: dlmsDecoder, tic: ticDecoder };

type Push = (bytes: Uint8Array, real: StreamDecoder) => readonly Decoded[];

/** The real decoders, with another `push`. */
function planted(make: () => Push): PortDecoders {
  const careless = (real: () => StreamDecoder) => (): StreamDecoder => {
    const [decoder, push] = [real(), make()];
    const held = { push: (bytes: Uint8Array) => push(bytes, decoder), end: () => decoder.end() };
    return Object.assign(held, { decoder, state: push });
  };
  return { sml: careless(REAL.sml), dlms: careless(REAL.dlms), tic: careless(REAL.tic) };
}

const BUGS: readonly [what: string, make: () => Push, found: RegExp][] = [
  [
    'throws on a byte',
    () => (bytes, real) => {
      if (bytes.includes(0xe0)) throw new RangeError('planted');
      return real.push(bytes);
    },
    /RangeError: planted/,
  ],
  [
    'believes what is damaged',
    () => {
      const values = [{ register: '1-0:1.8.0', unit: 'Wh', milli: 1n, resolutionMilli: 1n }] as const;
      return (bytes, real) =>
        real
          .push(bytes)
          .map((one) =>
            one.kind === 'fault' && one.fault === 'checksum' ? { kind: 'telegram', quality: 'checked', values } : one,
          );
    },
    /whose checksum is wrong/,
  ],
  [
    'reads no telegram in pieces',
    () => (bytes, real) => (bytes.length < 62 ? [] : real.push(bytes)),
    /pieces give something else/,
  ],
  [
    'holds all it ever saw',
    () => {
      const seen: Uint8Array[] = [];
      return Object.assign(
        (bytes: Uint8Array, real: StreamDecoder) => {
          for (let copies = 0; copies < 200; copies += 1) seen.push(Uint8Array.from(bytes));
          return real.push(bytes);
        },
        { seen },
      );
    },
    /holds more than its cap/,
  ],
];

describe.each(['SML', 'DLMS', 'TIC'])('controls on %s', (name) => {
  test.each(BUGS)('a decoder that %s is found', async (_what, make, found) => {
    const targets = meterPortTargets(planted(make)).filter((one) => one.name === `meter port ${name}`);
    const { findings } = await fuzz(targets, { inputs: 5_000, seed: 1, mostFindings: 1 });
    expect(findings.map(({ what }) => what)).toEqual([expect.stringMatching(found)]);
  });

  test('and nothing in the real one', async () => {
    const targets = meterPortTargets().filter((one) => one.name === `meter port ${name}`);
    const { findings, accepted, refused } = await fuzz(targets, { inputs: 1_000, seed: 1 });
    expect(findings).toEqual([]);
    expect(Math.min(accepted, refused)).toBeGreaterThan(100);
  });
});
