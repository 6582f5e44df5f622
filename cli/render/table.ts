/**
 * Tables for the terminal: a header, one rule, rows; columns two blanks apart, no boxes.
 * Numbers stand on the right and are never cut: half a number would be a wrong one.
 */
import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { formatCount } from './format.ts';
import { paint } from './terminal.ts';

export interface TableColumn {
  readonly title: string;
  /** Default: right where every cell is a number, else left. Formatted numbers want 'right'. */
  readonly align?: 'left' | 'right';
}

/** Whole numbers get thousands separators; undefined is an empty cell. */
export type TableCell = string | number | bigint | undefined;

export interface TableOptions {
  /** On a screen text columns are cut with an ellipsis to fit; only if numbers alone are wider the table is. */
  readonly width: number;
  /** False: it goes into a file or a pipe, and nothing is cut. */
  readonly isScreen: boolean;
  readonly hasColor?: boolean;
  readonly hasUnicode?: boolean;
}

const GAP = '  ';
const MIN_TEXT_WIDTH = 8;

/** Lines joined by newlines, none at the end. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  { width, isScreen, hasColor = false, hasUnicode = true }: TableOptions,
): string {
  const aligns = columns.map(({ align }, at) => align ?? (isNumeric(rows, at) ? 'right' : 'left'));
  const texts = rows.map((row) => columns.map((_, at) => formatCell(row[at])));
  const widths = fit(
    columns.map(({ title }, at) => Math.max(1, ...[title, ...texts.map((row) => row[at] ?? '')].map(visibleLength))),
    aligns,
    isScreen ? width : Number.POSITIVE_INFINITY,
  );
  const table = new Table({
    chars: { ...NO_BORDERS, middle: GAP },
    colAligns: aligns,
    colWidths: widths,
    head: columns.map(({ title }) => paint('bold', title, hasColor)),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    truncate: hasUnicode ? '…' : '~',
    wordWrap: false,
  });
  table.push(...texts);
  const [head = '', ...lines] = table.toString().split('\n');
  const rule = widths.map((length) => (hasUnicode ? '─' : '-').repeat(length)).join(GAP);
  return [head, paint('dim', rule, hasColor), ...lines].map((line) => line.trimEnd()).join('\n');
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

function isNumeric(rows: readonly (readonly TableCell[])[], at: number): boolean {
  const cells = rows.map((row) => row[at]).filter((cell) => cell !== undefined);
  return cells.length > 0 && cells.every((cell) => typeof cell !== 'string');
}

function formatCell(cell: TableCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'bigint' || Number.isInteger(cell)) return formatCount(BigInt(cell));
  return String(cell);
}

/** Takes columns from the widest text until the line fits. */
function fit(natural: readonly number[], aligns: readonly ('left' | 'right')[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, length) => sum + length, GAP.length * (widths.length - 1)) - width;
  while (excess > 0) {
    let widest = -1;
    for (const [at, length] of widths.entries()) {
      if (aligns[at] === 'left' && length > MIN_TEXT_WIDTH && length > (widths[widest] ?? 0)) widest = at;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function visibleLength(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}
