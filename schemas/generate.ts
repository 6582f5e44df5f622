/**
 * Writes `schemas/types.ts` from the JSON Schemas, the single source of every message's and config's type.
 * `--check` fails when the committed file is not what the schemas say.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JSONSchema, compile } from 'json-schema-to-typescript';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('types.ts', import.meta.url));

/** Ajv fills in defaults, so a member with a default is always there once a config was read. */
function requireDefaulted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(requireDefaulted);
  if (typeof node !== 'object' || node === null) return node;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, requireDefaulted(value)]),
  );
  if (typeof copy['properties'] === 'object' && copy['properties'] !== null && copy['type'] === 'object') {
    const defaulted = Object.entries(copy['properties'])
      .filter(([, value]) => typeof value === 'object' && value !== null && 'default' in value)
      .map(([key]) => key);
    const required = Array.isArray(copy['required']) ? copy['required'] : [];
    copy['required'] = [...new Set([...required, ...defaulted])];
  }
  return copy;
}

/** One schema that refers to all others, so that shared definitions are declared once. */
async function generate(): Promise<string> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.schema.json') && name !== 'defs.schema.json')
    .toSorted();
  const everything: JSONSchema = {
    title: 'Everything',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name.replace('.schema.json', ''), { $ref: name }])),
  };
  const source = await compile(everything, 'Everything', {
    cwd: folder,
    ignoreMinAndMaxItems: true,
    bannerComment: '/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */',
    style: { singleQuote: true, printWidth: 120 },
    strictIndexSignatures: true,
    $refOptions: {
      resolve: {
        file: {
          order: 1,
          canRead: true,
          read: (file: { url: string }) =>
            JSON.stringify(requireDefaulted(JSON.parse(readFileSync(`${folder}${basename(file.url)}`, 'utf8')))),
        },
      },
    },
  });
  // The wrapper only gathers; nobody should use it.
  return source.replace(/export interface Everything \{[\s\S]*?\n\}\n/, '');
}

const wanted = await generate();
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    process.stderr.write('schemas/types.ts is not what the schemas say: run `npm run generate` and commit it.\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, wanted);
}
