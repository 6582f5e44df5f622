/** Rows of samples: a row of names of columns, and rows of cells, with commas, semicolons or tabs between them. */

/** Cells of a row, without quotes and blanks around them. */
function cellsOf(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

export class CsvRows {
  private readonly wanted: readonly string[];
  private separator = ',';
  private head: readonly string[] = [];

  /** `wanted`: columns of registers. A row that has the name of one is a row of names. */
  constructor(wanted: readonly string[]) {
    this.wanted = wanted;
  }

  get columns(): readonly string[] {
    return this.head;
  }

  /** Whether a line is of names of columns; the rows that follow are read by them. */
  isHead(line: string): boolean {
    for (const separator of [',', ';', '\t']) {
      const cells = cellsOf(line.replace(/^\uFEFF/, ''), separator);
      if (!cells.some((cell) => this.wanted.includes(cell))) continue;
      this.separator = separator;
      this.head = cells;
      return true;
    }
    return false;
  }

  /** A row as an object, in JSON: its cells by their names, those that are not empty. Undefined before names are known. */
  json(line: string): string | undefined {
    if (this.head.length === 0) return undefined;
    const cells = cellsOf(line, this.separator);
    const members = this.head.flatMap((name, at) => {
      const cell = cells[at] ?? '';
      return cell === '' ? [] : [[name, cell] as const];
    });
    return JSON.stringify(Object.fromEntries(members));
  }
}
