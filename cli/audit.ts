/** `gridshare export` writes a party's log, evidence and figures for an auditor; `gridshare verify` checks such a file. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from '@commander-js/extra-typings';
import { AuditCheck, type AuditReport } from '../host/care/audit-check.ts';
import { contradictionsBetween, describeContradictions } from '../host/care/cross-check.ts';
import { readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { importAnchors } from '../host/keys/keys.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextLines } from '../host/base/text-file.ts';
import { figurePort } from '../utility/host/audit-figures.ts';
import { EXIT } from './exit.ts';
import { isOutputClosed, jsonText, say } from './render/output.ts';

/** Problems that a person is shown; --json has them all. */
const SHOWN_PROBLEMS = 20;

async function linesOf(path: string): Promise<Iterable<string>> {
  const config = readPartyConfig(path);
  switch (config.role) {
    case 'aggregator':
      return (await import('../aggregator/host/upkeep.ts')).aggregatorAuditFile(path, config, Date.now());
    case 'utility':
      return (await import('../utility/host/upkeep.ts')).utilityAuditFile(path, config, Date.now());
    default:
      throw new HostError(
        'ERR_EXPORT_PARTY',
        `a ${config.role} keeps no log: export from an aggregator or the utility`,
      );
  }
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description("write a party's certified log, evidence and figures as signed JSON lines, for an auditor")
    .requiredOption('--config <file>', 'config file of an aggregator or the utility (YAML)')
    .option('--to <file>', 'file to write; standard output otherwise')
    .action(async ({ config, to }) => {
      const lines = Readable.from(await linesOf(config));
      try {
        if (to === undefined) await pipeline(lines, process.stdout, { end: false });
        else await pipeline(lines, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
      } catch (cause) {
        if (cause instanceof HostError) throw cause;
        // Whoever read it has seen enough.
        if (to === undefined && isOutputClosed()) return;
        const where = to === undefined ? 'to standard output' : escaped(to);
        throw new HostError('ERR_EXPORT_WRITE', `cannot write ${where}: ${describeTrouble(cause)}`, { cause });
      }
    });
}

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
