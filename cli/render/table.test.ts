/** A screen gets tables that fit it; a file or a pipe gets all there is. */
import { expect, test } from 'vitest';
import { renderTable } from './table.ts';
import { terminalOf } from './terminal.ts';

const LONG = 'no 2 of the 3 answers give a total that its tag confirms '.repeat(5).trim();
const columns = [{ title: 'meter' }, { title: 'reason' }, { title: 'totalUnits' }];
const rows = [['home-1', LONG, 1_234_567]];

test('on a screen what is too long is cut with an ellipsis, and numbers never are', () => {
  const terminal = terminalOf({ isTTY: true, columns: 80 }, { LANG: 'C.UTF-8', NO_COLOR: '1' });
  const lines = renderTable(columns, rows, terminal).split('\n');
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  expect(lines[2]).toContain('…');
  expect(lines[2]).toContain('1,234,567');
  expect(lines[2]).not.toContain(LONG);
});

test.each([[undefined], [40]])('in a file or a pipe nothing is cut, whatever COLUMNS says', (wide) => {
  const terminal = terminalOf({}, { LANG: 'C.UTF-8', ...(wide === undefined ? {} : { COLUMNS: String(wide) }) });
  const table = renderTable(columns, rows, terminal);
  expect(table).toContain(LONG);
  expect(table).toContain('1,234,567');
  expect(table).not.toContain('…');
});
