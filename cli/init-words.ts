/** What `gridshare init` says that it wrote, and what to do with it. */
import { join } from 'node:path';
import { type DeploymentPaths, type DeploymentPlan, meterFolders } from '../deploy/deployment-plan.ts';
import { READINGS_FILE } from '../deploy/party-configs.ts';
import { covertText } from '../deploy/plan.ts';
import type { Address } from '../host/base/address.ts';
import { COLD_KEYS_FILE, CONFIG_FILE, KIT_FILE } from '../host/base/file-names.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { formatInterval } from '../protocol/grid/span.ts';
import { Windows } from '../protocol/grid/windows.ts';
import { plural } from './render/format.ts';

export interface Made {
  readonly folder: string;
  readonly plan: DeploymentPlan;
  readonly paths: DeploymentPaths;
  readonly broker: Address;
  /** Where the tokens of meters are that make their own keys. */
  readonly tokens: { readonly folder: string; readonly untilMs: number } | undefined;
}

/** Commands to start meters that are listed; the rest is like them. */
const SHOWN_METERS = 3;

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** 2592000 -> "30 days", 900 -> "15 minutes", 5400 -> "90 minutes": in the largest unit that is exact. */
function lengthText(seconds: number): string {
  const [size, unit] = UNITS.find(([one]) => seconds >= one && seconds % one === 0) ?? [1, 'second'];
  return plural(seconds / size, unit);
}

/** What a bill covers; of calendar periods also until when the first goes, and how far ahead they are listed. */
function billText({ scheme, periods }: DeploymentPlan): string {
  const { billing, intervalSeconds } = scheme;
  const windows = Windows.of(billing);
  const first = windows.from(billing.firstInterval);
  if (periods === undefined) return `A bill covers ${lengthText(first.count * intervalSeconds)}.`;
  const [begins, ends, listed] = [first.from, first.from + first.count, windows.listedEnd].map((interval) =>
    formatInterval(interval, scheme),
  );
  return `A bill covers ${periods}, the first from ${begins} to ${ends}. Windows are listed until ${listed}; the list can be made longer before then.`;
}

function summary({ folder, plan }: Made): string[] {
  const { scheme, meters } = plan;
  const { intervalSeconds, closeAfterSeconds, areas, floors } = scheme;
  const where = areas.length === 1 ? '' : ` in ${areas.length} areas`;
  return [
    `Wrote ${folder}: ${plural(meters.length, 'meter')}${where}, ${scheme.operators.length} aggregators, any ${scheme.threshold} open a total.`,
    `Intervals of ${lengthText(intervalSeconds)}, closed ${lengthText(closeAfterSeconds)} after their end. ${billText(plan)}`,
    `Floors: ${plural(floors.minMeters, 'meter')} in a load, ${plural(floors.minIntervals, 'interval')} in a bill, a crowd of ${floors.minCrowd}.`,
    floors.maxKnown === 0
      ? 'So few meters hide nobody from a utility that knows the readings of some of them: enrol 100 in an area.'
      : `No total tells fewer than ${floors.minCrowd} meters from the others, so a home hides among ${floors.minCrowd - floors.maxKnown} also where the utility knows ${floors.maxKnown} of them. With fewer meters than ${floors.minMeters} in a page nothing of it is opened.`,
    ...[covertText(scheme.trust) ?? []].flat(),
  ];
}

/** Not said of a replay, which is over before anybody loses a disk or sees a key. */
function keeping({ plan, paths, tokens }: Made): string[] {
  if (plan.isDemo) return [];
  return [
    'Each folder is one party. Give each operator its own and nobody else; keys.json must stay there.',
    `Each aggregator's ${COLD_KEYS_FILE} goes on for it if its disk is lost: move it to where secrets are kept, off that machine.`,
    'Each aggregator keeps a counter of what it signed beside its state folder: put it on another medium than the disk (counter in its config), or a snapshot of the machine takes both back.',
    ...(paths.operatorBrokers.length === 0
      ? []
      : [
          "Each operator gets its aggregator's folder and the broker's of the same number, whose bridge is that aggregator at the broker of everybody.",
        ]),
    ...(plan.tls === undefined
      ? []
      : [`The authority is in ${paths.authority}: its key signs certificates, so keep it off every other machine.`]),
    ...(tokens === undefined
      ? []
      : [
          `One-time tokens are in ${tokens.folder}, a file for each meter, good until ${new Date(tokens.untilMs).toISOString()}. Each device gets its own, and ${join(paths.authority, KIT_FILE)}.`,
        ]),
  ];
}

function meterCommands({ plan, paths, tokens }: Made): string[] {
  const shown = plan.meters.slice(0, SHOWN_METERS);
  const more = plan.meters.length > shown.length ? [`  ... and so each of the ${plan.meters.length} meters`] : [];
  if (tokens !== undefined)
    return [
      `  gridshare authority --config ${join(paths.authority, CONFIG_FILE)}`,
      'On each device (for a Raspberry Pi gridshare flash-kit makes all of it, with a token of its own):',
      ...shown.map(
        ({ id }) =>
          `  gridshare enroll ${id} --kit ${join(paths.authority, KIT_FILE)} --token ${join(tokens.folder, `${id}.token`)}`,
      ),
      ...more,
    ];
  const folders = meterFolders(paths, plan);
  const commands = folders
    .slice(0, SHOWN_METERS)
    .map((path) => `  gridshare meter --config ${join(path, CONFIG_FILE)}`);
  if (plan.meterKeysIn !== 'folders') return commands;
  return [...commands, ...more, `Each meter reads ${READINGS_FILE} in its folder: meter_id,timestamp,wh`];
}

function running(made: Made): string[] {
  const { plan, paths } = made;
  const isMosquitto = plan.brokerKind === 'mosquitto';
  const mosquitto = `cd ${paths.broker} && mosquitto -c mosquitto.conf`;
  const parties = [
    ...(isMosquitto ? [] : [['broker', paths.broker] as const]),
    ...paths.aggregators.map((path) => ['aggregator', path] as const),
    ['utility', paths.utility],
  ] as const;
  const config = (path: string): string => join(path, CONFIG_FILE);
  const root = new TopicRoot(plan.topicRoot);
  const tap = `gridshare tap --config ${config(paths.utility)}`;
  const issue = `gridshare issue ${root.clientIdOf('debug-me')} me --config ${config(paths.authority)} && ${tap} --tls me`;
  const allow =
    isMosquitto || plan.isDemo || plan.isDebugAllowed === true
      ? ''
      : `, set allowDebug: true in ${config(paths.broker)}, then`;
  return [
    'Run each on its machine, or here in a terminal each:',
    ...(isMosquitto ? [`  ${mosquitto}`] : []),
    ...paths.operatorBrokers.map((path) => `  cd ${path} && mosquitto -c mosquitto.conf`),
    ...parties.map(([role, path]) => `  gridshare ${role} --config ${config(path)}`),
    ...meterCommands(made),
    ...(plan.isDemo ? [`Seconds later: gridshare bills --config ${config(paths.utility)}`] : []),
    `To watch the bus${allow}: ${plan.tls === undefined ? tap : issue}`,
    ...(plan.tls === undefined || isMosquitto ? [] : [`Mosquitto instead of the first: ${mosquitto}`]),
  ];
}

export function describeDeployment(made: Made): string {
  return `${[...summary(made), ...keeping(made), ...running(made)].join('\n')}\n`;
}
