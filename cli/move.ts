/** `gridshare move`: a meter reports to another area from soon on, under new keys, and loses nothing. */
import type { Command } from '@commander-js/extra-typings';
import { besideConfig, readConfig, roleOf } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { secretBeside } from '../host/keys/credentials.ts';
import { intervalAt, intervalStartMs } from '../protocol/grid/interval.ts';
import { partyOfClient } from '../protocol/wire/topic-root.ts';
import { nameOf } from './named-meters.ts';
import { say } from './render/output.ts';

interface Move {
  readonly meter: string;
  readonly area: string;
  readonly config: string;
  readonly isNew: boolean;
}

/** The authority's word: the device makes its keys itself, when it asks. */
async function moveDevice({ meter, area, config, isNew }: Move): Promise<void> {
  if (roleOf(config) !== 'authority') {
    const message =
      'a device that enrolled by itself is moved by the authority: name its config; one whose keys are here, with --meter-config';
    throw new HostError('ERR_USAGE', message);
  }
  const { EnrolmentDesk } = await import('../authority/enrolment.ts');
  const desk = await EnrolmentDesk.open(config);
  const before = await desk.move(meter, area, isNew);
  say(
    `Meter ${meter} moves from ${before} to ${area} when its device asks: within eight hours, or soon after it is started again. What it ` +
      `owes ${before} it delivers there. Operators who approve meters need its new line, and an end in the old one.\n`,
  );
}

/** Keys that are on this machine: made here, and enrolled at once. */
async function moveHere({ meter, area, config, isNew }: Move, meterConfig: string): Promise<void> {
  const role = roleOf(config);
  if (role !== 'authority' && role !== 'utility')
    throw new HostError('ERR_USAGE', '--config names the config of the authority or of the utility');
  const party = role === 'authority' ? readConfig('config-authority', config) : readConfig('config-utility', config);
  if (party.roster === undefined) throw new HostError('ERR_USAGE', `${config} names no roster file`);
  const grid = 'scheme' in party ? party.scheme : party;
  const roster = besideConfig(config, party.roster);
  const { JOINS_AFTER, enrolMeter, moveProblem } = await import('../authority/roster-file.ts');
  const { addMovedKeys, newSeeds, publicOf, readOwnKeys } = await import('../meter/host/moved-keys.ts');
  const process = readConfig('config-meter', meterConfig);
  const state = besideConfig(meterConfig, process.state);
  const known = readOwnKeys(secretBeside(meterConfig, process.keys), state).find(({ id }) => id === meter);
  if (known === undefined) throw new HostError('ERR_USAGE', `${meterConfig} has no meter ${meter}`);
  const { meters } = readConfig('enrolment', roster);
  const listed = meters.find((line) => line.meter.id === meter);
  if (listed === undefined) throw new HostError('ERR_USAGE', `meter ${meter} is not in the roster file`);
  const problem = moveProblem(meter, area, listed.area, meters, isNew);
  if (problem !== undefined) throw new HostError('ERR_USAGE', problem);
  const seeds = newSeeds();
  const keyEpoch = Math.max(known.keyEpoch, listed.meter.keyEpoch) + 1;
  const registers = [...known.registers];
  // The keys first: a roster that names keys which nobody has would be in force until somebody notices.
  addMovedKeys(state, { id: meter, area, keyEpoch, registers, ...seeds });
  // A replay's time is not that of here: as soon as it may.
  const isReplay = process.clock.source === 'replay';
  const from = isReplay ? 0 : intervalAt(Date.now(), grid) + JOINS_AFTER;
  enrolMeter(roster, area, from, { id: meter, keyEpoch, registers, ...publicOf(seeds, roster) });
  const at = isReplay ? 'soon' : `at ${new Date(intervalStartMs(from, grid)).toISOString().replace('.000', '')}`;
  say(`Meter ${meter} moves from ${listed.area} to ${area} ${at}. What it owes ${listed.area} it delivers there.\n`);
}

export function addMove(program: Command): void {
  program
    .command('move')
    .description('move a meter to another area under new keys: it is billed in both, and nothing of it is lost')
    .argument('<meter>', 'meter id')
    .argument('<area>', 'area that it moves to')
    .requiredOption('--config <file>', "the authority's config file (YAML); with --meter-config also the utility's")
    .option('--meter-config <file>', 'config of the meter process, if its keys are on this machine: done at once')
    .option('--new-area', 'no meter of the roster is in that area yet', false)
    .action(async (meter, area, { config, meterConfig, newArea: isNew }) => {
      nameOf(partyOfClient(meter), 'the meter id');
      const move = { meter, area: nameOf(area, 'the area'), config, isNew };
      await (meterConfig === undefined ? moveDevice(move) : moveHere(move, meterConfig));
    });
}
