/**
 * Certificates of a deployment: one authority, one leaf per party, a list of what is revoked. [P-9.4] [P-10.1]
 * ECDSA P-256, which Node.js, Mosquitto and secure elements all take. A leaf serves or connects, never both: a meter's
 * certificate can't pose as the broker. The common name is the client id, which the broker binds the connection to.
 */
import 'reflect-metadata';
import { randomBytes, X509Certificate as NodeCertificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  AuthorityKeyIdentifierExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Extension,
  type JsonGeneralName,
  PemConverter,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509';
import { parseHost } from '../host/base/address.ts';
import {
  ALGORITHM,
  type CryptoKey,
  type KeyPair,
  importKey,
  keyPem,
  newKeyPair,
} from '../host/keys/certificate-request.ts';
import { HostError } from '../host/base/errors.ts';
import { partyOfClient } from '../protocol/wire/topic-root.ts';
import { parseIdentity } from '../protocol/wire/topic-rights.ts';

const DAY_MS = 86_400_000;
/** A clock that is a little behind must not refuse a certificate that was just made. */
const BACKDATED_MS = 3_600_000;
const AUTHORITY_DAYS = 3_650;
export const LEAF_DAYS = 90;
const BROKER_NAME = 'broker';

/** PEM texts; `key` is PKCS#8. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Issued {
  readonly privateKey: CryptoKey;
}

export interface Validity {
  /** Default: an hour ago. */
  readonly fromMs?: number;
  /** Default: so many days as usual after now. */
  readonly untilMs?: number;
}

/** 16 random bytes, positive and without leading zeros, as hex: what certificates and lists show. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function times(validity: Validity, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const nowMs = Date.now();
  return {
    notBefore: new Date(validity.fromMs ?? nowMs - BACKDATED_MS),
    notAfter: new Date(validity.untilMs ?? nowMs + days * DAY_MS),
  };
}

export interface ClientTerms extends Validity {
  /** A meter's: a broker lets it publish in topics of this area only, and in none of an area if not said. */
  readonly area?: string | undefined;
  /** Areas that it has left, and in whose topics it still publishes what it owes. */
  readonly formerAreas?: readonly string[];
}

/** A new authority, which signs certificates of a deployment and nothing below it. */
export async function createAuthority(deployment: string, validity: Validity = {}): Promise<Authority> {
  const keys = await newKeyPair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`gridshare ${deployment}`] }],
    keys,
    serialNumber: newSerial(),
    signingAlgorithm: ALGORITHM,
    ...times(validity, AUTHORITY_DAYS),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: await keyPem(keys.privateKey), privateKey: keys.privateKey };
}

export async function openAuthority({ cert, key }: Issued): Promise<Authority> {
  return { cert, key, privateKey: await importKey(key) };
}

const AREA_URN = 'urn:gridshare:area:';

/** `urn:gridshare:<role>:<id>`, for whoever reads certificates without knowing client ids; a meter's area for brokers. */
function urnsOf(clientId: string, areas: readonly string[]): JsonGeneralName[] {
  const party = partyOfClient(clientId);
  const identity = parseIdentity(party);
  if (identity === undefined) throw new RangeError(`"${clientId}" names no party`);
  const { role } = identity;
  const id = party.slice(role.length + 1);
  const urns = [id === '' ? `urn:gridshare:${role}` : `urn:gridshare:${role}:${id}`];
  if (role === 'meter') urns.push(...areas.map((area) => AREA_URN + area));
  return urns.map((value) => ({ type: 'url', value }));
}

async function sign(
  authority: Authority,
  name: string,
  publicKey: CryptoKey,
  validity: Validity,
  usage: ExtendedKeyUsage,
  alternatives: JsonGeneralName[],
): Promise<string> {
  const issuer = new X509Certificate(authority.cert);
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([usage], false),
    new SubjectAlternativeNameExtension(alternatives),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer),
  ];
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [name] }],
    issuer: issuer.subjectName,
    publicKey,
    signingKey: authority.privateKey,
    serialNumber: newSerial(),
    signingAlgorithm: ALGORITHM,
    ...times(validity, LEAF_DAYS),
    extensions,
  });
  return `${certificate.toString('pem')}\n`;
}

async function issued(keys: KeyPair, cert: string): Promise<Issued> {
  return { cert, key: await keyPem(keys.privateKey) };
}

/** A server's certificate for these host names and addresses, beside the loopback ones. */
export async function issueServer(
  authority: Authority,
  hosts: readonly string[] = [],
  validity: Validity = {},
): Promise<Issued> {
  const keys = await newKeyPair();
  const names = [...new Set(['localhost', '127.0.0.1', '::1', ...hosts.map(parseHost)])];
  const alternatives = names.map((value): JsonGeneralName => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }));
  const cert = await sign(authority, BROKER_NAME, keys.publicKey, validity, ExtendedKeyUsage.serverAuth, alternatives);
  return issued(keys, cert);
}

async function signClient(
  authority: Authority,
  clientId: string,
  publicKey: CryptoKey,
  terms: ClientTerms,
): Promise<string> {
  const alternatives = urnsOf(clientId, [terms.area ?? [], terms.formerAreas ?? []].flat());
  return sign(authority, clientId, publicKey, terms, ExtendedKeyUsage.clientAuth, alternatives);
}

/** A party's certificate with a new key. Throws RangeError for a client id that names no party. */
export async function issueClient(authority: Authority, clientId: string, terms: ClientTerms = {}): Promise<Issued> {
  const keys = await newKeyPair();
  return issued(keys, await signClient(authority, clientId, keys.publicKey, terms));
}

async function parseRequest(request: string): Promise<Pkcs10CertificateRequest> {
  let parsed: Pkcs10CertificateRequest;
  let isSigned: boolean;
  try {
    parsed = new Pkcs10CertificateRequest(request);
    // Imported as what it must be: a key of another kind is no request here.
    await parsed.publicKey.export(ALGORITHM, ['verify']);
    isSigned = await parsed.verify();
  } catch (cause) {
    throw new HostError('ERR_ENROL_REQUEST', 'the certificate request is not one for a P-256 key in PEM', { cause });
  }
  if (!isSigned) throw new HostError('ERR_ENROL_REQUEST', 'the certificate request is not signed by its own key');
  return parsed;
}

/** The public key that a request is for, SPKI. Throws HostError ERR_ENROL_REQUEST. */
export async function requestKey(request: string): Promise<Uint8Array> {
  return new Uint8Array((await parseRequest(request)).publicKey.rawData);
}

/** Signs a request's key under the given name. Throws HostError ERR_ENROL_REQUEST for one that is malformed. */
export async function issueFromRequest(
  authority: Authority,
  clientId: string,
  request: string,
  terms: ClientTerms = {},
): Promise<string> {
  const publicKey = await (await parseRequest(request)).publicKey.export(ALGORITHM, ['verify']);
  return signClient(authority, clientId, publicKey, terms);
}

export interface Revoked {
  /** Hex, as certificates show it. */
  readonly serial: string;
  readonly atMs: number;
}

/**
 * The list of revoked certificates. `previous`: the one before. It gets a later time than that, since OpenSSL, asked twice
 * within a second, would keep to the first of two lists of one time. It is valid as long as the authority: brokers refuse everybody when a list is
 * overdue, and nobody should be locked out because a list without news was not signed again.
 */
export async function createRevocationList(
  authority: Authority,
  revoked: readonly Revoked[],
  previous?: string,
): Promise<string> {
  const beforeMs = previous === undefined ? 0 : new X509Crl(previous).thisUpdate.getTime();
  const issuer = new X509Certificate(authority.cert);
  const list = await X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate: new Date(Math.max(Date.now() - BACKDATED_MS, beforeMs + 1_000)),
    nextUpdate: issuer.notAfter,
    entries: revoked.map(({ serial, atMs }) => ({
      serialNumber: serial,
      revocationDate: new Date(atMs),
      reason: X509CrlReason.cessationOfOperation,
    })),
    signingAlgorithm: ALGORITHM,
    signingKey: authority.privateKey,
    extensions: [await AuthorityKeyIdentifierExtension.create(issuer)],
  });
  // By the name that OpenSSL knows it by.
  return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
}

/** Serial numbers (hex, lower case) that a list has. */
export function serialsOf(list: string): string[] {
  return new X509Crl(list).entries.map(({ serialNumber }) => serialNumber.toLowerCase());
}

/** Serial number (hex, lower case), name, a meter's areas and end of a certificate. */
export function describeCertificate(cert: string): {
  readonly serial: string;
  readonly name: string;
  readonly area?: string;
  readonly formerAreas?: readonly string[];
  readonly untilMs: number;
} {
  const parsed = new NodeCertificate(cert);
  const name = /^CN=(.*)$/m.exec(parsed.subject)?.[1] ?? '';
  const urns = (parsed.subjectAltName ?? '').split(', ').filter((one) => one.startsWith(`URI:${AREA_URN}`));
  // The first says where it is.
  const [area, ...formerAreas] = urns.map((urn) => urn.slice(`URI:${AREA_URN}`.length));
  const areas = area === undefined ? {} : { area, ...(formerAreas.length === 0 ? {} : { formerAreas }) };
  return { serial: parsed.serialNumber.toLowerCase(), name, ...areas, untilMs: parsed.validToDate.getTime() };
}
