/** The archive as one SQLite file: a running or stopped utility's figures can be read from it. [P-7.6] */
import { Store, parseStored } from '../host/sqlite.ts';
import { assert } from '../protocol/machine.ts';
import type { Announcement, Bill, SealedBill } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import type { Answer, Archive, ArchiveOp, ArchiveStanding, RestoredUtilityArea } from './archive.ts';
import { ARCHIVE_MIGRATIONS, ArchiveReader } from './archive-reader.ts';

export class SqliteArchive implements Archive {
  private readonly store: Store;
  private readonly reader: ArchiveReader;

  constructor(path: string) {
    this.store = new Store(path, ARCHIVE_MIGRATIONS);
    this.reader = new ArchiveReader(this.store.reading);
    // `restored` is written by who puts a backup back: what was known of its areas before does not count.
    if (this.meta('restored') === '1') this.markLost();
  }

  /** Whether it holds nothing and never did: new if it was to be expected, else lost. */
  get isBlank(): boolean {
    return this.restore().length === 0 && this.meta('begun') === undefined && this.meta('recovering') === undefined;
  }

  /** A deployment's new, empty archive: from now on, an empty one has lost what it held. */
  begin(): void {
    this.store.transact(() => this.setMeta('begun', '1'));
  }

  /** What it held is gone or old: what was announced has to be asked for. [P-7.1] */
  markLost(): void {
    this.store.transact(() => {
      this.store.prepared('DELETE FROM recovering').run();
      this.setMeta('recovering', '1');
      this.setMeta('restored', '0');
    });
  }

  private meta(name: string): string | undefined {
    const row = this.store.prepared('SELECT value FROM meta WHERE name = ?').get(name);
    return row === undefined ? undefined : String(row['value']);
  }

  private setMeta(name: string, value: string): void {
    this.store.prepared('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value);
  }

  standing(): ArchiveStanding {
    const areas = this.store.prepared('SELECT area, is_recovering FROM recovering').all();
    const epochs = this.store.prepared('SELECT aggregator, store_epoch FROM store_epoch').all();
    return {
      isRecovering: this.meta('recovering') === '1',
      areas: new Map(areas.map((row) => [String(row['area']), row['is_recovering'] === 1])),
      storeEpochs: new Map(epochs.map((row) => [Number(row['aggregator']), Number(row['store_epoch'])])),
    };
  }

  commit(ops: readonly ArchiveOp[]): void {
    this.store.transact(() => {
      for (const op of ops) this.write(op);
    });
  }

  private write(op: ArchiveOp): void {
    if (op.kind === 'store-epoch') {
      this.store.prepared('INSERT OR REPLACE INTO store_epoch VALUES (?, ?)').run(op.aggregator, op.storeEpoch);
      return;
    }
    const { area } = op;
    switch (op.kind) {
      case 'recovering':
        this.store.prepared('INSERT OR REPLACE INTO recovering VALUES (?, ?)').run(area, op.isRecovering ? 1 : 0);
        break;
      case 'announcement':
        this.store
          .prepared('INSERT OR REPLACE INTO announcement VALUES (?, ?)')
          .run(area, JSON.stringify(op.announcement));
        break;
      case 'entry':
        this.store
          .prepared('INSERT INTO entry VALUES (?, ?, ?)')
          .run(area, op.certified.entry.sequence, JSON.stringify(op.certified));
        break;
      case 'answer': {
        const { sequence, aggregator, interval, meters, storeEpoch, digest, sums } = op.answer;
        this.store
          .prepared('INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
          .run(area, sequence, interval, aggregator, meters, storeEpoch, digest, sums);
        break;
      }
      case 'load': {
        const { interval, register, ...figure } = op.figure;
        this.store
          .prepared('INSERT INTO load (area, interval, register, figure) VALUES (?, ?, ?, ?)')
          .run(area, interval, register, JSON.stringify(figure));
        break;
      }
      case 'bill': {
        const { sequence, index, ...figure } = op.figure;
        this.store
          .prepared('INSERT INTO bill (area, sequence, meter, figure) VALUES (?, ?, ?, ?)')
          .run(area, sequence, index, JSON.stringify(figure));
        break;
      }
      case 'window': {
        const { sequence, ...figure } = op.figure;
        this.store
          .prepared('INSERT INTO window (area, sequence, figure) VALUES (?, ?, ?)')
          .run(area, sequence, JSON.stringify(figure));
        break;
      }
      case 'sealed-bill': {
        const { index, message, bills } = op.sent;
        this.store
          .prepared('INSERT OR REPLACE INTO sealed_bill VALUES (?, ?, ?, ?)')
          .run(area, index, JSON.stringify(message), JSON.stringify(bills));
        break;
      }
      case 'evidence':
        this.store.prepared('INSERT INTO evidence (area, text) VALUES (?, ?)').run(area, op.text);
        break;
    }
  }

  restore(): RestoredUtilityArea[] {
    const areas = new Set([...this.reader.areas(), ...this.announcedAreas()]);
    return [...areas].map((area) => ({
      area,
      entries: this.reader.entries(area),
      announcement: this.announcement(area),
      answers: this.answers(area),
      loads: this.reader.loads(area),
      bills: this.reader.bills(area),
      windows: this.reader.windows(area),
      sentBills: this.store
        .prepared('SELECT meter, message, bills FROM sealed_bill WHERE area = ?')
        .all(area)
        .map((row) => ({
          index: Number(row['meter']),
          message: parseStored<SealedBill>(row['message']),
          bills: parseStored<Bill[]>(row['bills']),
        })),
    }));
  }

  private announcedAreas(): string[] {
    return this.store
      .prepared('SELECT area FROM announcement')
      .all()
      .map((row) => String(row['area']));
  }

  private announcement(area: string): Announcement | undefined {
    const row = this.store.prepared('SELECT message FROM announcement WHERE area = ?').get(area);
    if (row === undefined) return undefined;
    const message: unknown = JSON.parse(String(row['message']));
    assert(isValid('request', message) && message.type === 'announcement', 'a stored announcement is what was stored');
    return message;
  }

  private answers(area: string): Answer[] {
    return this.store
      .prepared('SELECT * FROM answer WHERE area = ?')
      .all(area)
      .map((row) => {
        const { sums } = row;
        assert(sums instanceof Uint8Array, 'sums are a blob');
        return {
          sequence: Number(row['sequence']),
          aggregator: Number(row['aggregator']),
          interval: Number(row['interval']),
          meters: String(row['meters']),
          storeEpoch: Number(row['store_epoch']),
          digest: String(row['digest']),
          sums,
        };
      });
  }

  close(): void {
    this.store.close();
  }
}
