/** What the doctor looks at for an authority: its key, its records, the broker's files that it keeps, and its process. */
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { mosquittoAcl } from '../broker/mosquitto-config.ts';
import { bracketed, isUnspecified, parseHost } from '../host/base/address.ts';
import { besideConfig, readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { ACL_FILE, CA_FILE, CERT_FILE, CONFIG_FILE, CRL_FILE, KEY_FILE, KIT_FILE } from '../host/base/file-names.ts';
import { DAY_MS, certificateCheck } from '../host/care/check-certificate.ts';
import { checkDisk } from '../host/care/check-disk.ts';
import { processCheck } from '../host/care/check-process.ts';
import { revocationsCheck } from '../host/care/check-revocations.ts';
import { type Check, attempt, attemptLater, failed, failedBy, ok, warning } from '../host/care/finding.ts';
import { fingerprintOf, pinnedAuthority } from '../host/keys/authority-client.ts';
import { readCertificate, readPem } from '../host/keys/tls-files.ts';
import { readHealth } from '../host/process/health-record.ts';
import type { AuthorityConfig, BrokerConfig } from '../schemas/types.ts';
import { AUTHORITY_STATE, AuthorityFolder } from './authority.ts';
import { METERS_FILE } from './meter-records.ts';
import { enrolmentProblem } from './roster-file.ts';
import { readLines } from './records.ts';
import { openTokens } from './tokens.ts';

function configCheck(path: string, config: AuthorityConfig, folder: string): Check {
  const notes: string[] = [];
  if (config.broker === undefined) notes.push('the broker is elsewhere');
  else readConfig('config-broker', join(besideConfig(path, config.broker), CONFIG_FILE));
  if (config.roster === undefined) notes.push('it edits no roster');
  else {
    const roster = readConfig('enrolment', besideConfig(path, config.roster));
    const twice = roster.meters.find(({ meter }) => enrolmentProblem(roster, meter) !== undefined);
    if (twice !== undefined)
      return failed(
        'config',
        `in the roster ${enrolmentProblem(roster, twice.meter)}, and of ${twice.meter.id}`,
        'take one of both out',
      );
    notes.push(`${roster.meters.length} meters are in the roster`);
  }
  const kitPath = join(folder, KIT_FILE);
  if (!existsSync(kitPath))
    return warning('config', `valid; there is no ${KIT_FILE}`, 'no new device can enrol without it');
  const kit = readConfig('kit', kitPath);
  const ours = fingerprintOf(readCertificate(join(folder, CA_FILE)).raw);
  if (kit.authority.fingerprint !== ours || kit.deployment !== config.deployment)
    return failed(
      'config',
      `${kitPath} pins another authority or deployment`,
      'put the kit.json of this deployment there',
    );
  return ok('config', `valid; ${notes.join('; ')}`);
}

/** That the key is private and the certificate's own, and how long it signs. */
function keysCheck(folder: string, nowMs: number): Check {
  const files = { ca: join(folder, CA_FILE), cert: join(folder, CA_FILE), key: join(folder, KEY_FILE) };
  const check = certificateCheck(files, undefined, nowMs);
  if (check.status === 'failed') return { ...check, name: 'keys' };
  const { validToDate, ca } = new X509Certificate(readPem(files.ca));
  if (!ca) return failed('keys', `${files.ca} is not the certificate of an authority`, "put the authority's own there");
  const days = Math.floor((validToDate.getTime() - nowMs) / DAY_MS);
  const text = `private, and the key of ${CA_FILE}, which ends in ${days} days`;
  if (days >= 365) return ok('keys', text);
  return warning(
    'keys',
    text,
    'plan a new deployment of certificates: nothing that this authority signed counts after that',
  );
}

function recordsCheck(authority: AuthorityFolder, folder: string, nowMs: number): Check {
  const active = authority.activeClients().length;
  const issued = authority.issued().length;
  const tokens = openTokens(folder, nowMs);
  const enrolled = new Set(readLines<{ meter: string }>(join(folder, METERS_FILE)).map(({ meter }) => meter)).size;
  return ok(
    'store',
    `${issued} certificates issued; ${active} names have one that counts; ${enrolled} meters have enrolled; ${tokens} tokens are open`,
  );
}

/** What the broker has must be what this folder says. */
async function rightsChecks(authority: AuthorityFolder, broker: string, config: BrokerConfig, nowMs: number) {
  const rewrite = 'gridshare issue or revoke writes both anew; so does the next meter that enrols';
  const list = await attemptLater('rights', async () => {
    const path = join(broker, CRL_FILE);
    const check = await revocationsCheck(path, join(authority.folder, CA_FILE), nowMs);
    const own = join(authority.folder, CRL_FILE);
    if (check.status !== 'ok' || !existsSync(own) || readPem(own) === readPem(path)) return check;
    return failed('rights', `${path} is not the newest list, which is ${own}: who was revoked may get in`, rewrite);
  });
  const rights = attempt('rights', () => {
    const path = join(broker, ACL_FILE);
    const { allowClock: isClockAllowed, sharesTopic, topicRoot, aggregator } = config;
    const names = authority.activeClients();
    const expected = mosquittoAcl(names, { isClockAllowed, sharesTopic, topicRoot, aggregator });
    return readPem(path) === expected
      ? ok('rights', `the broker's ${ACL_FILE} has the ${names.length} names whose certificates count`)
      : failed('rights', `${path} has not the names whose certificates count`, rewrite);
  });
  return [list, rights];
}

async function brokersChecks(
  authority: AuthorityFolder,
  path: string,
  { broker, operatorBrokers }: AuthorityConfig,
  nowMs: number,
): Promise<Check[]> {
  const folders = operatorBrokers.map((folder) => besideConfig(path, folder));
  const here = folders.filter((folder) => existsSync(join(folder, CONFIG_FILE)));
  const checks: Check[] = [];
  if (broker === undefined || here.length < folders.length) {
    const which = broker === undefined ? 'the broker is' : "brokers of aggregators' operators are";
    const advice = `copy ${CRL_FILE} and ${ACL_FILE} there after each change, and tell Mosquitto (kill -HUP)`;
    const text = `${which} on another machine: whether the newest files are there is not seen here`;
    checks.push(warning('rights', text, advice));
  }
  if (broker !== undefined)
    checks.push(...(await brokerChecks(authority, 'the broker', besideConfig(path, broker), nowMs)));
  for (const folder of here) checks.push(...(await brokerChecks(authority, basename(folder), folder, nowMs)));
  return checks;
}

async function brokerChecks(authority: AuthorityFolder, name: string, broker: string, nowMs: number): Promise<Check[]> {
  const files = { ca: join(broker, CA_FILE), cert: join(broker, CERT_FILE), key: join(broker, KEY_FILE) };
  const tls = attempt('tls', () => {
    const check = certificateCheck(files, undefined, nowMs);
    return { ...check, text: `of ${name}: ${check.text}` };
  });
  const choices = readConfig('config-broker', join(broker, CONFIG_FILE));
  return [tls, ...(await rightsChecks(authority, broker, choices, nowMs))];
}

/** Whether it answers at its address with a certificate of its own. */
async function answerCheck(config: AuthorityConfig, folder: string, isRunning: boolean): Promise<Check> {
  const host = parseHost(config.host);
  const url = `https://${bracketed(isUnspecified(host) ? '127.0.0.1' : host)}:${config.port}`;
  try {
    await pinnedAuthority(url, fingerprintOf(readCertificate(join(folder, CA_FILE)).raw));
    return ok('authority', `${url} answers with a certificate of this authority`);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (isRunning) return failed('authority', `${error.message} [${error.code}]`, 'look into its log');
    if (error.code !== 'ERR_AUTHORITY_UNREACHABLE')
      return failed('authority', error.message, `another process listens there: stop it, or set another port`);
    return ok('authority', `nobody answers at ${url}: nobody enrols or renews until it runs`);
  }
}

async function recordsChecks(configPath: string, config: AuthorityConfig, nowMs: number): Promise<Check[]> {
  let authority: AuthorityFolder;
  const folder = dirname(resolve(configPath));
  try {
    authority = await AuthorityFolder.open(folder);
  } catch (error) {
    return [failedBy('keys', error)];
  }
  const records = attempt('store', () => recordsCheck(authority, folder, nowMs));
  return records.status === 'ok'
    ? [records, ...(await brokersChecks(authority, configPath, config, nowMs))]
    : [records];
}

/** Everything that an authority needs, one check each, in the order in which a person would look. Changes nothing. */
export async function examineAuthority(configPath: string, nowMs: number): Promise<Check[]> {
  const config = readConfig('config-authority', configPath);
  const folder = dirname(resolve(configPath));
  const state = join(folder, AUTHORITY_STATE);
  const checks: Check[] = [
    attempt('config', () => configCheck(configPath, config, folder)),
    attempt('keys', () => keysCheck(folder, nowMs)),
    checkDisk(state),
  ];
  // With a key that can't be used or a config that names what is not there, nothing more can be said.
  const isUsable = checks.every(({ name, status }) => status !== 'failed' || name === 'disk');
  if (isUsable) checks.push(...(await recordsChecks(configPath, config, nowMs)));
  const health = readHealth(state);
  const isSound = checks.every(({ status }) => status !== 'failed');
  const process = processCheck(state, health, nowMs, isSound);
  const isRunning = process.status === 'ok';
  return [...checks, await answerCheck(config, folder, isRunning), process];
}
