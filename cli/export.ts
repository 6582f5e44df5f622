/** `gridshare export` writes a party's log, evidence and figures for an auditor. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from '@commander-js/extra-typings';
import { readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { isOutputClosed } from './render/output.ts';

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
