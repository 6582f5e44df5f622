/** Whether the certificate of a party, a broker or an authority counts, for whom, and for how long. */
import { readCertificate, readTls, type TlsFiles } from '../keys/tls-files.ts';
import { type Check, failed, ok, warning } from './finding.ts';

export const DAY_MS = 86_400_000;
/** A certificate that ends sooner should have been renewed by now. */
const LEAST_DAYS = 30;

/** `name`: the client id that it must be for. Throws HostError as `readTls`. */
export function certificateCheck(files: TlsFiles, name: string | undefined, nowMs: number): Check {
  readTls(files);
  const certificate = readCertificate(files.cert);
  if (!certificate.checkIssued(readCertificate(files.ca)))
    return failed('tls', `${files.cert} is not from the authority in ${files.ca}`, 'put files of one authority there');
  if (name !== undefined && certificate.subject !== `CN=${name}`) {
    const text = `${files.cert} is for ${certificate.subject}, and brokers know this party as ${name}`;
    return failed('tls', text, "put this party's own certificate there");
  }
  const days = Math.floor((certificate.validToDate.getTime() - nowMs) / DAY_MS + 0.5);
  const renew = 'gridshare renew; or let gridshare authority run, which does it by itself';
  if (certificate.validToDate.getTime() <= nowMs)
    return failed('tls', `the certificate has ended on ${certificate.validToDate.toISOString()}`, renew);
  if (certificate.validFromDate.getTime() > nowMs)
    return failed('tls', `the certificate begins on ${certificate.validFromDate.toISOString()}`, 'look at the clock');
  const text = `mutual TLS, key private, the certificate ends in ${days} days`;
  return days < LEAST_DAYS ? warning('tls', text, renew) : ok('tls', text);
}
