/** What a benchmark says in the end: a figure a line for people, or all of them as JSON for `npm run bench -- --json`. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** It may be so much, or must be so much; a figure without either is only told. */
  readonly most?: number;
  readonly least?: number;
}

/** A figure as `--json` has it. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
  readonly isReached?: boolean;
}

function rowOf({ name, value: exact, unit, most, least }: Figure): Row {
  // Three digits behind the point of small figures are enough for anybody.
  const value = Number(exact.toFixed(Math.abs(exact) < 10 ? 3 : 1));
  if (most !== undefined) return { name, value, unit, goal: most, isReached: value <= most };
  if (least !== undefined) return { name, value, unit, goal: least, isReached: value >= least };
  return { name, value, unit };
}

function textOf(row: Row, { most }: Figure): string {
  const { name, value, unit, goal, isReached } = row;
  const wanted = goal === undefined ? '' : `; at ${most === undefined ? 'least' : 'most'} ${goal} ${unit} wanted`;
  return `${name}: ${value} ${unit}${wanted}${isReached === false ? ': NOT REACHED' : ''}\n`;
}

/** Writes them to standard output; the exit code is 1 if a goal is not reached. */
export function tell(figures: readonly Figure[], isJson: boolean): void {
  const rows = figures.map(rowOf);
  process.stdout.write(
    isJson ? `${JSON.stringify(rows)}\n` : rows.map((row, at) => textOf(row, figures[at] ?? row)).join(''),
  );
  process.exitCode = rows.every(({ isReached }) => isReached !== false) ? 0 : 1;
}
