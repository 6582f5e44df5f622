/** `docs/operating.md` and the README against the code: every error code and every command is explained, and no other. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT, exitCodeOf } from '../host/base/exit.ts';
import { SERIES } from '../host/metrics/series.ts';
import { gridshare } from './gridshare.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OPERATING = readFileSync(join(ROOT, 'docs/operating.md'), 'utf8');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Codes that a source names. `ERR_CSV` alone is how all of a kind are recognised. */
function codesIn(text: string): string[] {
  return (text.match(/\bERR(?:_[A-Z]+)+\b/g) ?? []).filter((code) => code !== 'ERR_CSV');
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', '.git', 'test'].includes(entry.name) ? [] : sourcesBelow(path);
    return /\.(ts|cjs)$/.test(entry.name) && !/\.(test|conformance)\.ts$/.test(entry.name) ? [path] : [];
  });
}

describe('docs/operating.md', () => {
  test('explains every error code of the code, in order, and no other', () => {
    const known = new Set(sourcesBelow(ROOT).flatMap((path) => codesIn(readFileSync(path, 'utf8'))));
    const documented = [...OPERATING.matchAll(/^\| `(ERR_[A-Z_]+)`/gm)].map(([, code]) => code);
    expect(known.size).toBeGreaterThan(40);
    expect(documented).toEqual([...known].toSorted());
  });

  test('control: a code in a source is found', () => {
    expect(codesIn("new HostError('ERR_PLANTED_CODE', `x`); /^ERR_(?:A|B)/; startsWith('ERR_CSV')")).toEqual([
      'ERR_PLANTED_CODE',
    ]);
  });

  test('has every series of /metrics, with its kind, its labels and who shows it', () => {
    const rows = OPERATING.split('\n')
      .filter((line) => /^\| `(?:gridshare|process)_\w+`/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, 5)
          .map((cell) => cell.trim()),
      );
    expect(rows).toEqual(
      SERIES.map(({ name, kind, labels, roles, help }) => [
        `\`${name}\``,
        [kind, ...labels.map((label) => `\`${label}\``)].join(', '),
        roles.length === 5 ? 'all' : roles.join(', '),
        help,
      ]),
    );
  });

  test('has every exit code, and they are what errors end with', () => {
    const documented = [...OPERATING.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
    expect(documented).toEqual([...Object.values(EXIT), 137]);
    expect(exitCodeOf('ERR_KEYS_EXPOSED')).toBe(EXIT.usage);
    expect(exitCodeOf('ERR_BACKUP_MISMATCH')).toBe(EXIT.usage);
    expect(exitCodeOf('ERR_STORE_COMMIT')).toBe(EXIT.environment);
  });
});

test('the README has every command, and no other', async () => {
  const { stdout } = await gridshare(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z-]+) (?:\[options\]|<| )/gm)].map(([, name]) => name ?? '');
  expect(commands.length).toBeGreaterThan(12);
  const listed = [...README.matchAll(/`gridshare ([a-z|\\-]+)[^`]*`(?=.*\|$)/gm)].flatMap(([, names]) =>
    (names ?? '').split(/\\?\|/),
  );
  expect([...new Set(listed)].toSorted()).toEqual(commands.toSorted());
});
