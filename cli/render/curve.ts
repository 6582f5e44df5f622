/**
 * A load curve drawn with block characters: a filled outline over time, with ticks that are easy to read.
 * A missing value is a gap, with a broken axis under it; nothing is interpolated. Values are never negative.
 */
import { type CurveLabel, makeScale } from './scale.ts';
import type { Scale } from './scale.ts';
import { paint } from './terminal.ts';

export interface CurveOptions {
  /** Columns of the whole drawing. */
  readonly width: number;
  /** Lines of the whole drawing: the plot, and three for unit, axis and labels. At least 5. */
  readonly height: number;
  /** Unit of the values, such as kWh or W. */
  readonly unit: string;
  /** Those that would run into each other are left out. */
  readonly labels: readonly CurveLabel[];
  /** Stands above the plot on the right. */
  readonly caption?: string;
  readonly hasColor?: boolean;
  /** False draws with plain ASCII. */
  readonly hasUnicode?: boolean;
}

interface Glyphs {
  /** From empty to full. */
  readonly levels: readonly string[];
  readonly tick: string;
  readonly wall: string;
  readonly corner: string;
  readonly floor: string;
  readonly gap: string;
  readonly mark: string;
}

const UNICODE: Glyphs = {
  levels: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  tick: '┤',
  wall: '│',
  corner: '└',
  floor: '─',
  gap: '╌',
  mark: '┬',
};
const ASCII: Glyphs = {
  levels: [' ', '.', ':', '#'],
  tick: '+',
  wall: '|',
  corner: '+',
  floor: '-',
  gap: ' ',
  mark: "'",
};
const LABEL_GAP = 2;

/**
 * Lines joined by newlines, none at the end. More values than columns are averaged, so peaks get lower;
 * fewer are widened by whole columns. Throws RangeError for a negative or infinite value.
 */
export function renderCurve(values: readonly (number | undefined)[], options: CurveOptions): string {
  for (const value of values) {
    if (value !== undefined && !(value >= 0 && value < Infinity))
      throw new RangeError(`${value} can't be drawn as a load`);
  }
  const { unit, caption = '', hasColor = false } = options;
  const glyphs = options.hasUnicode === false ? ASCII : UNICODE;
  const rowCount = Math.max(2, options.height - 3);
  const { columns, scale, gutter } = fitColumns(values, options.width, unit.length, rowCount);

  const lines = [`${unit.padStart(gutter - 1)}${caption.padStart(columns.length + 2)}`];
  for (let row = rowCount; row >= 1; row -= 1) {
    const label = scale.labels[row];
    const axis = `${(label ?? '').padStart(gutter - 1)} ${label === undefined ? glyphs.wall : glyphs.tick}`;
    const bars = columns.map(({ mean }) => levelOf(mean, row, scale, glyphs)).join('');
    lines.push(paint('dim', axis, hasColor) + paint('cyan', bars.trimEnd(), hasColor));
  }
  const labels = placeLabels(options.labels, values.length, columns.length, gutter + 1);
  const marks = new Set(labels.map(({ column }) => column));
  const floor = columns
    .map(({ isWhole }, at) => (marks.has(at) ? glyphs.mark : isWhole ? glyphs.floor : glyphs.gap))
    .join('');
  lines.push(paint('dim', `${(scale.labels[0] ?? '').padStart(gutter - 1)} ${glyphs.corner}${floor}`, hasColor));
  lines.push(labels.reduce((line, { start, text }) => line.padEnd(start) + text, ''));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** The scale needs the columns' heights, and they the width that its labels leave: widened until both agree. */
function fitColumns(
  values: readonly (number | undefined)[],
  width: number,
  unitLength: number,
  rowCount: number,
): { columns: readonly Column[]; scale: Scale; gutter: number } {
  for (let gutter = unitLength + 1; ; gutter += 1) {
    const columns = toColumns(values, Math.max(1, width - gutter - 1));
    const scale = makeScale(Math.max(0, ...columns.map(({ mean }) => mean ?? 0)), rowCount);
    if (scale.labels.every((label) => (label?.length ?? 0) < gutter)) return { columns, scale, gutter };
  }
}

interface Column {
  /** Undefined for a gap: at least half of the column has no value. */
  readonly mean: number | undefined;
  readonly isWhole: boolean;
}

function toColumns(values: readonly (number | undefined)[], room: number): readonly Column[] {
  if (values.length <= room) {
    const times = Math.floor(room / Math.max(1, values.length));
    return values.flatMap((mean) => Array.from({ length: times }, () => ({ mean, isWhole: mean !== undefined })));
  }
  const span = values.length / room;
  return Array.from({ length: room }, (_, at) => {
    const [start, end] = [at * span, (at + 1) * span];
    let sum = 0;
    let weight = 0;
    for (let index = Math.floor(start); index < Math.min(end, values.length); index += 1) {
      const part = Math.min(end, index + 1) - Math.max(start, index);
      const value = values[index];
      if (value === undefined) continue;
      sum += value * part;
      weight += part;
    }
    const covered = weight / span;
    return { mean: covered > 0.5 ? sum / weight : undefined, isWhole: covered > 1 - 1e-9 };
  });
}

function levelOf(mean: number | undefined, row: number, scale: Scale, glyphs: Glyphs): string {
  if (mean === undefined || mean === 0) return ' ';
  const full = glyphs.levels.length - 1;
  // Whatever is not zero shows, so that it can't be taken for none.
  const height = Math.max(1, Math.round((mean / scale.perRow) * full));
  return glyphs.levels[Math.min(full, Math.max(0, height - (row - 1) * full))] ?? ' ';
}

interface PlacedLabel {
  readonly column: number;
  readonly start: number;
  readonly text: string;
}

/** Centres each label under its mark. Where they would touch, every second, third ... is kept, so that the rest stays even. */
function placeLabels(
  labels: readonly CurveLabel[],
  valueCount: number,
  columnCount: number,
  left: number,
): readonly PlacedLabel[] {
  const placed = labels
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => {
      const column = Math.floor((at * columnCount) / Math.max(1, valueCount));
      return { column, start: left + column - Math.floor((text.length - 1) / 2), text };
    })
    .filter(({ column, start, text }) => column >= 0 && start >= 0 && start + text.length <= left + columnCount);
  for (let stride = 1; ; stride += 1) {
    const kept = placed.filter((_, at) => at % stride === 0);
    const isClear = kept.every(({ start }, at) => {
      const before = kept[at - 1];
      return before === undefined || start >= before.start + before.text.length + LABEL_GAP;
    });
    if (isClear) return kept;
  }
}
