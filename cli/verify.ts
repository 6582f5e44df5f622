/** `gridshare verify` checks a file of `gridshare export` offline, by nothing but the anchors. */
import type { Command } from '@commander-js/extra-typings';
import { readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextLines } from '../host/base/text-file.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { AuditCheck, type AuditReport } from '../host/care/audit-check.ts';
import { contradictionsBetween, describeContradictions } from '../host/care/cross-check.ts';
import { importAnchors } from '../host/keys/keys.ts';
import { figurePort } from '../utility/host/audit-figures.ts';
import { EXIT } from './exit.ts';
import { jsonText, say } from './render/output.ts';

/** Problems that a person is shown; --json has them all. */
const SHOWN_PROBLEMS = 20;

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check a file of gridshare export offline, by nothing but the anchors of a config')
    .argument('<file>', 'file to check')
    .argument('[other]', "another party's file: whether both are of one log, and whom it convicts if not")
    .requiredOption('--config <file>', 'config of any party of the deployment: its anchors are what is believed')
    .option('--json', 'print JSON', false)
    .action(async (file, other, { config: path, json }) => {
      const check = await checkOf(file, path);
      const report = check.report();
      if (other === undefined) {
        say(json ? jsonText(report) : describe(report));
        process.exitCode = report.problems.length === 0 ? EXIT.ok : EXIT.notExact;
        return;
      }
      const twin = await checkOf(other, path);
      const reports = [report, twin.report()];
      const contradictions = contradictionsBetween(check.judge, check, twin);
      const text = `${reports.map(describe).join('')}${describeContradictions(contradictions)}`;
      say(json ? jsonText({ reports, contradictions }) : text);
      const isRight = contradictions.length === 0 && reports.every(({ problems }) => problems.length === 0);
      process.exitCode = isRight ? EXIT.ok : EXIT.notExact;
    });
}

/** Reads a file and checks every line. Throws HostError ERR_CONFIG_INVALID, ERR_VERIFY_READ, or as `readPartyConfig`. */
async function checkOf(file: string, path: string): Promise<AuditCheck> {
  const config = readPartyConfig(path);
  if (config.role === 'broker')
    throw new HostError('ERR_CONFIG_INVALID', `${path} has no anchors: name the config of another party`);
  const { operators, signers } = importAnchors(config.anchors);
  const floor = 'floor' in config ? config.floor : WEAKEST_FLOOR;
  const check = new AuditCheck(signers, { deployment: config.deployment, operators, floor }, figurePort);
  try {
    for await (const line of readTextLines(file)) check.add(line);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_VERIFY_READ', `cannot read ${escaped(file)}: ${describeTrouble(cause)}`, { cause });
  }
  return check;
}

/** Of a config without a floor of its own, the utility's: whatever can be run. */
const WEAKEST_FLOOR = {
  minThreshold: 2,
  trust: 'covert',
  minMeters: 1,
  minIntervals: 1,
  maxKnown: 0,
  minCrowd: 1,
} as const;

function describe(report: AuditReport): string {
  const { party, deployment, lines, entries, evidence, hints, figures, isSigned, problems } = report;
  const areas = Object.entries(entries).map(([area, count]) => `${count} of ${escaped(area)}`);
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ at, text }) => `  line ${at}: ${escaped(text)}`);
  const rest = problems.length - shown.length;
  return `${[
    `Exported by ${escaped(party)} of ${escaped(deployment)}${isSigned ? ', signed' : ', NOT signed'}; ${lines} lines.`,
    `Certified entries found right: ${areas.length === 0 ? 'none' : areas.join(', ')}; figures: ${figures}; evidence: ${evidence}; hints: ${hints}.`,
    problems.length === 0 ? 'Nothing is wrong.' : `${problems.length} problems:`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more (--json has them all)`] : []),
  ].join('\n')}\n`;
}
