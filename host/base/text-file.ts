/**
 * The one reader of files that people write. Editors and spreadsheets save UTF-8 with or without a byte order mark, or
 * UTF-16 with one; the text is the same. Anything else is named as what it is, rather than read as garbage.
 */
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { HostError } from './errors.ts';
import { escaped } from './printable.ts';

type Decoder = InstanceType<typeof TextDecoder>;

interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Of the byte order mark. */
  readonly skip: number;
}

const UTF8: Encoding = { name: 'utf-8', skip: 0 };
const MARKS: readonly (readonly [mark: readonly number[], encoding: Encoding])[] = [
  [[0xef, 0xbb, 0xbf], { name: 'utf-8', skip: 3 }],
  [[0xff, 0xfe], { name: 'utf-16le', skip: 2 }],
  [[0xfe, 0xff], { name: 'utf-16be', skip: 2 }],
];
/** What people take for a text now and then. */
const NO_TEXT: readonly (readonly [mark: readonly number[], what: string])[] = [
  [[0xff, 0xfe, 0, 0], 'it is UTF-32'],
  [[0, 0, 0xfe, 0xff], 'it is UTF-32'],
  [[0x1f, 0x8b], 'it is compressed (gzip): unpack it first'],
  [[0x50, 0x4b, 3, 4], 'it is a ZIP archive or a workbook, and no text'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'it is compressed (zstd): unpack it first'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'it is a workbook or another document, and no text'],
];
/** The longest mark. */
const SNIFFED_BYTES = 4;
const LINE_FEED = '\n';

function trouble(path: string, line: number | undefined, what: string): HostError {
  const place = line === undefined ? escaped(path) : `${escaped(path)}, line ${line}`;
  return new HostError('ERR_FILE_ENCODING', `${place}: ${what}; save it as plain text in UTF-8`);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** Throws HostError ERR_FILE_ENCODING. */
function encodingOf(path: string, start: Uint8Array): Encoding {
  const other = NO_TEXT.find(([mark]) => startsWith(start, mark));
  if (other !== undefined) throw trouble(path, undefined, other[1]);
  return MARKS.find(([mark]) => startsWith(start, mark))?.[1] ?? UTF8;
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf(LINE_FEED); at !== -1; at = text.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Bytes in pieces, as text in pieces with `\n` for every end of a line. */
class TextPieces {
  private readonly path: string;
  private readonly encoding: Encoding;
  private readonly strict: Decoder;
  /** Says how far a piece was right. */
  private readonly lenient: Decoder;
  private line = 1;
  private endsWithReturn = false;

  constructor(path: string, start: Uint8Array) {
    this.path = path;
    this.encoding = encodingOf(path, start);
    this.strict = new TextDecoder(this.encoding.name, { fatal: true, ignoreBOM: true });
    this.lenient = new TextDecoder(this.encoding.name, { ignoreBOM: true });
  }

  get skip(): number {
    return this.encoding.skip;
  }

  /** Throws HostError ERR_FILE_ENCODING with the line. */
  take(bytes: Uint8Array, isLast: boolean): string {
    const replaced = this.unified(this.lenient.decode(bytes, { stream: !isLast }), isLast);
    let wrongAt = replaced.indexOf('\0');
    let what = 'there is a NUL in it: it is UTF-16 without a byte order mark, or no text';
    try {
      this.strict.decode(bytes, { stream: !isLast });
    } catch {
      const at = replaced.indexOf('\uFFFD');
      if (wrongAt === -1 || (at !== -1 && at < wrongAt)) {
        wrongAt = Math.max(0, at);
        what = `it is not ${this.encoding.name === 'utf-8' ? 'UTF-8' : 'UTF-16'}`;
      }
    }
    if (wrongAt !== -1) throw trouble(this.path, this.line + lineEnds(replaced.slice(0, wrongAt)), what);
    this.line += lineEnds(replaced);
    return replaced;
  }

  /** A return at the end of a piece waits for the next one: a line feed may follow. */
  private unified(text: string, isLast: boolean): string {
    const whole = this.endsWithReturn ? `\r${text}` : text;
    this.endsWithReturn = !isLast && whole.endsWith('\r');
    const kept = this.endsWithReturn ? whole.slice(0, -1) : whole;
    return kept.includes('\r') ? kept.replaceAll(/\r\n?/g, LINE_FEED) : kept;
  }
}

/** The text of bytes that `path` names in messages. Throws HostError ERR_FILE_ENCODING. */
export function decodeText(path: string, bytes: Uint8Array): string {
  const pieces = new TextPieces(path, bytes);
  return pieces.take(bytes.subarray(pieces.skip), true);
}

/** A file's text, with `\n` at the end of lines. Throws HostError ERR_FILE_ENCODING, and what the system says of a file. */
export function readTextFile(path: string): string {
  return decodeText(path, readFileSync(path));
}

/** How a file is written where that is not UTF-8, for whoever wonders; undefined also for one that can't be read. */
export function strangeEncoding(path: string): string | undefined {
  let start: Uint8Array;
  try {
    const file = openSync(path, 'r');
    start = new Uint8Array(SNIFFED_BYTES);
    readSync(file, start);
    closeSync(file);
  } catch {
    return undefined;
  }
  const found = MARKS.find(([mark]) => startsWith(start, mark))?.[1];
  return found === undefined || found.name === 'utf-8' ? undefined : found.name.toUpperCase();
}

/** The same in pieces, for files of any size. */
export async function* readTextPieces(path: string): AsyncGenerator<string> {
  let held: Buffer = Buffer.alloc(0);
  let pieces: TextPieces | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (pieces === undefined && held.length < SNIFFED_BYTES) continue;
    if (pieces === undefined) {
      pieces = new TextPieces(path, held);
      held = held.subarray(pieces.skip);
    }
    const piece = pieces.take(held, false);
    if (piece !== '') yield piece;
    held = Buffer.alloc(0);
  }
  if (pieces === undefined) {
    pieces = new TextPieces(path, held);
    held = held.subarray(pieces.skip);
  }
  const last = pieces.take(held, true);
  if (last !== '') yield last;
}

/** The same in lines. */
export async function* readTextLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of readTextPieces(path)) {
    const lines = `${rest}${piece}`.split(LINE_FEED);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/**
 * Lines of what comes from somewhere, such as standard input: by the byte order mark, and with a stand-in for whatever is
 * wrong, since what is read here is looked at and not gone by.
 */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let rest = '';
  for await (const chunk of input as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder((MARKS.find(([mark]) => startsWith(chunk, mark))?.[1] ?? UTF8).name);
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split(LINE_FEED);
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  rest += decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}
