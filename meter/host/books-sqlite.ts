/**
 * What a household adds up from: beside the outbox's rows, all that was ever metered and the bills that footed. Written in
 * the same transactions; the machine never reads it. [P-7.3]
 */
import type { Store } from '../../host/store/sqlite.ts';
import type { OutboxOp } from '../outbox.ts';
import type { CounterEvent } from '../sample.ts';

export const BOOKS_MIGRATION = `
  CREATE TABLE metered (meter INTEGER NOT NULL, register INTEGER NOT NULL, wh INTEGER NOT NULL, PRIMARY KEY (meter, register)) STRICT, WITHOUT ROWID;
  CREATE TABLE bill (meter INTEGER NOT NULL, window INTEGER NOT NULL, bill TEXT NOT NULL, PRIMARY KEY (meter, window)) STRICT;
  CREATE TABLE refused (meter INTEGER NOT NULL, interval INTEGER NOT NULL, wh TEXT NOT NULL, PRIMARY KEY (meter, interval)) STRICT`;

/** What registers did besides counting. */
export const COUNTER_MIGRATION = `
  CREATE TABLE counter (meter INTEGER NOT NULL, number INTEGER NOT NULL, register TEXT NOT NULL, kind TEXT NOT NULL, host_ms REAL NOT NULL,
    from_milli TEXT NOT NULL, to_milli TEXT NOT NULL, PRIMARY KEY (meter, number)) STRICT, WITHOUT ROWID`;

function addMetered(store: Store, meter: number, register: number, units: number): void {
  store
    .prepared('INSERT INTO metered VALUES (?, ?, ?) ON CONFLICT (meter, register) DO UPDATE SET wh = wh + excluded.wh')
    .run(meter, register, units);
}

/** Takes what one operation means for the books; `meter` is its number in the store. */
export function recordBooks(store: Store, op: OutboxOp, meter: number): void {
  switch (op.kind) {
    case 'reading':
      op.reading.bookedUnits.forEach((units, register) => addMetered(store, meter, register, units));
      break;
    case 'booking':
      // A reading is written with what was booked on it: that was metered before.
      addMetered(store, meter, op.booking.register, -op.booking.units);
      break;
    case 'bill':
      store.prepared('INSERT OR REPLACE INTO bill VALUES (?, ?, ?)').run(meter, op.at, JSON.stringify(op.bill));
      break;
    case 'refused':
      store
        .prepared('INSERT OR REPLACE INTO refused VALUES (?, ?, ?)')
        .run(meter, op.interval, JSON.stringify(op.valuesUnits));
      break;
    case 'counter': {
      const { register, kind, hostMs, fromMilli, toMilli } = op.event;
      store
        .prepared('INSERT INTO counter SELECT ?1, count(*), ?2, ?3, ?4, ?5, ?6 FROM counter WHERE meter = ?1')
        .run(meter, register, kind, hostMs, fromMilli, toMilli);
      break;
    }
    case 'scheme':
    case 'card':
    case 'proof':
    case 'tariff':
    case 'lost':
    case 'joined':
    case 'before':
    case 'gap':
    case 'estimate':
    case 'replacement':
    case 'sample':
    case 'carry':
    case 'void':
    case 'billed':
    case 'forget':
      break;
  }
}

const KINDS: readonly CounterEvent['kind'][] = ['exchanged', 'jumped', 'rolled-over', 'replaced'];

/** A row of the table of what registers did. */
export function counterFrom(row: Readonly<Record<string, unknown>>): CounterEvent {
  return {
    kind: KINDS.find((kind) => kind === row['kind']) ?? 'jumped',
    register: String(row['register']),
    hostMs: Number(row['host_ms']),
    fromMilli: String(row['from_milli']),
    toMilli: String(row['to_milli']),
  };
}
