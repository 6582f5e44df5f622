/** `gridshare init DIR`: a complete deployment, one folder per party with its config and keys. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { createScheme } from '../deploy/plan.ts';
import { COLD_KEYS_FILE, CONFIG_FILE } from '../deploy/file-names.ts';
import { type DeploymentPlan, type PlannedTls, writeDeployment } from '../deploy/provision.ts';
import { HostError } from '../host/errors.ts';
import { simulateHouseholds } from '../meter/sources/simulated.ts';
import { schemeProblem } from '../protocol/scheme.ts';
import { wholeNumber } from './options.ts';

/** Billing windows of thirty days: months differ in length, windows must not. */
const WINDOW_DAYS = 30;
const SIMULATED_DAYS = 365;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.');
}

/** Throws HostError ERR_USAGE for a URL that does not go with the choice of TLS. */
function brokerOf(text: string | undefined, isTls: boolean): URL {
  const scheme = isTls ? 'mqtts:' : 'mqtt:';
  const url = text ?? (isTls ? 'mqtts://127.0.0.1:8883' : 'mqtt://127.0.0.1:1883');
  const broker = URL.canParse(url) ? new URL(url) : undefined;
  if (broker?.protocol !== scheme || broker.hostname === '') {
    const message = `--broker ${url}: ${isTls ? 'with --tls' : 'without --tls'} it must be a URL that begins with ${scheme}//`;
    throw new HostError('ERR_USAGE', message);
  }
  if (broker.port === '') broker.port = isTls ? '8883' : '1883';
  return broker;
}

/** Throws HostError ERR_USAGE. */
function plannedTls(broker: URL, authority: string | undefined): PlannedTls {
  const text = authority ?? `https://${broker.hostname}:8884`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.port === '') {
    throw new HostError('ERR_USAGE', `--authority ${text}: it must be a URL such as https://127.0.0.1:8884`);
  }
  const hosts = isLoopback(broker.hostname) ? [] : [broker.hostname];
  return { hosts, others: [], authorityUrl: url.origin };
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a complete deployment: one folder per party with its config and its own keys')
    .argument('<dir>', 'folder to create')
    .requiredOption('--meters <n>', 'meters', wholeNumber(2, 100_000))
    .requiredOption('--aggregators <n>', 'aggregators', wholeNumber(2, 16))
    .requiredOption('--threshold <k>', 'how many shares open a secret', wholeNumber(2, 16))
    .addOption(
      new Option('--trust <model>', 'how far aggregators may deviate')
        .choices(['covert', 'active'] as const)
        .default('covert' as const),
    )
    .option('--interval <seconds>', 'length of an interval', wholeNumber(60, 86_400), 900)
    .option('--name <id>', 'deployment id', 'grid')
    .option('--tls', 'mutual TLS: an authority, and a certificate for each party', false)
    .option('--broker <url>', 'MQTT broker (default: mqtt://127.0.0.1:1883, with --tls mqtts://127.0.0.1:8883)')
    .option(
      '--shares-per-meter',
      'publish shares in topics of each meter, which the broker binds to its certificate',
      false,
    )
    .option(
      '--authority <url>',
      "with --tls: where to renew and enrol (default: https://, the broker's host, port 8884)",
    )
    .action(async (dir, options) => {
      const folder = resolve(dir);
      if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new HostError('ERR_USAGE', `${folder} is not empty: name a new folder, so that no key is overwritten`);
      }
      const broker = brokerOf(options.broker, options.tls);
      const intervalsPerDay = Math.floor(86_400 / options.interval);
      const firstInterval = Math.floor(Date.now() / 1000 / options.interval) + 1;
      const simulated = { seed: 1, meterCount: options.meters, days: SIMULATED_DAYS, firstInterval };
      const homes = simulateHouseholds({ ...simulated, days: 1, intervalSeconds: options.interval });
      const floors = {
        minMeters: Math.max(1, Math.min(5, options.meters - 1)),
        minIntervals: Math.max(1, Math.min(96, Math.floor((intervalsPerDay * WINDOW_DAYS) / 2))),
      };
      const scheme = createScheme({
        deployment: options.name,
        aggregators: options.aggregators,
        threshold: options.threshold,
        trust: options.trust,
        intervalSeconds: options.interval,
        areas: ['area-1'],
        maxMeters: Math.max(10_000, options.meters),
        floors,
        firstInterval,
        windowIntervals: intervalsPerDay * WINDOW_DAYS,
        closeAfterSeconds: 3_600,
        graceSeconds: 900,
        ...(options.sharesPerMeter ? { sharesTopic: 'meter' as const } : {}),
      });
      const problem = schemeProblem(scheme);
      if (problem !== undefined) throw new HostError('ERR_USAGE', `these choices cannot be run: ${problem}`);
      const plan: DeploymentPlan = {
        scheme,
        firstInterval,
        meters: homes.households.map(({ meterId, area, registers }) => ({ id: meterId, area, registers })),
        brokerUrl: broker.href,
        brokerPort: Number(broker.port),
        ...(options.tls ? { tls: plannedTls(broker, options.authority) } : {}),
        bus: { reconnectMinMs: 1_000, reconnectMaxMs: 60_000 },
        source: { kind: 'simulated', ...simulated },
        runOffIntervals: 0,
        sendJitterSeconds: Math.floor(options.interval / 3),
        clock: { source: 'system', offsetMs: 0, speed: 1 },
        commit: { maxMessages: 100, maxDelayMs: 250 },
        floor: { minThreshold: options.threshold, trust: options.trust, ...floors },
        log: { level: 'info' },
        isDemo: false,
        lieWh: new Map(),
        isUnsealed: false,
      };
      const paths = writeDeployment(folder, plan);
      if (options.tls) await (await import('../deploy/certificates.ts')).writeCertificates(paths, plan);
      const runs = [
        ['broker', paths.broker],
        ...paths.aggregators.map((path) => ['aggregator', path] as const),
        ['utility', paths.utility],
        ['meter', paths.meters],
      ] as const;
      process.stdout.write(
        `${[
          `Wrote ${folder}: ${options.meters} meters, ${options.aggregators} aggregators, any ${options.threshold} open a total.`,
          'Each folder is one party. Give each operator its own and nobody else; keys.json must stay there.',
          `Each aggregator's ${COLD_KEYS_FILE} goes on for it if its disk is lost: move it to where secrets are kept, off that machine.`,
          `Floors: ${floors.minMeters} meters in a load, ${floors.minIntervals} intervals in a bill (recommended: 100 homes, a month). Windows of ${WINDOW_DAYS} days.`,
          ...(options.tls
            ? [
                `The authority is in ${paths.authority}: its key signs certificates, so keep it off every other machine.`,
              ]
            : []),
          'Run each on its machine, or here in a terminal each:',
          ...runs.map(([role, path]) => `  gridshare ${role} --config ${join(path, CONFIG_FILE)}`),
          ...(options.tls
            ? [`Mosquitto instead of the first: cd ${paths.broker} && mosquitto -c mosquitto.conf`]
            : [
                `To watch the bus, set allowDebug: true in ${join(paths.broker, CONFIG_FILE)}, then: mosquitto_sub -i debug-me -v -t 'grid/#' | gridshare decode`,
              ]),
        ].join('\n')}\n`,
      );
    });
}
