/** Decoders of meters' ports as targets: what comes out is the same in whatever pieces it comes, and nothing whose check is wrong. */
import { openAesGcm } from '../../meter/host/aes-gcm.ts';
import { d0Decoder } from '../../meter/sources/d0/d0.ts';
import type { Decoded, StreamDecoder } from '../../meter/sources/decoder.ts';
import { p1Decoder } from '../../meter/sources/p1/p1.ts';
import { d0Block, d0Lines, dsmr2, dsmr5, encryptedFrame, p1Telegram, piecesOf } from '../made-telegrams.ts';
import { slowCrc16 } from '../reference/crc16.ts';
import type { Target, Verdict } from './engine.ts';
import { Draw, type SeedInput } from './mutate.ts';

const FAULTS = ['checksum', 'encrypted', 'overlong', 'syntax', 'truncated'];
const REGISTER = /^\d-\d{1,2}:\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const KEY = Buffer.alloc(16, 7);

function demand(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

function seed(...parts: readonly Uint8Array[]): SeedInput {
  return { bytes: Buffer.concat(parts), text: undefined };
}

function printed(found: readonly Decoded[]): string {
  return JSON.stringify(found, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}

function demandSound(one: Decoded): void {
  if (one.kind === 'fault') {
    demand(FAULTS.includes(one.fault) && one.text !== '', `a fault ${one.fault}`);
    return;
  }
  demand(one.meterMs === undefined || Number.isSafeInteger(one.meterMs), `a time of ${one.meterMs}`);
  const names = new Set(one.values.map(({ register }) => register));
  demand(names.size === one.values.length, 'a register twice');
  for (const { register, milli, resolutionMilli } of one.values)
    demand(REGISTER.test(register) && milli >= 0n && resolutionMilli >= 1n, `${register} ${milli}`);
}

/** Decodes at once and in pieces. */
function decoded(make: () => StreamDecoder, input: Uint8Array): readonly Decoded[] {
  const whole = make();
  const found = [...whole.push(input), ...whole.end()];
  const draw = new Draw(input.length);
  const pieces = make();
  const parts = piecesOf(input, 1 + draw.below(200), (count) => draw.below(count));
  const again = [...parts.flatMap((piece) => pieces.push(piece)), ...pieces.end()];
  demand(printed(found) === printed(again), 'pieces are read unlike the whole');
  for (const one of found) demandSound(one);
  return found;
}

function verdictOf(found: readonly Decoded[]): Verdict {
  return found.some((one) => one.kind === 'telegram') ? 'accepted' : 'refused';
}

function checkedCount(found: readonly Decoded[]): number {
  return found.filter((one) => one.kind === 'telegram' && one.quality === 'checked').length;
}

/** How many ends have a `/` before them from which the checksum is right: computed from the definition, for every pair. */
function rightP1Ends(input: Uint8Array): number {
  const text = Buffer.from(input).toString('latin1');
  let count = 0;
  for (const { 1: digits = '', index } of text.matchAll(/!([0-9A-Fa-f]{1,4})\r?(?:\n|$)/g)) {
    let isRight = false;
    for (let at = text.lastIndexOf('/', index); at >= 0 && !isRight; at = at === 0 ? -1 : text.lastIndexOf('/', at - 1))
      isRight = slowCrc16('arc', input.subarray(at, index + 1)) === Number.parseInt(digits, 16);
    if (isRight) count += 1;
  }
  return count;
}

function rightD0Blocks(input: Uint8Array): number {
  let count = 0;
  for (let end = input.indexOf(3); end !== -1 && end + 1 < input.length; end = input.indexOf(3, end + 1)) {
    let check = 0;
    let isRight = false;
    for (let at = end; at >= 0 && !isRight; at -= 1) {
      isRight = input[at] === 2 && check === input[end + 1];
      check ^= input[at] ?? 0;
    }
    if (isRight) count += 1;
  }
  return count;
}

/** `p1` and `d0`: others than ours, in controls. */
export function portTargets(
  p1: () => StreamDecoder = () => p1Decoder(),
  d0: () => StreamDecoder = () => d0Decoder(),
): Target[] {
  const encrypted = (): StreamDecoder => p1Decoder({ encryption: { key: KEY, open: openAesGcm } });
  const two = [p1Telegram(dsmr5(1)), p1Telegram(dsmr5(2))];
  const sealed = [1, 2].map((counter) => encryptedFrame(p1Telegram(dsmr5(counter)), { key: KEY, counter }));
  return [
    {
      name: 'stream P1',
      weight: 60,
      seeds: [seed(...two), seed(p1Telegram(dsmr2(1), { crc: 'none' })), seed(two[0]!, sealed[0]!, two[1]!)],
      run: (input) => {
        const found = decoded(p1, input);
        demand(checkedCount(found) <= rightP1Ends(input), 'accepted a telegram whose checksum is wrong');
        return verdictOf(found);
      },
    },
    {
      // A checksum refuses nearly all that is changed: here it is made right, and the grammar is alone.
      name: 'telegram P1',
      weight: 60,
      seeds: [dsmr5(1), dsmr2(1)].map((lines) => seed(Buffer.from(lines.join('\r\n')))),
      run: (input) => {
        const [lines] = Buffer.from(input).toString('latin1').split('\n!');
        return verdictOf(decoded(p1, p1Telegram([lines ?? ''])));
      },
    },
    {
      name: 'stream encrypted P1',
      weight: 20,
      seeds: [seed(...sealed), seed(sealed[0]!.subarray(0, 400), ...sealed)],
      run: (input) => {
        const found = decoded(encrypted, input);
        const hex = Buffer.from(input).toString('hex');
        const whole = sealed.filter((frame) => hex.includes(frame.toString('hex'))).length;
        demand(checkedCount(found) <= whole, 'opened what nobody sealed');
        return verdictOf(found);
      },
    },
    {
      name: 'stream D0',
      weight: 60,
      seeds: [
        seed(d0Block(d0Lines(1), true), d0Block(d0Lines(2), true)),
        seed(d0Block(d0Lines(1), false)),
        seed(Buffer.from('/?!\r\n'), d0Block(d0Lines(1), true)),
      ],
      run: (input) => {
        const found = decoded(d0, input);
        demand(checkedCount(found) <= rightD0Blocks(input), 'accepted a block whose check character is wrong');
        return verdictOf(found);
      },
    },
  ];
}
