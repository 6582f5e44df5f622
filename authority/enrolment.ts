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
import type {
  AuthorityConfig,
  EnrolAnswer,
  EnrolRequest,
  MoveAnswer,
  MoveRequest,
  RenewAnswer,
} from '../schemas/types.ts';
import { AuthorityFolder } from './authority.ts';
import { BrokerFolders } from './broker-folders.ts';
import { MeterRecords } from './meter-records.ts';
import { Moves } from './moves.ts';
import { CERT_FILE, KEY_FILE } from '../host/base/file-names.ts';
import { type Issued, describeCertificate, requestKey } from './pki.ts';
import { type Brokers, type Witnesses, brokersOf, issueWitnesses } from './revocation-check.ts';
import { JOINS_AFTER, moveProblem } from './roster-file.ts';
import { type Invitation, cancelTokens, hashOf, issueTokens, lookUpToken, useToken } from './tokens.ts';

const DAY_MS = 86_400_000;
/** A folder inside the authority's, whose lock is held while its files are changed. */
const EDITING = 'editing';

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
  private readonly meters: MeterRecords;
  private readonly moves: Moves;
  private lastEdit: Promise<unknown> = Promise.resolve();

  private constructor(configPath: string, config: AuthorityConfig, authority: AuthorityFolder) {
    this.config = config;
    this.root = new TopicRoot(config.topicRoot);
    this.authority = authority;
    this.folder = authority.folder;
    this.moves = new Moves(authority.folder);
    this.brokerFolders = new BrokerFolders(configPath, config);
    const roster = config.roster === undefined ? undefined : besideConfig(configPath, config.roster);
    this.meters = new MeterRecords(authority.folder, roster);
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
    const clientId = this.root.clientIdOf(`meter-${meter}`);
    const area =
      said ?? this.meters.areaOf(meter) ?? this.authority.issued().findLast(({ name }) => name === clientId)?.area;
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
      const meter = this.meters.meterOf(id, keys);
      const clientId = this.root.clientIdOf(`meter-${id}`);
      const isKnown = this.meters.isKnown(meter);
      // Whoever had the name before, also with the same keys and another token: it is this device's from now on.
      if (!found.isUsed || !isKnown) this.authority.revoke(clientId);
      this.moves.cancel(id, Date.now());
      // A crash from here on costs at most the token.
      if (!found.isUsed) useToken(this.folder, message.token, device, Date.now());
      const cert = await this.authority.issueFromRequest(clientId, message.request, { ...this.validity, area });
      if (!isKnown) this.meters.record(meter);
      this.meters.join(area, this.joinsWith, meter);
      await this.publish();
      return { version: 1, meter: id, area, keyEpoch: meter.keyEpoch, registers: [...registers], cert };
    });
  }

  private get joinsWith(): number {
    return intervalAt(Date.now(), this.config) + JOINS_AFTER;
  }

  /**
   * A meter is to move to another area, as soon as it asks. `isNew`: no other meter is there yet. The area that it leaves. Throws
   * HostError ERR_USAGE.
   */
  move(meter: string, area: string, isNew: boolean): Promise<string> {
    return this.editing(() => {
      const before = this.areaOf(meter, undefined);
      const problem = moveProblem(meter, area, before, this.meters.listed, isNew);
      if (problem !== undefined) throw new HostError('ERR_USAGE', problem);
      this.moves.due(meter, area, Date.now());
      return before;
    });
  }

  /**
   * Whether the meter that asks moves, and what it is there. It asks again if the answer was lost, with the same keys. Its certificate
   * names the areas before, too: it delivers what it owes there. Throws as `renew`, and HostError ERR_ENROL_KEYS.
   */
  follow(clientId: string, serial: string, asked: MoveRequest): Promise<MoveAnswer> {
    return this.editing(async () => {
      this.assertCounts(clientId, serial);
      const identity = this.identityOf(clientId);
      const id = identity?.role === 'meter' ? identity.meterId : '';
      const move = this.moves.of(id);
      if (move === undefined || (!move.isDue && move.identity !== asked.identity)) return { version: 1 };
      // Most meters never move: making a request costs a small device memory that it does not get back.
      if (asked.request === undefined) return { version: 1, isDue: true };
      const before = this.areaOf(id, undefined);
      const { area } = move;
      const { identity: own, agreement } = asked;
      const meter = this.meters.meterOf(id, { registers: this.meters.registersOf(id), identity: own, agreement });
      if (!this.meters.isKnown(meter)) this.meters.record(meter);
      if (move.isDue) this.moves.done(id, area, before, asked.identity, Date.now());
      this.meters.join(area, this.joinsWith, meter);
      const cert = await this.authority.issueFromRequest(clientId, asked.request, this.termsOf(id, area));
      await this.publish();
      const { keyEpoch, registers } = meter;
      return { version: 1, enrolled: { version: 1, meter: id, area, keyEpoch, registers, cert } };
    });
  }

  /** Of a meter's certificate: its area, and those that it may still owe. */
  private termsOf(meter: string, area: string) {
    const formerAreas = this.moves.owedBy(meter, Date.now()).filter((other) => other !== area);
    return { ...this.validity, area, formerAreas };
  }

  /** For who came with a certificate that counts. Throws HostError ERR_ENROL_REQUEST or ERR_ENROL_REVOKED. */
  async renew(clientId: string, serial: string, request: string): Promise<RenewAnswer> {
    return this.editing(async () => {
      this.assertCounts(clientId, serial);
      const area = this.authority.issued().find((line) => line.serial === serial)?.area;
      const identity = this.identityOf(clientId);
      const isMeter = identity?.role === 'meter' && area !== undefined;
      const terms = isMeter ? this.termsOf(identity.meterId, area) : { ...this.validity, area };
      return { version: 1, cert: await this.authority.issueFromRequest(clientId, request, terms) };
    });
  }

  private assertCounts(clientId: string, serial: string): void {
    if (!this.authority.isRevoked(serial)) return;
    const message = `${clientId} was revoked: to come back it needs a new token (gridshare token)`;
    throw new HostError('ERR_ENROL_REVOKED', message);
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
      this.moves.cancel(meter, Date.now());
      const certificates = this.authority.revoke(clientId);
      const hasLeftRoster = this.meters.leave(meter);
      if (!names.has(clientId) && !hasLeftRoster && tokens === 0) {
        throw new HostError('ERR_USAGE', `${name} is neither a meter of the roster nor a name with a certificate`);
      }
      const witnesses = await issueWitnesses(this.authority, clientId);
      await this.publish();
      return { clientId, certificates, hasLeftRoster, witnesses };
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
