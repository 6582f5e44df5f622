import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeText, readLines, readTextFile, readTextLines, readTextPieces } from './text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridshare-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'meter_id,wh\nZähler,😀\nm-1,2\n';
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const ENCODED: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16BE', (text) => swapped(`\ufeff${text}`)],
];

async function allOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

async function inPieces(path: string): Promise<string> {
  return (await allOf(readTextPieces(path))).join('');
}

describe.each(ENCODED)('%s', (name, encode) => {
  test.each(['\n', '\r\n', '\r'])('with %j at the ends of lines', async (end) => {
    const path = join(folder, `${name} ${end.length}${end.charCodeAt(0)}`);
    writeFileSync(path, encode(TEXT.replaceAll('\n', end)));
    expect(readTextFile(path)).toBe(TEXT);
    expect(await inPieces(path)).toBe(TEXT);
    expect(await allOf(readTextLines(path))).toEqual(TEXT.trim().split('\n'));
  });

  test('of more than one piece, cut anywhere', async () => {
    const path = join(folder, `${name} long`);
    const long = 'ä😀\r\n'.repeat(60_001);
    writeFileSync(path, encode(long));
    const expected = long.replaceAll('\r\n', '\n');
    expect((await inPieces(path)) === expected).toBe(true);
    expect(readTextFile(path) === expected).toBe(true);
  });

  test('of standard input', async () => {
    const input = Readable.from([encode(TEXT.replaceAll('\n', '\r\n'))]);
    expect(await allOf(readLines(input))).toEqual(TEXT.trim().split('\n'));
  });

  test('empty', async () => {
    const path = join(folder, `${name} empty`);
    writeFileSync(path, encode(''));
    expect([readTextFile(path), await inPieces(path)]).toEqual(['', '']);
  });
});

describe('what is no text is named', () => {
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['Latin 1', Buffer.from('a\nb\nZ\u00e4hler\n', 'latin1'), ', line 3: it is not UTF-8'],
    ['a cut character', Buffer.from('a\nä').subarray(0, 3), ', line 2: it is not UTF-8'],
    ['half a UTF-16 character', Buffer.from('\ufeffa\n\ud83d', 'utf16le'), ', line 2: it is not UTF-16'],
    ['an odd byte', Buffer.from('\ufeffa\nb', 'utf16le').subarray(0, 7), ', line 2: it is not UTF-16'],
    ['UTF-16 without a mark', Buffer.from('a\nb\n', 'utf16le'), ', line 1: there is a NUL in it: it is UTF-16 without'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), ': it is UTF-32'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), ': it is compressed (gzip)'],
    ['a workbook', Buffer.from('PK\u0003\u0004...'), ': it is a ZIP archive or a workbook'],
  ];
  test.each(cases)('%s', async (name, bytes, words) => {
    const path = join(folder, `bad ${name}`);
    writeFileSync(path, bytes);
    const trouble = expect.objectContaining({
      code: 'ERR_FILE_ENCODING',
      message: expect.stringContaining(`${path}${words}`),
    });
    expect(() => readTextFile(path)).toThrow(trouble);
    await expect(inPieces(path)).rejects.toEqual(trouble);
  });

  test('in a later piece, with its line', async () => {
    const path = join(folder, 'late');
    writeFileSync(path, Buffer.concat([Buffer.from('a\r\n'.repeat(100_000)), Buffer.from([0xe4, 10])]));
    await expect(inPieces(path)).rejects.toThrow('line 100001');
    expect(() => readTextFile(path)).toThrow('line 100001');
  });

  test('a name of the file can do nothing to a terminal', () => {
    expect(() => decodeText('a\u001b[2J', Buffer.from([0xff]))).toThrow(String.raw`a\x1b[2J, line 1`);
  });
});
