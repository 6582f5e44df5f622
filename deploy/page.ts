/**
 * The dashboard's page as a browser takes it: one script, one style sheet, one document, each in a file that is named by what is in
 * it. `npm run build` makes it for the package; in a checkout whoever serves it first does (`node deploy/page.ts FOLDER`).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'utility/dashboard');
const STYLES = ['node_modules/@picocss/pico/css/pico.classless.min.css', 'node_modules/uplot/dist/uPlot.min.css'];

/** One script of all that an entry imports, for browsers. */
export async function scriptOf(input: string): Promise<OutputChunk> {
  const bundle = await rolldown({
    cwd: ROOT,
    input,
    platform: 'browser',
    transform: { target: 'es2022' },
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(`rolldown warns: ${log.message}`);
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  await bundle.close();
  const [chunk] = output;
  return chunk;
}

/** One style sheet: those of packages, then our own. */
export function styleOf(own: string): string {
  return [...STYLES.map((path) => join(ROOT, path)), own]
    .map((path) => readFileSync(path, 'utf8').replace(/^@charset [^;]*;/, ''))
    .join('\n');
}

function named(name: string, text: string, ending: string): string {
  return `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${ending}`;
}

function documentOf(scriptName: string, styleName: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>gridshare</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/${styleName}">
<script type="module" src="/assets/${scriptName}"></script>
</head>
<body>
<div id="app"></div>
<noscript><main><h1>gridshare</h1><p>This page needs JavaScript. gridshare bills, load and settle say the same in a terminal.</p></main></noscript>
</body>
</html>
`;
}

/** Writes the page into a folder that is emptied first; what of packages is in it. */
export async function makePage(folder: string): Promise<OutputChunk[]> {
  const chunk = await scriptOf(join(SOURCE, 'main.tsx'));
  const style = styleOf(join(SOURCE, 'style.css'));
  const [scriptName, styleName] = [named('page', chunk.code, 'js'), named('page', style, 'css')];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, scriptName), chunk.code);
  writeFileSync(join(folder, styleName), style);
  // Last: whoever finds it finds the others.
  writeFileSync(join(folder, 'index.html'), documentOf(scriptName, styleName));
  return [chunk];
}

if (import.meta.main) {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('usage: node deploy/page.ts FOLDER');
  await makePage(resolve(folder));
}
