/**
 * `npm run span -- --histories 10000`: random histories, each bill held against exact elimination over everything the
 * utility ever learned. Exit code 0 only if audit and elimination never disagree the dangerous way; the last line has the
 * figures. [P-8.4]
 */
import { parseArgs } from 'node:util';
import { noFindings, playHistory } from './histories.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
  },
});

const startedAtMs = performance.now();
const findings = noFindings();
const from = Number(values.from);
const count = Number(values.histories);
for (let seed = from; seed < from + count; seed++) {
  const before = findings.problems.length;
  playHistory(seed, findings);
  for (const problem of findings.problems.slice(before)) process.stdout.write(`history ${seed}: ${problem}\n`);
}
const waiting = [...findings.waiting].map(([reason, meters]) => `${meters} ${reason}`);
const needless = ((100 * findings.needless) / (findings.tried - findings.leaking)).toFixed(2);
const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
process.stdout.write(
  `${count} histories, ${findings.bills} bill entries, ${findings.released} bills, waiting: ${waiting.join(', ')}; ` +
    `${findings.tried} other sets of bills, ${findings.leaking} leak and are refused, ${findings.needless} of the others ` +
    `are refused needlessly (${needless} %); ${findings.problems.length} problems, ${seconds} s\n`,
);
process.exitCode = findings.problems.length === 0 && findings.leaking > 0 ? 0 : 1;
