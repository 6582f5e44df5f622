/**
 * Writes what follows from the JSON Schemas, the single source: `types.ts`, every message's and config's type, the
 * validators, and of the API types and document. `--check` fails when a committed file is not what the schemas say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API_DOCUMENT, API_TYPES, generateApiDocument, generateApiTypes } from './generate-api.ts';
import { generateTypes } from './generate-types.ts';
import { generateValidators } from './generate-validators.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

const { version }: { version: string } = JSON.parse(readFileSync(`${folder}../package.json`, 'utf8'));

const wanted = new Map([
  ['types.ts', await generateTypes(folder)],
  [API_TYPES, await generateApiTypes(folder)],
  [API_DOCUMENT, generateApiDocument(folder, version)],
  ...generateValidators(folder),
]);
for (const [name, text] of wanted) {
  const path = `${folder}${name}`;
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`schemas/${name} is not what the schemas say: run \`npm run generate\` and commit it.\n`);
    process.exitCode = 1;
  }
}
