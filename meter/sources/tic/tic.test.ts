/** Frames of the French customer port that are made here: both modes, every contract, parity, damage. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { Draw } from '../../../test/fuzz/mutate.ts';
import { decodedInPieces, decodedWhole, heldBytes } from '../../../test/meter-ports/decoding.ts';
import { type TicText, ascii, ticFrame, ticGroup, writtenTicStandard } from '../../../test/meter-ports/writers.ts';
import type { Decoded } from '../decoder.ts';
import { ticDecoder } from './tic.ts';

function decoded(bytes: Uint8Array): readonly Decoded[] {
  const whole = decodedWhole(ticDecoder(), bytes);
  expect(decodedInPieces(ticDecoder(), bytes, new Draw(3), 40)).toEqual(whole);
  return whole;
}

/** Wh of what a frame shows, or its fault. */
function shown(groups: readonly TicText[], isStandard: boolean): Record<string, number> | string {
  const [first, ...more] = decoded(ticFrame(groups, isStandard));
  expect(more).toEqual([]);
  if (first?.kind !== 'telegram') return `${first?.fault}: ${first?.text}`;
  return Object.fromEntries(first.values.map(({ register, milli }) => [register, Number(milli) / 1000]));
}

const SERIAL = '021861348497';

function historical(option: string, ...energies: readonly TicText[]): Record<string, number> | string {
  return shown([['ADCO', SERIAL], ['OPTARIF', option], ...energies, ['MOTDETAT', '000000']], false);
}

function standard(...groups: readonly TicText[]): Record<string, number> | string {
  return shown([['ADSC', SERIAL], ...groups, ['STGE', '003A0001']], true);
}

describe('the historical mode', () => {
  test('has the registers of its contract, and their sum', () => {
    expect(historical('BASE', ['BASE', '000000123'])).toEqual({ '1-0:1.8.0': 123 });
    expect(historical('HC..', ['HCHC', '000000001'], ['HCHP', '000000020'])).toEqual({
      '1-0:1.8.0': 21,
      '1-0:1.8.1': 1,
      '1-0:1.8.2': 20,
    });
    expect(historical('EJP.', ['EJPHN', '000000001'], ['EJPHPM', '000000020'])).toMatchObject({ '1-0:1.8.0': 21 });
    const tempo = ['CJB', 'PJB', 'CJW', 'PJW', 'CJR', 'PJR'].map((name, at): TicText => [
      `BBRH${name}`,
      String(10 ** at).padStart(9, '0'),
    ]);
    expect(historical('BBR(', ...tempo)).toEqual({
      '1-0:1.8.0': 111_111,
      '1-0:1.8.1': 1,
      '1-0:1.8.2': 10,
      '1-0:1.8.3': 100,
      '1-0:1.8.4': 1_000,
      '1-0:1.8.5': 10_000,
      '1-0:1.8.6': 100_000,
    });
    // The order in the frame does not matter.
    expect(historical('BBRx', ...tempo.toReversed())).toMatchObject({ '1-0:1.8.6': 100_000 });
    expect(historical('BBR(', ...tempo.slice(1))).toMatch(/^syntax: .* registers of its contract/);
  });

  test('gives nothing where one is missing, too many, or no nine digits', () => {
    expect(historical('HC..', ['HCHC', '000000001'])).toMatch(/^syntax: .* registers of its contract/);
    expect(historical('BASE', ['BASE', '000000001'], ['HCHC', '000000001'])).toMatch(/^syntax/);
    expect(historical('XX..', ['BASE', '000000001'])).toMatch(/^syntax: .* contract/);
    expect(
      shown(
        [
          ['ADCO', SERIAL],
          ['BASE', '000000001'],
        ],
        false,
      ),
    ).toMatch(/^syntax: .* contract/);
    for (const digits of ['00000001', '0000000001', '00000000 ', '0000000-1', '00000000A', ''])
      expect(historical('BASE', ['BASE', digits])).toBe('syntax: an energy is not nine digits');
    expect(historical('BASE', ['BASE', '000000001'], ['BASE', '000000001'])).toMatch(/^syntax: .* twice/);
    expect(
      shown(
        [
          ['OPTARIF', 'BASE'],
          ['BASE', '000000001'],
        ],
        false,
      ),
    ).toMatch(/^syntax: .* serial/);
  });
});

describe('the standard mode', () => {
  test('has its own total, up to ten tariffs, and what was fed in', () => {
    expect(standard(['EAST', '000000123'], ['EASF01', '000000100'], ['EASF10', '000000023'])).toEqual({
      '1-0:1.8.0': 123,
      '1-0:1.8.1': 100,
      '1-0:1.8.10': 23,
    });
    expect(standard(['EAST', '000000123'], ['EAIT', '000000005'])).toEqual({ '1-0:1.8.0': 123, '1-0:2.8.0': 5 });
    expect(standard(['EASF01', '000000100'])).toMatch(/^syntax: .* total/);
    expect(standard(['EAST', '00000012'])).toMatch(/^syntax: .* nine digits/);
    expect(standard(['EAST', '000000012', 'H251122103015'])).toMatch(/^syntax: .* nine digits/);
    // Cut before what comes behind all energies.
    expect(
      shown(
        [
          ['ADSC', SERIAL],
          ['EAST', '000000123'],
        ],
        true,
      ),
    ).toMatch(/^syntax: .* status/);
  });

  test('says when it was, unless its clock went wrong', () => {
    const at = (time: string): unknown => {
      const groups: TicText[] = [
        ['ADSC', SERIAL],
        ['DATE', '', time],
        ['EAST', '000000123'],
        ['STGE', '003A0001'],
      ];
      const [one] = decoded(ticFrame(groups, true));
      return one?.kind === 'telegram' ? one.meterMs : one?.fault;
    };
    expect(at('H251122103015')).toBe(Date.UTC(2025, 10, 22, 9, 30, 15));
    expect(at('E260731120000')).toBe(Date.UTC(2026, 6, 31, 10));
    expect(at('h251122103015')).toBeUndefined();
    expect(at(' 251122103015')).toBeUndefined();
    expect(at('H251322103015')).toBeUndefined();
    expect(at('251122103015')).toBe('checksum');
  });

  test('control: a bit that makes a tab of a letter makes no other group', () => {
    const { bytes } = writtenTicStandard(1, 2, 3);
    const flipped = Uint8Array.from(bytes);
    const place = Buffer.from(bytes).indexOf('EAIT') + 2;
    flipped[place] = (flipped[place] ?? 0) ^ 0x40;
    expect(flipped[place]).toBe(9);
    expect(decoded(flipped)).toMatchObject([{ fault: 'checksum' }]);
  });
});

describe('a frame', () => {
  const groups = [ticGroup(['ADCO', SERIAL], false), ticGroup(['OPTARIF', 'BASE'], false)];
  const energy = ticGroup(['BASE', '000000123'], false);
  const faults = (text: string | Uint8Array): string[] =>
    decoded(typeof text === 'string' ? ascii(text) : text).map((one) =>
      one.kind === 'fault' ? one.fault : 'telegram',
    );
  const whole = `\u0002${groups.join('')}${energy}\u0003`;

  test('that was interrupted, begins anew, or has something between its groups gives nothing', () => {
    expect(faults(whole + whole)).toEqual(['telegram', 'telegram']);
    expect(faults(`${whole.slice(0, 30)}\u0004${whole}`)).toEqual(['truncated', 'telegram']);
    expect(faults(whole.slice(0, 30) + whole)).toEqual(['truncated', 'telegram']);
    expect(faults(`noise ${whole}noise`)).toEqual(['telegram']);
    expect(faults(whole.slice(0, -1))).toEqual(['truncated']);
    expect(faults(whole.replace(energy, `x${energy}`))).toEqual(['syntax']);
    expect(faults(whole.replace('\r\u0003', '\u0003'))).toEqual(['syntax']);
    expect(faults('\u0002\u0003')).toEqual(['syntax']);
  });

  test('with one wrong group gives nothing, whichever it is', () => {
    for (const [at, letter] of ascii(whole).entries()) {
      if (letter < 0x20) continue;
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ bit;
        expect(faults(bytes), `bit ${bit} of ${at}`).not.toContain('telegram');
      }
    }
  });

  test('without end is given up, and never held beyond its cap', () => {
    const decoder = ticDecoder();
    const found: Decoded[] = [...decoder.push(Uint8Array.of(2))];
    let most = 0;
    for (let round = 0; round < 100; round += 1) {
      found.push(...decoder.push(ascii(energy.repeat(20))));
      most = Math.max(most, heldBytes(decoder));
    }
    expect(found).toMatchObject([{ fault: 'overlong' }]);
    expect(most).toBeLessThan(6_000);
    expect(decoder.push(ascii(whole))).toMatchObject([{ kind: 'telegram' }]);
  });
});
