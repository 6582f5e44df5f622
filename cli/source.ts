/** `gridshare source SPEC`: reads a meter's port, or a stream that was recorded of one, and prints its samples. */
import type { Command } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import type { SourceSink } from '../meter/host/source.ts';
import { readSpec } from '../meter/host/sources/read-spec.ts';
import { openSpec } from '../meter/host/sources/spec-source.ts';
import { type SampleView, viewSample } from '../meter/views/sample-view.ts';
import type { Sample } from '../meter/sample.ts';
import { wholeNumber } from './options.ts';
import { isOutputClosed, jsonText, say } from './render/output.ts';

/** How often it is looked whether something is wrong. */
const LOOK_MS = 5_000;
/** As if its samples went into intervals of this length. */
const INTERVAL_SECONDS = 900;

const iso = (ms: number): string => new Date(ms).toISOString();

/** A sample as a line. */
export function rowOf({ time, meterTime, serial, quality, registers }: SampleView): string {
  const shown = registers
    .map((one) => {
      const device = [one.serial, one.readAt === undefined ? undefined : `read ${one.readAt}`].filter(
        (word) => word !== undefined,
      );
      const step = [one.resolution, ...device].join(', ');
      return `${one.register} ${one.value} ${one.unit} (${step})`;
    })
    .join('  ');
  const meter = [serial, meterTime === undefined ? undefined : `its clock ${meterTime}`].filter(
    (one) => one !== undefined,
  );
  return `${time}  ${quality}  ${[...meter, shown].join('  ')}\n`;
}

/** Says on standard error what is wrong, each time that it changes. */
function saySides(text: string): void {
  say(`${text}\n`, process.stderr);
}

async function readSource(text: string, isJson: boolean, most: number): Promise<void> {
  let count = 0;
  const source = await openSpec(readSpec(text), {
    tell: (_level, code, words) => saySides(`gridshare: ${words} [${code}]`),
    now: () => ({ gridMs: Date.now(), monotonicMs: performance.now() }),
    meter: 'source',
    registers: [],
    intervalSeconds: INTERVAL_SECONDS,
    scheme: undefined,
    folder: process.cwd(),
    stateFolder: undefined,
    isPatient: false,
    isBusy: () => false,
  });
  const sink: SourceSink = {
    sample: (_meter: string, sample: Sample) => {
      if (count >= most || isOutputClosed()) return;
      count += 1;
      const view = viewSample(sample, iso);
      say(isJson ? jsonText(view) : rowOf(view));
      if (count >= most || isOutputClosed()) source.stop();
    },
    interval: () => {},
    flush: () => {},
  };
  let problem: string | undefined;
  const look = setInterval(() => {
    if (isOutputClosed()) source.stop();
    if (source.problem !== undefined && source.problem !== problem) saySides(`gridshare: ${source.problem}`);
    problem = source.problem;
  }, LOOK_MS);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => source.stop());
  try {
    await source.run(sink);
  } finally {
    clearInterval(look);
  }
  const faults = [...source.faults].map(([kind, times]) => `${kind} ${times}`).join(', ');
  if (faults !== '') saySides(`gridshare: could not be read: ${faults}`);
  if (count === 0 && !isOutputClosed())
    throw new HostError('ERR_SOURCE_NOTHING', `no sample came from ${text}: is it this kind of source?`);
}

export function addSource(program: Command): void {
  program
    .command('source')
    .description("read a meter's port, or a stream recorded of one, and print its samples")
    .argument(
      '<spec>',
      'one line that names it, such as p1:/dev/ttyUSB0 or p1:recorded.txt; docs/meters.md has them all',
    )
    .option('--json', 'print JSON, an object a line', false)
    .option('--count <n>', 'end after so many samples', wholeNumber(1, 1_000_000_000))
    .action((spec, { json, count }) => readSource(spec, json, count ?? Number.POSITIVE_INFINITY));
}
