/** `gridshare init [DIR]`: a complete deployment, one folder per party with its config and keys. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type MeterChoice, planDeployment } from '../deploy/choices.ts';
import type { DeploymentPaths, DeploymentPlan, PlannedTls } from '../deploy/deployment-plan.ts';
import { ID, ID_WORDS, readMeterList } from '../deploy/meter-list.ts';
import { READINGS_FILE } from '../deploy/party-configs.ts';
import { writeDeployment } from '../deploy/provision.ts';
import { type Address, BUS_SCHEMES, bracketed, isLoopback, parseAddress } from '../host/base/address.ts';
import { HostError } from '../host/base/errors.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import type { Scheme } from '../schemas/types.ts';
import { type Made, describeDeployment } from './init-words.ts';
import { rootOption, seconds, sharesTopicOption, suiteOption, wholeNumber } from './options.ts';
import { billingFromOption, periodOption, timeZoneOption } from './period-options.ts';
import { say } from './render/output.ts';

const DAY_SECONDS = 86_400;
const MOST_AREAS = 4_096;
const DEFAULT_METERS = 100;
const DEFAULT_FOLDER = 'grid';
const TOKENS_FOLDER = 'tokens';
const HOUR_MS = 3_600_000;
/** Beside those of a broker and an authority on the same machine. */
const FIRST_BRIDGE_PORT = 8891;

type Floors = Pick<Scheme['floors'], 'minMeters' | 'minIntervals' | 'maxKnown' | 'minCrowd'>;

/** Least and most of each floor. */
const FLOORS: Readonly<Record<keyof Floors, readonly [least: number, most: number]>> = {
  minMeters: [1, 10_000_000],
  minIntervals: [1, 1_048_576],
  maxKnown: [0, 1_000_000],
  minCrowd: [1, 10_000_000],
};

function isFloor(name: string): name is keyof Floors {
  return Object.hasOwn(FLOORS, name);
}

/** `minMeters=20,minCrowd=12`, added to what was said before. */
function parseFloors(text: string, before: Partial<Floors> | undefined): Partial<Floors> {
  const floors: Partial<Floors> = { ...before };
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim());
    if (!isFloor(name))
      throw new InvalidArgumentError(`It must be NAME=NUMBER, with one of ${Object.keys(FLOORS).join(', ')}.`);
    const [least, most] = FLOORS[name];
    if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most)
      throw new InvalidArgumentError(`${name} must be a whole number from ${least} to ${most}.`);
    floors[name] = Number(value);
  }
  return floors;
}

/** A number of areas, or their names. */
function parseAreas(text: string): readonly string[] {
  if (/^\d+$/.test(text)) {
    const count = wholeNumber(1, MOST_AREAS)(text);
    return Array.from({ length: count }, (_, at) => `area-${at + 1}`);
  }
  const names = text.split(',').map((name) => name.trim());
  if (!names.every((name) => ID.test(name)))
    throw new InvalidArgumentError(
      `It must be a number of areas, or their names with commas between: each ${ID_WORDS}.`,
    );
  if (new Set(names).size !== names.length) throw new InvalidArgumentError('An area is named twice.');
  return names;
}

interface BridgeChoice {
  readonly bridges?: number | boolean | undefined;
  readonly mosquitto: boolean;
  readonly aggregators: number;
}

/** Throws HostError ERR_USAGE. */
function kindOf({ mosquitto, tls }: { readonly mosquitto: boolean; readonly tls: boolean }): 'embedded' | 'mosquitto' {
  if (!mosquitto) return 'embedded';
  if (tls) return 'mosquitto';
  const message =
    '--mosquitto needs --tls: by the certificate Mosquitto knows who speaks, and without it by a mere claim';
  throw new HostError('ERR_USAGE', message);
}

/** Throws HostError ERR_USAGE. */
function bridgePortOf({ bridges, mosquitto, aggregators }: BridgeChoice, broker: Address): number | undefined {
  if (bridges === undefined || bridges === false) return undefined;
  if (!mosquitto)
    throw new HostError('ERR_USAGE', '--bridges needs --tls and --mosquitto: what bridges brokers is Mosquitto');
  const first = bridges === true ? FIRST_BRIDGE_PORT : bridges;
  const last = first + aggregators - 1;
  const taken = isLoopback(broker.host) && broker.port >= first && broker.port <= last;
  if (last > 65_535 || taken) {
    const why = taken ? `--broker is at ${broker.port} here, too` : 'ports end at 65535';
    const message = `--bridges ${first}: the operators' brokers would have the ports ${first} to ${last}, and ${why}`;
    throw new HostError('ERR_USAGE', message);
  }
  return first;
}

/** Throws HostError ERR_USAGE for a URL that does not go with the choice of TLS. */
function brokerOf(text: string | undefined, isTls: boolean): Address {
  const scheme = isTls ? 'mqtts' : 'mqtt';
  const broker = parseAddress(text ?? `${scheme}://127.0.0.1`, BUS_SCHEMES, '--broker', 'ERR_USAGE');
  if (broker.scheme === scheme) return broker;
  const message = `--broker ${broker.text}: ${isTls ? 'with --tls' : 'without --tls'} it must begin with ${scheme}://`;
  throw new HostError('ERR_USAGE', message);
}

/** Throws HostError ERR_USAGE. */
function plannedTls(broker: Address, text: string | undefined): PlannedTls {
  const where = text ?? `https://${bracketed(broker.host)}:8884`;
  const authority = parseAddress(where, ['https'], '--authority', 'ERR_USAGE');
  return { hosts: [broker.host], others: [], authorityUrl: authority.text };
}

interface MeterOptions {
  readonly meters?: number | undefined;
  readonly areas?: readonly string[] | undefined;
  readonly metersFile?: string | undefined;
  readonly replay?: string | undefined;
}

function meterChoice({ meters, areas, metersFile, replay }: MeterOptions): MeterChoice {
  if (metersFile !== undefined) return { kind: 'listed', meters: readMeterList(metersFile) };
  if (replay !== undefined) return { kind: 'replayed', file: replay };
  return { kind: 'simulated', count: meters ?? DEFAULT_METERS, areas: areas ?? parseAreas('1') };
}

/** Throws HostError ERR_USAGE. */
function newFolder(dir: string): string {
  const folder = resolve(dir);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new HostError('ERR_USAGE', `${folder} is not empty: name a new folder, so that no key is overwritten`);
  return folder;
}

/** Certificates, and a token for each meter that makes its own keys; where the tokens are. */
async function writeAccess(plan: DeploymentPlan, paths: DeploymentPaths, tokenHours: number): Promise<Made['tokens']> {
  if (plan.tls === undefined) return undefined;
  await (await import('../authority/certificates.ts')).writeCertificates(paths, plan);
  if (plan.meterKeysIn !== 'tokens') return undefined;
  const { EnrolmentDesk } = await import('../authority/enrolment.ts');
  const { writeTokens } = await import('../authority/token-files.ts');
  const desk = await EnrolmentDesk.open(join(paths.authority, CONFIG_FILE));
  const untilMs = Date.now() + tokenHours * HOUR_MS;
  const folder = join(paths.authority, TOKENS_FOLDER);
  await writeTokens(desk, plan.meters, untilMs, folder);
  return { folder, untilMs };
}

/** Who is there, and when. */
function sizedCommand(program: Command) {
  return program
    .command('init')
    .description('write a complete deployment: one folder per party with its config and its own keys')
    .argument('[dir]', 'folder to create', DEFAULT_FOLDER)
    .option('--meters <n>', `simulated meters (default: ${DEFAULT_METERS})`, wholeNumber(1, 100_000))
    .addOption(
      new Option(
        '--areas <n|names>',
        'areas that the simulated meters are spread over: a number, or names such as oak,elm (default: 1)',
      ).argParser(parseAreas),
    )
    .addOption(
      new Option(
        '--meters-file <file>',
        'real meters instead, one a line: meter_id[,area[,registers]]. With --tls a one-time token for each, else a folder for each',
      ).conflicts(['meters', 'areas', 'replay']),
    )
    .addOption(
      new Option(
        '--replay <csv>',
        'readings of homes (meter_id,timestamp,wh), whose time is replayed: bills within seconds, to try it',
      ).conflicts(['meters', 'areas', 'metersFile']),
    )
    .option('--aggregators <n>', 'aggregators', wholeNumber(2, 16), 3)
    .option('--threshold <k>', 'how many shares open a secret', wholeNumber(2, 16), 2)
    .addOption(
      new Option(
        '--trust <model>',
        'how far aggregators may deviate (default: active where one of them may still be away, else covert)',
      ).choices(['covert', 'active'] as const),
    )
    .option(
      '--interval <length>',
      "length of an interval: seconds, or such as 15m, at most 1d (default: 15m, with --replay the data's own)",
      seconds(60, DAY_SECONDS),
    )
    .option(
      '--interval-offset <seconds>',
      'intervals begin so long after the whole multiples of their length in UTC: 1800 for zones at half an hour, 82800 for days of Amsterdam',
      wholeNumber(0, 86_399),
      0,
    )
    .addOption(periodOption())
    .addOption(timeZoneOption())
    .addOption(billingFromOption())
    .option(
      '--window <length>',
      'every bill covers so much instead, wherever days begin, such as 30d',
      seconds(60, 366 * DAY_SECONDS),
    )
    .option(
      '--close-after <length>',
      'how long after its end an interval waits for late readings, such as 1h (default: 1h)',
      seconds(10, 31 * DAY_SECONDS),
    )
    .option(
      '--floor <name=n,...>',
      'the least that every party insists on: minMeters in a load, minIntervals in a bill, minCrowd, maxKnown (default: what fits the smallest area)',
      parseFloors,
    )
    .option(
      '--loads <codes>',
      'registers of gas, water or heat (OBIS codes with commas) whose load curve is opened as well, not only bills; every meter must have them, or as many as a load needs',
      (text: string) => text.split(','),
    );
}

/** And how they reach each other. */
function initCommand(program: Command) {
  return sizedCommand(program)
    .option('--name <id>', 'deployment id', 'grid')
    .option('--tls', 'mutual TLS: an authority, and a certificate for each party', false)
    .option('--broker <url>', 'MQTT broker (default: mqtt://127.0.0.1:1883, with --tls mqtts://127.0.0.1:8883)')
    .option('--mosquitto', 'with --tls: the broker is Mosquitto, by the mosquitto.conf in its folder', false)
    .option(
      '--bridges [port]',
      `with --mosquitto: a Mosquitto for each aggregator's operator, too, bridged to the broker; on 127.0.0.1 from this port on (default: ${FIRST_BRIDGE_PORT})`,
      wholeNumber(1, 65_535),
    )
    .addOption(suiteOption())
    .addOption(sharesTopicOption())
    .addOption(rootOption())
    .option('--allow-debug', 'let clients called debug-NAME watch the bus: sealed payloads, and who sends them', false)
    .option(
      '--authority <url>',
      "with --tls: where to renew and enrol (default: https://, the broker's host, port 8884)",
    )
    .option(
      '--token-hours <n>',
      'with --meters-file and --tls: hours that tokens are good for',
      wholeNumber(1, 720),
      24,
    );
}

export function addInit(program: Command): void {
  initCommand(program).action(async (dir, options) => {
    const folder = newFolder(dir);
    const broker = brokerOf(options.broker, options.tls);
    const { name, interval, intervalOffset, window, billing, timeZone, billingFrom, ...others } = options;
    const { closeAfter, floor, loads } = options;
    const plan = await planDeployment({
      deployment: name,
      aggregators: options.aggregators,
      threshold: options.threshold,
      trust: options.trust,
      meters: meterChoice(others),
      intervalSeconds: interval,
      intervalOffsetSeconds: intervalOffset,
      windows: { windowSeconds: window, period: billing, timeZone, billingFrom },
      closeAfterSeconds: closeAfter,
      floors: floor ?? {},
      loads: loads ?? [],
      suite: options.suite,
      sharesTopic: options.sharesTopic,
      topicRoot: options.root,
      isDebugAllowed: options.allowDebug,
      broker,
      brokerKind: kindOf(options),
      bridgePort: bridgePortOf(options, broker),
      tls: options.tls ? plannedTls(broker, options.authority) : undefined,
    });
    const paths = writeDeployment(folder, plan);
    if (options.replay !== undefined) copyFileSync(options.replay, join(paths.meters, READINGS_FILE));
    const tokens = await writeAccess(plan, paths, options.tokenHours);
    say(describeDeployment({ folder, plan, paths, broker, tokens }));
  });
}
