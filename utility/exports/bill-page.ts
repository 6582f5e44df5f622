/** A bill as a page to print: A4, one sheet, no script, nothing from elsewhere. Energy, what it covers, and who vouches for it. */
import type { RegisterUnit, UnitLine } from '../../protocol/grid/register.ts';
import type { ListedBill } from '../views/figure-list.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import { lineText } from '../../protocol/money/line-text.ts';
import type { MoneyBill } from '../../schemas/types.ts';
import { formatCount, plural } from '../views/wording.ts';

export interface BillPageFrame {
  readonly deployment: string;
  /** What a register is called; its code if it has no name. */
  readonly nameOf: (register: string) => string;
  /** An amount as people read it. */
  readonly amountOf: (units: number, unit: RegisterUnit) => string;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** "2026-01-05 00:00 UTC" */
function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

const STYLE = `
  @page { size: A4; margin: 14mm 18mm; }
  :root { color-scheme: light; }
  body { font: 11pt/1.45 system-ui, sans-serif; color: #111; background: #fff; margin: 0 auto; max-width: 174mm; padding: 8mm; }
  h1 { font-size: 20pt; margin: 0 0 2mm; }
  p { margin: 0 0 3mm; }
  dl { display: grid; grid-template-columns: 38mm 1fr; gap: 1mm 4mm; margin: 0 0 6mm; }
  dt { color: #555; }
  dd { margin: 0; overflow-wrap: anywhere; }
  table { width: 100%; border-collapse: collapse; margin: 0 0 6mm; }
  caption { text-align: left; font-weight: 600; margin-bottom: 2mm; }
  th, td { text-align: left; padding: 1.6mm 2mm; border-bottom: 0.3mm solid #bbb; }
  th.amount, td.amount { text-align: right; font-variant-numeric: tabular-nums; }
  tfoot td, tfoot th { border-bottom: none; border-top: 0.6mm solid #111; font-weight: 600; }
  @media print {
    body { font-size: 9pt; line-height: 1.3; max-width: none; padding: 0; }
    th, td { padding: 0.4mm 2mm; }
    dl, table { margin-bottom: 3mm; }
  }
  footer { font-size: 9pt; color: #444; border-top: 0.3mm solid #bbb; padding-top: 3mm; }
`;

function lineRow({ register, rate, cells, totalUnits, unit }: UnitLine, frame: BillPageFrame): string {
  const cell = (text: string, isAmount = false): string =>
    `<td${isAmount ? ' class="amount"' : ''}>${escaped(text)}</td>`;
  const parts = [
    cell(frame.nameOf(register)),
    cell(rate),
    cell(formatCount(cells), true),
    cell(frame.amountOf(totalUnits, unit), true),
  ];
  return `<tr>${parts.join('')}</tr>`;
}

/** Of each register with more than one line. */
function sums(lines: readonly UnitLine[], frame: BillPageFrame): string {
  const registers = [...new Set(lines.map(({ register }) => register))];
  const rows = registers.flatMap((register) => {
    const own = lines.filter((line) => line.register === register);
    const [first] = own;
    if (first === undefined || own.length < 2) return [];
    const total = own.reduce((sum, { totalUnits }) => sum + totalUnits, 0);
    const name = escaped(`${frame.nameOf(register)}, all rates`);
    return [
      `<tr><th colspan="3" scope="row">${name}</th><td class="amount">${escaped(frame.amountOf(total, first.unit))}</td></tr>`,
    ];
  });
  return rows.length === 0 ? '' : `<tfoot>${rows.join('')}</tfoot>`;
}

function facts(bill: ListedBill, frame: BillPageFrame): string {
  const { area, meter, begin, end, of, signers, set } = bill;
  const covered = Math.max(0, ...bill.lines.map(({ register }) => coveredBy(bill, register)));
  const rest = of - covered;
  const told: readonly (readonly [string, string])[] = [
    ['Meter', meter],
    ...(bill.number === undefined ? [] : [['Number', numberText(bill, bill.number)] as const]),
    ['Area', area],
    ['From', timeText(begin)],
    ['Until', timeText(end)],
    [
      'Covers',
      `${formatCount(covered)} of ${plural(of, 'interval')}${rest > 0 ? '; the energy of the others is on later bills' : ''}`,
    ],
    ['Grid', frame.deployment],
    ['Opened from', `sums of aggregators ${signers.join(', ')}; no single reading was opened`],
    ...(set === undefined ? [] : [['Log entry', `${set.sequence}, ${set.setHash}`] as const]),
  ];
  return told.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('');
}

/** Its number, and what it takes the place of. */
function numberText({ earlier }: ListedBill, number: string): string {
  const notes = earlier.filter(({ kind }) => kind === 'credit-note').map((note) => note.number);
  return notes.length === 0
    ? number
    : `${number}, in the place of what credit note${notes.length === 1 ? '' : 's'} ${notes.join(', ')} took back`;
}

function coveredBy({ lines }: ListedBill, register: string): number {
  return lines.filter((line) => line.register === register).reduce((sum, { cells }) => sum + cells, 0);
}

/** What it costs: a row for each line, tax once for each of its rates, and what is due. */
function costs(money: MoneyBill): string {
  const row = (text: string, what: string, micro: number): string =>
    `<tr><td>${escaped(text)}</td><td>${escaped(what)}</td><td class="amount">${escaped(formatMoney(micro, money))}</td></tr>`;
  const lines = money.lines.map((line) => row(line.text, lineText(line, money), line.netMicro));
  const taxes = money.vat
    .filter(({ vatPpm }) => vatPpm > 0)
    .map(({ vatPpm, netMicro, vatMicro }) =>
      row('VAT', `${vatPpm / 10_000} % of ${formatMoney(netMicro, money)}`, vatMicro),
    );
  const due = escaped(formatMoney(money.totalMicro, money));
  return `<table>
<caption>What it costs: ${escaped(money.tariff.title)}, revision ${money.tariff.revision}</caption>
<thead><tr><th scope="col">For</th><th scope="col">Quantity and price</th><th scope="col" class="amount">Amount</th></tr></thead>
<tbody>${[...lines, ...taxes].join('')}</tbody>
<tfoot><tr><th colspan="2" scope="row">Total</th><td class="amount">${due}</td></tr></tfoot>
</table>`;
}

/** Of a verified bill. */
export function billPage(bill: ListedBill, frame: BillPageFrame): string {
  const title = escaped(`Bill of ${bill.meter}, ${bill.begin.slice(0, 10)} to ${bill.end.slice(0, 10)}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<dl>${facts(bill, frame)}</dl>
<table>
<caption>What was used and fed in</caption>
<thead><tr><th scope="col">Register</th><th scope="col">Rate</th><th scope="col" class="amount">Intervals</th><th scope="col" class="amount">Amount</th></tr></thead>
<tbody>${bill.lines.map((line) => lineRow(line, frame)).join('')}</tbody>
${sums(bill.lines, frame)}
</table>
${bill.money === undefined ? '' : costs(bill.money)}
</main>
<footer>
<p>This bill is checked by your own device: it compares every amount above with its own readings${bill.money === undefined ? '' : ', and every price with the signed tariff'}. Ask it: gridshare meter ${bill.money === undefined ? 'show' : 'bill'}.</p>
<p>Of your home its sender has opened these sums, and nothing of what happened within the period.</p>
</footer>
</body>
</html>
`;
}
