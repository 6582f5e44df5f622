/** `gridshare init DIR`: a complete deployment, one folder per party with its config and keys. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { assertCrowds, covertText, createScheme, floorsFor } from '../deploy/plan.ts';
import { COLD_KEYS_FILE, CONFIG_FILE } from '../host/base/file-names.ts';
import { type DeploymentPlan, type PlannedTls, writeDeployment } from '../deploy/provision.ts';
import { type Address, BUS_SCHEMES, bracketed, parseAddress } from '../host/base/address.ts';
import { HostError } from '../host/base/errors.ts';
import { simulateHouseholds } from '../homes/simulated.ts';
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import { PATIENCE_SECONDS, schemeProblem } from '../protocol/grid/scheme.ts';
import { wholeNumber } from './options.ts';
import { say } from './render/output.ts';

/** Billing windows of thirty days: months differ in length, windows must not. */
const WINDOW_DAYS = 30;
const SIMULATED_DAYS = 365;

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

export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a complete deployment: one folder per party with its config and its own keys')
    .argument('<dir>', 'folder to create')
    .requiredOption('--meters <n>', 'meters', wholeNumber(1, 100_000))
    .requiredOption('--aggregators <n>', 'aggregators', wholeNumber(2, 16))
    .requiredOption('--threshold <k>', 'how many shares open a secret', wholeNumber(2, 16))
    .addOption(
      new Option(
        '--trust <model>',
        'how far aggregators may deviate (default: active where one of them may still be away, else covert)',
      ).choices(['covert', 'active'] as const),
    )
    .option('--interval <seconds>', 'length of an interval', wholeNumber(60, 86_400), 900)
    .option(
      '--interval-offset <seconds>',
      'intervals begin so long after the whole multiples of their length in UTC, for zones at half an hour: 1800',
      wholeNumber(0, 86_399),
      0,
    )
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
      const grid: IntervalGrid = { intervalSeconds: options.interval, intervalOffsetSeconds: options.intervalOffset };
      const firstInterval = intervalAt(Date.now(), grid) + 1;
      const simulated = { seed: 1, meterCount: options.meters, days: SIMULATED_DAYS, firstInterval };
      const homes = simulateHouseholds({ ...simulated, days: 1, ...grid });
      assertCrowds(
        homes.households.map(({ area }) => area),
        '--meters 2 or more; whoever tries with one meter adds a second, such as the house next door',
      );
      const minIntervals = Math.max(1, Math.min(96, Math.floor((intervalsPerDay * WINDOW_DAYS) / 2)));
      const floors = floorsFor(options.meters, minIntervals);
      // One aggregator may be away: its quorum is one less than all of them.
      const trust = options.trust ?? (options.aggregators >= options.threshold + 2 ? 'active' : 'covert');
      const scheme = createScheme({
        deployment: options.name,
        aggregators: options.aggregators,
        threshold: options.threshold,
        trust,
        ...grid,
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
        brokerUrl: broker.url,
        brokerPort: broker.port,
        ...(options.tls ? { tls: plannedTls(broker, options.authority) } : {}),
        bus: { reconnectMinMs: 1_000, reconnectMaxMs: 60_000 },
        source: { kind: 'simulated', ...simulated },
        runOffIntervals: 0,
        sendJitterSeconds: Math.floor(options.interval / 3),
        clock: { source: 'system', offsetMs: 0, speed: 1 },
        commit: { maxMessages: 100, maxDelayMs: 250 },
        floor: { minThreshold: options.threshold, trust, minPatienceSeconds: PATIENCE_SECONDS, ...floors },
        log: { level: 'info' },
        isDemo: false,
        lieWh: new Map(),
        isUnsealed: false,
      };
      const paths = writeDeployment(folder, plan);
      if (options.tls) await (await import('../authority/certificates.ts')).writeCertificates(paths, plan);
      const runs = [
        ['broker', paths.broker],
        ...paths.aggregators.map((path) => ['aggregator', path] as const),
        ['utility', paths.utility],
        ['meter', paths.meters],
      ] as const;
      say(
        `${[
          `Wrote ${folder}: ${options.meters} meters, ${options.aggregators} aggregators, any ${options.threshold} open a total.`,
          'Each folder is one party. Give each operator its own and nobody else; keys.json must stay there.',
          `Each aggregator's ${COLD_KEYS_FILE} goes on for it if its disk is lost: move it to where secrets are kept, off that machine.`,
          `Each aggregator keeps a counter of what it signed beside its state folder: put it on another medium than the disk (counter in its config), or a snapshot of the machine takes both back.`,
          `Floors: ${floors.minMeters} meters in a load, ${floors.minIntervals} intervals in a bill, a crowd of ${floors.minCrowd}. Windows of ${WINDOW_DAYS} days.`,
          floors.maxKnown === 0
            ? 'So few meters hide nobody from a utility that knows the readings of some of them: enrol 100 in an area.'
            : `No total tells fewer than ${floors.minCrowd} meters from the others, so a home hides among ${floors.minCrowd - floors.maxKnown} also where the utility knows ${floors.maxKnown} of them. With fewer meters than ${floors.minMeters} in a page nothing of it is opened.`,
          ...[covertText(trust) ?? []].flat(),
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
                `To watch the bus, set allowDebug: true in ${join(paths.broker, CONFIG_FILE)}, then: mosquitto_sub -h ${broker.host} -p ${broker.port} -i debug-me -v -t 'grid/#' | gridshare decode`,
              ]),
        ].join('\n')}\n`,
      );
    });
}
