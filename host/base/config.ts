/**
 * Reading files that people write: YAML or JSON, checked against their schema with defaults filled in; unknown keys are
 * refused with the nearest right one. Paths in a config are relative to the file that names them.
 */
import { dirname, resolve } from 'node:path';
import type { ErrorObject } from 'ajv';
import { LineCounter, YAMLError, parse } from 'yaml';
import { rootProblem } from '../../protocol/wire/topic-root.ts';
import { type FileSchemaName, configValidator } from '../../schemas/validate.ts';
import type { AggregatorConfig, BrokerConfig, MeterConfig, SchemaTypes, UtilityConfig } from '../../schemas/types.ts';
import { BUS_SCHEMES, type Scheme, addressProblem, hostProblem } from './address.ts';
import { HostError } from './errors.ts';
import { nearest } from './nearest.ts';
import { escaped } from './printable.ts';
import { readTextFile } from './text-file.ts';
import { describeTrouble } from './trouble.ts';

/** Checks a file's text. Throws HostError ERR_CONFIG_SYNTAX or ERR_CONFIG_INVALID. */
export function parseConfig<N extends FileSchemaName>(name: N, path: string, text: string): SchemaTypes[N] {
  const data = parseFile(path, text);
  const validate = configValidator(name);
  const isValid = validate(data);
  const lines = isValid
    ? addressProblems(data)
    : telling(validate.errors ?? []).map((error) => `  ${escaped(describe(error))}`);
  if (isValid && lines.length === 0) return data;
  throw new HostError(
    'ERR_CONFIG_INVALID',
    `${escaped(path)} is not a valid ${name}:\n${[...new Set(lines)].join('\n')}`,
  );
}

function readText(path: string): string {
  try {
    return readTextFile(path);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_CONFIG_READ', `cannot read ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
  }
}

function parseFile(path: string, text: string): unknown {
  const lineCounter = new LineCounter();
  if (text.trim() === '') {
    const what = 'the file is empty, as after a power cut or on a full disk: put a copy of it back';
    throw new HostError('ERR_CONFIG_SYNTAX', `${escaped(path)} is not well-formed: ${what}`);
  }
  try {
    if (path.endsWith('.json')) return JSON.parse(text);
    // A message with the line would show what stands on it, which may be a secret.
    return parse(text, { maxAliasCount: 100, prettyErrors: false, lineCounter });
  } catch (cause) {
    const place = cause instanceof YAMLError ? lineCounter.linePos(cause.pos[0]) : jsonPlace(text, cause);
    const where = place === undefined ? '' : `, line ${place.line}, column ${place.col}`;
    // Nor do the words of JSON.parse do, which quote the text.
    const reason = cause instanceof SyntaxError ? 'this is not JSON there' : reasonOf(cause);
    throw new HostError('ERR_CONFIG_SYNTAX', `${escaped(path)}${where}: not well-formed: ${escaped(reason)}`);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Where JSON.parse gave up: it says so, or quotes ten characters on either side of it, or came to the end. */
function jsonPlace(text: string, cause: unknown): { readonly line: number; readonly col: number } | undefined {
  if (!(cause instanceof SyntaxError)) return undefined;
  const position = /at position (\d+)/.exec(cause.message)?.[1];
  const quoted = /^Unexpected token '(.*?)', (\.{3})?"(.*)"(?:\.{3})? is not valid JSON$/s.exec(cause.message);
  let end = position === undefined ? text.length : Number(position);
  if (quoted !== null) {
    const [, token = '', cut, quote = ''] = quoted;
    end = text.indexOf(quote) + (cut === undefined ? quote.indexOf(token) : 10);
  }
  const before = text.slice(0, end).split('\n');
  return { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 };
}

/** Reads and checks a file. Throws HostError ERR_CONFIG_READ, ERR_CONFIG_SYNTAX or ERR_CONFIG_INVALID. */
export function readConfig<N extends FileSchemaName>(name: N, path: string): SchemaTypes[N] {
  return parseConfig(name, path, readText(path));
}

/** The role that a config file names, unchecked; undefined if it names none. Throws HostError as `readConfig`. */
export function roleOf(path: string): string | undefined {
  const data = parseFile(path, readText(path));
  return typeof data === 'object' && data !== null && 'role' in data ? String(data.role) : undefined;
}

export type PartyConfig = BrokerConfig | AggregatorConfig | UtilityConfig | MeterConfig;

/** The config of any party, by the role that it names. Throws HostError as `readConfig`. */
export function readPartyConfig(path: string): PartyConfig {
  const role = roleOf(path);
  switch (role) {
    case 'broker':
    case 'aggregator':
    case 'utility':
    case 'meter':
      return readConfig(`config-${role}`, path);
    default:
      throw new HostError(
        'ERR_CONFIG_INVALID',
        `${path} is not a party's config: role must be one of broker, aggregator, utility, meter`,
      );
  }
}

/** What is wrong with the addresses of a config or kit; says nothing of user names and passwords in them. */
function addressProblems(data: object): string[] {
  const at = (...path: readonly string[]): unknown => {
    let value: unknown = data;
    for (const name of path) value = isRecord(value) ? value[name] : undefined;
    return value;
  };
  const addresses: readonly (readonly [path: readonly string[], schemes: readonly Scheme[]])[] = [
    [['bus', 'url'], BUS_SCHEMES],
    [['household', 'url'], BUS_SCHEMES],
    [['bus', 'tls', 'authority'], ['https']],
    [['authority', 'url'], ['https']],
  ];
  const further = [at('bus', 'furtherUrls')].flat().filter((url) => typeof url === 'string');
  const hosts = [at('host'), at('hosts'), at('brokerHosts')].flat().filter((host) => typeof host === 'string');
  return [
    ...addresses.flatMap(([path, schemes]) => {
      const value = at(...path);
      const problem = typeof value === 'string' ? addressProblem(value, schemes) : undefined;
      return problem === undefined ? [] : [`  ${path.join('.')}: ${problem}`];
    }),
    ...further.flatMap((url) => {
      const problem = addressProblem(url, BUS_SCHEMES);
      return problem === undefined ? [] : [`  bus.furtherUrls: ${problem}`];
    }),
    ...hosts.flatMap((host) => {
      const problem = hostProblem(host);
      return problem === undefined ? [] : [`  host ${escaped(host)}: ${problem}`];
    }),
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Where a value may be of two types, that it is not of the other one says nothing once it is known which was meant. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const isOfChoice = ({ schemaPath, keyword }: ErrorObject): boolean =>
    schemaPath.startsWith('#/properties/source/oneOf') &&
    (keyword === 'oneOf' || keyword === 'type') &&
    schemaPath.split('/').length <= 6;
  const others = errors.filter((error) => !isOfChoice(error));
  return others.length > 0 ? others : errors;
}

/** One problem in words: where, what, and for an unknown key the nearest one that is known. */
function describe({ instancePath, keyword, message, params, parentSchema, data }: ErrorObject): string {
  const place = instancePath === '' ? '(top)' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') {
    const unknown = String(params['additionalProperty']);
    const known = Object.keys((parentSchema?.['properties'] ?? {}) satisfies object);
    const meant = nearest(unknown, known);
    return `${place}: unknown key "${unknown}"${meant === undefined ? '' : `. Did you mean "${meant}"?`}`;
  }
  if (keyword === 'pattern' && instancePath.endsWith('/topicRoot'))
    return `${place}: ${rootProblem(String(data)) ?? 'is invalid'}`;
  if (keyword === 'enum') return `${place}: must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}`;
  if (keyword === 'const') return `${place}: must be ${String(params['allowedValue'])}`;
  return `${place}: ${message ?? 'is invalid'}`;
}

/** A path of a config, made absolute. */
export function besideConfig(configPath: string, path: string): string {
  return resolve(dirname(configPath), path);
}

/** Test hooks (lying, switched off sealing) work in replays only. Throws HostError ERR_CONFIG_INVALID. */
export function assertNoTestHooks(
  path: string,
  config: { readonly test?: object; readonly clock: { readonly source: 'system' | 'replay' } },
): void {
  if (config.test === undefined || config.clock.source === 'replay') return;
  throw new HostError('ERR_CONFIG_INVALID', `${path}: test hooks are for replays; remove "test"`);
}
