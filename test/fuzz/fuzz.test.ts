/**
 * [P-5.2] [P-5.3] [P-6.4] Every decoder and machine under mutated inputs: only what is declared comes out. The corpus is
 * what once found something or is worth trying every time; `npm run fuzz` draws a million more.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decoderTargets, textSeed } from './decoders.ts';
import { type Figures, type Target, fuzz, tryInput } from './engine.ts';
import { machineTargets } from './machines.ts';

const INPUTS = 20_000;
/** On a machine that has other work. */
const PATIENCE_MS = 300_000;

/** One input of the corpus: `base64`, or `repeat` (prefix, unit, how often, suffix) where the whole would be too long. */
interface Kept {
  readonly why: string;
  readonly base64?: string;
  readonly text?: string;
  readonly repeat?: readonly [prefix: string, unit: string, count: number, suffix: string];
}

let decoders: ReturnType<typeof decoderTargets>;
let machines: ReturnType<typeof machineTargets>;

beforeAll(() => {
  decoders = decoderTargets();
  machines = machineTargets();
});

afterAll(() => decoders.close());

function corpus(): { readonly target: string; readonly kept: Kept }[] {
  const folder = new URL('./corpus/', import.meta.url);
  return readdirSync(folder).flatMap((file) => {
    const { target, inputs } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      readonly target: string;
      readonly inputs: readonly Kept[];
    };
    return inputs.map((kept) => ({ target, kept }));
  });
}

function bytesOf({ base64, text, repeat }: Kept): Uint8Array {
  if (repeat !== undefined) {
    const [prefix, unit, count, suffix] = repeat;
    return Buffer.from(prefix + unit.repeat(count) + suffix);
  }
  return text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
}

function noFigures(): Figures {
  return { inputs: 0, accepted: 0, refused: 0, slowestMs: 0, findings: [], byTarget: new Map() };
}

describe('every decoder and machine', () => {
  test(
    'the corpus: nothing undeclared comes out any more, of any target it is meant for',
    { timeout: PATIENCE_MS },
    async () => {
      const targets = [...decoders.targets, ...machines.targets];
      let count = 0;
      for (const { target: pattern, kept } of corpus()) {
        const meant = targets.filter(({ name }) => name.startsWith(pattern));
        expect(meant.length, `targets like "${pattern}"`).toBeGreaterThan(0);
        for (const target of meant) {
          const found = await tryInput(target, bytesOf(kept), noFigures());
          expect(found?.what, `${target.name}: ${kept.why}`).toBeUndefined();
          count += 1;
        }
      }
      expect(count).toBeGreaterThan(300);
      machines.assertUnchanged();
    },
  );

  test(
    `${INPUTS} mutated inputs: nothing undeclared, and machines say of themselves what they said before`,
    { timeout: PATIENCE_MS },
    async () => {
      const targets = [...decoders.targets, ...machines.targets];
      const figures = await fuzz(targets, { inputs: INPUTS, seed: 7 });
      expect(figures.findings).toEqual([]);
      expect(figures.inputs).toBe(INPUTS);
      // Both happen, or nothing would have been tried.
      expect(figures.accepted).toBeGreaterThan(INPUTS / 20);
      expect(figures.refused).toBeGreaterThan(INPUTS / 4);
      machines.assertUnchanged();
    },
  );

  test('the same seed draws the same inputs, another seed others', async () => {
    const seen = async (seed: number): Promise<string> => {
      const inputs: string[] = [];
      await fuzz([planted('recorder', (text) => inputs.push(text))], { inputs: 200, seed });
      return inputs.join('\n');
    };
    expect(await seen(1)).toBe(await seen(1));
    expect(await seen(1)).not.toBe(await seen(2));
  });
});

/** A target of the controls: decodes a small message as somebody careless would. */
function planted(name: string, decode: (text: string) => void): Target {
  return {
    name,
    weight: 1,
    seeds: ['{"interval":1000,"meter":"meter-1","set":"AQID","version":1}', '{"pages":[1,2,3],"type":"x"}'].map(
      textSeed,
    ),
    run: (input) => {
      let text: string;
      try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(input);
        JSON.parse(text);
      } catch {
        return 'refused';
      }
      decode(text);
      return 'accepted';
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Merges as a careless decoder does: a member named __proto__ reaches the prototype of everything. */
function merge(target: Record<string, unknown>, source: unknown): void {
  if (!isObject(source)) return;
  for (const name of Object.keys(source)) {
    const value = source[name];
    const own = target[name];
    if (isObject(value) && isObject(own)) merge(own, value);
    else if (isObject(value)) merge((target[name] = {}), value);
    else target[name] = value;
  }
}

describe('controls: a planted bug is found', () => {
  const bugs: readonly [what: string, decode: (text: string) => void, found: RegExp][] = [
    [
      'throws on a member',
      (text) => {
        const value: unknown = JSON.parse(text);
        if (isObject(value) && Object.hasOwn(value, 'constructor')) throw new TypeError('planted');
      },
      /TypeError: planted/,
    ],
    ['trusts a type', (text) => void (JSON.parse(text) as { meter?: string }).meter?.startsWith('meter-'), /TypeError/],
    [
      'accepts two encodings',
      (text) => {
        if (JSON.stringify(JSON.parse(text)) !== text) throw new Error('two encodings');
      },
      /two encodings/,
    ],
    ['pollutes the prototype', (text) => merge({}, JSON.parse(text)), /Object.prototype has a new member/],
    [
      'hangs',
      (text) => {
        if (!text.includes('x'.repeat(100))) return;
        for (const endMs = performance.now() + 600; performance.now() < endMs;);
      },
      /took \d+ ms/,
    ],
  ];

  test.each(bugs)('%s', async (_what, decode, found) => {
    try {
      const { findings } = await fuzz([planted('planted', decode)], { inputs: 20_000, seed: 1, mostFindings: 1 });
      expect(findings.map(({ what }) => what)).toEqual([expect.stringMatching(found)]);
    } finally {
      delete (Object.prototype as Record<string, unknown>)['polluted'];
      for (const name in {}) delete (Object.prototype as Record<string, unknown>)[name];
    }
  });

  test('a machine that says something else than before', () => {
    const fresh = machineTargets();
    expect(() => fresh.assertUnchanged()).not.toThrow();
    fresh.grid.readInterval(8, () => [1, 1]);
    expect(() => fresh.assertUnchanged()).toThrow(/the aggregator says something else/);
  });

  test('a machine that writes on behalf of somebody unknown', () => {
    const fresh = machineTargets();
    const target = fresh.targets.find(({ name }) => name === 'aggregator on grid/agg/1/shares')!;
    // What a meter itself sent, and the machine had not got yet: written, so this is what a finding looks like.
    const { grid } = fresh;
    const published: string[] = [];
    grid.onDeliver = ({ topic, payload }, to) => {
      if (topic === 'grid/agg/1/shares') published.push(payload);
      return to !== 'aggregator-1';
    };
    grid.readInterval(8, () => [1]);
    expect(published.length).toBeGreaterThan(0);
    expect(() => target.run(Buffer.from(published[0]!))).toThrow(/wrote .*"kind":"cell"/);
  });
});
