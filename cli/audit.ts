/** `gridshare export` writes a party's log, evidence and figures for an auditor; `gridshare verify` checks such a file. */
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from '@commander-js/extra-typings';
import { AuditCheck, type AuditReport } from '../host/audit-check.ts';
import { readPartyConfig } from '../host/config.ts';
import { HostError } from '../host/errors.ts';
import { importAnchors } from '../host/keys.ts';
import { figurePort } from '../utility/audit-figures.ts';
import { EXIT } from './exit.ts';

/** Problems that a person is shown; --json has them all. */
const SHOWN_PROBLEMS = 20;

async function linesOf(path: string): Promise<Iterable<string>> {
  const config = readPartyConfig(path);
  switch (config.role) {
    case 'aggregator':
      return (await import('../aggregator/upkeep.ts')).aggregatorAuditFile(path, config, Date.now());
    case 'utility':
      return (await import('../utility/upkeep.ts')).utilityAuditFile(path, config, Date.now());
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
        const where =
          to === undefined ? 'to standard output: its reader is gone' : `${to}: name a new file, check free space`;
        throw new HostError('ERR_EXPORT_WRITE', `cannot write ${where}`, { cause });
      }
    });
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check a file of gridshare export offline, by nothing but the anchors of a config')
    .argument('<file>', 'file to check')
    .requiredOption('--config <file>', 'config of any party of the deployment: its anchors are what is believed')
    .option('--json', 'print JSON', false)
    .action(async (file, { config: path, json }) => {
      const config = readPartyConfig(path);
      if (config.role === 'broker')
        throw new HostError('ERR_CONFIG_INVALID', `${path} has no anchors: name the config of another party`);
      const { operators, signers } = importAnchors(config.anchors);
      const floor = 'floor' in config ? config.floor : WEAKEST_FLOOR;
      const pins = { deployment: config.deployment, operators, floor };
      const check = new AuditCheck(signers, pins, figurePort);
      try {
        const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
        for await (const line of lines) check.add(line);
      } catch (cause) {
        throw new HostError('ERR_VERIFY_READ', `cannot read ${file}: check the path`, { cause });
      }
      const report = check.report();
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report));
      process.exitCode = report.problems.length === 0 ? EXIT.ok : EXIT.notExact;
    });
}

/** Of a config without a floor of its own, the utility's: whatever can be run. */
const WEAKEST_FLOOR = { minThreshold: 2, trust: 'covert', minMeters: 1, minIntervals: 1 } as const;

function describe(report: AuditReport): string {
  const { party, deployment, lines, entries, evidence, figures, isSigned, problems } = report;
  const areas = Object.entries(entries).map(([area, count]) => `${count} of ${area}`);
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ at, text }) => `  line ${at}: ${text}`);
  const rest = problems.length - shown.length;
  return `${[
    `Exported by ${party} of ${deployment}${isSigned ? ', signed' : ', NOT signed'}; ${lines} lines.`,
    `Certified entries found right: ${areas.length === 0 ? 'none' : areas.join(', ')}; figures: ${figures}; evidence: ${evidence}.`,
    problems.length === 0 ? 'Nothing is wrong.' : `${problems.length} problems:`,
    ...shown,
    ...(rest > 0 ? [`  and ${rest} more (--json has them all)`] : []),
  ].join('\n')}\n`;
}
