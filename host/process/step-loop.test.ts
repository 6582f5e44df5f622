/**
 * The order of persisting, publishing and answering, over a store that answers late: whatever comes when, nothing leaves
 * before its commit has answered, and a read sees what was persisted before it. [P-6.2]
 */
import { describe, expect, test } from 'vitest';
import { prng } from '../../test/material.ts';
import { StepLoop, type StepLoopPorts } from './step-loop.ts';

const TIMES = { gridMs: 0, monotonicMs: 0 };

type Input =
  | {
      readonly kind: 'work';
      readonly number: number;
      readonly persists: boolean;
      readonly publishes: boolean;
      readonly reads: boolean;
    }
  | { readonly kind: 'rows'; readonly number: number; readonly seen: readonly number[] }
  | { readonly kind: 'bug' };
type Ports = StepLoopPorts<Input, number, number>;

/** Persists, publishes and reads under the number of its input, as that says; what it reads it publishes. */
const machine: Ports['machine'] = {
  step(input, _times, effects) {
    if (input.kind === 'bug') throw new Error('a bug of the machine');
    if (input.kind === 'rows') effects.publish(`rows ${input.number}`, input.seen.join(' '));
    if (input.kind !== 'work') return;
    const { number, persists, publishes, reads } = input;
    if (persists) effects.persist(number);
    if (publishes) effects.publish(`work ${number}`, '');
    if (reads) effects.read(number);
  },
};

/** A store that does nothing until it is told to: then what it was asked becomes so, and then it answers. */
class SlowStore {
  readonly stored: number[] = [];
  readonly answered = new Set<number>();
  private readonly steps: (() => void)[] = [];
  mostAtOnce = 0;
  isFull = false;

  get isBusy(): boolean {
    return this.steps.length > 0;
  }

  private ask<Answer>(act: () => Answer, answer: (answer: Answer) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.steps.push(() => {
        try {
          const acted = act();
          this.steps.splice(1, 0, () => {
            answer(acted);
            resolve(acted);
          });
        } catch (error) {
          reject(error);
        }
      });
      this.mostAtOnce = Math.max(this.mostAtOnce, this.steps.length);
    });
  }

  commit(ops: readonly number[]): Promise<void> {
    return this.ask(
      () => {
        if (this.isFull) throw new Error('no room is left');
        this.stored.push(...ops);
      },
      () => {
        for (const op of ops) this.answered.add(op);
      },
    );
  }

  read(): Promise<readonly number[]> {
    return this.ask(
      () => [...this.stored],
      () => {},
    );
  }

  /** Goes on by half a call; whoever waits for it has gone on when this resolves. */
  async go(): Promise<void> {
    this.steps[0]?.();
    this.steps.shift();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

/** What is wrong with the order in a run of one seed; `plant` changes the ports. */
async function run(
  seed: number,
  plant: (ports: Ports, store: SlowStore) => Ports = (ports) => ports,
): Promise<string[]> {
  const random = prng(seed);
  const store = new SlowStore();
  const problems = new Set<string>();
  const works: Extract<Input, { kind: 'work' }>[] = [];
  const published: number[] = [];
  const answered: number[] = [];
  let inputsWhileBusy = 0;
  const persistedUpTo = (number: number): number[] =>
    works.filter((work) => work.persists && work.number <= number).map((work) => work.number);
  const ports: Ports = {
    machine,
    commit: (ops) => store.commit(ops),
    notice: () => {},
    publish: ({ topic, payload }) => {
      const [what, text] = topic.split(' ');
      const number = Number(text);
      if (what === 'rows') {
        answered.push(number);
        const seen = new Set(payload.split(' ').map(Number));
        if (persistedUpTo(number).some((op) => !seen.has(op))) problems.add('a read did not see what came before it');
        return;
      }
      published.push(number);
      if (persistedUpTo(number).some((op) => !store.answered.has(op)))
        problems.add('published before its commit answered');
    },
    answer: async (number) => ({ kind: 'rows', number, seen: await store.read() }),
  };
  const loop = new StepLoop<Input, number, number>(plant(ports, store));
  const flush = (): void => void loop.flush(() => TIMES);
  for (let number = 1; number <= 40; number++) {
    const chance = (): boolean => random() < 0.5;
    const work = { kind: 'work', number, persists: chance(), publishes: chance(), reads: chance() } as const;
    works.push(work);
    if (store.isBusy) inputsWhileBusy += 1;
    loop.step(work, TIMES);
    if (chance()) flush();
    while (chance()) await store.go();
  }
  flush();
  while (store.isBusy || loop.isDue) {
    await store.go();
    flush();
  }
  const expected = (is: (work: Extract<Input, { kind: 'work' }>) => boolean): number[] =>
    works.filter(is).map(({ number }) => number);
  if (String(published) !== String(expected(({ publishes }) => publishes))) problems.add('published in another order');
  if (String(answered) !== String(expected(({ reads }) => reads))) problems.add('answered in another order');
  if (String(store.stored) !== String(expected(({ persists }) => persists))) problems.add('stored in another order');
  if (store.mostAtOnce > 1) problems.add('more than one call of the store at once');
  if (inputsWhileBusy === 0) problems.add('no input came while the store was busy');
  return [...problems];
}

const SEEDS = Array.from({ length: 100 }, (_, at) => at + 1);

async function problemsOf(plant?: (ports: Ports, store: SlowStore) => Ports): Promise<Set<string>> {
  const found = new Set<string>();
  for (const seed of SEEDS) for (const problem of await run(seed, plant)) found.add(problem);
  return found;
}

describe('[P-6.2] persist, publish, answer', () => {
  test('in this order, over a store that answers late, whenever inputs come', async () => {
    expect([...(await problemsOf())]).toEqual([]);
  });

  test('control: who does not wait for its commit publishes too early', async () => {
    const found = await problemsOf((ports, store) => ({
      ...ports,
      commit: (ops) => {
        void store.commit(ops);
        return Promise.resolve();
      },
    }));
    expect(found).toContain('published before its commit answered');
    expect(found).toContain('more than one call of the store at once');
  });

  test('control: who waits until it is durable, and not for the answer, publishes too early', async () => {
    const found = await problemsOf((ports, store) => ({
      ...ports,
      commit: async (ops) => {
        void store.commit(ops);
        while (ops.some((op) => !store.stored.includes(op))) await Promise.resolve();
      },
    }));
    expect(found).toContain('published before its commit answered');
  });

  test('control: who reads what was stored when the process began sees too little', async () => {
    const found = await problemsOf((ports, store) => {
      const before = [...store.stored];
      return {
        ...ports,
        answer: async (number) => {
          await store.read();
          return { kind: 'rows', number, seen: before };
        },
      };
    });
    expect([...found]).toEqual(['a read did not see what came before it']);
  });
});

describe('[P-6.2] what goes wrong while the store is busy', () => {
  const work = (number: number): Input => ({ kind: 'work', number, persists: true, publishes: true, reads: false });

  function started() {
    const store = new SlowStore();
    const published: string[] = [];
    const loop = new StepLoop<Input, number, number>({
      machine,
      commit: (ops) => store.commit(ops),
      notice: () => {},
      publish: ({ topic }) => void published.push(topic),
    });
    return { store, published, loop };
  }

  test('a commit that fails: nothing of it leaves, nor of what gathered meanwhile', async () => {
    const { store, published, loop } = started();
    loop.step(work(1), TIMES);
    const flushed = loop.flush(() => TIMES);
    const failed = expect(flushed).rejects.toThrow('no room is left');
    loop.step(work(2), TIMES);
    store.isFull = true;
    await store.go();
    await failed;
    store.isFull = false;
    await loop.flush(() => TIMES);
    expect([published, store.stored, store.isBusy]).toEqual([[], [], false]);
  });

  test('a machine that throws: what is under way is stored, and leaves no more', async () => {
    const { store, published, loop } = started();
    loop.step(work(1), TIMES);
    const flushed = loop.flush(() => TIMES);
    expect(() => loop.step({ kind: 'bug' }, TIMES)).toThrow('a bug of the machine');
    await store.go();
    await store.go();
    await flushed;
    expect([published, store.stored]).toEqual([[], [1]]);
  });

  test('control: without either, both go', async () => {
    const { store, published, loop } = started();
    loop.step(work(1), TIMES);
    const flushed = loop.flush(() => TIMES);
    loop.step(work(2), TIMES);
    for (let calls = 0; calls < 4; calls++) await store.go();
    await flushed;
    expect([published, store.stored]).toEqual([
      ['work 1', 'work 2'],
      [1, 2],
    ]);
  });
});
