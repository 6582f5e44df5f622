/**
 * Bills and loads as ESPI ("Green Button") has them, in an Atom feed: a UsageSummary for each bill and register, and IntervalBlocks of
 * areas. There is no IntervalBlock of a meter, and never will be: nobody here knows one.
 */
import { type IntervalGrid, type Window, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { RegisterUnit } from '../../protocol/grid/register.ts';
import { isoTime } from '../../protocol/grid/span.ts';
import type { ListedBill } from '../views/figure-list.ts';
import type { LoadCurve } from '../views/load-curve.ts';
import { type EspiObject, type EspiType, espiElement } from './espi-types.ts';
import { type XmlElement, xmlText } from './xml.ts';

export interface EspiFrame {
  readonly grid: IntervalGrid;
  /** When it is written, Unix ms. */
  readonly atMs: number;
  /** A UUID for a name, always the same. */
  readonly idOf: (name: string) => string;
  /** Whether a register counts what is fed in. */
  readonly isExport: (register: string) => boolean;
}

/** By what a register counts: ServiceKind, CommodityKind, UnitSymbolKind, and the power of ten. dm3 are thousandths of m3, kJ thousands of J. */
const CODES: Readonly<Record<RegisterUnit, { service: number; commodity: number; uom: number; power: number }>> = {
  Wh: { service: 0, commodity: 1, uom: 72, power: 0 },
  dm3: { service: 1, commodity: 7, uom: 42, power: -3 },
  kJ: { service: 4, commodity: 0, uom: 31, power: 3 },
};
/** Water counts in dm3 as gas does: its registers begin with 8. */
const WATER = { service: 2, commodity: 9 };

function codesOf(register: string, unit: RegisterUnit) {
  return register.startsWith('8-') ? { ...CODES[unit], ...WATER } : CODES[unit];
}

const DELTA = 4;
const NORMAL = 12;
const ENERGY_KIND = 12;
const NO_KIND = 0;
const FORWARD = 1;
const REVERSE = 19;
const REVENUE_QUALITY = 19;
const QUESTIONABLE = 10;
const INFORMATION = 10;

const seconds = (ms: number): number => Math.floor(ms / 1_000);

function periodOf({ from, count }: Window, grid: IntervalGrid): { readonly duration: number; readonly start: number } {
  return { duration: count * grid.intervalSeconds, start: seconds(intervalStartMs(from, grid)) };
}

class Feed {
  private readonly frame: EspiFrame;
  private readonly entries: XmlElement[] = [];

  constructor(frame: EspiFrame) {
    this.frame = frame;
  }

  private get updated(): XmlElement {
    return { name: 'updated', content: isoTime(this.frame.atMs - (this.frame.atMs % 1_000)) };
  }

  /** `path`: of the resource, from the top; what it is part of stands before it. `related`: paths. */
  add(path: string, title: string, type: EspiType, values: EspiObject, related: readonly string[] = []): void {
    const link = (rel: string, href: string): XmlElement => ({ name: 'link', attributes: { rel, href }, content: '' });
    this.entries.push({
      name: 'entry',
      content: [
        { name: 'id', content: `urn:uuid:${this.frame.idOf(path)}` },
        link('self', path),
        link('up', path.slice(0, path.lastIndexOf('/'))),
        ...related.map((other) => link('related', other)),
        { name: 'title', content: title },
        { name: 'published', content: this.updated.content },
        this.updated,
        { name: 'content', content: [espiElement(type, type, values)] },
      ],
    });
  }

  text(title: string): string {
    const attributes = { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:espi': 'http://naesb.org/espi' };
    const id: XmlElement = { name: 'id', content: `urn:uuid:${this.frame.idOf(title)}` };
    const head: XmlElement[] = [id, { name: 'title', content: title }, this.updated];
    return xmlText({ name: 'feed', attributes, content: [...head, ...this.entries] });
  }
}

function summaryOf(bill: ListedBill, register: string, frame: EspiFrame): EspiObject {
  const own = bill.lines.filter((line) => line.register === register);
  const unit = own[0]?.unit ?? 'Wh';
  const { commodity, uom, power } = codesOf(register, unit);
  const billingPeriod = periodOf(bill, frame.grid);
  const timeStamp = billingPeriod.start + billingPeriod.duration;
  const measured = (value: number): EspiObject => ({ powerOfTenMultiplier: power, timeStamp, uom, value });
  const total = own.reduce((sum, { totalUnits }) => sum + totalUnits, 0);
  const rates = own.map(({ rate, totalUnits }) => ({
    note: `rate ${rate}`,
    measurement: measured(totalUnits),
    itemKind: INFORMATION,
  }));
  return {
    billingPeriod,
    costAdditionalDetailLastPeriod: own.length > 1 ? rates : [],
    overallConsumptionLastPeriod: measured(frame.isExport(register) ? -total : total),
    qualityOfReading: REVENUE_QUALITY,
    statusTimeStamp: seconds(frame.atMs),
    commodity,
  };
}

/** Verified bills; what has no figure is in none. What was fed in is a summary of its own, below zero. */
export function billsAsEspi(bills: Iterable<ListedBill>, frame: EspiFrame): string {
  const feed = new Feed(frame);
  const points = new Set<string>();
  for (const bill of bills) {
    if (bill.status !== 'verified') continue;
    for (const register of new Set(bill.lines.map((line) => line.register))) {
      const unit = bill.lines.find((line) => line.register === register)?.unit ?? 'Wh';
      const { service } = codesOf(register, unit);
      const point = `UsagePoint/${frame.idOf(`${bill.area}/${bill.meter}/${service}`)}`;
      if (!points.has(point))
        feed.add(point, bill.meter, 'UsagePoint', { ServiceCategory: { kind: service }, isVirtual: false });
      points.add(point);
      const path = `${point}/UsageSummary/${frame.idOf(`${bill.area}/${bill.meter}/${bill.keyEpoch}/${bill.from}/${register}`)}`;
      feed.add(path, `${bill.meter} ${register} ${bill.begin}`, 'UsageSummary', summaryOf(bill, register, frame));
    }
  }
  return feed.text('Bills');
}

/** Runs of consecutive intervals whose load is known. */
function* runsOf({ points }: LoadCurve) {
  let run: LoadCurve['points'][number][] = [];
  for (const point of points) {
    if (point.totalUnits !== undefined) run.push(point);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

/** A series for each area (or sum of areas) and register, for settlement: intervals without a load are in no block. */
export function loadsAsEspi(curves: readonly LoadCurve[], frame: EspiFrame): string {
  const feed = new Feed(frame);
  for (const curve of curves) {
    const { name, register, unit } = curve;
    const { service, commodity, uom, power } = codesOf(register, unit);
    const point = `UsagePoint/${frame.idOf(`${name}/${service}/${register}`)}`;
    const reading = `${point}/MeterReading/${frame.idOf(`${name}/${register}/reading`)}`;
    const type = `ReadingType/${frame.idOf(`${register}/${unit}/type`)}`;
    feed.add(point, name, 'UsagePoint', { ServiceCategory: { kind: service }, isVirtual: true });
    feed.add(reading, `${name} ${register}`, 'MeterReading', {}, [type]);
    feed.add(type, register, 'ReadingType', {
      accumulationBehaviour: DELTA,
      commodity,
      dataQualifier: NORMAL,
      defaultQuality: REVENUE_QUALITY,
      flowDirection: frame.isExport(register) ? REVERSE : FORWARD,
      intervalLength: frame.grid.intervalSeconds,
      kind: unit === 'Wh' ? ENERGY_KIND : NO_KIND,
      powerOfTenMultiplier: power,
      uom,
    });
    for (const run of runsOf(curve)) {
      const from = run[0]?.interval ?? 0;
      const readings = run.map(({ interval, totalUnits, isFinal }) => ({
        ReadingQuality: [{ quality: isFinal ? REVENUE_QUALITY : QUESTIONABLE }],
        timePeriod: periodOf({ from: interval, count: 1 }, frame.grid),
        value: totalUnits,
      }));
      const path = `${reading}/IntervalBlock/${frame.idOf(`${name}/${register}/${from}`)}`;
      const interval = periodOf({ from, count: run.length }, frame.grid);
      feed.add(path, `${name} ${register}`, 'IntervalBlock', { interval, IntervalReading: readings });
    }
  }
  return feed.text('Loads');
}
