/**
 * `npm run noise -- --port p1 --telegrams 100000 --seed 1`: telegrams of a meter's port over a line that damages one byte in
 * 100,000, in 10,000 and in 1,000, in three ways. Exit code 0 only if nothing was accepted that had not been sent. `--repaired`:
 * every P1 checksum is right, so that what the rest of the decoder lets through can be counted.
 */
import { parseArgs } from 'node:util';
import { type Noise, runNoise } from './line-noise.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: 'p1' },
    telegrams: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    repaired: { type: 'boolean', default: false },
  },
});

const NOISES: readonly Noise[] = ['byte', 'bit', 'loss'];
const port = values.port === 'd0' ? 'd0' : 'p1';
let wrong = 0;
for (const noise of NOISES) {
  for (const rate of [1e-5, 1e-4, 1e-3]) {
    const seed = Number(values.seed);
    const figures = runNoise({ port, count: Number(values.telegrams), rate, noise, seed, isRepaired: values.repaired });
    wrong += figures.wrong;
    process.stdout.write(
      `noise: ${port} ${noise} ${rate}: ${figures.sent} sent, ${figures.damaged} damaged, ${figures.accepted} accepted, ` +
        `${figures.refused} refused, ${figures.wrong} wrong (${figures.wrongValues} in a value); ${figures.fits} more had a right checksum\n`,
    );
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
