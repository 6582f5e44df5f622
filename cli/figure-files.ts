/** Figures as files: Parquet for those who compute, ESPI ("Green Button") for head-ends. Each is written whole and new. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Option } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import type { Scheme } from '../schemas/types.ts';
import type { EspiFrame } from '../utility/exports/espi.ts';
import type { Row } from './render/forms.ts';
import { say } from './render/output.ts';

export const parquetOption = () =>
  new Option('--parquet <file>', 'write the rows of --csv to this new file, as Parquet').conflicts(['json', 'csv']);
export const espiOption = () =>
  new Option('--espi <file>', 'write a new file of ESPI (Green Button, XML)').conflicts(['json', 'csv', 'parquet']);

/** Throws HostError ERR_EXPORT_WRITE, also where there is something already. */
export function writeNew(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600, flush: true });
  } catch (cause) {
    throw new HostError('ERR_EXPORT_WRITE', `cannot write ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
  }
  say(`Wrote ${escaped(path)}.\n`);
}

/** A column: whole numbers, numbers, truths or texts; times (`begin`, `end` and their like) in milliseconds, UTC. */
function columnOf(name: string, values: readonly Row[string][]) {
  const isTime = /^(?:begin|end)$|Begin$/.test(name);
  const known = values.filter((value) => value !== undefined);
  const all = (is: (value: NonNullable<Row[string]>) => boolean): boolean => known.length > 0 && known.every(is);
  const data = (of: (value: NonNullable<Row[string]>) => unknown) =>
    values.map((value) => (value === undefined ? null : of(value)));
  if (isTime) return { name, type: 'TIMESTAMP' as const, data: data((value) => new Date(String(value))) };
  if (all((value) => typeof value === 'boolean'))
    return { name, type: 'BOOLEAN' as const, data: data((value) => value) };
  if (all((value) => Number.isSafeInteger(value)))
    return { name, type: 'INT64' as const, data: data((value) => BigInt(Number(value))) };
  if (all((value) => typeof value === 'number')) return { name, type: 'DOUBLE' as const, data: data((value) => value) };
  return { name, type: 'STRING' as const, data: data(String) };
}

/** Throws HostError as `writeNew`. */
export async function writeParquet(path: string, rows: readonly Row[]): Promise<void> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const names = Object.keys(rows[0] ?? {});
  const columnData = names.map((name) =>
    columnOf(
      name,
      rows.map((row) => row[name]),
    ),
  );
  writeNew(path, new Uint8Array(parquetWriteBuffer({ columnData })));
}

/** A UUID of version 8 for a name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`gridshare/${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export function espiFrame(scheme: Scheme, atMs: number): EspiFrame {
  const isExport = (register: string): boolean =>
    scheme.registers.find(({ obis }) => obis === register)?.direction === 'export';
  return { grid: scheme, atMs, idOf, isExport };
}
