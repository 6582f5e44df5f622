/**
 * What the doctor and health say of a Mosquitto: it has no health file, so its own configuration, its rights file, its process
 * and its port are looked at. Changes nothing. [P-10.9]
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BUS_SCHEMES, bracketed, isLoopback, parseAddress } from '../host/base/address.ts';
import { CONFIG_FILE as PARTY_CONFIG } from '../host/base/file-names.ts';
import { certificateCheck } from '../host/care/check-certificate.ts';
import { revocationsCheck } from '../host/care/check-revocations.ts';
import { type Check, attempt, attemptLater, failed, ok, warning } from '../host/care/finding.ts';
import { type Probed, probeBroker } from '../host/care/probe.ts';
import { readPem } from '../host/keys/tls-files.ts';
import { partyOfClient } from '../protocol/wire/topic-root.ts';
import type { BrokerConfig } from '../schemas/types.ts';
import { CONFIG_FILE } from './mosquitto.ts';
import { type CertifiedClient, mosquittoAcl } from './mosquitto-config.ts';
import { lockedFiles, mosquittoOf, mosquittoUrl, userName } from './mosquitto-process.ts';

/** By directive; of one that stands twice the last counts, as for Mosquitto. */
type Directives = ReadonlyMap<string, string>;

function directivesOf(text: string): Directives {
  const lines = text.split('\n').map((line) => line.trim());
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [name = '', ...values] = line.split(/\s+/);
        return [name, values.join(' ')];
      }),
  );
}

/** What certificates and rights rest on, and what happens without. */
const NEEDED: readonly (readonly [name: string, value: string, without: string])[] = [
  ['require_certificate', 'true', 'anybody gets in without a certificate'],
  ['use_identity_as_username', 'true', 'nobody has the rights of the name in the certificate'],
  ['use_username_as_clientid', 'true', 'whoever has a certificate can throw out any other party'],
  ['allow_anonymous', 'false', 'anybody gets in without a name'],
];
const BRIDGE_FILES = ['bridge_cafile', 'bridge_certfile', 'bridge_keyfile'] as const;
const NEEDED_FILES = ['cafile', 'certfile', 'keyfile', 'crlfile', 'acl_file'] as const;

/** What is wrong with a configuration, in words. */
export function configurationProblems(
  text: string,
  { maxPacketBytes }: Pick<BrokerConfig, 'maxPacketBytes'>,
): string[] {
  const directives = directivesOf(text);
  const problems: string[] = [];
  const listener = directives.get('listener');
  const listeners = text.match(/^listener[ \t]/gm) ?? [];
  if (listener === undefined) problems.push('it has no listener');
  if (listeners.length > 1)
    problems.push(`it has ${listeners.length} listeners, each a door of its own: one is enough`);
  if (directives.has('certfile')) {
    for (const [name, value, without] of NEEDED)
      if (directives.get(name) !== value) problems.push(`without "${name} ${value}" ${without}`);
    for (const name of NEEDED_FILES) if (!directives.has(name)) problems.push(`it names no ${name}`);
  } else {
    const host = listener?.split(' ')[1];
    if (host === undefined || !isLoopback(host))
      problems.push('it listens beyond this machine without TLS, where a name is only a claim');
  }
  const largest = Number(directives.get('max_packet_size') ?? maxPacketBytes);
  if (largest !== 0 && largest < maxPacketBytes)
    problems.push(
      `max_packet_size ${largest} is less than the ${maxPacketBytes} bytes of maxPacketBytes: large messages end connections`,
    );
  if (directives.get('max_queued_messages') === '0')
    problems.push('"max_queued_messages 0" lets some versions drop every message that has to wait');
  return problems;
}

function configCheck(path: string, config: BrokerConfig): Check {
  if (!existsSync(path))
    return failed('config', `${path} does not exist`, 'run Mosquitto in the folder that gridshare init --tls made');
  const problems = configurationProblems(readFileSync(path, 'utf8'), config);
  return problems.length === 0
    ? ok('config', `valid, and ${CONFIG_FILE} has what certificates and rights rest on`)
    : failed('config', `${path}: ${problems.join('; ')}`, 'mend these lines, then restart Mosquitto');
}

/** Who has lines in a rights file; a meter's areas are those of the topics that it names in its own. */
function clientsIn(acl: string): CertifiedClient[] {
  const [, ...parts] = acl.split(/^user /m);
  return parts.map((part) => {
    const clientId = part.slice(0, part.indexOf('\n'));
    const id = partyOfClient(clientId).replace(/^meter-/, '');
    const named = [...part.matchAll(/\/shares\/([^/\s]+)\/([^/\s]+)$/gm)].filter(([, , meter]) => meter === id);
    const [area, ...formerAreas] = new Set(named.flatMap(([, name]) => name ?? []));
    return { clientId, area, formerAreas };
  });
}

/** Whether the rights file is what the topic table gives for the names in it. */
function rightsCheck(path: string, { allowClock: isClockAllowed, ...config }: BrokerConfig): Check {
  const { sharesTopic, topicRoot, aggregator } = config;
  const text = readPem(path);
  const names = clientsIn(text);
  const advice = 'gridshare issue and revoke write it anew, on the machine of the authority; then kill -HUP';
  if (names.length === 0) return failed('rights', `${path} has rights of nobody`, advice);
  let expected: string;
  try {
    expected = mosquittoAcl(names, { isClockAllowed, sharesTopic, topicRoot, aggregator });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed('rights', `${path}: ${error.message}`, advice);
  }
  return expected === text
    ? ok('rights', `${path} has what the topic table gives to ${names.length} client ids`)
    : failed('rights', `${path} is not what the topic table of this version gives to the names in it`, advice);
}

function processCheck(folder: string, files: readonly string[], probed: Probed): Check {
  const running = mosquittoOf(folder);
  if (running === undefined) {
    if (probed.kind === 'unreachable')
      return warning('process', 'no Mosquitto runs here', `start it: cd ${folder} && mosquitto -c ${CONFIG_FILE}`);
    const text = 'no Mosquitto of this folder can be seen on this machine, and something answers at its address';
    return warning('process', text, 'if it is another process, stop it; if it runs in a container, all is well');
  }
  const user = userName(running.uid);
  const what = `Mosquitto runs (process ${running.pid}, user ${user})`;
  const locked = lockedFiles(folder, running, files);
  return locked.length === 0
    ? ok('process', what)
    : failed('process', `${what}, and cannot read ${locked.join(' and ')}`, `chown ${user} ${locked.join(' ')}`);
}

function brokerCheck(url: string, probed: Probed): Check {
  const answers = (ms: number): string => `${url} answers in ${ms.toFixed(0)} ms`;
  switch (probed.kind) {
    case 'accepted':
      return url.startsWith('mqtts:')
        ? failed('broker', `${answers(probed.ms)} and lets strangers in`, 'look at require_certificate')
        : ok('broker', answers(probed.ms));
    case 'refused':
    case 'refusedCertificate':
      return ok('broker', `${answers(probed.ms)} and refuses strangers`);
    case 'notMqtt':
      return failed('broker', `what answers at ${url} is not an MQTT broker`, `correct the listener in ${CONFIG_FILE}`);
    case 'unreachable':
      return failed('broker', `${url} can't be reached: ${probed.reason}`, 'start Mosquitto');
  }
}

/** Whether an operator's Mosquitto can be its aggregator at the head-end's broker, and whether that answers. */
async function bridgeChecks(directives: Directives, fileOf: (name: string) => string, nowMs: number): Promise<Check[]> {
  const [ca = '', cert = '', key = ''] = BRIDGE_FILES.map(fileOf);
  const tls = attempt('tls', () => {
    const check = certificateCheck({ ca, cert, key }, directives.get('remote_clientid'), nowMs);
    return { ...check, text: `of the bridge: ${check.text}` };
  });
  const address = directives.get('address') ?? '';
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (host === undefined || port === undefined) {
    const text = `the bridge goes to "${address}", which is no host and port`;
    return [tls, failed('broker', text, 'write address HOST:PORT behind "connection" in mosquitto.conf')];
  }
  const url = `mqtts://${bracketed(host)}:${port}`;
  const probed = await probe(url, ca);
  if (probed.kind === 'accepted' || probed.kind === 'notMqtt') {
    const advice = 'correct the address behind "connection" in mosquitto.conf';
    return [tls, failed('broker', `the bridge goes to ${url}, which is no broker that asks for certificates`, advice)];
  }
  if (probed.kind !== 'unreachable') return [tls, ok('broker', `the bridge goes to ${url}, which answers`)];
  const text = `the bridge goes to ${url}, which can't be reached: ${probed.reason}`;
  return [
    tls,
    warning('broker', text, 'its aggregator is away for everybody until it can; what is missing then is sent again'),
  ];
}

/** Of a folder whose config is of the kind `mosquitto`, or in which one runs. */
export async function examineMosquitto(configPath: string, config: BrokerConfig, nowMs: number): Promise<Check[]> {
  const folder = dirname(resolve(configPath));
  const path = join(folder, CONFIG_FILE);
  const checks = [attempt('config', () => configCheck(path, config))];
  if (!existsSync(path)) return checks;
  const directives = directivesOf(readFileSync(path, 'utf8'));
  const fileOf = (name: string): string => resolve(folder, directives.get(name) ?? '');
  const [ca, cert, key] = [fileOf('cafile'), fileOf('certfile'), fileOf('keyfile')];
  const isTls = directives.has('certfile');
  if (isTls) {
    checks.push(
      attempt('tls', () => certificateCheck({ ca, cert, key }, undefined, nowMs)),
      attempt('rights', () => rightsCheck(fileOf('acl_file'), config)),
      await attemptLater('rights', () => revocationsCheck(fileOf('crlfile'), ca, nowMs)),
    );
  }
  if (directives.has('connection')) checks.push(...(await bridgeChecks(directives, fileOf, nowMs)));
  const url = mosquittoUrl(folder);
  if (url === undefined) return checks;
  const probed = await probe(url, isTls ? ca : undefined);
  const names = directives.has('connection') ? [...NEEDED_FILES, ...BRIDGE_FILES] : NEEDED_FILES;
  const files = isTls ? names.map((name) => directives.get(name) ?? '') : [];
  return [...checks, brokerCheck(url, probed), processCheck(folder, files, probed)];
}

async function probe(url: string, ca: string | undefined): Promise<Probed> {
  try {
    return await probeBroker(url, undefined, ca === undefined ? undefined : { ca: readPem(ca) });
  } catch {
    // That its certificate can't be read is a finding of its own.
    return { kind: 'unreachable', reason: 'its authority can not be read' };
  }
}

/** Whether the Mosquitto of a folder is well: it runs there and, unless that is enough, answers as a broker. */
export async function diagnoseMosquitto(
  configPath: string,
  isAliveEnough: boolean,
): Promise<{ readonly isHealthy: boolean; readonly text: string }> {
  const folder = dirname(resolve(configPath));
  const running = mosquittoOf(folder);
  if (running === undefined)
    return { isHealthy: false, text: `no Mosquitto runs in ${folder}: cd there && mosquitto -c ${CONFIG_FILE}` };
  const what = `runs (process ${running.pid})`;
  const path = join(folder, CONFIG_FILE);
  const url = mosquittoUrl(folder);
  if (isAliveEnough || url === undefined) return { isHealthy: isAliveEnough, text: what };
  const ca = directivesOf(readFileSync(path, 'utf8')).get('cafile');
  const probed = await probe(
    parseAddress(url, BUS_SCHEMES, PARTY_CONFIG).url,
    ca === undefined ? undefined : resolve(folder, ca),
  );
  const { status, text } = brokerCheck(url, probed);
  return { isHealthy: status === 'ok', text: `${what}; ${text}` };
}
