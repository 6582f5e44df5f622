/**
 * `npm run span -- --histories 10000`: random histories, each bill held against exact elimination over everything the
 * utility ever learned, for one that knows no meter, one or two. Exit code 0 only if check and twin never disagree the
 * dangerous way; the last line has the figures. `--control NAME` plants a mistake: it must be found, and the exit code is
 * 1 then. [P-8.4]
 */
import { parseArgs } from 'node:util';
import { KNOWN, noFindings, playHistory } from './histories.ts';
import { PLANTED } from './planted.ts';

/** Problems that are listed; all are counted. */
const LISTED = 20;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    control: { type: 'string' },
  },
});
const planted = PLANTED.find((name) => name === values.control);
if (values.control !== undefined && planted === undefined) {
  process.stderr.write(`there is no control ${values.control}; choose one of ${PLANTED.join(', ')}\n`);
  process.exit(2);
}

const startedAtMs = performance.now();
const findings = noFindings();
const from = Number(values.from);
const count = Number(values.histories);
let listed = 0;
for (let seed = from; seed < from + count; seed++) {
  const before = findings.problems.length;
  playHistory(seed, findings, planted);
  for (const problem of findings.problems.slice(before))
    if (listed++ < LISTED) process.stdout.write(`history ${seed}: ${problem}\n`);
}
const { bills, released, waiting, remnants, bookings, tried, leaks, leaking, needless, problems } = findings;
const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
const percent = ((100 * needless) / (tried - leaks)).toFixed(1);
const byKnown = KNOWN.map((known) => `${leaking.get(known) ?? 0} for who knows ${known} meters`);
process.stdout.write(
  `${count} histories, ${bills} bill entries, ${released} bills, ${waiting} waited, ${remnants} remnant cells, ` +
    `${bookings} bookings; ${tried} other contents, ${leaks} leak (${byKnown.join(', ')}), ${needless} of the others are ` +
    `refused needlessly (${percent} %); ${problems.length} problems, ${seconds} s\n`,
);
process.exitCode = problems.length === 0 && leaks > 0 ? 0 : 1;
