/**
 * The page of a household's device as a browser takes it: a document, a script, a style sheet. `npm run build` makes it for the
 * package; in a checkout the meter does (`node deploy/page-bundle.ts FOLDER`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OutputChunk } from 'rolldown';
import { scriptOf, styleOf } from './page.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'meter/page');

const DOCUMENT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Our electricity meter</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="app"></div>
<noscript><main><h1>Our electricity meter</h1><p>This page needs JavaScript. On the device, gridshare meter show says the same.</p></main></noscript>
</body>
</html>
`;

/** Writes the page into a folder; what of packages is in it. */
export async function makeHouseholdPage(folder: string): Promise<OutputChunk[]> {
  const chunk = await scriptOf(join(SOURCE, 'household.tsx'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.js'), chunk.code);
  writeFileSync(join(folder, 'page.css'), styleOf(join(SOURCE, 'household.css')));
  writeFileSync(join(folder, 'index.html'), DOCUMENT);
  return [chunk];
}

if (import.meta.main) {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('usage: node deploy/page-bundle.ts FOLDER');
  await makeHouseholdPage(resolve(folder));
}
