/**
 * Reading files that people write: YAML or JSON, checked against their schema with defaults filled in; unknown keys are
 * refused with the nearest right one. Paths in a config are relative to the file that names them.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { betterAjvErrors } from '@apideck/better-ajv-errors';
import { parse } from 'yaml';
import { type SchemaName, type SchemaTypes, configValidator, schemaOf } from '../schemas/validate.ts';
import { HostError } from './errors.ts';

/** Reads and checks a file. Throws HostError ERR_CONFIG_READ, ERR_CONFIG_SYNTAX or ERR_CONFIG_INVALID. */
export function readConfig<N extends SchemaName>(name: N, path: string): SchemaTypes[N] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HostError('ERR_CONFIG_READ', `cannot read ${path}: check the path and its permissions`, { cause });
  }
  let data: unknown;
  try {
    data = path.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 100 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HostError('ERR_CONFIG_SYNTAX', `${path} is not well-formed: ${reason}`, { cause });
  }
  const validate = configValidator(name);
  if (validate(data)) return data;
  const problems = betterAjvErrors({ schema: schemaOf(name), data, errors: validate.errors ?? [] });
  const lines = problems.map(({ path: at, message, suggestion }) => {
    const place = at.replace('{base}', '') || '(top)';
    return `  ${place}: ${message.replaceAll('{base}', '')}${suggestion === undefined ? '' : `. ${suggestion}`}`;
  });
  throw new HostError(
    'ERR_CONFIG_INVALID',
    `${path} is not a valid ${name}:\n${lines.join('\n') || `  ${validate.errors?.[0]?.message}`}`,
  );
}

/** A path of a config, made absolute. */
export function besideConfig(configPath: string, path: string): string {
  return resolve(dirname(configPath), path);
}
