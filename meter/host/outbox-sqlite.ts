/** The outbox as one SQLite file, shared by the meters of a process. [P-2.4] */
import { CheckedTable } from '../../host/store/checked-table.ts';
import { insertProof, storedProofs } from '../../host/store/proof-table.ts';
import { Store, parseStored } from '../../host/store/sqlite.ts';
import { type Slices, allAtOnce } from '../../host/store/slices.ts';
import { recordBooks } from './books-sqlite.ts';
import type { OutboxOfThread } from './outbox-store.ts';
import type { Carry, Joining, KeptMessages, KeptTariff, OutboxOp } from '../outbox.ts';
import type { RestoredMeter } from '../restored-meter.ts';
import { KeptReadings } from '../kept-readings.ts';
import type { KeptSample } from '../sample.ts';
import { CHECKED, OUTBOX_STORE, carryFrom, estimateFrom, gapFrom } from './outbox-tables.ts';

/** Takes a row of the table of readings to those of its meter. */
function addTo(readings: Map<number, KeptReadings>, row: Readonly<Record<string, unknown>>): void {
  const meter = Number(row['meter']);
  const kept = readings.get(meter) ?? new KeptReadings();
  readings.set(meter, kept);
  kept.add({
    interval: Number(row['interval']),
    sharing: String(row['sharing']),
    bookedUnits: parseStored<number[]>(row['booked_wh']),
    isVoid: Number(row['is_void']) === 1,
    isBilled: Number(row['is_billed']) === 1,
  });
}

/** The same slices, each with how many readings are read by then. */
function* telling(slices: Slices<void>, count: () => number): Slices<void, number> {
  while (slices.next().done !== true) yield count();
}

/** The outbox as one SQLite file, written and read in this thread. */
export class SqliteOutbox implements OutboxOfThread {
  private readonly store: Store;
  private readonly tables: Readonly<Record<keyof typeof CHECKED, CheckedTable>>;
  private readonly numbers = new Map<string, number>();

  constructor(path: string) {
    this.store = new Store(path, OUTBOX_STORE);
    const table = (name: keyof typeof CHECKED): CheckedTable => new CheckedTable(this.store, name, CHECKED[name]);
    this.tables = {
      meter: table('meter'),
      reading: table('reading'),
      carry: table('carry'),
      booking: table('booking'),
      scheme: table('scheme'),
      billed: table('billed'),
      card: table('card'),
      lost: table('lost'),
      joined: table('joined'),
      early: table('early'),
      gap: table('gap'),
      sample: table('sample'),
      estimate: table('estimate'),
      replacement: table('replacement'),
      proof: table('proof'),
      tariff: table('tariff'),
    };
    this.readNumbers();
  }

  private readNumbers(): void {
    this.numbers.clear();
    for (const { number, id } of this.tables.meter.rows()) this.numbers.set(String(id), Number(number));
  }

  private number(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      // Every meter has a row, numbers count up, none is ever deleted.
      number = this.numbers.size + 1;
      this.tables.meter.insert(number, id, -1);
      this.numbers.set(id, number);
    }
    return number;
  }

  commit(ops: readonly OutboxOp[]): void {
    try {
      this.store.transact(() => {
        for (const op of ops) {
          if (op.kind === 'scheme') this.writeScheme(op.message, op.tariffs);
          else if (op.kind === 'card') this.writeCard(op.aggregator, op.message);
          else if (op.kind === 'tariff') this.writeTariff(op.hash, op.message);
          else if (op.kind === 'proof') insertProof(this.tables.proof, op.name, op.proof);
          else {
            this.write(op, this.number(op.meter));
            recordBooks(this.store, op, this.number(op.meter));
          }
        }
      });
    } catch (error) {
      // A meter named for the first time went with the transaction.
      this.readNumbers();
      throw error;
    }
  }

  private writeScheme(message: string, tariffs: readonly KeptTariff[]): void {
    this.tables.scheme.remove('number = 0');
    this.tables.scheme.insert(0, message, JSON.stringify(tariffs));
  }

  private writeTariff(hash: string, message: string): void {
    this.tables.tariff.remove('hash = ?', hash);
    this.tables.tariff.insert(hash, message);
  }

  private writeCard(aggregator: number, message: string): void {
    this.tables.card.remove('aggregator = ?', aggregator);
    this.tables.card.insert(aggregator, message);
  }

  private write(op: Extract<OutboxOp, { meter: string }>, meter: number): void {
    const { tables } = this;
    switch (op.kind) {
      case 'reading': {
        const { interval, sharing, bookedUnits, isVoid, isBilled } = op.reading;
        tables.reading.insert(interval, meter, sharing, JSON.stringify(bookedUnits), Number(isVoid), Number(isBilled));
        this.written(op.meter, meter, interval);
        break;
      }
      case 'carry': {
        const { interval, register, units, remainingUnits, after, skipped, portions } = op.carry;
        tables.carry.remove('meter = ? AND interval = ? AND register = ?', meter, interval, register);
        tables.carry.insert(meter, interval, register, units, remainingUnits, after, skipped, portions);
        break;
      }
      case 'booking': {
        const { register, from, to, units } = op.booking;
        tables.booking.insert(meter, register, from, to, units);
        break;
      }
      case 'bill':
      case 'refused':
      case 'counter':
        break;
      case 'sample':
        tables.sample.remove('meter = ?', meter);
        tables.sample.insert(meter, JSON.stringify(op.sample));
        break;
      case 'void':
        this.changeReading(meter, op.interval, { is_void: 1 });
        break;
      case 'billed': {
        tables.billed.remove('meter = ? AND window = ?', meter, op.from);
        tables.billed.insert(meter, op.from);
        for (const interval of op.intervals) this.changeReading(meter, interval, { is_billed: 1 });
        break;
      }
      case 'lost':
        tables.lost.remove('meter = ?', meter);
        tables.lost.insert(meter, op.keyEpoch);
        break;
      case 'joined':
        tables.joined.remove('meter = ?', meter);
        tables.joined.insert(meter, op.area, op.keyEpoch, op.interval);
        break;
      case 'gap':
        tables.gap.insert(meter, op.gap.from, op.gap.until, JSON.stringify(op.gap.units));
        break;
      case 'estimate': {
        const { since, from, until, units } = op.estimate;
        tables.estimate.insert(meter, from, until, since, JSON.stringify(units));
        break;
      }
      case 'replacement': {
        const { id, register, finalMilli, initialMilli, hostMs, problem } = op.replacement;
        tables.replacement.insert(meter, id, register, finalMilli, initialMilli, hostMs, problem ?? '');
        break;
      }
      case 'before':
        for (const interval of op.intervals) this.putBefore(meter, interval);
        break;
      case 'forget':
        for (const interval of op.intervals) tables.reading.remove('interval = ? AND meter = ?', interval, meter);
        break;
    }
  }

  /** Changes what may change of a reading: what it reports never does. */
  private changeReading(
    meter: number,
    interval: number,
    change: { readonly is_billed: 1 } | { readonly is_void: 1 },
  ): void {
    const { reading } = this.tables;
    for (const row of reading.rows('WHERE interval = ? AND meter = ?', interval, meter)) {
      const now: Record<string, unknown> = { ...row, ...change };
      reading.remove('interval = ? AND meter = ?', interval, meter);
      const [sharing, bookedUnits] = [String(now['sharing']), String(now['booked_wh'])];
      reading.insert(interval, meter, sharing, bookedUnits, Number(now['is_void']), Number(now['is_billed']));
    }
  }

  /** Moves a reading to those from before the meter joined. */
  private putBefore(meter: number, interval: number): void {
    const { reading, early } = this.tables;
    for (const row of reading.rows('WHERE interval = ? AND meter = ?', interval, meter))
      early.insert(interval, meter, String(row['booked_wh']));
    reading.remove('interval = ? AND meter = ?', interval, meter);
  }

  /** Remembers the last interval ever written. */
  private written(id: string, meter: number, interval: number): void {
    const [row] = this.tables.meter.rows('WHERE number = ?', meter);
    if (Number(row?.['last_interval'] ?? -1) >= interval) return;
    this.tables.meter.remove('number = ?', meter);
    this.tables.meter.insert(meter, id, interval);
  }

  restoreMessages(): KeptMessages {
    const [row] = this.tables.scheme.rows();
    return {
      scheme: row === undefined ? undefined : String(row['message']),
      tariffs: row === undefined ? [] : parseStored<KeptTariff[]>(row['tariffs']),
      cards: this.tables.card.rows('ORDER BY aggregator').map(({ message }) => String(message)),
      proofs: storedProofs(this.tables.proof),
    };
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): RestoredMeter[] {
    return allAtOnce(this.restoring());
  }

  /** The same in slices, saying how many readings are read: until it is done, nothing else may be asked of this outbox. */
  *restoring(): Slices<RestoredMeter[], number> {
    const { tables } = this;
    const { reading, early, ...others } = tables;
    let count = 0;
    for (const table of Object.values(others)) yield* telling(table.verifying(), () => count);
    // The large ones are gone through once, for all meters: their keys begin with the interval.
    const readings = new Map<number, KeptReadings>();
    const takeReading = (row: Readonly<Record<string, unknown>>): void => {
      count += 1;
      addTo(readings, row);
    };
    yield* telling(reading.verifying(takeReading), () => count);
    const beforeCounts = new Map<number, number>();
    const takeEarly = ({ meter }: Readonly<Record<string, unknown>>): void => {
      count += 1;
      beforeCounts.set(Number(meter), (beforeCounts.get(Number(meter)) ?? 0) + 1);
    };
    yield* telling(early.verifying(takeEarly), () => count);
    return tables.meter.rows().map((row) => {
      const meter = Number(row['number']);
      return {
        meter: String(row['id']),
        lastInterval: Number(row['last_interval']),
        lostKeyEpoch: Number(tables.lost.rows('WHERE meter = ?', meter)[0]?.['key_epoch'] ?? 0),
        joined: this.joining(meter),
        beforeCount: beforeCounts.get(meter) ?? 0,
        gaps: tables.gap.rows('WHERE meter = ? ORDER BY from_interval', meter).map(gapFrom),
        estimates: tables.estimate.rows('WHERE meter = ? ORDER BY from_interval', meter).map(estimateFrom),
        replacements: tables.replacement.rows('WHERE meter = ?', meter).map(({ id }) => String(id)),
        sample: this.sample(meter),
        readings: readings.get(meter) ?? new KeptReadings(),
        carries: this.carries(meter),
        billed: tables.billed.rows('WHERE meter = ?', meter).map(({ window }) => Number(window)),
      };
    });
  }

  private sample(meter: number): KeptSample | undefined {
    const [row] = this.tables.sample.rows('WHERE meter = ?', meter);
    return row === undefined ? undefined : parseStored<KeptSample>(row['sample']);
  }

  private joining(meter: number): Joining | undefined {
    const [row] = this.tables.joined.rows('WHERE meter = ?', meter);
    if (row === undefined) return undefined;
    return { area: String(row['area']), keyEpoch: Number(row['key_epoch']), interval: Number(row['interval']) };
  }

  private carries(meter: number): Carry[] {
    return this.tables.carry
      .rows('WHERE meter = ? AND remaining_wh > 0 ORDER BY interval, register', meter)
      .map(carryFrom);
  }

  close(): void {
    this.store.close();
  }
}
