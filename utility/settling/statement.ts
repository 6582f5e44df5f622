/**
 * The plaintext of a sealed bill. The broker sees how long it is, and must not read the digits of its totals off that: an
 * empty flat has shorter numbers. [P-4.4]
 */
import { utf8 } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { BillStatement, MoneyBill, OpenBill } from '../../schemas/types.ts';

/** Lengths are multiples of this many bytes. */
const GRID_BYTES = 512;

/** As if every amount had the most digits, and were a credit: the sign is a byte, too. */
function widest(money: MoneyBill): MoneyBill {
  const most = -Number.MAX_SAFE_INTEGER;
  return {
    ...money,
    lines: money.lines.map((line) => ({
      ...line,
      netMicro: most,
      ...(line.units === undefined ? {} : { units: Number.MAX_SAFE_INTEGER }),
    })),
    vat: money.vat.map((sum) => ({ ...sum, netMicro: most, vatMicro: most })),
    netMicro: most,
    vatMicro: most,
    totalMicro: most,
  };
}

/** What is in dispute, as if every total of it had the most digits, in its reason as well. */
function widestOpen(open: OpenBill): OpenBill {
  const claims = open.claims?.map((claim) =>
    claim.totalUnits === undefined ? claim : { ...claim, totalUnits: Number.MAX_SAFE_INTEGER },
  );
  return { ...open, reason: 'x'.repeat(1_024), ...(claims === undefined ? {} : { claims }) };
}

/** Canonical JSON, with spaces behind it: as long as if every total had the most digits, on a grid. */
export function statementBytes(statement: BillStatement): Uint8Array {
  const longest: BillStatement = {
    ...statement,
    bills: statement.bills.map((bill) => ({
      ...bill,
      totals: bill.totals.map((line) => ({ ...line, totalUnits: Number.MAX_SAFE_INTEGER })),
      ...(bill.money === undefined ? {} : { money: widest(bill.money) }),
      ...(bill.open === undefined ? {} : { open: widestOpen(bill.open) }),
    })),
  };
  const length = Math.ceil(utf8(canonicalJson(longest)).length / GRID_BYTES) * GRID_BYTES;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set(utf8(canonicalJson(statement)));
  return bytes;
}
