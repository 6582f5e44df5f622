/** The archive as one SQLite file: a running or stopped utility's figures can be read from it. [P-7.6] */
import { CheckedTable } from '../../host/store/checked-table.ts';
import { insertProof, storedProofs } from '../../host/store/proof-table.ts';
import { Store, parseStored } from '../../host/store/sqlite.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import { assert } from '../../protocol/machine.ts';
import type { Announcement, Bill, SealedBill } from '../../schemas/types.ts';
import { isValid } from '../../schemas/validate.ts';
import type { Answer, ArchiveOp, ArchiveRead, ArchiveRows, ArchiveStanding, RestoredUtilityArea } from '../archive.ts';
import type { AtOnce } from '../../host/store/at-once.ts';
import type { ArchiveStore } from './archive-store.ts';
import { ARCHIVE_STORE, ARCHIVE_TABLES, ArchiveReader } from './archive-reader.ts';

/** The archive as one SQLite file, written and read in this thread. */
export class SqliteArchive implements AtOnce<ArchiveStore> {
  private readonly store: Store;
  private readonly reader: ArchiveReader;
  private readonly tables: Readonly<Record<keyof typeof ARCHIVE_TABLES, CheckedTable>>;

  constructor(path: string) {
    this.store = new Store(path, ARCHIVE_STORE);
    this.reader = new ArchiveReader(this.store);
    const table = (name: keyof typeof ARCHIVE_TABLES): CheckedTable =>
      new CheckedTable(this.store, name, ARCHIVE_TABLES[name]);
    this.tables = {
      announcement: table('announcement'),
      entry: table('entry'),
      answer: table('answer'),
      load: table('load'),
      bill: table('bill'),
      window: table('window'),
      sealed_bill: table('sealed_bill'),
      evidence: table('evidence'),
      meta: table('meta'),
      recovering: table('recovering'),
      store_epoch: table('store_epoch'),
      proof: table('proof'),
    };
  }

  isBlank(): boolean {
    return (
      this.restore().length === 0 && this.setting('begun') === undefined && this.setting('recovering') === undefined
    );
  }

  begin(): void {
    this.store.transact(() => this.set('begun', '1'));
  }

  markLost(): void {
    this.store.transact(() => {
      this.tables.recovering.remove('true');
      this.set('recovering', '1');
    });
  }

  private setting(name: string): string | undefined {
    const [row] = this.tables.meta.rows('WHERE name = ?', name);
    return row === undefined ? undefined : String(row['value']);
  }

  private set(name: string, value: string): void {
    this.tables.meta.remove('name = ?', name);
    this.tables.meta.insert(name, value);
  }

  standing(): ArchiveStanding {
    const areas = this.tables.recovering.rows();
    const epochs = this.tables.store_epoch.rows();
    return {
      isRecovering: this.setting('recovering') === '1',
      areas: new Map(areas.map((row) => [String(row['area']), row['is_recovering'] === 1])),
      storeEpochs: new Map(epochs.map((row) => [Number(row['aggregator']), Number(row['store_epoch'])])),
      proofs: storedProofs(this.tables.proof),
    };
  }

  commit(ops: readonly ArchiveOp[]): void {
    this.store.transact(() => {
      for (const op of ops) this.write(op);
    });
  }

  /** The revision of the next figure: what is newer supersedes, so a checksum covers it. */
  private nextRevision(table: 'load' | 'bill' | 'window'): number {
    return Number(this.store.prepared(`SELECT max(revision) AS last FROM ${table}`).get()?.['last'] ?? 0) + 1;
  }

  private write(op: ArchiveOp): void {
    if (op.kind === 'store-epoch') {
      this.tables.store_epoch.remove('aggregator = ?', op.aggregator);
      this.tables.store_epoch.insert(op.aggregator, op.storeEpoch);
      return;
    }
    if (op.kind === 'proof') {
      insertProof(this.tables.proof, op.name, op.proof);
      return;
    }
    const { area } = op;
    const { tables } = this;
    switch (op.kind) {
      case 'recovering':
        tables.recovering.remove('area = ?', area);
        tables.recovering.insert(area, op.isRecovering ? 1 : 0);
        break;
      case 'announcement':
        tables.announcement.remove('area = ?', area);
        tables.announcement.insert(area, JSON.stringify(op.announcement));
        break;
      case 'entry':
        tables.entry.insert(area, op.certified.entry.sequence, JSON.stringify(op.certified));
        break;
      case 'answer': {
        const { sequence, aggregator, interval, meters, storeEpoch, digest, sums } = op.answer;
        tables.answer.insert(area, sequence, interval, aggregator, meters, storeEpoch, digest, sums);
        break;
      }
      case 'load': {
        const { interval, register, ...figure } = op.figure;
        tables.load.insert(this.nextRevision('load'), area, interval, register, JSON.stringify(figure));
        break;
      }
      case 'bill': {
        const { sequence, index, ...figure } = op.figure;
        tables.bill.insert(this.nextRevision('bill'), area, sequence, index, JSON.stringify(figure));
        break;
      }
      case 'window': {
        const { sequence, ...figure } = op.figure;
        tables.window.insert(this.nextRevision('window'), area, sequence, JSON.stringify(figure));
        break;
      }
      case 'sealed-bill': {
        const { index, message, bills } = op.sent;
        tables.sealed_bill.remove('area = ? AND meter = ?', area, index);
        tables.sealed_bill.insert(area, index, JSON.stringify(message), JSON.stringify(bills));
        break;
      }
      case 'evidence':
        tables.evidence.insert(area, op.text);
        break;
    }
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  read(query: ArchiveRead): ArchiveRows {
    return { read: query, entries: this.reader.entries(query.area, query.sequence, MAX_ENTRIES_PER_MESSAGE) };
  }

  /** Throws HostError ERR_STORE_CORRUPT if it is not what was stored. */
  restore(): RestoredUtilityArea[] {
    for (const table of Object.values(this.tables)) table.verify();
    const areas = new Set([...this.reader.areas(), ...this.announcedAreas()]);
    return [...areas].map((area) => ({
      area,
      entries: this.reader.entries(area),
      announcement: this.announcement(area),
      answers: this.answers(area),
      loads: this.reader.loads(area),
      bills: this.reader.bills(area),
      windows: this.reader.windows(area),
      sentBills: this.tables.sealed_bill.rows('WHERE area = ?', area).map((row) => ({
        index: Number(row['meter']),
        message: parseStored<SealedBill>(row['message']),
        bills: parseStored<Bill[]>(row['bills']),
      })),
    }));
  }

  private announcedAreas(): string[] {
    return this.tables.announcement.rows().map((row) => String(row['area']));
  }

  private announcement(area: string): Announcement | undefined {
    const [row] = this.tables.announcement.rows('WHERE area = ?', area);
    if (row === undefined) return undefined;
    const message: unknown = JSON.parse(String(row['message']));
    assert(isValid('request', message) && message.type === 'announcement', 'a stored announcement is what was stored');
    return message;
  }

  private answers(area: string): Answer[] {
    return this.tables.answer.rows('WHERE area = ?', area).map((row) => {
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
