/** Lists of revoked certificates, as the authority signs them and Mosquitto reads them too. [P-10.1] */
import 'reflect-metadata';
import { X509Certificate, X509Crl } from '@peculiar/x509';
import { HostError } from '../host/base/errors.ts';

function pemBlocks(text: string, name: string): string[] {
  return text.match(new RegExp(`-----BEGIN ${name}-----[^-]*-----END ${name}-----`, 'g')) ?? [];
}

/**
 * Serial numbers (hex, lower case) of every list in the text. Each list must be signed by one of the authorities: what
 * somebody else wrote could take a revocation back. Throws HostError ERR_TLS_INVALID naming `path`.
 */
export async function readRevocations(text: string, authorities: string, path: string): Promise<Set<string>> {
  const blocks = pemBlocks(text, 'X509 CRL');
  if (blocks.length === 0) throw new HostError('ERR_TLS_INVALID', `${path} is not a revocation list in PEM`);
  const serials = new Set<string>();
  try {
    const issuers = pemBlocks(authorities, 'CERTIFICATE').map((block) => new X509Certificate(block));
    for (const block of blocks) {
      const list = new X509Crl(block);
      let isSigned = false;
      for (const publicKey of issuers) isSigned ||= await list.verify({ publicKey });
      if (!isSigned) throw new HostError('ERR_TLS_INVALID', `${path} is not signed by an authority of this broker`);
      for (const { serialNumber } of list.entries) serials.add(serialNumber.toLowerCase());
    }
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_TLS_INVALID', `${path} is a malformed revocation list`, { cause });
  }
  return serials;
}
