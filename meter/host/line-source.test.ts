/** A source of lines: what it hands over, what it refuses, and what it says of itself. [P-2.4] */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import type { LinesSource, MeterConfig } from '../../schemas/types.ts';
import { EXPORT, GAS, IMPORT, schemeWith } from '../../test/material.ts';
import { withFolder } from '../../test/gridshare.ts';
import type { Sample } from '../sample.ts';
import { LineSource } from './line-source.ts';
import { type SourceSurroundings, sourceOf } from './source-of.ts';

const TWO = [
  { id: 'm-1', registers: [IMPORT, EXPORT] },
  { id: 'm-2', registers: [IMPORT] },
];
const BOTH = [
  { register: IMPORT, value: 'in', unit: 'kWh' },
  { register: EXPORT, value: 'out', unit: 'kWh' },
] as const satisfies LinesSource['registers'];

function sourceWith(config: Omit<LinesSource, 'kind'>, folder = '.', meters = TWO) {
  const said: string[] = [];
  const now = { gridMs: Date.UTC(2026, 0, 2), monotonicMs: 50_000 };
  const source = new LineSource(
    { kind: 'lines', ...config },
    {
      logger: pino({}, { write: (line) => void said.push(line) }),
      meters,
      scheme: schemeWith({ registers: [...schemeWith().registers, GAS] }),
      folder,
      now: () => ({ ...now }),
      isBusy: () => false,
    },
  );
  const samples: [meter: string, sample: Sample][] = [];
  const sink = {
    sample: (meter: string, sample: Sample) => void samples.push([meter, sample]),
    interval: () => expect.unreachable('it has samples'),
    flush: () => {},
  };
  return { source, now, samples, said, sink };
}

/** Runs a source of a file until `use` has seen enough. */
async function reading(
  config: Omit<LinesSource, 'kind' | 'file'>,
  text: string,
  use: (made: ReturnType<typeof sourceWith>, path: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, 'lines');
    writeFileSync(path, text);
    const made = sourceWith({ ...config, file: 'lines' }, folder);
    const running = made.source.run(made.sink);
    try {
      await use(made, path);
    } finally {
      made.source.stop();
      await running;
    }
  });
}

describe('lines', () => {
  test('that say their time are read from the start of a file, and have that time alone', async () => {
    const lines = `{"id":"m-1","t":"2026-01-01T00:00:00Z","in":1.5,"out":0}\n{"id":"m-2","t":1767225601,"in":"2"}\n`;
    await reading({ meter: 'id', time: 't', registers: [...BOTH] }, lines, async ({ samples }) => {
      await vi.waitFor(() => expect(samples).toHaveLength(2));
      expect(samples).toMatchObject([
        [
          'm-1',
          { hostMs: Date.UTC(2026, 0, 1), quality: 'unchecked', registers: [{ milli: 1_500_000n }, { milli: 0n }] },
        ],
        ['m-2', { hostMs: 1_767_225_601_000, registers: [{ register: IMPORT, milli: 2_000_000n }] }],
      ]);
      expect(samples.filter(([, sample]) => 'monotonicMs' in sample)).toEqual([]);
    });
  });

  test('that do not are read as they come, by both clocks', async () => {
    await reading({ meter: 'id', registers: [...BOTH] }, '{"id":"m-2","in":1}\n', async ({ samples, now }, path) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      now.gridMs += 7_000_000;
      appendFileSync(path, '{"id":"m-2","in":2}\n');
      await vi.waitFor(() => expect(samples).toHaveLength(1));
      expect(samples).toMatchObject([['m-2', { hostMs: Date.UTC(2026, 0, 2) + 7_000_000, monotonicMs: 50_000 }]]);
    });
  });

  test('that are none are told once a minute, without what they say, and a stranger is none', async () => {
    const lines =
      '{"id":"m-1","t":1767225601,"in":-4711}\n{"id":"m-9","t":1767225601,"in":4711}\n{"id":"m-2","t":1798761600,"in":4711}\nx\n';
    await reading({ meter: 'id', time: 't', registers: [...BOTH] }, lines, async ({ samples, said, now }, path) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(samples).toEqual([]);
      expect(said).toEqual([
        expect.stringMatching(/"code":"line_refused","count":1,.*Nothing was taken of it; 1 such/),
      ]);
      now.monotonicMs += 60_000;
      appendFileSync(path, 'y\n{"id":"m-2","t":1767225601,"in":4711}\n');
      await vi.waitFor(() => expect(samples).toHaveLength(1));
      expect(said).toHaveLength(2);
      expect(said[1]).toContain('5 such lines');
      expect(said.join('')).not.toContain('4711');
    });
  });
});

test('one that is silent for two intervals says so, until a sample comes', () => {
  const { source, now } = sourceWith({ meter: 'id', registers: [...BOTH], file: 'lines' });
  expect(source.problem).toBeUndefined();
  now.monotonicMs += 1_799_000;
  expect(source.problem).toBeUndefined();
  now.monotonicMs += 2_000;
  expect(source.problem).toContain('no sample came from lines for 30 min');
});

describe('a source that cannot be one of its meters is refused', () => {
  test.each<[string, Omit<LinesSource, 'kind'>, string]>([
    ['names no meter for several', { registers: [...BOTH] }, 'say in source.meter'],
    ['lacks a register', { meter: 'id', registers: [BOTH[0]] }, 'm-1 has 1-0:2.8.0'],
    ['names one twice', { meter: 'id', registers: [...BOTH, BOTH[0]] }, 'names a register twice'],
  ])('%s', (_what, config, words) => {
    expect(() => sourceWith(config)).toThrow(
      expect.objectContaining({ code: 'ERR_SOURCE_CONFIG', message: expect.stringContaining(words) }),
    );
  });

  test('while time is replayed', async () => {
    const config = { source: { kind: 'lines', registers: [...BOTH] } } as unknown as MeterConfig;
    const around = { configPath: 'x', config, machine: { anyView: { scheme: {} } }, clock: { isReplay: true } };
    await expect(sourceOf(around as unknown as SourceSurroundings)).rejects.toMatchObject({
      code: 'ERR_SOURCE_CONFIG',
      message: expect.stringContaining('clock.source is replay'),
    });
  });

  test('control: one that fits is taken, also of a single meter that no line names', () => {
    expect(() => sourceWith({ meter: 'id', registers: [...BOTH] })).not.toThrow();
    expect(() => sourceWith({ registers: [BOTH[0]] }, '.', [TWO[1]!])).not.toThrow();
  });
});
