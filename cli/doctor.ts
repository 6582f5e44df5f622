/** `gridshare doctor --config FILE`: looks at everything that a party needs and says what to do. Changes nothing. */
import type { Command } from '@commander-js/extra-typings';
import type { Check } from '../host/care/finding.ts';
import { type Patient, examine } from '../host/care/checkup.ts';
import { readPartyConfig } from '../host/base/config.ts';
import { EXIT } from './exit.ts';
import { jsonText, say } from './render/output.ts';

/** Checks that fail by what was written down, rather than by the world. */
const WRITTEN = new Set<Check['name']>(['config', 'keys']);

async function patientOf(path: string): Promise<Patient> {
  const config = readPartyConfig(path);
  switch (config.role) {
    case 'broker':
      return (await import('../broker/upkeep.ts')).brokerPatient(path, config);
    case 'aggregator':
      return (await import('../aggregator/host/upkeep.ts')).aggregatorPatient(path, config);
    case 'utility':
      return (await import('../utility/host/upkeep.ts')).utilityPatient(path, config);
    case 'meter':
      return (await import('../meter/host/upkeep.ts')).meterPatient(path, config);
  }
}

function exitCode(checks: readonly Check[]): number {
  const failures = checks.filter(({ status }) => status === 'failed');
  if (failures.some(({ name }) => WRITTEN.has(name))) return EXIT.usage;
  if (failures.length > 0) return EXIT.environment;
  return checks.some(({ status }) => status === 'warning') ? EXIT.notExact : EXIT.ok;
}

function lines(check: Check): string {
  const first = `  ${check.status.padEnd(8)} ${check.name.padEnd(8)} ${check.text}\n`;
  return check.advice === undefined ? first : `${first}${' '.repeat(20)}-> ${check.advice}\n`;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at everything that a party needs: config, keys, disk, store, clock, broker, backlog')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .option('--in-own-name', 'if the party does not run here, connect to the broker under its client id too', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} all is well, ${EXIT.notExact} warnings only, ${EXIT.usage} config or keys are wrong, ${EXIT.environment} something else failed (broker, disk, store, clock, process).`,
    )
    .action(async ({ config: path, inOwnName, json }) => {
      const patient = await patientOf(path);
      const checks = await examine(patient, Date.now(), inOwnName);
      say(json ? jsonText({ party: patient.party, checks }) : `${patient.party}\n${checks.map(lines).join('')}`);
      process.exitCode = exitCode(checks);
    });
}
