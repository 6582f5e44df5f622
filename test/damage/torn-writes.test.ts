/**
 * [P-6.2] Torn and garbled write-ahead logs over our own schemas: a power cut cuts the file anywhere, a failing disk
 * gives back something else. What a store then holds is always what some commit had made of it, and nothing less than
 * what was committed before the damage.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HostError } from '../../host/base/errors.ts';
import {
  PATIENCE_MS,
  type Recorded,
  type StoreKind,
  caseFolder,
  drawer,
  fileOf,
  record,
  storeKinds,
} from './stores.ts';

const CASES_PER_STORE = 336;
const PAGE_BYTES = 4096;
/** SQLite begins the log anew after 1,000 pages; what is behind its end then is stale, and damaging it is no damage. */
const MOST_WAL_BYTES = 900 * PAGE_BYTES;

/** A store with a long log, copied while it was open, as a power cut leaves it. */
interface Cut {
  readonly folder: string;
  /** State after each commit, and how long the log was then. */
  readonly commits: readonly { readonly state: string; readonly walBytes: number }[];
}

let root = '';
let recorded: Recorded;

beforeAll(() => {
  root = caseFolder();
  recorded = record();
}, PATIENCE_MS);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const SUFFIXES = ['', '-wal', '-shm'];

function copyStore(kind: StoreKind, from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const suffix of SUFFIXES) copyFileSync(fileOf(kind, from) + suffix, fileOf(kind, to) + suffix);
}

/** Commits a third, checkpoints it by closing, commits the rest into the log. */
function cutOff(kind: StoreKind): Cut {
  const running = join(root, `${kind.name}-running`);
  const checkpointed = Math.floor(kind.commitCount / 3);
  const first = kind.open(running);
  for (let at = 0; at < checkpointed; at++) first.commit(at);
  first.close();
  const store = kind.open(running);
  const commits = [{ state: store.state(), walBytes: 0 }];
  for (let at = checkpointed; at < kind.commitCount; at++) {
    store.commit(at);
    const walBytes = statSync(`${fileOf(kind, running)}-wal`).size;
    commits.push({ state: store.state(), walBytes });
    if (walBytes > MOST_WAL_BYTES) break;
  }
  const folder = join(root, `${kind.name}-cut`);
  copyStore(kind, running, folder);
  store.close();
  return { folder, commits };
}

type Draw = (below: number) => number;

/** Damages a file; returns the first byte that may differ. */
const DAMAGES: readonly (readonly [
  suffix: string,
  what: string,
  damage: (bytes: Buffer, draw: Draw) => [Buffer, number],
])[] = [
  [
    '-wal',
    'cut off',
    (bytes, draw) => {
      const at = draw(bytes.length + 1);
      return [bytes.subarray(0, at), at];
    },
  ],
  [
    '-wal',
    'bits flipped',
    (bytes, draw) => {
      let first = bytes.length;
      for (let flips = 1 + draw(8); flips > 0; flips--) {
        const at = draw(bytes.length);
        bytes[at] = bytes[at]! ^ (1 << draw(8));
        first = Math.min(first, at);
      }
      return [bytes, first];
    },
  ],
  [
    '-wal',
    'a page of garbage',
    (bytes, draw) => {
      const at = draw(bytes.length);
      for (let byte = at; byte < Math.min(at + PAGE_BYTES, bytes.length); byte++) bytes[byte] = draw(256);
      return [bytes, at];
    },
  ],
  [
    '-shm',
    'a page of garbage in the index',
    (bytes, draw) => {
      const at = draw(bytes.length);
      for (let byte = at; byte < Math.min(at + PAGE_BYTES, bytes.length); byte++) bytes[byte] = draw(256);
      return [bytes, Number.POSITIVE_INFINITY];
    },
  ],
];

function stateOf(kind: StoreKind, folder: string): string | HostError {
  try {
    const store = kind.open(folder);
    try {
      return store.state();
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
}

describe.each(['ledger', 'outbox', 'archive'] as const)('[P-6.2] a torn log of the %s', (name) => {
  test(
    `${CASES_PER_STORE} cases: nothing committed before the damage is lost, and no half transaction is seen`,
    { timeout: PATIENCE_MS },
    () => {
      const kind = storeKinds(recorded).find((candidate) => candidate.name === name)!;
      const { folder, commits } = cutOff(kind);
      const lastAt = commits.length - 1;
      // A commit may change nothing that is restored (evidence): then the later one counts.
      const byState = new Map(commits.map(({ state }, at) => [state, at]));
      const draw = drawer(`torn/${name}`);
      const place = join(root, `${name}-case`);
      copyStore(kind, folder, place);
      // Control: undamaged, everything is there.
      expect(byState.get(stateOf(kind, place) as string)).toBe(lastAt);
      let shortened = 0;
      let reported = 0;
      for (let number = 0; number < CASES_PER_STORE; number++) {
        const [suffix, what, damage] = DAMAGES[number % DAMAGES.length]!;
        copyStore(kind, folder, place);
        const file = fileOf(kind, place) + suffix;
        const [bytes, damagedFrom] = damage(readFileSync(file), draw);
        writeFileSync(file, bytes);
        const state = stateOf(kind, place);
        if (state instanceof HostError) {
          expect(state.code).toMatch(/^ERR_STORE_(CORRUPT|OPEN)$/);
          reported += 1;
          continue;
        }
        const at = byState.get(state);
        const least = commits.findLastIndex(({ walBytes }) => walBytes <= damagedFrom);
        const about = `case ${number}: ${what} from byte ${damagedFrom}: commit ${at ?? '(half of one)'}, at least ${least}`;
        expect(at, about).toBeDefined();
        expect(at, about).toBeGreaterThanOrEqual(least);
        if (at! < lastAt) shortened += 1;
      }
      // Control: the damage was real.
      expect(shortened + reported).toBeGreaterThan(CASES_PER_STORE / 2);
    },
  );
});
