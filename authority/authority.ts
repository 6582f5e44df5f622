/**
 * The authority's folder: its key, and what it issued and revoked, one line each, only ever added to. From these come the
 * files that a broker needs: the revocation list and Mosquitto's ACL. [P-10.1]
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertifiedClient, mosquittoAcl } from '../broker/mosquitto-config.ts';
import type { TopicChoices } from '../broker/rights.ts';
import { HostError } from '../host/base/errors.ts';
import { assertPrivate } from '../host/keys/keys.ts';
import { replaceFile } from '../host/base/replace-file.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { ACL_FILE, CA_FILE, CERT_FILE, CRL_FILE, KEY_FILE } from '../host/base/file-names.ts';
import {
  type Authority,
  type ClientTerms,
  type Issued,
  type Validity,
  createAuthority,
  createRevocationList,
  describeCertificate,
  issueClient,
  issueFromRequest,
  issueServer,
  openAuthority,
  serialsOf,
} from './pki.ts';
import { makeFolder } from '../host/base/folders.ts';
import { appendLine, readLines } from './records.ts';

/** Where its process has its lock and its health file, beside its config. */
export const AUTHORITY_STATE = 'state';
const ISSUED_FILE = 'issued.jsonl';
const REVOKED_FILE = 'revoked.jsonl';

/** A certificate that was issued. */
export interface IssuedLine {
  readonly serial: string;
  readonly name: string;
  /** Of a meter. */
  readonly area?: string;
  /** Of one that moved. */
  readonly formerAreas?: readonly string[];
  readonly atMs: number;
  readonly untilMs: number;
}

interface RevokedLine {
  readonly serial: string;
  readonly name: string;
  readonly atMs: number;
  /** After it the certificate counts nowhere: it need not be listed. For those made only to ask a broker. */
  readonly untilMs?: number;
}

export class AuthorityFolder {
  readonly folder: string;
  readonly authority: Authority;

  private constructor(folder: string, authority: Authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /** Throws HostError ERR_USAGE if there is one. */
  static async create(folder: string, deployment: string): Promise<AuthorityFolder> {
    if (existsSync(join(folder, KEY_FILE))) {
      throw new HostError(
        'ERR_USAGE',
        `${folder} has an authority already, whose key would be lost: name a new folder`,
      );
    }
    makeFolder(folder);
    const authority = await createAuthority(deployment);
    writeFileSync(join(folder, CA_FILE), authority.cert, { mode: 0o644 });
    writeFileSync(join(folder, KEY_FILE), authority.key, { mode: 0o600, flag: 'wx' });
    return new AuthorityFolder(folder, authority);
  }

  /** Throws HostError ERR_TLS_READ, ERR_TLS_INVALID or ERR_KEYS_EXPOSED. */
  static async open(folder: string): Promise<AuthorityFolder> {
    const cert = readPem(join(folder, CA_FILE));
    const key = readPem(join(folder, KEY_FILE));
    assertPrivate(join(folder, KEY_FILE));
    try {
      return new AuthorityFolder(folder, await openAuthority({ cert, key }));
    } catch {
      // Not as the cause, which may quote the text.
      const message = `${join(folder, KEY_FILE)} is not a private key for P-256 in PEM: put the authority's own there`;
      throw new HostError('ERR_TLS_INVALID', message);
    }
  }

  async issueServer(hosts: readonly string[], validity?: Validity): Promise<Issued> {
    const issued = await issueServer(this.authority, hosts, validity);
    this.record(issued.cert);
    return issued;
  }

  async issueClient(clientId: string, terms?: ClientTerms): Promise<Issued> {
    const issued = await issueClient(this.authority, clientId, terms);
    this.record(issued.cert);
    return issued;
  }

  /** Throws HostError ERR_ENROL_REQUEST. */
  async issueFromRequest(clientId: string, request: string, terms?: ClientTerms): Promise<string> {
    const cert = await issueFromRequest(this.authority, clientId, request, terms);
    this.record(cert);
    return cert;
  }

  private record(cert: string): void {
    const line: IssuedLine = { ...describeCertificate(cert), atMs: Date.now() };
    appendLine(join(this.folder, ISSUED_FILE), line);
  }

  issued(): IssuedLine[] {
    return readLines<IssuedLine>(join(this.folder, ISSUED_FILE));
  }

  isRevoked(serial: string): boolean {
    return this.revoked().some((line) => line.serial === serial);
  }

  private revoked(): RevokedLine[] {
    return readLines<RevokedLine>(join(this.folder, REVOKED_FILE));
  }

  /** Revokes every certificate of this name that was ever issued. How many that were. */
  revoke(name: string): number {
    const known = new Set(this.revoked().map(({ serial }) => serial));
    const lines = this.issued().filter((line) => line.name === name && !known.has(line.serial));
    const atMs = Date.now();
    for (const { serial } of lines) appendLine(join(this.folder, REVOKED_FILE), { serial, name, atMs });
    return lines.length;
  }

  /**
   * A certificate that is revoked from the start, under a name without rights, whose key is in memory only. A broker that
   * refuses it has read a revocation list at least as new as the next one.
   */
  async issueRevoked(clientId: string, untilMs: number): Promise<Issued> {
    const issued = await issueClient(this.authority, clientId, { untilMs });
    const { serial, name } = describeCertificate(issued.cert);
    const line: RevokedLine = { serial, name, atMs: Date.now(), untilMs };
    appendLine(join(this.folder, REVOKED_FILE), line);
    return issued;
  }

  /** Who has a certificate that counts now, with the area that the last one names. */
  activeClients(): CertifiedClient[] {
    const revoked = new Set(this.revoked().map(({ serial }) => serial));
    const nowMs = Date.now();
    const active = this.issued().filter(({ serial, untilMs }) => untilMs > nowMs && !revoked.has(serial));
    const last = new Map(active.map((line) => [line.name, line]));
    last.delete('broker');
    return [...last.keys()].toSorted().map((clientId) => {
      const { area, formerAreas } = last.get(clientId) ?? {};
      return { clientId, area, ...(formerAreas === undefined ? {} : { formerAreas }) };
    });
  }

  /** A new one; also kept in the authority's own folder. */
  async revocationList(): Promise<string> {
    const path = join(this.folder, CRL_FILE);
    const previous = existsSync(path) ? readPem(path) : undefined;
    this.assertNoneForgotten(path, previous);
    const nowMs = Date.now();
    const listed = this.revoked().filter(({ untilMs }) => untilMs === undefined || untilMs > nowMs);
    const list = await createRevocationList(this.authority, listed, previous);
    replaceFile(path, list, 0o644);
    return list;
  }

  /** A file of no bytes, as after a power cut, must not let everybody in again who was revoked. */
  private assertNoneForgotten(listPath: string, list: string | undefined): void {
    const known = new Set(this.revoked().map(({ serial }) => serial));
    const forgotten = list === undefined ? [] : serialsOf(list).filter((serial) => !known.has(serial));
    if (forgotten.length === 0) return;
    const path = join(this.folder, REVOKED_FILE);
    const message = `${path} lacks ${forgotten.length} of the revocations in ${listPath}: put a copy of the file back. No list was changed`;
    throw new HostError('ERR_AUTHORITY_RECORDS', message);
  }

  /** Writes one revocation list, and each its ACL for Mosquitto, into the folders of brokers. Throws HostError ERR_AUTHORITY_RECORDS. */
  async publishTo(brokers: ReadonlyMap<string, TopicChoices>): Promise<void> {
    // By it nobody would have a certificate, and everybody's rights would go.
    if (this.issued().length === 0) {
      const message = `${join(this.folder, ISSUED_FILE)} is empty or gone: put a copy of the file back. No list was changed`;
      throw new HostError('ERR_AUTHORITY_RECORDS', message);
    }
    const list = await this.revocationList();
    const clients = this.activeClients();
    for (const [folder, choices] of brokers) {
      replaceFile(join(folder, CRL_FILE), list, 0o644);
      replaceFile(join(folder, ACL_FILE), mosquittoAcl(clients, choices), 0o600);
    }
  }
}

/** Writes a party's certificate, key and authority into its folder. */
export function writeTlsFiles(folder: string, ca: string, { cert, key }: Issued): void {
  makeFolder(folder);
  replaceFile(join(folder, CA_FILE), ca, 0o644);
  replaceFile(join(folder, KEY_FILE), key, 0o600);
  replaceFile(join(folder, CERT_FILE), cert, 0o644);
}
