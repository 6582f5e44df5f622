/**
 * Reading files that people write: YAML or JSON, checked against their schema with defaults filled in; unknown keys are
 * refused with the nearest right one. Paths in a config are relative to the file that names them.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ErrorObject } from 'ajv';
import leven from 'leven';
import { parse } from 'yaml';
import { type SchemaName, type SchemaTypes, configValidator } from '../schemas/validate.ts';
import { HostError } from './errors.ts';

/** Reads and checks a file. Throws HostError ERR_CONFIG_READ, ERR_CONFIG_SYNTAX or ERR_CONFIG_INVALID. */
export function readConfig<N extends SchemaName>(name: N, path: string): SchemaTypes[N] {
  const data = parseFile(path);
  const validate = configValidator(name);
  if (validate(data)) return data;
  const lines = (validate.errors ?? []).map((error) => `  ${describe(error)}`);
  throw new HostError('ERR_CONFIG_INVALID', `${path} is not a valid ${name}:\n${[...new Set(lines)].join('\n')}`);
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HostError('ERR_CONFIG_READ', `cannot read ${path}: check the path and its permissions`, { cause });
  }
  try {
    return path.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 100 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HostError('ERR_CONFIG_SYNTAX', `${path} is not well-formed: ${reason}`, { cause });
  }
}

/** The role that a config file names, unchecked; undefined if it names none. Throws HostError as `readConfig`. */
export function roleOf(path: string): string | undefined {
  const data = parseFile(path);
  return typeof data === 'object' && data !== null && 'role' in data ? String(data.role) : undefined;
}

/** One problem in words: where, what, and for an unknown key the nearest one that is known. */
function describe({ instancePath, keyword, message, params, parentSchema }: ErrorObject): string {
  const place = instancePath === '' ? '(top)' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') {
    const unknown = String(params['additionalProperty']);
    const known = Object.keys((parentSchema?.['properties'] ?? {}) satisfies object);
    const nearest = known.toSorted((one, other) => leven(one, unknown) - leven(other, unknown))[0];
    return `${place}: unknown key "${unknown}"${nearest === undefined ? '' : `. Did you mean "${nearest}"?`}`;
  }
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
