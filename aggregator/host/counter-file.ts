/**
 * The counter as a small file: one line a record, each with a checksum, appended and synced. It belongs on another medium
 * than the ledger, and into no backup: put back, it would vouch for a ledger that is too old. [P-7.4.3]
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { besideConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { describeTrouble } from '../../host/base/trouble.ts';
import { syncFolderOf } from '../../host/store/new-store.ts';
import { parseStored } from '../../host/store/sqlite.ts';
import type { AggregatorConfig } from '../../schemas/types.ts';
import type { Counter, CounterRecord, CounterState, SignedArea } from '../counter.ts';
import { counted } from '../freshness.ts';
import { makeFolder } from '../../host/base/folders.ts';

/** Where an aggregator's counter is: beside its state folder unless its config says otherwise. */
export function counterPathOf(configPath: string, config: Pick<AggregatorConfig, 'state' | 'counter'>): string {
  return besideConfig(configPath, config.counter ?? `${config.state.replace(/\/+$/, '')}.counter`);
}

/** Rewritten as one record when it has grown so long. */
const MOST_BYTES = 2 ** 20;

interface StoredRecord {
  readonly mark?: string;
  readonly count: number;
  readonly storeEpoch?: number | undefined;
  readonly areas: Readonly<Record<string, SignedArea>>;
}

export class CounterFile implements Counter {
  private readonly path: string;
  private state: CounterState | undefined;
  private file: number | undefined;
  private bytes = 0;

  /** Throws HostError ERR_COUNTER if it is there and can't be read. */
  constructor(path: string) {
    this.path = path;
    const { records, isTorn, bytes } = linesOf(path);
    this.bytes = bytes;
    this.state = stateOf(records);
    // What a crash tore was never published of: it makes room for the next record.
    if (this.state !== undefined && isTorn) this.begin(this.state);
  }

  private failing<T>(run: () => T): T {
    return failing(this.path, run);
  }

  read(): CounterState | undefined {
    return this.state;
  }

  begin(state: CounterState): void {
    this.failing(() => {
      const text = lineOf({ mark: state.mark, ...storedOf(state) });
      makeFolder(dirname(this.path));
      writeFileSync(`${this.path}.new`, text, { mode: 0o600, flush: true });
      this.close();
      renameSync(`${this.path}.new`, this.path);
      syncFolderOf(this.path);
      this.bytes = Buffer.byteLength(text);
    });
    this.state = state;
  }

  append(record: CounterRecord): void {
    const { state } = this;
    if (state === undefined) throw new HostError('ERR_COUNTER', `the counter ${this.path} has not begun`);
    const next = counted(state, record);
    if (this.bytes > MOST_BYTES) {
      this.begin(next);
      return;
    }
    this.failing(() => {
      if (this.file === undefined) {
        // It must be there: one that is created here would forget what was counted before.
        this.file = openSync(this.path, 'r+');
        fsyncSync(this.file);
      }
      const text = lineOf(storedOf(record));
      const bytes = Buffer.from(text);
      if (writeSync(this.file, bytes, 0, bytes.length, this.bytes) < bytes.length) throw new Error('no room is left');
      fdatasyncSync(this.file);
      this.bytes += bytes.length;
    });
    this.state = next;
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

function failing<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError(
      'ERR_COUNTER',
      `cannot write or read the counter ${path}: ${describeTrouble(cause)}; then start again. Nothing was signed without it`,
      { cause },
    );
  }
}

interface Lines {
  /** In order; undefined where one before the last is damaged. */
  readonly records: readonly StoredRecord[] | undefined;
  readonly isTorn: boolean;
  readonly bytes: number;
}

function linesOf(path: string): Lines {
  if (!existsSync(path)) return { records: undefined, isTorn: false, bytes: 0 };
  const text = failing(path, () => readFileSync(path, 'utf8'));
  const lines = text.split('\n');
  const isWhole = lines.at(-1) === '';
  if (isWhole) lines.pop();
  const parsed = lines.map(recordOf);
  const isTorn = !isWhole || parsed.at(-1) === undefined;
  if (isTorn) parsed.pop();
  const records = parsed.flatMap((record) => record ?? []);
  return { records: records.length === parsed.length ? records : undefined, isTorn, bytes: Buffer.byteLength(text) };
}

/** What a counter says, for whoever only looks; undefined if there is none that can be relied on. */
export function readCounter(path: string): CounterState | undefined {
  return stateOf(linesOf(path).records);
}

function storedOf({ count, storeEpoch, areas }: CounterRecord): StoredRecord {
  return { count, storeEpoch, areas: Object.fromEntries(areas) };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function lineOf(record: StoredRecord): string {
  const text = JSON.stringify(record);
  return `${checksum(text)} ${text}\n`;
}

function recordOf(line: string): StoredRecord | undefined {
  const text = line.slice(17);
  return line.slice(0, 16) === checksum(text) ? parseStored<StoredRecord>(text) : undefined;
}

function stateOf(records: readonly StoredRecord[] | undefined): CounterState | undefined {
  const [first, ...rest] = records ?? [];
  if (first?.mark === undefined || first.storeEpoch === undefined) return undefined;
  const { mark, count, storeEpoch, areas } = first;
  let state: CounterState = { mark, count, storeEpoch, areas: new Map(Object.entries(areas)) };
  for (const record of rest) state = counted(state, { ...record, areas: new Map(Object.entries(record.areas)) });
  return state;
}
