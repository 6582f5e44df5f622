/** An authority for tests, in a folder of its own, with a broker's files and as many parties as a test asks for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MosquittoTlsFiles } from '../broker/mosquitto-config.ts';
import type { TopicChoices } from '../broker/rights.ts';
import type { BrokerTlsFiles } from '../broker/tls-door.ts';
import { AuthorityFolder, writeTlsFiles } from '../authority/authority.ts';
import { ACL_FILE, CA_FILE, CERT_FILE, CRL_FILE, KEY_FILE } from '../host/base/file-names.ts';
import type { ClientTerms, Validity } from '../authority/pki.ts';
import { type TlsFiles, readTls } from '../host/keys/tls-files.ts';

function filesIn(folder: string): TlsFiles {
  return { ca: join(folder, CA_FILE), cert: join(folder, CERT_FILE), key: join(folder, KEY_FILE) };
}

export class TestAuthority {
  readonly folder: string;
  readonly authority: AuthorityFolder;
  private count = 0;

  private constructor(folder: string, authority: AuthorityFolder) {
    this.folder = folder;
    this.authority = authority;
  }

  static async create(): Promise<TestAuthority> {
    const folder = mkdtempSync(join(tmpdir(), 'gridshare-tls-'));
    const made = new TestAuthority(folder, await AuthorityFolder.create(join(folder, 'ca'), 'test'));
    await made.renewBroker();
    return made;
  }

  get brokerFolder(): string {
    return join(this.folder, 'broker');
  }

  /** A new certificate and key for the broker, in its folder; and a revocation list and ACL as of now. */
  async renewBroker(validity?: Validity): Promise<void> {
    writeTlsFiles(this.brokerFolder, this.authority.authority.cert, await this.authority.issueServer([], validity));
    await this.publish();
  }

  /** For the embedded broker. */
  get broker(): BrokerTlsFiles {
    return { ...filesIn(this.brokerFolder), crl: join(this.brokerFolder, CRL_FILE) };
  }

  /** For Mosquitto: who has a certificate when this is called or `publish` is, is in its ACL. */
  get mosquitto(): MosquittoTlsFiles {
    return { ...this.broker, acl: join(this.brokerFolder, ACL_FILE) };
  }

  /** Revocations and ACL as of now, for the broker. */
  publish(choices: Partial<TopicChoices> = {}): Promise<void> {
    return this.authority.publishTo(new Map([[this.brokerFolder, { isClockAllowed: false, ...choices }]]));
  }

  /** A certificate of this authority. `believes`: whose brokers this client takes for genuine; default this one's. */
  async client(clientId: string, terms?: ClientTerms, believes: TestAuthority = this): Promise<TlsFiles> {
    this.count += 1;
    const folder = join(this.folder, `${clientId}-${this.count}`);
    const issued = await this.authority.issueClient(clientId, terms);
    writeTlsFiles(folder, believes.authority.authority.cert, issued);
    return filesIn(folder);
  }

  /** In place: a new certificate and key where the old ones are. */
  async renew(clientId: string, { ca }: TlsFiles): Promise<void> {
    const folder = join(ca, '..');
    writeTlsFiles(folder, this.authority.authority.cert, await this.authority.issueClient(clientId));
  }

  /** Revokes every certificate of this name and tells the broker's folder. */
  async revoke(clientId: string): Promise<void> {
    this.authority.revoke(clientId);
    await this.publish();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What `MqttBus` asks for. */
export function tlsOf(files: TlsFiles): () => ReturnType<typeof readTls> {
  return () => readTls(files);
}
