/**
 * `npm run fuzz -- --inputs 1000000 --seed 1 --seconds 120`: feeds every decoder and machine with mutated inputs. Exit code
 * 0 only if nothing undeclared came out; the last line has the figures. What is found is printed as a line for the corpus.
 */
import { parseArgs } from 'node:util';
import { decoderTargets } from './decoders.ts';
import { fuzz } from './engine.ts';
import { machineTargets } from './machines.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '600' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});

// The YAML parser warns of what it then refuses.
process.removeAllListeners('warning');

const startedAtMs = performance.now();
const decoders = decoderTargets();
const machines = machineTargets();
try {
  const targets = [...decoders.targets, ...machines.targets].filter(({ name }) => name.includes(values.only));
  const inputs = Number(values.inputs);
  const figures = await fuzz(targets, { inputs, seed: Number(values.seed), seconds: Number(values.seconds) });
  let changed = '';
  try {
    machines.assertUnchanged();
  } catch (error) {
    changed = `${String(error)}\n`;
  }
  for (const { target, input, what } of figures.findings) {
    const base64 = Buffer.from(input.subarray(0, 8_192)).toString('base64');
    process.stderr.write(`${JSON.stringify({ target, what, base64, bytes: input.length })}\n`);
  }
  process.stderr.write(changed);
  if (values.verbose) {
    for (const [name, { inputs: count, ms }] of figures.byTarget)
      process.stdout.write(`${name}: ${count} inputs, ${Math.round(ms)} ms\n`);
  }
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(
    `fuzz: ${figures.inputs} inputs (seed ${values.seed}), ${figures.accepted} accepted, ${figures.refused} refused, ` +
      `${figures.findings.length + (changed === '' ? 0 : 1)} findings, ${targets.length} targets, slowest ${figures.slowestMs.toFixed(0)} ms, ${seconds} s\n`,
  );
  const isWhole = figures.inputs >= inputs;
  if (!isWhole) process.stderr.write(`fuzz: ended after ${values.seconds} s, before all inputs were drawn\n`);
  process.exitCode = figures.findings.length === 0 && changed === '' && isWhole ? 0 : 1;
} finally {
  decoders.close();
}
