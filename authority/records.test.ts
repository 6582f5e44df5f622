/** The authority's own records, lost in part: nobody who was revoked may come in again by it, and nobody lose rights. [P-10.1] */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AuthorityFolder } from './authority.ts';
import { serialsOf } from './pki.ts';

const CHOICES = { isClockAllowed: false, areSharesPerMeter: false };
let folder = '';
let broker = '';
let authority: AuthorityFolder;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-records-'));
  broker = join(folder, 'broker');
  mkdirSync(broker);
  authority = await AuthorityFolder.create(join(folder, 'ca'), 'test');
  for (const name of ['meter-m1', 'meter-m2', 'utility']) await authority.issueClient(name);
  authority.revoke('meter-m1');
  await authority.publishTo(new Map([[broker, CHOICES]]));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const filesNow = (): string[] => ['crl.pem', 'acl.conf'].map((name) => readFileSync(join(broker, name), 'utf8'));

describe('[P-10.1] records of an authority that are gone', () => {
  test.each([
    ['revoked.jsonl', 'lacks 1 of the revocations'],
    ['issued.jsonl', 'is empty or gone'],
  ])('%s, empty or deleted: no list is made of what is left', async (name, words) => {
    const before = filesNow();
    for (const spoil of [(path: string) => writeFileSync(path, ''), (path: string) => rmSync(path)]) {
      spoil(join(folder, 'ca', name));
      const again = await AuthorityFolder.open(join(folder, 'ca'));
      again.revoke('meter-m2');
      await expect(again.publishTo(new Map([[broker, CHOICES]]))).rejects.toMatchObject({
        code: 'ERR_AUTHORITY_RECORDS',
        message: expect.stringContaining(words),
      });
      expect(filesNow()).toEqual(before);
    }
  });

  test('control: with all of them there is a new list, with who was revoked before and since', async () => {
    expect(authority.revoke('meter-m2')).toBe(1);
    await authority.publishTo(new Map([[broker, CHOICES]]));
    expect(serialsOf(readFileSync(join(broker, 'crl.pem'), 'utf8'))).toHaveLength(2);
    expect(readFileSync(join(broker, 'acl.conf'), 'utf8')).not.toContain('user meter-');
  });
});
