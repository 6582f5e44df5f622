/** Optical ports by IEC 62056-21: what meters that are made up say by themselves or when asked. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { d0Block, d0Lines } from '../../../test/made-telegrams.ts';
import type { Decoded } from '../decoder.ts';
import { MOST_TEXT_BYTES } from '../held-text.ts';
import { type D0Options, d0Decoder } from './d0.ts';
import { acknowledgement, parseIdentification, signOnRequest } from './mode-c.ts';

function all(bytes: Uint8Array, options: D0Options = {}): readonly Decoded[] {
  const decoder = d0Decoder(options);
  return [...decoder.push(bytes), ...decoder.end()];
}

function kinds(found: readonly Decoded[]): string[] {
  return found.map((one) => (one.kind === 'fault' ? one.fault : one.kind));
}

const READ = {
  kind: 'telegram',
  serial: '99123456',
  values: [
    {
      register: '1-0:1.8.0',
      unit: 'Wh',
      milli: 1_846_500_000n,
      resolutionMilli: 100_000n,
      rollsOverAtMilli: 10n ** 12n,
    },
    {
      register: '1-0:1.8.1',
      unit: 'Wh',
      milli: 1_846_500_000n,
      resolutionMilli: 100_000n,
      rollsOverAtMilli: 10n ** 12n,
    },
    {
      register: '1-0:2.8.0',
      unit: 'Wh',
      milli: 4_329_600_000n,
      resolutionMilli: 100_000n,
      rollsOverAtMilli: 10n ** 12n,
    },
  ],
};

describe('a block of data', () => {
  test('with a check character, and without one', () => {
    expect(all(d0Block(d0Lines(0), true))).toEqual([{ ...READ, quality: 'checked' }]);
    expect(all(d0Block(d0Lines(0), false))).toEqual([{ ...READ, quality: 'unchecked' }]);
  });

  test('is found in a dialogue that was heard from both sides, byte for byte', () => {
    const [identification, ...rest] = d0Block(d0Lines(0), true).toString('latin1').split('\n');
    const dialogue = `\u007f\u007f/?!\r\n/?99123456!\r\n${identification}\n\u0006050\r\n${rest.join('\n')}\u007f`;
    const decoder = d0Decoder();
    const found = [...Buffer.from(dialogue, 'latin1')].flatMap((byte) => decoder.push(Uint8Array.of(byte)));
    expect(found).toEqual([{ ...READ, quality: 'checked' }]);
    expect(decoder.end()).toEqual([]);
  });

  test('of a meter that writes no units, several sets in a line, spaces for zeros, past months', () => {
    const lines = ['1-0:0.0.0*255(331200-5009810)', '1-0:1.8.0*255(032942.0231)', '1.8.0*01(1)F.F(00)'];
    const milli = 32_942_023_100n;
    expect(all(d0Block(lines, false))).toMatchObject([{ serial: '331200-5009810', values: [{ milli }] }]);
    expect(all(d0Block(lines, false), { unit: 'Wh' })).toMatchObject([{ values: [{ milli: 32_942_023n }] }]);
    const spaces = ['1.8.0(  1846.5*kWh)', '2.8.0( 14329.6*kWh)', '1.8.3()'];
    expect(all(d0Block(spaces, false))).toMatchObject([{ values: [{ milli: 1_846_500_000n }, {}] }]);
  });

  test('may end in a line with data, and without a line feed at the end of a stream', () => {
    expect(kinds(all(Buffer.from('/ABC5X\r\n1.8.0(1.5*kWh)!\r\n')))).toEqual(['telegram']);
    expect(kinds(all(Buffer.from('/ABC5X\r\n1.8.0(1.5*kWh)\r\n!')))).toEqual(['telegram']);
  });
});

describe('refused', () => {
  test('a block in another form than those before, once', () => {
    const other = d0Lines(1).filter((line) => !line.startsWith('2.8.0'));
    const stream = [d0Lines(0), other, d0Lines(2), other].map((lines) => d0Block(lines, true));
    expect(kinds(all(Buffer.concat(stream)))).toEqual(['telegram', 'syntax', 'telegram', 'telegram']);
  });

  test('a wrong check character, whichever bit is damaged', () => {
    const good = d0Block(d0Lines(0), true);
    for (let at = good.indexOf(2) + 1; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad[at] = bad[at]! ^ 4;
      expect(kinds(all(bad))).not.toContain('telegram');
    }
    expect(kinds(all(good))).toEqual(['telegram']);
  });

  test('a block that lost its check character, of a meter that has one', () => {
    const stream = Buffer.concat([d0Block(d0Lines(0), true), d0Block(d0Lines(1), false)]);
    expect(kinds(all(stream))).toEqual(['telegram', 'checksum']);
    const unended = d0Block(d0Lines(0), true).subarray(0, -2);
    expect(kinds(all(unended))).toEqual(['truncated']);
  });

  test.each<[what: string, line: string]>([
    ['a letter in a register', '1.8.1(0018O6.5*kWh)'],
    ['a sign', '1.8.1(-01806.5*kWh)'],
    ['another unit', '1.8.1(001806.5*kW)'],
    ['another value of the same', '1.8.0(001806.5*kWh)'],
    ['fewer digits', '1.8.1(01806.5*kWh)'],
    ['a bracket too few', '1.7.0(00.000*kW'],
    ['a line that is none', 'hello'],
    ['a byte that does not print', '0.2.0(\u0000)'],
  ])('%s', (_what, line) => {
    expect(kinds(all(d0Block(['1.8.0(001846.5*kWh)', line], true)))).toEqual(['syntax']);
  });

  test('an end as P1 has it; data without one; a block that another interrupts, or that does not end', () => {
    expect(kinds(all(Buffer.from('/ABC5X\r\n1.8.0(1.5*kWh)\r\n!522B\r\n')))).toEqual(['syntax']);
    expect(kinds(all(Buffer.from('/ABC5X\r\n1.8.0(1.5*kWh)\r\n')))).toEqual(['truncated']);
    const good = d0Block(d0Lines(0), true);
    expect(kinds(all(Buffer.concat([Buffer.from('/ABC5X\r\n\u00021.8.0(1)\r\n'), good])))).toEqual([
      'truncated',
      'telegram',
    ]);
    const endless = Buffer.concat([Buffer.from('/ABC5X\r\n\u0002'), Buffer.alloc(MOST_TEXT_BYTES + 1, 'x'), good]);
    expect(kinds(all(endless))).toEqual(['overlong', 'telegram']);
    const noEnd = Buffer.from('/ABC5X\r\n\u0002F.F(00)\r\n\u0003');
    const check = noEnd.subarray(9).reduce((sum, byte) => sum ^ byte, 0);
    expect(kinds(all(Buffer.concat([noEnd, Buffer.of(check)])))).toEqual(['syntax']);
  });
});

describe('signing on', () => {
  test('asks, reads how fast the meter can, and says yes', () => {
    expect(Buffer.from(signOnRequest()).toString()).toBe('/?!\r\n');
    expect(Buffer.from(signOnRequest('99123456')).toString()).toBe('/?99123456!\r\n');
    const five = parseIdentification('/ABC5\\2MADE-UP\r\n');
    expect(five).toEqual({ maker: 'ABC', mode: 'C', baud: 9_600, baudCharacter: '5' });
    expect(Buffer.from(acknowledgement(five!)).toString()).toBe('\u0006050\r\n');
  });

  test.each([
    ['0', 'C', 300],
    ['1', 'C', 600],
    ['6', 'C', 19_200],
    ['A', 'B', 600],
    ['F', 'B', 19_200],
    ['Z', 'A', 300],
  ])('%s is mode %s at %i baud', (character, mode, baud) => {
    expect(parseIdentification(`/ABC${character}X`)).toMatchObject({ mode, baud });
  });

  test('an echo of the request is no identification', () => {
    expect(parseIdentification('/?!\r\n')).toBeUndefined();
    expect(parseIdentification('ABC5X')).toBeUndefined();
  });
});
