/**
 * Data as P1 and IEC 62056-21 write it: an OBIS code, and groups in brackets behind it. The grammar is strict, also where
 * nothing is taken from a line: a checksum of 16 bits misses one in 65,536 of damaged telegrams, and most of those stumble here.
 */

export interface DataSet {
  /** A and B of `A-B:C.D.E`, where they are written. */
  readonly medium?: number;
  readonly channel?: number;
  /** `C.D.E`, or as much of it as is written: `1.8.0`, `C.1`, `F`. */
  readonly code: string;
  /** Whether it is the value of now: one with a number behind `*` other than 255 is of a past month. */
  readonly isCurrent: boolean;
  /** What is in the brackets, without them. */
  readonly groups: readonly string[];
}

/** `1-0:1.8.0(..)`, `1-0:1.8.0*255(..)`, `1-0:21.7.0.255(..)`; some write `1-0:99:97.0`, and `((ER11))`. */
const P1_LINE =
  /^(\d)-(\d{1,2}):(\d{1,3}[.:]\d{1,3}\.\d{1,3})(?:[*.](\d{1,3}))?((?:\((?:[ -'*-~]*|\([ -'*-~]*\))\))+)$/;
const D0_SET =
  /(?:(\d)-(\d{1,2}):)?((?:\d{1,3}|[A-Z])(?:\.(?:\d{1,3}|[A-Z])){0,2})(?:[*.&](\d{1,3}))?((?:\([ -'*-~]*\))+)/y;
const GROUP = /\(\(?([ -'*-~]*)\)?\)/g;

const NOW = '255';
const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,7})?(?:\*[A-Za-z][A-Za-z0-9]{0,6})?$/;
const TIME = /^\d{12}[SW]?$/;
const WORD = /^[A-Za-z0-9]*$/;
const REFERENCE = /^(?:\d-)?\d{1,2}:\d{1,3}\.\d{1,3}\.\d{1,3}$/;
/** Of these C anything printable may stand in the brackets: numbers, names and messages of meters. */
const TEXTS = new Set(['0', '42', '96']);

function dataSetOf(match: RegExpExecArray): DataSet {
  const [, medium, channel, code = '', of = NOW, groups = ''] = match;
  return {
    ...(medium === undefined ? {} : { medium: Number(medium) }),
    ...(channel === undefined ? {} : { channel: Number(channel) }),
    code: code.replace(':', '.'),
    isCurrent: of === NOW,
    groups: [...groups.matchAll(GROUP)].map((group) => group[1] ?? ''),
  };
}

function isData(group: string): boolean {
  return NUMBER.test(group) || TIME.test(group) || WORD.test(group) || REFERENCE.test(group);
}

/** A line of a P1 telegram, without its end; undefined for what is no such line. */
export function parseP1Line(line: string): DataSet | undefined {
  const match = P1_LINE.exec(line);
  if (match === null) return undefined;
  const set = dataSetOf(match);
  const [first = ''] = set.code.split('.');
  return TEXTS.has(first) || set.groups.every(isData) ? set : undefined;
}

/** A line of IEC 62056-21, without its end: one set, or several; undefined for what is no such line. */
export function parseD0Line(line: string): readonly DataSet[] | undefined {
  const sets: DataSet[] = [];
  for (D0_SET.lastIndex = 0; D0_SET.lastIndex < line.length;) {
    const match = D0_SET.exec(line);
    if (match === null) return undefined;
    sets.push(dataSetOf(match));
  }
  return sets;
}

/** The lines of a telegram; undefined if some of them end with CR and LF and others don't. */
export function linesOf(text: string): readonly string[] | undefined {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const ended = lines.filter((line) => line.endsWith('\r')).length;
  if (ended !== 0 && ended !== lines.length) return undefined;
  const bare = ended === 0 ? lines : lines.map((line) => line.slice(0, -1));
  return last === '' ? bare : [...bare, last];
}

/** Text of bytes that are one character each; at most some ten thousand of them. */
export function charactersOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
