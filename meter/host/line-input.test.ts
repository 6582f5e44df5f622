/** A file that is followed: as it grows, after it was cut, and of the one that takes its place; every line once. */
import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { withFolder } from '../../test/gridshare.ts';
import { followedLines } from './line-input.ts';

/** Follows a file while `use` runs. */
async function following(
  isFromStart: boolean,
  use: (path: string, seen: readonly string[], soon: (lines: readonly string[]) => Promise<void>) => Promise<void>,
  before?: (path: string) => void,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, 'lines.jsonl');
    before?.(path);
    const stopping = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const line of followedLines(path, isFromStart, stopping.signal)) seen.push(line);
    })();
    // It has looked at what was there.
    await new Promise((resolve) => setTimeout(resolve, 300));
    try {
      await use(path, seen, (lines) => vi.waitFor(() => expect(seen).toEqual(lines), { timeout: 5_000 }));
    } finally {
      stopping.abort();
      await reading;
    }
  });
}

describe('a file that is followed', () => {
  test('is waited for, and a line comes when it is whole', async () => {
    await following(true, async (path, seen, soon) => {
      writeFileSync(path, 'one\ntw');
      await soon(['one']);
      appendFileSync(path, 'o\r\nthree\nfo');
      await soon(['one', 'two', 'three']);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(seen).toHaveLength(3);
    });
  });

  test.each([
    [true, ['old', 'new']],
    [false, ['new']],
  ])('is read from its start (%s) or from its end', async (isFromStart, lines) => {
    await following(
      isFromStart,
      async (path, _seen, soon) => {
        appendFileSync(path, 'new\n');
        await soon(lines);
      },
      (path) => writeFileSync(path, 'old\n'),
    );
  });

  test('goes on after it was cut or replaced, and loses nothing of the old one', async () => {
    await following(true, async (path, _seen, soon) => {
      writeFileSync(path, 'one\ntwo\n');
      await soon(['one', 'two']);
      truncateSync(path, 0);
      await new Promise((resolve) => setTimeout(resolve, 400));
      appendFileSync(path, 'three\n');
      await soon(['one', 'two', 'three']);
      appendFileSync(path, 'four\n');
      renameSync(path, `${path}.1`);
      writeFileSync(path, 'five\n');
      await soon(['one', 'two', 'three', 'four', 'five']);
    });
  });

  test('gives up a line without an end, and takes the next', async () => {
    await following(true, async (path, seen) => {
      writeFileSync(path, `${'x'.repeat(300_000)}\nnext\n`);
      await vi.waitFor(() => expect(seen.at(-1)).toBe('next'));
      expect(seen).toHaveLength(2);
      expect(seen[0]!.length).toBeLessThanOrEqual(2 * 65_536);
    });
  });
});

test('what can never be read is said: a folder is no file', async () => {
  await withFolder(async (folder) => {
    const lines = followedLines(folder, true, new AbortController().signal);
    await expect(lines.next()).rejects.toMatchObject({ code: 'ERR_SOURCE_FILE' });
  });
});
