/**
 * `npm run noise -- --telegrams 100000 --noise mixed --seed 1`: telegrams of every port over a line that damages one byte in
 * 100,000, in 10,000 and in 1,000. Exit code 0 only if no telegram came out that had not been sent. `--only p1`: ports with this in
 * their name. A D0 port without parity has eight bits of check and nothing else: it's shown, and not judged. `--repaired`: P1 with checksums made right, so that what the rest of the decoder lets through can be counted.
 */
import { parseArgs } from 'node:util';
import { NOISES, RATES, throughNoise } from './noise.ts';
import { D0_WITHOUT_PARITY, NOISY_PORTS, REPAIRED_P1 } from './noisy-ports.ts';

const { values } = parseArgs({
  options: {
    telegrams: { type: 'string', default: '100000' },
    noise: { type: 'string', default: 'mixed' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    repaired: { type: 'boolean', default: false },
  },
});

const noise = NOISES.find((one) => one === values.noise);
if (noise === undefined) throw new Error(`--noise is one of ${NOISES.join(', ')}`);
const named = [...NOISY_PORTS, D0_WITHOUT_PARITY].filter(({ name }) =>
  name.toLowerCase().includes(values.only.toLowerCase()),
);
if (named.length === 0) throw new Error(`no port has ${values.only} in its name`);
let alteredCount = 0;
for (const port of values.repaired ? [REPAIRED_P1] : named) {
  for (const rate of RATES) {
    const startedMs = performance.now();
    const options = { port, count: Number(values.telegrams), rate, noise, seed: Number(values.seed) };
    const { sent, damaged, accepted, altered, wrong, faults } = throughNoise(options);
    if (port !== D0_WITHOUT_PARITY) alteredCount += altered.length;
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const refused = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`);
    process.stdout.write(
      `${port.name}, ${rate} errors a byte: ${sent} sent, ${damaged} damaged, ${accepted} accepted, ${altered.length} of them ` +
        `altered, ${wrong.length} with a wrong value; faults: ${refused.join(', ') || 'none'} (${seconds} s)\n`,
    );
    for (const one of altered.slice(0, 5)) process.stdout.write(`  ${one}\n`);
  }
}
process.exitCode = alteredCount === 0 ? 0 : 1;
