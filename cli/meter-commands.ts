/**
 * `gridshare meter`: runs one meter or a fleet; `meter show` tells its household how it stands, `meter replaced` tells the meter
 * that its electricity meter was exchanged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import type { MeterKeys } from '../host/keys/keys.ts';
import { isStateLocked } from '../host/base/lock.ts';
import { readLive } from '../meter/host/live.ts';
import { sayReplaced } from '../meter/host/replacements.ts';
import { RegisterTrack } from '../meter/register-track.ts';
import type { ReplacementProblem } from '../meter/sample.ts';
import { type Unit, parseQuantity, registerUnitOf } from '../meter/sources/quantity.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import { decimal, viewPresent } from '../meter/views/present.ts';
import { type RegisterUnit, maxReadingOf, thousandOf, unitOf } from '../protocol/grid/register.ts';
import type { Scheme } from '../schemas/types.ts';
import { EXIT } from './exit.ts';
import { openMeter } from './opened-meter.ts';
import { wholeNumber } from './options.ts';
import { running } from './parties.ts';
import { jsonText, say } from './render/output.ts';
import { terminalOf } from './render/terminal.ts';
import { showPresent } from './settlement/present-text.ts';

const LOOK_MS = 200;

async function show(options: { config: string; meter?: string | undefined; json: boolean }): Promise<void> {
  const { state, keys, books, scheme } = openMeter(options.config, options.meter);
  const live = await readLive(state);
  const view = viewPresent(books, keys.registers, scheme, live?.samples[keys.id], Date.now());
  const { sourceProblem, clockProblem, heldSamples } = live ?? {};
  const problems = {
    ...(sourceProblem === undefined ? {} : { sourceProblem }),
    ...(clockProblem === undefined ? {} : { clockProblem }),
  };
  if (options.json)
    say(jsonText({ ...view, isRunning: live !== undefined, heldSamples: heldSamples ?? 0, ...problems }, 2));
  else {
    const texts = [...Object.values(problems), ...(live === undefined ? ['the meter does not run'] : [])];
    say(`${showPresent(view, texts, terminalOf(process.stdout, process.env))}\n`);
  }
}

/** Why it can't be, with the values that say so. */
function refusal(
  problem: ReplacementProblem,
  register: string,
  books: MeterBooks,
  scheme: Scheme | undefined,
): HostError {
  const kept = books.sample?.registers.find((one) => one.register === register);
  const unit = thousandOf(unitOf(scheme, register));
  const shown = (milli: string | undefined): string => `${decimal(BigInt(milli ?? '0'), 6)} ${unit}`;
  const last = shown(kept?.unexplained?.fromMilli ?? kept?.milli);
  const texts: Readonly<Record<ReplacementProblem, string>> = {
    unseen: `no sample of ${register} was ever taken here, so there is nothing to go on from: start the meter, and nothing has to be said`,
    'final-below': `the old device had shown ${last} already: --final must be what it showed at its end, not less`,
    'initial-above': `the new device was seen first with ${shown(kept?.unexplained?.toMilli)}: --initial must be what it showed when it was new, not more`,
    'above-fuse':
      `between the last sample of the old device (${last}) and --final, and from --initial to the first sample of the new one, more would have been ` +
      'counted than the fuse lets through in that time: look at both values, their register and their unit again',
  };
  return new HostError('ERR_REPLACEMENT', `${texts[problem]}. Nothing was changed`);
}

function milliOf(name: string, text: string, unit: Unit): string {
  const quantity = parseQuantity(text, unit);
  if (quantity !== undefined) return String(quantity.milli);
  throw new HostError(
    'ERR_USAGE',
    `${name} must be what the display showed: digits with a point, such as 12345.678, not ${text}`,
  );
}

const UNITS = ['Wh', 'kWh', 'MWh', 'dm3', 'm3', 'kJ', 'MJ', 'GJ'] as const satisfies readonly Unit[];
/** What meters show that count in it. */
const SHOWN_UNITS: Readonly<Record<RegisterUnit, Unit>> = { Wh: 'kWh', dm3: 'm3', kJ: 'GJ' };

interface ReplacedOptions {
  readonly config: string;
  readonly meter?: string | undefined;
  readonly register?: string | undefined;
  readonly final: string;
  readonly initial: string;
  readonly unit?: Unit | undefined;
  readonly wait: number;
}

function registerOf({ registers, id }: MeterKeys, wanted: string | undefined): string {
  const [only] = registers;
  if (wanted === undefined && only !== undefined && registers.length === 1) return only;
  if (wanted !== undefined && registers.includes(wanted)) return wanted;
  const what =
    wanted === undefined ? 'say which register, with --register, each by itself' : `there is no register ${wanted}`;
  throw new HostError('ERR_USAGE', `${what}: ${id} has ${registers.join(', ')}`);
}

async function replaced(options: ReplacedOptions): Promise<void> {
  const { state, keys, books, scheme } = openMeter(options.config, options.meter);
  const register = registerOf(keys, options.register);
  const counted = unitOf(scheme, register);
  const unit = options.unit ?? SHOWN_UNITS[counted];
  if (registerUnitOf(unit) !== counted)
    throw new HostError(
      'ERR_USAGE',
      `--unit ${unit} is none of ${register}, which counts ${counted}: take ${SHOWN_UNITS[counted]}`,
    );
  const told = {
    finalMilli: milliOf('--final', options.final, unit),
    initialMilli: milliOf('--initial', options.initial, unit),
  };
  const kept = books.sample?.registers.find((one) => one.register === register);
  if (kept === undefined || scheme === undefined) throw refusal('unseen', register, books, scheme);
  // What the meter will make of it, by what it has written down.
  const now = { hostMs: Date.now(), monotonicMs: undefined };
  const expected = RegisterTrack.restore({ ...scheme, maxReading: maxReadingOf(scheme, register) }, kept).replace(
    told,
    now,
  );
  if (typeof expected === 'string') throw refusal(expected, register, books, scheme);
  const id = sayReplaced(state, keys.id, { register, ...told });
  say(await takenUp(options, state, keys.id, register, id));
}

/** What became of it, in words. Throws HostError ERR_REPLACEMENT if the meter refused it. */
async function takenUp(
  { config, wait }: ReplacedOptions,
  state: string,
  meter: string,
  register: string,
  id: string,
): Promise<string> {
  const untilMs = performance.now() + wait * 1_000;
  while (isStateLocked(state)) {
    const { books, scheme } = openMeter(config, meter);
    const taken = books.replacements.find((one) => one.id === id);
    if (taken?.problem !== undefined) throw refusal(taken.problem, register, books, scheme);
    if (taken !== undefined) {
      const isOver = books.sample?.registers.find((one) => one.register === register)?.announced === undefined;
      return isOver
        ? `${meter}: what both devices counted unseen is on the next reading. The books say replaced.\n`
        : `${meter}: noted. With the first sample of the new device all of it is counted, and the books say replaced.\n`;
    }
    if (performance.now() >= untilMs) {
      process.exitCode = EXIT.notExact;
      return `${meter}: the running meter has not taken it up yet: it does once its source is open. Look into its log.\n`;
    }
    await sleep(LOOK_MS);
  }
  return `${meter}: noted. The meter does not run: it takes it up when it starts.\n`;
}

const meterOption = () => new Option('--meter <id>', 'which meter, in a process of several');

export function addMeter(program: Command): void {
  const meter = program
    .command('meter')
    .description('run one meter, or a fleet of many in one process; show one, or tell it that it was exchanged')
    .option('--config <file>', 'config file (YAML)')
    .option('--page [address]', 'show its household a page, at 127.0.0.1:9465 or where the config or this says');
  meter.action(async ({ config, page }) => {
    if (config === undefined) {
      meter.error("error: required option '--config <file>' not specified");
      return;
    }
    const { runMeter } = await import('../meter/host/main.ts');
    await running('meter', config, (path) => runMeter(path, page));
  });
  meter
    .command('show')
    .description(
      'the household: registers as they are now, open interval, last readings, bills that this device verified',
    )
    .requiredOption('--config <file>', "the meter's config file (YAML)")
    .addOption(meterOption())
    .option('--json', 'print JSON', false)
    .action(show);
  meter
    .command('bill')
    .description("the household's bills, computed again from its own readings and the signed tariff")
    .requiredOption('--config <file>', "the meter's config file (YAML)")
    .addOption(meterOption())
    .option('--json', 'print JSON', false)
    .addHelpText('after', `\nExit codes: ${EXIT.ok} all are what they should be, ${EXIT.notExact} one is not.`)
    .action(async (options) => (await import('./meter-bill.ts')).showBills(options));
  meter
    .command('replaced')
    .description(
      'the electricity meter, or a device behind it, was exchanged: at which value the old one ended and the new one began',
    )
    .requiredOption('--config <file>', "the meter's config file (YAML)")
    .requiredOption('--final <value>', 'what the old one showed at its end')
    .requiredOption('--initial <value>', 'what the new one showed when it was new, 0 as a rule')
    .option('--register <obis>', 'which register, where there are several: each by itself')
    .addOption(
      new Option('--unit <unit>', 'unit of both values (default: kWh; m3 of gas and water, GJ of heat)').choices(UNITS),
    )
    .addOption(meterOption())
    .option('--wait <seconds>', 'how long the running meter may take to take it up', wholeNumber(0, 600), 15)
    .action(replaced);
}
