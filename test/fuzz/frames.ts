/**
 * `npm run frames -- --frames 60000 --seed 1`: mutated MQTT frames against a running grid. Exit code 0 only if broker and
 * parties live, within bounded memory, and bill exactly afterwards. `--control` plants a fault, which must be found.
 */
import { parseArgs } from 'node:util';
import { playBarrage } from './barrage.ts';
import { PLANTED, plant } from './planted.ts';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '60000' },
    seed: { type: 'string', default: '1' },
    control: { type: 'string' },
  },
});
const [frames, seed] = [Number(values.frames), Number(values.seed)];
const fault = values.control === undefined ? undefined : PLANTED.find((name) => name === values.control);
const isMisspelt = values.control !== undefined && fault === undefined;
if (isMisspelt || ![frames, seed].every((number) => Number.isSafeInteger(number) && number >= 1)) {
  process.stderr.write(`npm run frames -- [--frames N] [--seed S] [--control ${PLANTED.join('|')}]\n`);
  process.exit(2);
}
if (fault !== undefined) plant(fault);

const result = await playBarrage({ frames, seed });
const { problems, outcomes, broker, peakMiB } = result;
for (const problem of problems.slice(0, 20)) process.stderr.write(`  ${problem}\n`);
const memory = [...peakMiB].map(([name, [before, after]]) => `${name} ${Math.round(before)}-${Math.round(after)}`);
process.stdout.write(
  `${problems.length === 0 ? 'unharmed' : 'HARMED'}: ${result.frames} mutated frames (seed ${seed}, ${result.payloads} of them good frames with mutated payloads) ` +
    `over ${result.connections} connections: ${outcomes.open} answered, ${outcomes.closed} connections closed, ${outcomes.silent} left waiting; ` +
    `broker refused ${broker?.refusedFrames ?? '?'} frames, ${broker?.refusedPublishes ?? '?'} publications, ${broker?.refusedSubscribes ?? '?'} filters, ` +
    `${broker?.takeovers ?? '?'} takeovers, aggregators refused ${result.rejections} messages; ${result.windowsDuring} windows meanwhile, ${result.billsAfter} bills exact afterwards; ` +
    `peak MiB ${memory.join(', ')}; ${result.seconds.toFixed(0)} s\n`,
);
process.exit(problems.length === 0 ? 0 : 1);
