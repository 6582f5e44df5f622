/** What a demo tells afterwards: bills, load curve, who saw what, and timings. */
import { escaped } from '../../host/base/printable.ts';
import { renderCurve } from '../render/curve.ts';
import { formatCount, formatInterval, formatMs, formatWh } from '../render/format.ts';
import { timeLabels } from '../render/scale.ts';
import { renderTable } from '../render/table.ts';
import { type Terminal, paint } from '../render/terminal.ts';
import { type JudgedBill, type Judgement, countOf } from './judge.ts';
import { type Demo, demoWindow } from './demo-plan.ts';
import { type DemoResult, sum } from './result.ts';
import { formatMoney } from '../../protocol/money/amount.ts';
import { moneyOfBill } from './demo-tariff.ts';
import { verdictText } from './words.ts';

const MOST_BILLS_SHOWN = 12;

/** What the whole bill costs. */
function costText(demo: Demo, figure: JudgedBill['figure']): string {
  const money = moneyOfBill(demo, figure);
  return money === undefined ? '' : formatMoney(money.totalMicro, money);
}

function billRows(bills: readonly JudgedBill[], demo: Demo): (string | number)[][] {
  return bills.flatMap(({ meter, figure, truth, verdict }) =>
    [...truth].map(([register, truthWh], at) => {
      const lines = figure?.lines.filter((line) => line.register === register) ?? [];
      const billed = verdict === 'unsettled' ? '' : formatWh(sum(lines.map((line) => line.totalUnits)));
      const money = at === 0 && verdict !== 'unsettled' ? costText(demo, figure) : '';
      return [
        at === 0 ? meter : '',
        register,
        sum(lines.map((line) => line.cells)),
        billed,
        formatWh(truthWh),
        money,
        verdict === 'unsettled'
          ? `${figure?.status ?? 'open'}: ${figure?.reason ?? 'not released'}`
          : verdictText(verdict, meter, demo),
      ];
    }),
  );
}

/** What is billed, and what all of it comes to. */
function tariffLines({ demo, judgement }: DemoResult): string[] {
  const all = judgement.bills.flatMap(({ figure }) => moneyOfBill(demo, figure) ?? []);
  const [first] = all;
  if (first === undefined) return [];
  const total = formatMoney(sum(all.map(({ totalMicro }) => totalMicro)), first);
  return [
    `Tariff: ${escaped(first.tariff.title)}. ${formatCount(all.length)} bills come to ${total}, computed of what was opened.`,
  ];
}

function showBills(result: DemoResult, terminal: Terminal): string[] {
  const { bills } = result.judgement;
  const notExact = bills.filter(({ verdict }) => verdict !== 'exact');
  const shown = (notExact.length > 0 ? notExact : bills).slice(0, MOST_BILLS_SHOWN);
  const columns = [
    { title: 'meter' },
    { title: 'register' },
    { title: 'intervals', align: 'right' as const },
    { title: 'billed', align: 'right' as const },
    { title: 'books', align: 'right' as const },
    { title: 'costs', align: 'right' as const },
    { title: 'verdict' },
  ];
  const more = bills.length - shown.length;
  return [
    heading('Bills', terminal),
    ...tariffLines(result),
    renderTable(columns, billRows(shown, result.demo), terminal),
    ...(more > 0
      ? [
          paint(
            'dim',
            `... and ${formatCount(more)} more${notExact.length > 0 ? '' : ', all exact'}`,
            terminal.hasColor,
          ),
        ]
      : []),
  ];
}

function showLoads(result: DemoResult, terminal: Terminal): string[] {
  const { scheme } = result.demo.plan;
  const { from, count } = demoWindow(scheme);
  const register = scheme.registers.find(({ isLoad }) => isLoad)?.obis;
  return scheme.areas.slice(0, 4).flatMap((area) => {
    const loads = result.judgement.loads.filter((load) => load.area === area && load.register === register);
    const values = loads.map(({ figure, verdict }) =>
      verdict === 'unsettled' || figure?.totalUnits === undefined ? undefined : figure.totalUnits / 1000,
    );
    if (values.every((value) => value === undefined))
      return [heading(`Load of ${area}`, terminal), 'nothing could be reported', ''];
    const labels = timeLabels(from, count, scheme, Math.floor(terminal.width / 14));
    const caption = `${area}: kWh per ${scheme.intervalSeconds / 60} min, UTC`;
    return [
      heading(`Load of ${area}`, terminal),
      renderCurve(values, {
        width: terminal.width,
        height: 11,
        unit: 'kWh',
        labels,
        caption,
        hasColor: terminal.hasColor,
        hasUnicode: terminal.hasUnicode,
      }),
      '',
    ];
  });
}

function heading(text: string, terminal: Terminal): string {
  return paint('bold', text, terminal.hasColor);
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Of one meter: all have as many, or about so many. */
function readingsText(readings: number, meters: number): string {
  const each = readings / Math.max(1, meters);
  return Number.isInteger(each) ? `${formatCount(each)} readings` : `readings, about ${formatCount(Math.round(each))}`;
}

/** Counts, and one message each: the same first reading as every party saw it. */
function showSights(result: DemoResult, terminal: Terminal): string[] {
  const { report, aggregators, demo, sample, keptShares, judgement } = result;
  const [home] = demo.households.households;
  const first = home?.readings.get(demo.households.firstInterval)?.[0];
  const bill = judgement.bills.find(({ verdict }) => verdict !== 'unsettled');
  const width = terminal.width - 16;
  const sights: [string, string][] = [
    [
      'meter',
      `its own ${readingsText(report.readings, demo.plan.meters.length)}. ${home?.meterId} read ${first ?? '?'} Wh in the first interval`,
    ],
    [
      'broker',
      `${formatCount(report.sharesPublished)} sealed shares. One of them: ${sample === undefined ? '(none caught)' : shorten(sealedOf(sample.payload), Math.max(20, width - 45))}`,
    ],
    ...aggregators.map(({ cells, duplicates, rejected }, at): [string, string] => [
      `aggregator ${at + 1}`,
      cells === 0
        ? 'killed: left no report'
        : `${formatCount(cells)} shares (${duplicates} duplicates, ${rejected} refused); ${formatCount(keptShares[at] ?? 0)} kept: the rest is settled and erased`,
    ]),
    [
      'utility',
      `${countReported(judgement)}, no reading.${bill === undefined ? '' : ` ${bill.meter}: ${formatWh(sum(bill.figure?.lines.map((line) => line.totalUnits) ?? []))}`}`,
    ],
  ];
  return [heading('Who saw what', terminal), ...sights.map(([who, what]) => `${who.padEnd(14)} ${what}`), ''];
}

/** What the utility has: what was never opened is no bill, and 0 kWh is a figure. */
function countReported({ bills, loads }: Judgement): string {
  const some = (all: readonly { readonly verdict: string }[], what: string): string => {
    const count = all.filter(({ verdict }) => verdict !== 'unsettled').length;
    if (count === all.length) return `${formatCount(count)} ${what}`;
    return count === 0
      ? `none of the ${formatCount(all.length)} ${what}`
      : `${formatCount(count)} of ${formatCount(all.length)} ${what}`;
  };
  return `${some(bills, 'bills')} and ${some(loads, 'loads')}`;
}

function sealedOf(payload: string): string {
  const message: unknown = JSON.parse(payload);
  return typeof message === 'object' && message !== null && 'sealed' in message ? String(message.sealed) : '';
}

function showTimings(result: DemoResult, terminal: Terminal): string[] {
  const columns = [
    { title: 'per share' },
    { title: 'count', align: 'right' as const },
    { title: 'median', align: 'right' as const },
    { title: 'p99', align: 'right' as const },
  ];
  const names = {
    split: 'split (a reading, all shares)',
    seal: 'seal',
    publish: 'publish (to PUBACK)',
    receipt: 'receipt (stored, fsynced)',
  };
  const rows = (['split', 'seal', 'publish', 'receipt'] as const).map((phase) => {
    const { count, medianMs, p99Ms } = result.report.timings[phase];
    return [names[phase], count, formatMs(medianMs), formatMs(p99Ms)];
  });
  return [renderTable(columns, rows, terminal), ''];
}

function showOddities(result: DemoResult): string[] {
  const { report, judgement, demo } = result;
  const lines: string[] = [];
  for (const { meter, interval } of report.refusedReadings.slice(0, 10)) {
    lines.push(
      `Left out: ${meter} at ${formatInterval(interval, demo.households)} reported a reading that cannot be. Check that electricity meter.`,
    );
  }
  if (report.refusedReadings.length > 10)
    lines.push(`... and ${report.refusedReadings.length - 10} more readings that cannot be.`);
  if (report.bookings.length > 0) {
    const wh = sum(report.bookings.map((booking) => booking.units));
    lines.push(
      `${formatWh(wh)} of void cells were booked on ${report.bookings.length} later readings: nothing is lost, only later.`,
    );
  }
  lines.push(remnantText(judgement.bills, report.carriedUnits));
  if (judgement.missingAggregators.length > 0)
    lines.push(`Did not answer: aggregator ${judgement.missingAggregators.join(', ')}.`);
  if (judgement.liars.length > 0)
    lines.push(`Convicted by the tags of the bills: aggregator ${judgement.liars.join(', ')}.`);
  return lines.length === 0 ? [] : [...lines, ''];
}

/** How much no bill may have, and what of it waits for a later bill. */
function remnantText(bills: readonly JudgedBill[], carriedUnits: number): string {
  const cells = sum(bills.map(({ remnantCells }) => remnantCells));
  const meters = bills.filter(({ remnantCells }) => remnantCells > 0).length;
  const remnants =
    cells === 0
      ? 'No remnants (intervals that no bill may have)'
      : `Remnants: ${formatCount(cells)} intervals of ${formatCount(meters)} homes, which no bill may have and whose energy is booked again`;
  const carried =
    carriedUnits === 0 ? '' : `; ${formatWh(carriedUnits)} of void energy wait in the books for a later window`;
  return `${remnants}${carried}.`;
}

function showBalances({ balances }: DemoResult, terminal: Terminal): string[] {
  if (balances.length === 0) return [];
  const lines = balances.map(({ area, feederWh, loadWh, exportWh, balanceWh, percent, reason }) => {
    const fed = exportWh === undefined || exportWh === 0 ? '' : ` and homes fed in ${formatWh(exportWh)}`;
    const drew = `${area}: its feeder drew ${formatWh(feederWh)}${fed}; meters reported ${formatWh(loadWh)}.`;
    if (balanceWh === undefined) return `${drew} No balance: ${reason}.`;
    return `${drew} Nobody reported ${formatWh(balanceWh)}${percent === undefined ? '' : ` (${percent} %)`}.`;
  });
  return [heading('Balance', terminal), ...lines, ''];
}

/** What no bill has although it was metered: exact is what can be. */
function leftOutText({ report }: DemoResult): string {
  const { length } = report.refusedReadings;
  if (length === 0) return '';
  return ` ${formatCount(length)} ${length === 1 ? 'reading' : 'readings'} that cannot be ${length === 1 ? 'is' : 'are'} on no bill (above).`;
}

/** Where nothing at all could be reported: what that means. */
function whyNothing({ judgement: { bills, loads } }: DemoResult): string {
  const isAny = [...bills, ...loads].some(({ verdict }) => verdict !== 'unsettled');
  const [reason] = bills.flatMap(({ figure }) => (figure === undefined || figure.reason === '' ? [] : [figure.reason]));
  return isAny || reason === undefined ? '' : ` Nothing is billed: ${reason}.`;
}

export function showResult(result: DemoResult, terminal: Terminal): string {
  const { bills, loads } = result.judgement;
  const billsExact = countOf(bills, 'exact');
  const loadsExact = countOf(loads, 'exact');
  const wrong = countOf(bills, 'wrong') + countOf(loads, 'wrong');
  const verdict = result.isExact
    ? paint(
        'green',
        `${billsExact}/${bills.length} bills and ${loadsExact}/${loads.length} loads exact to the watt-hour, in ${result.seconds.toFixed(1)} s; no party saw a reading.${leftOutText(result)}`,
        terminal.hasColor,
      )
    : paint(
        'red',
        `Not exact: ${billsExact}/${bills.length} bills, ${loadsExact}/${loads.length} loads exact, ${wrong} wrong, the rest not reported. ${result.seconds.toFixed(1)} s.${whyNothing(result)}${leftOutText(result)}`,
        terminal.hasColor,
      );
  const kept =
    result.options.keep === undefined
      ? []
      : [
          `Kept in ${result.options.keep}: try  gridshare settle --status --config ${result.options.keep}/utility/config.yaml`,
        ];
  return `${[
    ...showBills(result, terminal),
    '',
    ...showLoads(result, terminal),
    ...showBalances(result, terminal),
    ...showSights(result, terminal),
    ...showTimings(result, terminal),
    ...showOddities(result),
    verdict,
    ...kept,
    ...(result.options.serve === true ? [] : ['In the browser, and open until Ctrl-C: gridshare demo --serve']),
  ].join('\n')}\n`;
}
