/**
 * Turns a good input into a bad one: at the level of JSON (so that schema and meaning are reached), of its text (what one
 * reader takes for another) and of its bytes. Everything follows from one seed.
 */

/** Numbers that depend on the seed only; fast, since a million inputs draw from it. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An integer in [0, count). */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const ODD_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'extra',
  'type',
  'version',
];

const ODD_STRINGS = [
  '',
  ' ',
  'A',
  'AA==',
  'YWJj$$==',
  '____',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\udfffx',
  'ＡＢ',
  '../../etc/passwd',
  'area-1/#',
  '+',
  '1-0:1.8.0',
  '1-0:2.8.0',
  '__proto__',
  'x'.repeat(5_000),
];

const ODD_NUMBERS = [
  0,
  1,
  2,
  16,
  17,
  96,
  97,
  512,
  999_999,
  1_000_000,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  -1,
  0.5,
  1e-7,
];

function oddValue(draw: Draw): Json {
  switch (draw.below(8)) {
    case 0:
      return null;
    case 1:
      return draw.below(2) === 0;
    case 2:
      return draw.of(ODD_NUMBERS);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as Json;
    case 6:
      return Array.from({ length: draw.below(300) }, () => draw.below(3));
    default:
      return draw.of(ODD_STRINGS);
  }
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
const NOT_BASE64URL = ['=', '+', '/', ' ', '\n', 'é', '\ud800'];

function mutatedString(text: string, draw: Draw): string {
  const at = draw.below(text.length + 1);
  switch (draw.below(7)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + draw.of(BASE64URL) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + draw.of(draw.below(2) === 0 ? BASE64URL : NOT_BASE64URL) + text.slice(at);
    case 3:
      return text + draw.of(['=', '==', 'A', 'AA', '\u0000']);
    case 4:
      return text + text;
    case 5:
      // The last character has bits to spare: the same bytes to a lax decoder.
      return text.slice(0, -1) + draw.of(BASE64URL);
    default:
      return draw.of(ODD_STRINGS);
  }
}

function mutatedScalar(value: Json, draw: Draw): Json {
  if (typeof value === 'string') return draw.below(4) === 0 ? oddValue(draw) : mutatedString(value, draw);
  if (typeof value === 'number' && draw.below(3) > 0) return value + draw.of([-1, 1, -value, value, 2 ** 32, 0.5]);
  return oddValue(draw);
}

/** Sets an own member, whatever its name. */
function setMember(object: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Changes one place of a JSON value, anywhere in it; `donor` gives what is put in from elsewhere. */
function mutateJson(value: Json, donor: () => Json, draw: Draw): Json {
  if (typeof value !== 'object' || value === null) return mutatedScalar(value, draw);
  const names = Object.keys(value);
  const isDeeper = names.length > 0 && draw.below(4) > 0;
  if (isDeeper) {
    const name = draw.of(names);
    const holder = value as Record<string, Json>;
    setMember(holder, name, mutateJson(holder[name]!, donor, draw));
    return value;
  }
  if (Array.isArray(value)) {
    switch (draw.below(4)) {
      case 0:
        return value.slice(0, draw.below(value.length + 1));
      case 1:
        return [...value, ...value];
      case 2:
        return value.toReversed();
      default:
        return [...value, draw.below(2) === 0 ? oddValue(draw) : donor()];
    }
  }
  switch (draw.below(4)) {
    case 0:
      if (names.length > 0) delete value[draw.of(names)];
      return value;
    case 1:
      setMember(value, draw.of(ODD_NAMES), oddValue(draw));
      return value;
    case 2:
      if (names.length > 0) setMember(value, draw.of(names), draw.below(2) === 0 ? oddValue(draw) : donor());
      return value;
    default:
      return oddValue(draw);
  }
}

const TEXT_CHANGES: readonly ((text: string, draw: Draw) => string)[] = [
  (text, draw) => text.replace(/\d+/, draw.of(['1e400', '9007199254740993', '-0', '1.0', '1e2', '01', '0x1', 'NaN'])),
  (text, draw) => text.replace(/([:,])/, draw.of(['$1 ', '$1\n', '$1\t', ' $1', '$1,', '$1:'])),
  (text) => text.replace(/"(\w)/, (_all, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
  (text) => text.replace(/"\w+":/, '$&$&'),
  // The same member twice.
  (text) => text.replace(/^\{("\w+":(?:"[^"]*"|\d+)),/, '{$1,$1,'),
  (text, draw) => text.replace(/^\{/, `{"${draw.of(ODD_NAMES)}":${draw.of(['null', '{}', '1', '{"polluted":1}'])},`),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => `[${text}]`,
  (text) => text + text,
  (text, draw) => text.replace(/"([A-Za-z0-9_-]{8,})"/, draw.of(['"$1="', '"$1A"', '"\\ud800$1"', '"$1\\u0000"'])),
];

function mutateBytes(bytes: Uint8Array, donor: Uint8Array, draw: Draw): Uint8Array {
  const at = draw.below(bytes.length + 1);
  switch (draw.below(5)) {
    case 0: {
      const changed = Uint8Array.from(bytes);
      for (let flips = 1 + draw.below(8); flips > 0 && changed.length > 0; flips--) {
        const place = draw.below(changed.length);
        changed[place] = changed[place]! ^ (1 << draw.below(8));
      }
      return changed;
    }
    case 1:
      return bytes.slice(0, at);
    case 2: {
      const inserted = Uint8Array.from({ length: 1 + draw.below(16) }, () => draw.below(256));
      return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
    }
    case 3:
      return Buffer.concat([bytes.subarray(0, at), donor.subarray(draw.below(donor.length + 1))]);
    default: {
      const end = Math.min(bytes.length, at + draw.below(64));
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    }
  }
}

const MEGABYTE = 2 ** 20;
const NESTING = 500_000;

/** Large ones: rare, since each takes milliseconds. */
function monster(text: string, draw: Draw): string {
  switch (draw.below(6)) {
    case 0:
      return '['.repeat(NESTING);
    case 1:
      return '['.repeat(NESTING) + ']'.repeat(NESTING);
    case 2:
      return '{"a":'.repeat(NESTING / 2) + '1' + '}'.repeat(NESTING / 2);
    case 3:
      return `"${'x'.repeat(MEGABYTE)}"`;
    case 4:
      return text.replace(/"[A-Za-z0-9_-]{8,}"/, `"${'A'.repeat(MEGABYTE)}"`);
    default:
      return text.replace(/\{/, `{"extra":${'['.repeat(NESTING)}${']'.repeat(NESTING)},`);
  }
}

/** One input in so many is a large one. */
const ONE_MONSTER_IN = 20_000;

export interface SeedInput {
  readonly bytes: Uint8Array;
  /** Undefined for bytes that are no text. */
  readonly text: string | undefined;
}

/** `hasMonsters`: whether some inputs are a megabyte, or nested half a million deep. */
export function mutate(seed: SeedInput, donor: SeedInput, draw: Draw, hasMonsters: boolean): Uint8Array {
  const { text } = seed;
  if (text === undefined) return mutateBytes(seed.bytes, donor.bytes, draw);
  if (draw.below(ONE_MONSTER_IN) === 0 && hasMonsters) return Buffer.from(monster(text, draw));
  const level = draw.below(10);
  if (level < 6 && text.startsWith('{')) {
    let value = JSON.parse(text) as Json;
    const members = (): Json => {
      const from = donor.text?.startsWith('{') === true ? (JSON.parse(donor.text) as Record<string, Json>) : {};
      return from[draw.of(Object.keys(from))] ?? null;
    };
    for (let changes = 1 + (draw.below(4) === 0 ? draw.below(4) : 0); changes > 0; changes--) {
      value = mutateJson(value, members, draw);
    }
    return Buffer.from(JSON.stringify(value));
  }
  if (level < 8) return Buffer.from(draw.of(TEXT_CHANGES)(text, draw));
  return mutateBytes(seed.bytes, donor.bytes, draw);
}
