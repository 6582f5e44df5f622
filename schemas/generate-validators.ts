/**
 * Ajv, strict, compiled ahead: a process that compiled at run time took 33 MB and a third of a second more. Messages get the
 * first problem only, and from machines; files of people get all problems with what was allowed, and their defaults. [P-5]
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv, type AnySchemaObject, type Options } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import standalone from 'ajv/dist/standalone/index.js';

/** Files of people and parts of them; everything else is a message, or something that a program wrote. */
const FILES = new Set(['access', 'anchors', 'approved-meters', 'enrolment', 'keys', 'kit', 'meter-keys', 'tariff']);

const BANNER = '/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */\n';

/** Leaves out what is for readers: it would be in every process. */
function undescribed(key: string, value: unknown): unknown {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}

function isFile(name: string): boolean {
  return FILES.has(name) || name.startsWith('config-');
}

function codeOf(schemas: readonly AnySchemaObject[], names: readonly string[], constant: string, options: Options) {
  const ajv = new Ajv({
    schemas: [...schemas],
    strict: true,
    // A union names only its discriminator at the top, so strictRequired would refuse it.
    strictRequired: false,
    discriminator: true,
    code: { source: true, esm: true, lines: true },
    ...options,
  });
  const exportOf = (name: string): string => name.replaceAll('-', '_');
  const compiled = standalone.default(
    ajv,
    Object.fromEntries(names.map((name) => [exportOf(name), `${name}.schema.json`])),
  );
  const code = compiled
    .replace('"use strict";', '')
    .replaceAll(/^export const /gm, 'const ')
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', String(ucs2length.default));
  if (/\brequire\(/.test(code)) throw new Error('a validator needs something that is not known here');
  const members = names.map((name) => `  '${name}': ${exportOf(name)},\n`).join('');
  return `${BANNER}${code}\nexport const ${constant} = {\n${members}};\n`;
}

function declarationOf(names: readonly string[], constant: string): string {
  const members = names.map((name) => `  readonly '${name}': ValidateFunction<SchemaTypes['${name}']>;\n`).join('');
  return (
    `${BANNER}import type { ValidateFunction } from 'ajv';\nimport type { SchemaTypes } from './types.ts';\n\n` +
    `export declare const ${constant}: {\n${members}};\n`
  );
}

/** The generated files by name: of either kind the code and its declaration. */
export function generateValidators(folder: string): [name: string, text: string][] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.schema.json'))
    .toSorted();
  const schemas = files.map((name): AnySchemaObject =>
    JSON.parse(readFileSync(`${folder}${name}`, 'utf8'), undescribed),
  );
  const names = files.map((name) => name.replace('.schema.json', '')).filter((name) => name !== 'defs');
  const messages = names.filter((name) => !isFile(name));
  const people = names.filter(isFile);
  return [
    ['message-validators.js', codeOf(schemas, messages, 'messageValidators', { ownProperties: true })],
    ['message-validators.d.ts', declarationOf(messages, 'messageValidators')],
    [
      'file-validators.js',
      codeOf(schemas, people, 'fileValidators', { allErrors: true, useDefaults: true, verbose: true }),
    ],
    ['file-validators.d.ts', declarationOf(people, 'fileValidators')],
  ];
}
