/** What a ledger's file keeps once, whatever areas there are: its epoch and count, key card, heads of others, proofs. [P-7.4] */
import { CheckedTable } from '../../host/store/checked-table.ts';
import { insertProof, storedProofs } from '../../host/store/proof-table.ts';
import { type Store, parseStored } from '../../host/store/sqlite.ts';
import type { Head } from '../../schemas/types.ts';
import type { LedgerCount, LedgerOp, LedgerStanding } from '../ledger.ts';
import { LEDGER_TABLES } from './ledger-tables.ts';

export class StandingTables {
  private readonly store: Store;
  private readonly meta: CheckedTable;
  private readonly peerHeads: CheckedTable;
  private readonly cards: CheckedTable;
  private readonly proofs: CheckedTable;

  constructor(store: Store) {
    this.store = store;
    this.meta = new CheckedTable(store, 'meta', LEDGER_TABLES.meta);
    this.peerHeads = new CheckedTable(store, 'peer_head', LEDGER_TABLES.peer_head);
    this.cards = new CheckedTable(store, 'card', LEDGER_TABLES.card);
    this.proofs = new CheckedTable(store, 'proof', LEDGER_TABLES.proof);
  }

  /** Throws HostError ERR_STORE_CORRUPT. */
  verify(): void {
    for (const table of [this.meta, this.peerHeads, this.cards, this.proofs]) table.verify();
  }

  setting(name: string): number | undefined {
    const [row] = this.meta.rows('WHERE name = ?', name);
    if (row === undefined) return undefined;
    const value = Number(row['value']);
    if (!Number.isSafeInteger(value)) this.store.corrupt(`its ${name} is not a number`);
    return value;
  }

  /** Inside a transaction. */
  set(name: string, value: number | string): void {
    this.meta.remove('name = ?', name);
    this.meta.insert(name, String(value));
  }

  private count(): LedgerCount | undefined {
    const [row] = this.meta.rows('WHERE name = ?', 'mark');
    return row === undefined ? undefined : { mark: String(row['value']), value: this.setting('count') ?? 0 };
  }

  standing(): Omit<LedgerStanding, 'signed'> {
    const [card] = this.cards.rows();
    const storeEpoch = this.setting('store_epoch');
    if (storeEpoch === undefined) this.store.corrupt('it has no store epoch');
    return {
      storeEpoch,
      isRecovering: this.setting('recovering') === 1,
      signFrom: this.setting('sign_from') ?? 0,
      peerHeads: this.peerHeads.rows('ORDER BY aggregator').map((row) => parseStored<Head>(row['head'])),
      card: card === undefined ? undefined : { number: Number(card['number']), content: String(card['content']) },
      foundedFromMs: this.setting('founded_from_ms') ?? 0,
      count: this.count(),
      proofs: storedProofs(this.proofs),
    };
  }

  /** Inside a transaction. */
  write(op: Exclude<LedgerOp, { readonly area: string }>): void {
    switch (op.kind) {
      case 'recovering':
        this.set('recovering', 1);
        break;
      case 'store-epoch':
        this.set('store_epoch', op.storeEpoch);
        this.set('sign_from', op.signFrom);
        this.set('recovering', 0);
        break;
      case 'peer-head':
        this.peerHeads.remove('aggregator = ?', op.head.aggregator);
        this.peerHeads.insert(op.head.aggregator, JSON.stringify(op.head));
        break;
      case 'card':
        this.cards.remove('id = 1');
        this.cards.insert(1, op.card.number, op.card.content);
        break;
      case 'founded':
        this.set('founded_from_ms', op.fromMs);
        break;
      case 'count':
        this.set('mark', op.count.mark);
        this.set('count', op.count.value);
        break;
      case 'proof':
        insertProof(this.proofs, op.name, op.proof);
        break;
    }
  }
}
