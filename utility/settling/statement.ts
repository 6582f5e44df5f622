/**
 * The plaintext of a sealed bill. The broker sees how long it is, and must not read the digits of its totals off that: an
 * empty flat has shorter numbers. [P-4.4]
 */
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { BillStatement } from '../../schemas/types.ts';

/** Lengths are multiples of this many bytes. */
const GRID_BYTES = 512;

/** Canonical JSON, with spaces behind it: as long as if every total had the most digits, on a grid. */
export function statementBytes(statement: BillStatement): Uint8Array {
  const widest: BillStatement = {
    ...statement,
    bills: statement.bills.map((bill) => ({
      ...bill,
      totals: bill.totals.map((line) => ({ ...line, totalUnits: Number.MAX_SAFE_INTEGER })),
    })),
  };
  const length = Math.ceil(utf8(canonicalJson(widest)).length / GRID_BYTES) * GRID_BYTES;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set(utf8(canonicalJson(statement)));
  return bytes;
}
