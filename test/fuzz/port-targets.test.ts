/** Controls: a decoder of a meter's port that is careless is found by its targets. `fuzz.test.ts` runs them against ours. */
import { describe, expect, test } from 'vitest';
import { d0Decoder } from '../../meter/sources/d0/d0.ts';
import type { StreamDecoder } from '../../meter/sources/decoder.ts';
import { p1Decoder } from '../../meter/sources/p1/p1.ts';
import { slowCrc16 } from '../reference/crc16.ts';
import { fuzz } from './engine.ts';
import { portTargets } from './port-targets.ts';

/** Collects everything, and decodes what is left of it at its end. */
function atItsEnd(make: () => StreamDecoder, change: (all: Buffer) => Buffer): StreamDecoder {
  let all = Buffer.alloc(0);
  return {
    push: (bytes) => {
      all = Buffer.concat([all, bytes]);
      return [];
    },
    end: () => {
      const decoder = make();
      return [...decoder.push(change(all)), ...decoder.end()];
    },
  };
}

/** Whatever is there, with a checksum that fits. */
function forgiven(all: Buffer): Buffer {
  const from = all.indexOf('/');
  const end = all.indexOf('\n!', from);
  if (from === -1 || end === -1) return all;
  const body = all.subarray(from, end + 2);
  return Buffer.concat([body, Buffer.from(`${slowCrc16('arc', body).toString(16).padStart(4, '0')}\r\n`)]);
}

function forgivenBlock(all: Buffer): Buffer {
  const from = all.indexOf(2);
  const end = all.indexOf(3, from);
  if (from === -1 || end === -1) return all;
  const check = all.subarray(from + 1, end + 1).reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([all.subarray(0, end + 1), Buffer.of(check)]);
}

/** Takes every piece for a stream of its own. */
function piecewise(make: () => StreamDecoder): StreamDecoder {
  return {
    push: (bytes) => {
      const decoder = make();
      return [...decoder.push(bytes), ...decoder.end()];
    },
    end: () => [],
  };
}

const p1 = (): StreamDecoder => p1Decoder();
const d0 = (): StreamDecoder => d0Decoder();

describe('controls: careless decoders are found', () => {
  test.each<[what: string, name: string, p1: () => StreamDecoder, d0: () => StreamDecoder, found: RegExp]>([
    ['forgives a wrong checksum', 'stream P1', () => atItsEnd(p1, forgiven), d0, /whose checksum is wrong/],
    [
      'forgives a wrong check character',
      'stream D0',
      p1,
      () => atItsEnd(d0, forgivenBlock),
      /check character is wrong/,
    ],
    ['loses what is in two pieces', 'stream P1', () => piecewise(p1), d0, /pieces are read unlike the whole/],
  ])('one that %s', async (_what, name, ownP1, ownD0, found) => {
    const targets = portTargets(ownP1, ownD0).filter((target) => target.name === name);
    const { findings } = await fuzz(targets, { inputs: 2_000, seed: 1, mostFindings: 1 });
    expect(findings.map(({ what }) => what)).toEqual([expect.stringMatching(found)]);
  });

  test('and ours are not', async () => {
    const { findings, accepted, refused } = await fuzz(portTargets(), { inputs: 2_000, seed: 1 });
    expect(findings).toEqual([]);
    expect(Math.min(accepted, refused)).toBeGreaterThan(200);
  });
});
