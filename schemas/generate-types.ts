/** The types of all schemas, and `SchemaTypes`, which has them by name. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { type JSONSchema, compile } from 'json-schema-to-typescript';

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
export async function generateTypes(folder: string): Promise<string> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.schema.json') && name !== 'defs.schema.json')
    .toSorted();
  const everything: JSONSchema = {
    title: 'SchemaTypes',
    description: 'Every schema by name, with the type it describes.',
    type: 'object',
    additionalProperties: false,
    required: names.map((name) => name.replace('.schema.json', '')),
    properties: Object.fromEntries(names.map((name) => [name.replace('.schema.json', ''), { $ref: name }])),
  };
  return compile(everything, 'SchemaTypes', {
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
}
