/** `gridshare doctor --config FILE`: looks at everything that a party needs and says what to do. Changes nothing. */
import type { Command } from '@commander-js/extra-typings';
import { dirname, resolve } from 'node:path';
import { isMosquittoIn } from '../broker/mosquitto-process.ts';
import type { Check } from '../host/care/finding.ts';
import { type Patient, examine } from '../host/care/checkup.ts';
import { type PartyConfig, readConfig, readPartyConfig, roleOf } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { secretBeside } from '../host/keys/credentials.ts';
import { readMeterKeys } from '../host/keys/keys.ts';
import type { SourceLook } from '../meter/host/doctor/look-at-source.ts';
import { SystemFiles } from '../meter/host/doctor/system-files.ts';
import { assertEnrolled } from './not-enrolled.ts';
import { EXIT } from './exit.ts';
import { jsonText, say } from './render/output.ts';
import { rowOf } from './source.ts';

/** Checks that fail by what was written down, rather than by the world. */
const WRITTEN = new Set<Check['name']>(['config', 'keys']);

interface Findings {
  readonly party: string;
  readonly checks: readonly Check[];
  /** What its source says, with `--source`. */
  readonly look?: SourceLook;
}

const THIS_SYSTEM = new SystemFiles('/');

async function patientOf(path: string, config: PartyConfig): Promise<Patient> {
  switch (config.role) {
    case 'broker':
      return (await import('../broker/upkeep.ts')).brokerPatient(path, config);
    case 'aggregator':
      return (await import('../aggregator/host/upkeep.ts')).aggregatorPatient(path, config);
    case 'utility':
      return (await import('../utility/host/upkeep.ts')).utilityPatient(path, config);
    case 'meter':
      return (await import('../meter/host/upkeep.ts')).meterPatient(path, config, THIS_SYSTEM);
  }
}

/** What a meter's source says right now. Throws HostError ERR_USAGE for a party that has none. */
async function lookOf(path: string): Promise<SourceLook> {
  if (roleOf(path) !== 'meter')
    throw new HostError('ERR_USAGE', '--source looks at what a meter reads: name the config of one');
  const { lookAtSource } = await import('../meter/host/doctor/look-at-source.ts');
  const config = readConfig('config-meter', path);
  const meters = readMeterKeys(secretBeside(path, config.keys));
  return lookAtSource(path, config, meters, (text) => say(`gridshare: ${text}\n`, process.stderr));
}

async function findingsOf(path: string, isInOwnName: boolean, isWithSource: boolean): Promise<Findings> {
  const nowMs = Date.now();
  assertEnrolled(path, THIS_SYSTEM);
  const look = isWithSource ? await lookOf(path) : undefined;
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
  const checks = await examine(patient, nowMs, isInOwnName);
  if (look === undefined) return { party: patient.party, checks };
  // What was read says more than that it can be.
  const others = checks.filter(({ name, status }) => name !== 'source' || status !== 'ok');
  return { party: patient.party, checks: [...others, look.check], look };
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

function telegramLines({ telegram, sample }: SourceLook): string {
  const rows = telegram.map((line) => `    ${escaped(line)}\n`).join('');
  const head = rows === '' ? '' : '  what came last; what may name somebody is masked\n';
  return `${head}${rows}${sample === undefined ? '' : `  sample   ${escaped(rowOf(sample).trimEnd())}\n`}`;
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
    .option(
      '--source',
      'read what a meter reads until the first telegram, and show it: names and numbers masked',
      false,
    )
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} all is well, ${EXIT.notExact} warnings only, ${EXIT.usage} config or keys are wrong, ${EXIT.environment} something else failed (broker, disk, store, clock, process).`,
    )
    .action(async ({ config: path, inOwnName, source, json }) => {
      const { party, checks, look } = await findingsOf(path, inOwnName, source);
      const { telegram, sample } = look ?? {};
      const shown = look === undefined ? '' : telegramLines(look);
      say(json ? jsonText({ party, checks, telegram, sample }) : `${party}\n${checks.map(lines).join('')}${shown}`);
      process.exitCode = exitCode(checks);
    });
}
