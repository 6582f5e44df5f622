/** The list of meters that `init` and `token` take: one a line, so that two hundred are enrolled as easily as one. */
import { CsvError, parse } from 'csv-parse/sync';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextFile } from '../host/base/text-file.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import type { PlannedMeter } from './deployment-plan.ts';

/** Of a meter or an area: as the schemas have it. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
export const ID_WORDS = '1 to 64 of A-Z a-z 0-9 _ -, beginning with a letter or digit';
const OBIS = /^\d{1,3}-\d{1,3}:\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const MOST_METERS = 100_000;
const FIRST_AREA = 'area-1';
const USUAL_REGISTERS = [IMPORT_REGISTER, EXPORT_REGISTER];
/** A first line that names the columns is no meter: what people call the first one. */
const HEADER = 'meter_id';
const HEADERS: ReadonlySet<string> = new Set([HEADER, 'meter', 'id']);

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

function malformed(path: string, line: number | undefined, what: string): HostError {
  const place = line === undefined ? escaped(path) : `${escaped(path)}, line ${line}`;
  return new HostError('ERR_METERS_FILE', `${place}: ${what}`);
}

function lineOf({ lines }: CsvError): number | undefined {
  return typeof lines === 'number' ? lines : undefined;
}

function linesOf(path: string): readonly Line[] {
  let text: string;
  try {
    text = readTextFile(path);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_METERS_FILE', `cannot read ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
  }
  const options = { comment: '#', trim: true, skip_empty_lines: true, relax_column_count: true } as const;
  const found: Line[] = [];
  try {
    parse(text, {
      ...options,
      on_record: (cells: string[], { lines }) => {
        found.push({ cells, line: lines });
        return null;
      },
    });
    return found;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw malformed(path, lineOf(cause), `the quotes do not match: ${escaped(cause.message)}`);
  }
}

function meterOf(path: string, { cells, line }: Line): PlannedMeter {
  const [id = '', area = '', registers = '', ...more] = cells;
  const wrong = (what: string): HostError => malformed(path, line, what);
  if (more.length > 0)
    throw wrong(`there are ${cells.length} columns, and at most three are known: ${HEADER},area,registers`);
  if (!ID.test(id)) throw wrong(`the meter id "${escaped(id)}" is invalid: it must be ${ID_WORDS}`);
  if (area !== '' && !ID.test(area)) throw wrong(`the area "${escaped(area)}" is invalid: it must be ${ID_WORDS}`);
  const codes = registers === '' ? USUAL_REGISTERS : registers.split(/\s+/);
  const odd = codes.find((code) => !OBIS.test(code));
  if (odd !== undefined)
    throw wrong(
      `the register "${escaped(odd)}" is invalid: OBIS codes such as ${IMPORT_REGISTER}, with spaces between`,
    );
  if (new Set(codes).size !== codes.length) throw wrong(`a register is listed twice: ${escaped(registers)}`);
  return { id, area: area === '' ? FIRST_AREA : area, registers: codes };
}

/**
 * Reads `meter_id[,area[,registers]]`, one meter a line; blank lines, lines that begin with `#` and a header are no meters.
 * Not said: the area `area-1`, the registers of import and export. Throws HostError ERR_METERS_FILE with the line.
 */
export function readMeterList(path: string): readonly PlannedMeter[] {
  const lines = linesOf(path).filter(({ cells }, at) => at > 0 || !HEADERS.has(cells[0]?.toLowerCase() ?? ''));
  const seen = new Map<string, number>();
  const meters = lines.map((one) => {
    const meter = meterOf(path, one);
    const before = seen.get(meter.id);
    if (before !== undefined)
      throw malformed(path, one.line, `meter ${meter.id} is listed twice, in line ${before} first: delete one`);
    seen.set(meter.id, one.line);
    return meter;
  });
  if (meters.length === 0) throw malformed(path, undefined, 'no meter is listed: write one meter id a line');
  if (meters.length > MOST_METERS)
    throw malformed(path, undefined, `${meters.length} meters are listed, and at most ${MOST_METERS} can be`);
  return meters;
}
