/**
 * What the authority does for devices: a name for a one-time token, a renewed certificate for an old one. The name comes
 * from the token or the old certificate, never from the request. Takes effect without a restart of anybody. [P-9.6]
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { besideConfig, readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { lockState } from '../host/base/lock.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { intervalAt } from '../protocol/grid/interval.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { type Identity, parseIdentity } from '../protocol/wire/topic-rights.ts';
import type { AuthorityConfig, EnrolAnswer, EnrolRequest, RenewAnswer, RosterMeter } from '../schemas/types.ts';
import { AuthorityFolder } from './authority.ts';
import { BrokerFolders } from './broker-folders.ts';
import { appendLine, readLines } from './records.ts';
import { CERT_FILE, KEY_FILE } from '../host/base/file-names.ts';
import { type Issued, describeCertificate, requestKey } from './pki.ts';
import { type Brokers, type Witnesses, brokersOf, issueWitnesses } from './revocation-check.ts';
import { enrolMeter, enrolmentProblem, removeMeter } from './roster-file.ts';
import { type Invitation, cancelTokens, hashOf, issueTokens, lookUpToken, useToken } from './tokens.ts';

const DAY_MS = 86_400_000;
export const METERS_FILE = 'meters.jsonl';
/** A folder inside the authority's, whose lock is held while its files are changed. */
const EDITING = 'editing';
/** From the interval after next: the entry has to be certified before the first page closes. */
const JOINS_AFTER = 2;

interface MeterLine {
  readonly meter: string;
  readonly keyEpoch: number;
}

/** What happened to a party that was revoked. */
export interface Revocation {
  readonly clientId: string;
  readonly certificates: number;
  readonly hasLeftRoster: boolean;
  /** With these a broker can be asked whether it is in force. */
  readonly witnesses: Witnesses;
}

export class EnrolmentDesk {
  readonly authority: AuthorityFolder;
  private readonly config: AuthorityConfig;
  private readonly root: TopicRoot;
  private readonly folder: string;
  private readonly brokerFolders: BrokerFolders;
  private readonly roster: string | undefined;
  private lastEdit: Promise<unknown> = Promise.resolve();

  private constructor(configPath: string, config: AuthorityConfig, authority: AuthorityFolder) {
    this.config = config;
    this.root = new TopicRoot(config.topicRoot);
    this.authority = authority;
    this.folder = authority.folder;
    this.brokerFolders = new BrokerFolders(configPath, config);
    this.roster = config.roster === undefined ? undefined : besideConfig(configPath, config.roster);
  }

  /** Throws HostError ERR_CONFIG_*, ERR_TLS_READ or ERR_KEYS_EXPOSED. */
  static async open(configPath: string): Promise<EnrolmentDesk> {
    const config = readConfig('config-authority', configPath);
    return new EnrolmentDesk(configPath, config, await AuthorityFolder.open(dirname(configPath)));
  }

  /** One change of the authority's files at a time, from whichever process. Throws HostError ERR_PARTY_RUNNING. */
  private editing<T>(edit: () => Promise<T> | T): Promise<T> {
    // Waiting for the lock blocks this process, which must not wait for itself.
    const run = this.lastEdit.then(() => this.locked(edit));
    this.lastEdit = run.catch(() => {});
    return run;
  }

  private async locked<T>(edit: () => Promise<T> | T): Promise<T> {
    const lock = lockState(join(this.folder, EDITING), 10_000);
    try {
      return await edit();
    } finally {
      lock.release();
    }
  }

  private get validity(): { readonly untilMs: number } {
    return { untilMs: Date.now() + this.config.leafDays * DAY_MS };
  }

  /** One-time tokens, in the order of the invitations. */
  invite(invitations: readonly Invitation[], untilMs: number): Promise<readonly string[]> {
    return this.editing(() => issueTokens(this.folder, invitations, untilMs));
  }

  /** How brokers know a party of this deployment, which may be named like that already. */
  private clientIdOf(name: string): string {
    return this.root.partyOf(name) === undefined ? this.root.clientIdOf(name) : name;
  }

  /** Who a client id of this deployment is; undefined for any other. */
  identityOf(clientId: string): Identity | undefined {
    const party = this.root.partyOf(clientId);
    return party === undefined ? undefined : parseIdentity(party);
  }

  /** The area of a meter: as said, or as the roster or its last certificate has it. */
  private areaOf(meter: string, said: string | undefined): string {
    const listed = this.roster === undefined ? [] : readConfig('enrolment', this.roster).meters;
    const clientId = this.root.clientIdOf(`meter-${meter}`);
    const area =
      said ??
      listed.find((one) => one.meter.id === meter)?.area ??
      this.authority.issued().findLast(({ name }) => name === clientId)?.area;
    if (area !== undefined) return area;
    throw new HostError('ERR_USAGE', `meter ${meter} is not in the roster here: say its area, --area AREA`);
  }

  /**
   * A certificate and key for any party, made here. `area`: a meter's, which the roster knows otherwise. Throws HostError
   * ERR_USAGE for a name that is no party's, or a meter of unknown area.
   */
  issue(name: string, said?: string): Promise<Issued> {
    const clientId = this.clientIdOf(name);
    const identity = this.identityOf(clientId);
    if (identity === undefined) {
      const message = `"${name}" names no party: meter-ID, fleet-NAME, aggregator-J, utility or debug-NAME`;
      throw new HostError('ERR_USAGE', message);
    }
    return this.editing(async () => {
      const area = identity.role === 'meter' ? this.areaOf(identity.meterId, said) : undefined;
      const issued = await this.authority.issueClient(clientId, { ...this.validity, area });
      await this.publish();
      return issued;
    });
  }

  /** Throws HostError ERR_ENROL_TOKEN, ERR_ENROL_REQUEST, ERR_ENROL_KEYS, and for what can't be written or read again. */
  async enrol(message: EnrolRequest): Promise<EnrolAnswer> {
    const device = hashOf(await requestKey(message.request));
    return this.editing(async () => {
      const found = lookUpToken(this.folder, message.token, device, Date.now());
      if (typeof found === 'string') throw new HostError('ERR_ENROL_TOKEN', `the token is ${found}: ask for a new one`);
      const { meter: id, area, registers } = found.invitation;
      const keys = { registers: [...registers], identity: message.identity, agreement: message.agreement };
      const meter: RosterMeter = { id, keyEpoch: this.keyEpochOf(id, keys), ...keys };
      const problem =
        this.roster === undefined ? undefined : enrolmentProblem(readConfig('enrolment', this.roster), meter);
      if (problem !== undefined) throw new HostError('ERR_ENROL_KEYS', `meter ${id} is not enrolled: ${problem}`);
      const clientId = this.root.clientIdOf(`meter-${id}`);
      const isKnown = this.lastOf(id)?.keyEpoch === meter.keyEpoch;
      // Whoever had the name before, also with the same keys and another token: it is this device's from now on.
      if (!found.isUsed || !isKnown) this.authority.revoke(clientId);
      // A crash from here on costs at most the token.
      if (!found.isUsed) useToken(this.folder, message.token, device, Date.now());
      const cert = await this.authority.issueFromRequest(clientId, message.request, { ...this.validity, area });
      if (!isKnown) appendLine(join(this.folder, METERS_FILE), { meter: id, ...keys, keyEpoch: meter.keyEpoch });
      const from = intervalAt(Date.now(), this.config) + JOINS_AFTER;
      // By what the roster says: an earlier attempt may have ended just before.
      if (this.roster !== undefined && !isInRoster(this.roster, meter)) enrolMeter(this.roster, area, from, meter);
      await this.publish();
      return { version: 1, meter: id, area, keyEpoch: meter.keyEpoch, registers: [...registers], cert };
    });
  }

  private lastOf(id: string): (MeterLine & Partial<RosterMeter>) | undefined {
    return readLines<MeterLine>(join(this.folder, METERS_FILE)).findLast(({ meter }) => meter === id);
  }

  /** One above any that this id ever had, unless the same device asks again. */
  private keyEpochOf(id: string, { identity, agreement }: Pick<RosterMeter, 'identity' | 'agreement'>): number {
    const last = this.lastOf(id);
    if (last !== undefined && last.identity === identity && last.agreement === agreement) return last.keyEpoch;
    const listed =
      this.roster === undefined
        ? undefined
        : readConfig('enrolment', this.roster).meters.find(({ meter }) => meter.id === id)?.meter.keyEpoch;
    return Math.max(last?.keyEpoch ?? 0, listed ?? 0) + 1;
  }

  /** For who came with a certificate that counts. Throws HostError ERR_ENROL_REQUEST or ERR_ENROL_REVOKED. */
  async renew(clientId: string, serial: string, request: string): Promise<RenewAnswer> {
    return this.editing(async () => {
      if (this.authority.isRevoked(serial))
        throw new HostError(
          'ERR_ENROL_REVOKED',
          `${clientId} was revoked: to come back it needs a new token (gridshare token)`,
        );
      const area = this.authority.issued().find((line) => line.serial === serial)?.area;
      const terms = { ...this.validity, area };
      return { version: 1, cert: await this.authority.issueFromRequest(clientId, request, terms) };
    });
  }

  /**
   * Ends a party's access: a meter by its id, another party by its client id. Its certificates are revoked, its rights
   * gone, and a meter leaves the roster. Throws HostError ERR_USAGE if nothing of that name is known.
   */
  async revoke(name: string): Promise<Revocation> {
    return this.editing(async () => {
      const names = new Set(this.authority.issued().map((line) => line.name));
      const ofMeter = this.root.clientIdOf(`meter-${name}`);
      const clientId = names.has(ofMeter) ? ofMeter : this.clientIdOf(name);
      // Logs of brokers name meters by their client ids.
      const identity = this.identityOf(clientId);
      const meter = identity?.role === 'meter' ? identity.meterId : name;
      const tokens = cancelTokens(this.folder, meter, Date.now());
      const certificates = this.authority.revoke(clientId);
      const keyEpoch = this.roster === undefined ? undefined : removeMeter(this.roster, meter);
      if (keyEpoch !== undefined) appendLine(join(this.folder, METERS_FILE), { meter, keyEpoch });
      if (!names.has(clientId) && keyEpoch === undefined && tokens === 0) {
        throw new HostError('ERR_USAGE', `${name} is neither a meter of the roster nor a name with a certificate`);
      }
      const witnesses = await issueWitnesses(this.authority, clientId);
      await this.publish();
      return { clientId, certificates, hasLeftRoster: keyEpoch !== undefined, witnesses };
    });
  }

  /** Where brokers can be asked from here, and whether one of them may run where the authority does not see it. */
  get brokers(): Brokers {
    return brokersOf(this.folder, this.brokerFolders);
  }

  /** Revocations and rights as of now, for each broker; Mosquitto is told to read them. */
  private publish(): Promise<void> {
    return this.brokerFolders.publish(this.authority);
  }

  /** Makes brokers new certificates when a third of their time or less is left. Whether it made any. */
  async renewBroker(isDue: (cert: string) => boolean): Promise<boolean> {
    if (this.brokerFolders.here.length === 0) return false;
    return this.editing(() => this.brokerFolders.renew(this.authority, this.validity, isDue));
  }

  /** When the broker's certificate ends, if its folder is here. */
  get brokerUntilMs(): number | undefined {
    const { common } = this.brokerFolders;
    if (common === undefined || !existsSync(join(common, KEY_FILE))) return undefined;
    return describeCertificate(readPem(join(common, CERT_FILE))).untilMs;
  }
}

function isInRoster(path: string, { id, keyEpoch }: RosterMeter): boolean {
  return readConfig('enrolment', path).meters.some(({ meter }) => meter.id === id && meter.keyEpoch === keyEpoch);
}
