/** `gridshare doctor --config FILE`: looks at everything that a party needs and says what to do. Changes nothing. */
import type { Command } from '@commander-js/extra-typings';
import { isMosquittoIn } from '../broker/mosquitto-process.ts';
import { dirname, resolve } from 'node:path';
import type { Check } from '../host/care/finding.ts';
import { type Patient, examine } from '../host/care/checkup.ts';
import { type PartyConfig, readPartyConfig, roleOf } from '../host/base/config.ts';
import { EXIT } from './exit.ts';
import { jsonText, say } from './render/output.ts';

/** Checks that fail by what was written down, rather than by the world. */
const WRITTEN = new Set<Check['name']>(['config', 'keys']);

interface Findings {
  readonly party: string;
  readonly checks: readonly Check[];
}

async function patientOf(path: string, config: PartyConfig): Promise<Patient> {
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

async function findingsOf(path: string, isInOwnName: boolean): Promise<Findings> {
  const nowMs = Date.now();
  if (roleOf(path) === 'authority') {
    const { examineAuthority } = await import('../authority/upkeep.ts');
    return { party: 'authority', checks: await examineAuthority(path, nowMs) };
  }
  const config = readPartyConfig(path);
  if (config.role === 'broker' && (config.kind === 'mosquitto' || isMosquittoIn(dirname(resolve(path))))) {
    const { examineMosquitto } = await import('../broker/mosquitto-checkup.ts');
    return { party: 'broker (Mosquitto)', checks: await examineMosquitto(path, config, nowMs) };
  }
  const patient = await patientOf(path, config);
  return { party: patient.party, checks: await examine(patient, nowMs, isInOwnName) };
}

function exitCode(checks: readonly Check[]): number {
  const failures = checks.filter(({ status }) => status === 'failed');
  if (failures.some(({ name }) => WRITTEN.has(name))) return EXIT.usage;
  if (failures.length > 0) return EXIT.environment;
  return checks.some(({ status }) => status === 'warning') ? EXIT.notExact : EXIT.ok;
}

function lines(check: Check): string {
  const first = `  ${check.status.padEnd(8)} ${check.name.padEnd(9)} ${check.text}\n`;
  return check.advice === undefined ? first : `${first}${' '.repeat(21)}-> ${check.advice}\n`;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at everything that a party needs: config, keys, disk, store, clock, broker, backlog')
    .requiredOption(
      '--config <file>',
      "the party's config file (YAML); also the authority's, or of a broker that is Mosquitto",
    )
    .option('--in-own-name', 'if the party does not run here, connect to the broker under its client id too', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} all is well, ${EXIT.notExact} warnings only, ${EXIT.usage} config or keys are wrong, ${EXIT.environment} something else failed (broker, disk, store, clock, process).`,
    )
    .action(async ({ config: path, inOwnName, json }) => {
      const { party, checks } = await findingsOf(path, inOwnName);
      say(json ? jsonText({ party, checks }) : `${party}\n${checks.map(lines).join('')}`);
      process.exitCode = exitCode(checks);
    });
}
