import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { X509Crl } from '@peculiar/x509';
import { afterEach, describe, expect, test } from 'vitest';
import { describeCertificate } from '../authority/pki.ts';
import { TestAuthority } from '../test/certificates.ts';
import { readRevocations } from './revocations.ts';

let authorities: TestAuthority[] = [];

async function newAuthority(): Promise<TestAuthority> {
  const authority = await TestAuthority.create();
  authorities.push(authority);
  return authority;
}

const listOf = ({ broker }: TestAuthority): string => readFileSync(broker.crl, 'utf8');
const caOf = ({ broker }: TestAuthority): string => readFileSync(broker.ca, 'utf8');

afterEach(() => {
  for (const authority of authorities) authority.remove();
  authorities = [];
});

describe('[P-9.6] lists of revoked certificates', () => {
  test('[P-9.6.5] name every certificate that a revoked name ever had, and no other', async () => {
    const authority = await newAuthority();
    const serialOf = async (clientId: string): Promise<string> =>
      describeCertificate(readFileSync((await authority.client(clientId)).cert, 'utf8')).serial;
    const revoked = [await serialOf('meter-m1'), await serialOf('meter-m1')];
    await serialOf('meter-m2');
    expect(await readRevocations(listOf(authority), caOf(authority), 'x')).toEqual(new Set());
    await authority.revoke('meter-m1');
    expect(await readRevocations(listOf(authority), caOf(authority), 'x')).toEqual(new Set(revoked));
  });

  test('[P-9.6.5] made within one second have rising times, and end with their authority', async () => {
    const authority = await newAuthority();
    const lists: X509Crl[] = [];
    for (let count = 0; count < 4; count += 1) {
      await authority.publish();
      lists.push(new X509Crl(listOf(authority)));
    }
    const seconds = lists.map(({ thisUpdate }) => Math.floor(thisUpdate.getTime() / 1_000));
    expect(seconds).toEqual([...new Set(seconds)].toSorted((one, other) => one - other));
    for (const { thisUpdate, nextUpdate } of lists) {
      expect(thisUpdate.getTime()).toBeLessThan(Date.now() - 3_000_000);
      expect(nextUpdate?.getTime()).toBeGreaterThan(Date.now() + 9 * 365 * 86_400_000);
    }
  });

  test('[P-9.6.5] of two authorities count both; of a stranger none, nor what is no list', async () => {
    const [one, other, stranger] = [await newAuthority(), await newAuthority(), await newAuthority()];
    for (const authority of [one, other]) {
      await authority.client('meter-m1');
      await authority.revoke('meter-m1');
    }
    const both = `${caOf(one)}\n${caOf(other)}`;
    expect((await readRevocations(listOf(one) + listOf(other), both, 'x')).size).toBe(2);
    for (const text of [
      listOf(one) + listOf(stranger),
      '',
      'nonsense',
      listOf(one).replace('CRL-----\nM', 'CRL-----\nA'),
    ]) {
      await expect(readRevocations(text, both, 'x'), text.slice(0, 9)).rejects.toMatchObject({
        code: 'ERR_TLS_INVALID',
      });
    }
  });
});
