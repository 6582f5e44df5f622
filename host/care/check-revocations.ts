/** Whether a broker's list of revoked certificates counts: with one that is damaged, overdue or foreign it refuses everybody. */
import 'reflect-metadata';
import { X509Certificate, X509Crl } from '@peculiar/x509';
import { readPem } from '../keys/tls-files.ts';
import { type Check, failed, ok } from './finding.ts';

/** Throws HostError ERR_TLS_READ. */
export async function revocationsCheck(crlPath: string, caPath: string, nowMs: number): Promise<Check> {
  const [crl, ca] = [readPem(crlPath), readPem(caPath)];
  const renew = "put the authority's crl.pem there: a broker refuses everybody while its list is unusable";
  let list: X509Crl;
  try {
    list = new X509Crl(crl);
  } catch {
    return failed('rights', `${crlPath} is not a revocation list in PEM`, renew);
  }
  const authority = new X509Certificate(ca);
  if (!(await list.verify({ publicKey: authority.publicKey })))
    return failed('rights', `${crlPath} is not signed by the authority in ${caPath}`, renew);
  if (list.nextUpdate !== undefined && list.nextUpdate.getTime() <= nowMs)
    return failed('rights', `${crlPath} was good until ${list.nextUpdate.toISOString()}`, renew);
  const { length } = list.entries;
  return ok('rights', `the list of revoked certificates counts and names ${length}`);
}
