/** Changing HPKE keys in a key file: dates, modes, two writers, and what must not happen to it. [P-9.2] */
import { chmodSync, chownSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isGone, isPending, isValid } from '../../protocol/keys/key-validity.ts';
import { toBase64url } from '../../protocol/wire/bytes.ts';
import type { HpkeSecret, KeyFile } from '../../schemas/types.ts';
import { bytesNamed } from '../../test/material.ts';
import { temporaryFolder } from '../../test/gridshare.ts';
import { addNextKey, deleteGoneKeys, replaceKeys } from './key-rotation.ts';
import { readPartyKeys, writeKeys } from './keys.ts';

const folder = temporaryFolder();
const path = join(folder, 'keys.json');
const NOW_MS = 1_800_000_000_000;
const raw = (name: string): string => toBase64url(bytesNamed(name));
/** As `gridshare init` writes it: no dates. */
const OLD: KeyFile = {
  party: 'aggregator-1',
  identity: raw('identity'),
  agreement: raw('agreement'),
  hpke: [{ keyId: 'k1', kem: 'x25519', privateKey: raw('k1') }],
};

const read = (): KeyFile => JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
const keys = (): HpkeSecret[] => read().hpke ?? [];

beforeEach(() => {
  rmSync(path, { force: true });
  rmSync(`${path}.new`, { force: true });
  writeKeys(path, OLD);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[P-9.2] a next key', () => {
  test('is added with dates, and everything else stays', () => {
    const rotation = addNextKey(path, NOW_MS, NOW_MS + 1_000, 500);
    expect(rotation.kept).toEqual(['k1']);
    const { hpke, ...rest } = read();
    const { hpke: _hpke, ...before } = OLD;
    expect(rest).toEqual(before);
    expect(hpke).toEqual([
      {
        keyId: rotation.keyId,
        kem: 'x25519',
        privateKey: expect.stringMatching(/^[\w-]{43}$/),
        validFromMs: NOW_MS + 1_000,
      },
      { keyId: 'k1', kem: 'x25519', privateKey: raw('k1'), validUntilMs: NOW_MS + 1_000, openUntilMs: NOW_MS + 1_500 },
    ]);
    expect(rotation.keyId).toMatch(/^k2-[0-9a-f]{8}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(`${path}.new`)).toBe(false);
    // Without a gap and without two: at every moment one is sealed to.
    const [next, old] = readPartyKeys(path).hpke;
    const states = [-1, 999, 1_000, 1_499, 1_500].map((after) =>
      [next!, old!].map((key) => [isPending, isValid, isGone].map((is) => Number(is(key, NOW_MS + after))).join('')),
    );
    expect(states).toEqual([
      ['100', '010'],
      ['100', '010'],
      ['010', '000'],
      ['010', '000'],
      ['010', '001'],
    ]);
  });

  test('is refused while another waits, and for good reasons nothing is changed', () => {
    addNextKey(path, NOW_MS, NOW_MS + 1_000, 500);
    const before = readFileSync(path, 'utf8');
    expect(() => addNextKey(path, NOW_MS + 999, NOW_MS + 9_000, 500)).toThrow(
      expect.objectContaining({ code: 'ERR_KEYS_PENDING' }),
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
    // Once it is in use another may follow.
    expect(addNextKey(path, NOW_MS + 1_000, NOW_MS + 9_000, 500).keyId).toMatch(/^k3-/);
    expect(keys().map(({ validUntilMs }) => validUntilMs)).toEqual([undefined, NOW_MS + 9_000, NOW_MS + 1_000]);
  });

  test('no more keys than the file may hold', () => {
    for (let at = 0; at < 7; at++) addNextKey(path, NOW_MS + at, NOW_MS + at, 1_000_000);
    expect(keys()).toHaveLength(8);
    expect(() => addNextKey(path, NOW_MS + 9, NOW_MS + 9, 1)).toThrow(
      expect.objectContaining({ code: 'ERR_KEYS_PENDING' }),
    );
    // Those that are gone make room.
    expect(() => addNextKey(path, NOW_MS + 2_000_000, NOW_MS + 2_000_000, 1)).not.toThrow();
    expect(keys()).toHaveLength(2);
  });
});

test('[P-9.2] in an emergency one key takes the place of all, valid at once', () => {
  addNextKey(path, NOW_MS, NOW_MS + 1_000, 500);
  const { keyId, deleted } = replaceKeys(path);
  expect(deleted).toHaveLength(2);
  expect(keys()).toEqual([{ keyId, kem: 'x25519', privateKey: expect.any(String) }]);
  expect(keys()[0]!.privateKey).not.toBe(raw('k1'));
});

test('[P-9.2] a key of another suite takes its turn, and those after it are of that one', () => {
  addNextKey(path, NOW_MS, NOW_MS + 1_000, 500, 'x-wing');
  expect(readPartyKeys(path).hpke.map(({ kem, publicRaw }) => [kem, publicRaw.length])).toEqual([
    ['x-wing', 1_216],
    ['x25519', 32],
  ]);
  replaceKeys(path);
  expect(keys().map(({ kem }) => kem)).toEqual(['x-wing']);
  replaceKeys(path, 'x25519');
  expect(keys().map(({ kem }) => kem)).toEqual(['x25519']);
});

test('[P-9.2] what has ended is deleted, the rest stays', () => {
  addNextKey(path, NOW_MS, NOW_MS + 1_000, 500);
  expect(deleteGoneKeys(path, NOW_MS + 1_499)).toEqual([]);
  expect(keys()).toHaveLength(2);
  expect(deleteGoneKeys(path, NOW_MS + 1_500)).toEqual(['k1']);
  expect(keys()).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).not.toContain(raw('k1'));
});

describe('[P-9.4] the file', () => {
  test('of two writers one waits; a dead one is in nobody’s way', () => {
    writeFileSync(`${path}.new`, 'half', { mode: 0o600 });
    expect(() => replaceKeys(path)).toThrow(expect.objectContaining({ code: 'ERR_ROTATE_BUSY' }));
    expect(read()).toEqual(OLD);
    expect(readFileSync(`${path}.new`, 'utf8')).toBe('half');
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(`${path}.new`, longAgo, longAgo);
    expect(replaceKeys(path).deleted).toEqual(['k1']);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test.skipIf(process.getuid?.() !== 0)('that root rotates still belongs to the user of the party', () => {
    chownSync(path, 1234, 1234);
    replaceKeys(path);
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o777]).toEqual([1234, 1234, 0o600]);
  });

  test('that others can read, or that is none, is not touched', () => {
    chmodSync(path, 0o644);
    expect(() => replaceKeys(path)).toThrow(expect.objectContaining({ code: 'ERR_KEYS_EXPOSED' }));
    expect(read()).toEqual(OLD);
    writeFileSync(path, '{', { mode: 0o600 });
    expect(() => replaceKeys(path)).toThrow(expect.objectContaining({ code: 'ERR_CONFIG_SYNTAX' }));
    expect([readFileSync(path, 'utf8'), existsSync(`${path}.new`)]).toEqual(['{', false]);
  });
});
