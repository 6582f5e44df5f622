/** The doctor on the broker: whether it answers at each of its addresses, whom it lets in, and by which certificate. */
import { type Address, isLoopback } from '../base/address.ts';
import { isStateLocked } from '../base/lock.ts';
import { addressesOf } from '../bus/addresses.ts';
import { type TlsFiles, readPem, readTls } from '../keys/tls-files.ts';
import { ageNow, diagnose } from '../process/diagnosis.ts';
import type { Health, Role } from '../process/health-record.ts';
import { certificateCheck } from './check-certificate.ts';
import { type Check, failed, ok, warning } from './finding.ts';
import { type ProbeTls, type Probed, probeAddress } from './probe.ts';

/** So long may a party be without its broker before that is more than a restart of one. */
export const PATIENCE_MS = 60_000;

/** What a party's connections need. */
export interface Connected {
  readonly role: Role;
  /** Its client id; `broker` for a broker. */
  readonly party: string;
  readonly stateFolder: string;
  /** Of its broker: one, or one for each node of its cluster. */
  readonly brokerUrls: readonly [string, ...string[]];
  /** With TLS, what it connects with, or a broker shows. */
  readonly tls?: TlsFiles | undefined;
}

/** How long a party has been connected, or not. */
export function connectionAgeMs(health: Health, nowMs: number): number {
  return ageNow(health, ({ since }) => since, nowMs) ?? nowMs - health.sinceMs;
}

function brokerAddresses({ brokerUrls: [url, ...furtherUrls] }: Connected): readonly [Address, ...Address[]] {
  return addressesOf({ url, furtherUrls });
}

export function tlsCheck(patient: Connected, nowMs: number): Check {
  const { tls, party, role } = patient;
  if (tls !== undefined) return certificateCheck(tls, role === 'broker' ? undefined : party, nowMs);
  const addresses = brokerAddresses(patient);
  const [{ scheme, text }] = addresses;
  if (scheme === 'mqtts') return failed('tls', `${text} needs a certificate`, 'name its files in bus.tls');
  const far = addresses.find(({ host }) => !isLoopback(host));
  if (far === undefined) return ok('tls', 'plain MQTT, on the loopback interface only');
  const advice = 'client ids are claims without TLS: make a deployment with gridshare init --tls';
  const heard = far.credentials === undefined ? '' : ', and hears the password';
  return warning('tls', `plain MQTT to ${far.host}: anybody on the way can speak as any party${heard}`, advice);
}

/**
 * Undefined where the files are unusable, which is a finding of its own. With the certificate only in the own name: brokers
 * go by it, and a second connection would take over the first.
 */
function tlsOf(files: TlsFiles | undefined, isOwn: boolean): ProbeTls | undefined {
  try {
    if (files === undefined) return undefined;
    return isOwn ? readTls(files) : { ca: readPem(files.ca) };
  } catch {
    return undefined;
  }
}

/** What is wrong with one of its addresses, if it is of no use to this party. `text`: as people may see it, without a password. */
function troubleAt(text: string, probed: Probed, ownParty: string | undefined): Check | undefined {
  switch (probed.kind) {
    case 'unreachable':
      return failed(
        'broker',
        `${text} can't be reached: ${probed.reason}`,
        'look which broker runs there, and whether bus.url names it',
      );
    case 'notMqtt':
      return failed('broker', `what answers at ${text} is not an MQTT broker`, 'correct bus.url');
    case 'refused':
      if (ownParty === undefined) return undefined;
      return failed(
        'broker',
        `${text} refuses ${ownParty} (CONNACK ${probed.returnCode})`,
        "look into the broker's log and its rights",
      );
    case 'refusedCertificate':
      if (ownParty === undefined) return undefined;
      return failed(
        'broker',
        `${text} does not take the certificate of ${ownParty} (${probed.reason})`,
        "look into the broker's log: revoked, ended, or of another authority",
      );
    case 'accepted':
      return undefined;
  }
}

export async function brokerCheck(
  patient: Connected,
  health: Health | undefined,
  nowMs: number,
  isInOwnName: boolean,
): Promise<Check> {
  const { party, role, stateFolder, tls } = patient;
  const addresses = brokerAddresses(patient);
  const isRunning = isStateLocked(stateFolder);
  const isOwn = isInOwnName && role !== 'broker' && !isRunning;
  // One after the other: under the own name a second connection ends the first.
  const answers: string[] = [];
  const troubles: Check[] = [];
  for (const address of addresses) {
    const probed = await probeAddress(address, isOwn ? party : undefined, tlsOf(tls, isOwn));
    const trouble = troubleAt(address.text, probed, isOwn ? party : undefined);
    if (trouble !== undefined) troubles.push(trouble);
    else if ('ms' in probed)
      answers.push(
        `${address.text} answers in ${probed.ms.toFixed(0)} ms${probed.kind === 'accepted' ? '' : ' and refuses strangers'}`,
      );
  }
  const [trouble] = troubles;
  if (trouble !== undefined && answers.length === 0)
    return addresses.length === 1
      ? trouble
      : { ...trouble, text: `none of its ${addresses.length} addresses is of use: ${textsOf(troubles)}` };
  const found = connectionCheck(patient, health, nowMs, answers.join(', '), isOwn);
  if (trouble === undefined || found.status === 'failed') return found;
  const text = `${textsOf(troubles)}; ${found.text}`;
  const advice =
    'the party goes on at the others: mend that node, or take its address out of bus.url and bus.furtherUrls';
  return warning('broker', text, advice);
}

function textsOf(checks: readonly Check[]): string {
  return checks.map(({ text }) => text).join('; ');
}

/** `answers`: where it answers, and how fast. */
function connectionCheck(
  { party, role, stateFolder }: Connected,
  health: Health | undefined,
  nowMs: number,
  answers: string,
  isOwn: boolean,
): Check {
  const isRunning = isStateLocked(stateFolder);
  if (isOwn) return ok('broker', `${answers}; it lets ${party} in`);
  if (!isRunning || health === undefined || role === 'broker')
    return ok(
      'broker',
      role === 'broker' || isRunning ? answers : `${answers}; not tried as ${party} (--in-own-name does)`,
    );
  const { isHealthy: isAlive, isBlind } = diagnose(stateFolder, true, nowMs);
  if (!isAlive || isBlind === true)
    return warning(
      'broker',
      `${answers}; whether ${party} is connected is not known`,
      'see what is said of its process',
    );
  if (health.isConnected) return ok('broker', `${answers}; ${party} is connected`);
  const text = `${answers}, but ${party} is not connected${health.reason === undefined ? '' : `: ${health.reason}`}`;
  const advice = 'it tries by itself; if this stays, look into both logs';
  return connectionAgeMs(health, nowMs) > PATIENCE_MS
    ? failed('broker', text, advice)
    : warning('broker', text, advice);
}
