/** Records of the authority: one JSON object a line, in files that are only ever added to. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { HostError } from '../host/base/errors.ts';
import { giveToFolderOwner } from '../host/base/replace-file.ts';
import { parseStored } from '../host/store/sqlite.ts';

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the type it wrote
function parsed<T>(path: string, line: number, text: string): T {
  try {
    return parseStored<T>(text);
  } catch {
    // Not as the cause, which quotes the text.
    const message = `${path}, line ${line} is damaged: put a copy of the file back. Nothing was changed`;
    throw new HostError('ERR_AUTHORITY_RECORDS', message);
  }
}

/** The lines; the last one may have been torn by a crash. Throws HostError ERR_AUTHORITY_RECORDS for another that is. */
export function readLines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();
  return lines.flatMap((line, at) => (line === '' ? [] : [parsed<T>(path, at + 1, line)]));
}

/** Adds a line, in place of one that was torn. */
export function appendLine(path: string, line: object): void {
  appendLines(path, [line]);
}

/** The same of many, at one go. */
export function appendLines(path: string, lines: readonly object[]): void {
  const isNew = !existsSync(path);
  const bytes = isNew ? Buffer.alloc(0) : readFileSync(path);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  appendFileSync(path, text, { mode: 0o600, flush: true });
  if (isNew) giveToFolderOwner(path);
}
