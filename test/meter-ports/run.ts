/** `npm run noise:ports -- --telegrams 100000`: what decoders of meters' ports make of damaged lines, per format and rate of errors. */
import { parseArgs } from 'node:util';
import { LINES, throughNoise } from './noise.ts';

const { values } = parseArgs({
  options: {
    telegrams: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

let wrongs = 0;
for (const line of LINES.filter(({ name }) => name.includes(values.only))) {
  for (const rate of [1e-5, 1e-4, 1e-3]) {
    const startedAtMs = performance.now();
    const { accepted, refused, wrong } = throughNoise(line, Number(values.telegrams), rate, Number(values.seed));
    wrongs += wrong.length;
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    process.stdout.write(
      `${line.name}, ${rate} errors a byte: ${accepted} accepted, ${refused} refused, ${wrong.length} wrong (${seconds} s)\n`,
    );
    for (const one of wrong.slice(0, 5)) process.stdout.write(`  ${one}\n`);
  }
}
process.exitCode = wrongs === 0 ? 0 : 1;
