/** The schemas say what they mean, and the vectors beside them are taken or refused as they should be. [P-5] */
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { AggregatorInput } from '../aggregator/machine.ts';
import type { LedgerOp, LedgerRead } from '../aggregator/ledger.ts';
import { utf8 } from '../protocol/wire/bytes.ts';
import { type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/wire/limits.ts';
import { Effects } from '../protocol/machine.ts';
import type { Grid } from '../test/simulation/grid.ts';
import { fileValidators } from './file-validators.js';
import { messageValidators } from './message-validators.js';
import { isValid } from './validate.ts';
import { type BadVector, type GoodVector, formatVectors, makeVectors, vectorGrid } from '../test/make-vectors.ts';

const folder = new URL('.', import.meta.url);

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

const schemaFiles = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
const vectorFiles = readdirSync(new URL('vectors/', folder)).filter(
  (name) => name.endsWith('.json') && !['hpke-rfc9180.json', 'x-wing.json'].includes(name),
);
const wireNames = Object.keys(MAX_PAYLOAD_BYTES) as WireName[];

/** JSON pointers of objects that would let unknown members pass. */
function openObjects(node: unknown, at = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const schema = node as Record<string, unknown>;
  const inner = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${at}/${key}`));
  // A union leaves it to its members, which are objects of their own.
  const isOpen = schema['type'] === 'object' && schema['additionalProperties'] !== false && !('oneOf' in schema);
  const isLoose = 'properties' in schema && schema['type'] !== 'object' && !at.endsWith('/properties');
  return isOpen || isLoose ? [at === '' ? '/' : at, ...inner] : inner;
}

/** JSON pointers of members that a string or list of any length would satisfy. */
function boundless(node: unknown, at = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const schema = node as Record<string, unknown>;
  const inner = Object.entries(schema).flatMap(([key, value]) => boundless(value, `${at}/${key}`));
  const isPlace = !at.endsWith('/properties') && !at.endsWith('/definitions');
  const isLong = schema['type'] === 'array' && typeof schema['maxItems'] !== 'number';
  const isWide = ['integer', 'number'].includes(String(schema['type'])) && !('const' in schema);
  const isUnbounded = isWide && !('maximum' in schema) && !at.endsWith('/offsetMs');
  return isPlace && (isLong || isUnbounded) ? [at, ...inner] : inner;
}

describe('[P-5.1] schemas', () => {
  test.each(schemaFiles)('%s compiles in strict mode', (file) => {
    const ajv = new Ajv({ strict: true, strictRequired: false, discriminator: true, useDefaults: true });
    for (const other of schemaFiles) ajv.addSchema(read(other) as object);
    expect(ajv.getSchema(file)).toBeTypeOf('function');
    // What is compiled ahead knows it under the same name.
    const validators = new Map<string, (value: unknown) => boolean>([
      ...Object.entries(messageValidators),
      ...Object.entries(fileValidators),
    ]);
    if (file !== 'defs.schema.json') expect(validators.get(file.replace('.schema.json', ''))?.(0)).toBe(false);
  });

  test.each(schemaFiles)('%s: every object refuses unknown members, every list and number is bounded', (file) => {
    expect(openObjects(read(file))).toEqual([]);
    expect(boundless(read(file))).toEqual([]);
  });

  test('control: an open object, a list and a number without end are found', () => {
    const planted = {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'object', properties: { b: { type: 'array', items: { type: 'integer' } } } } },
    };
    expect(openObjects(planted)).toEqual(['/properties/a']);
    expect(boundless(planted)).toEqual(['/properties/a/properties/b', '/properties/a/properties/b/items']);
  });
});

function goodOf(wire: WireName): GoodVector[] {
  return read(`vectors/${wire}.json`) as GoodVector[];
}

function badOf(wire: WireName): BadVector[] {
  return read(`vectors/bad_${wire}.json`) as BadVector[];
}

function bytesOf(vector: BadVector): Uint8Array {
  if (vector.base64 !== undefined) return Buffer.from(vector.base64, 'base64');
  if (vector.repeat === undefined) return utf8(vector.payload ?? '');
  const [prefix, unit, count] = vector.repeat;
  // What is larger than any string may be is still a message that somebody can send.
  if (count * unit.length > 100_000_000) return Buffer.alloc(prefix.length + count * unit.length, 0x20);
  return utf8(prefix + unit.repeat(count));
}

describe('[P-5.2] vectors', () => {
  test('are what their generator makes today', () => {
    const made = makeVectors();
    expect([...made.keys()].toSorted()).toEqual(vectorFiles.toSorted());
    for (const [name, vectors] of made)
      expect(readFileSync(new URL(`vectors/${name}`, folder), 'utf8'), name).toBe(formatVectors(vectors));
  });

  test('there are good and bad ones of every message', () => {
    expect(vectorFiles.toSorted()).toEqual(
      wireNames.flatMap((name) => [`${name}.json`, `bad_${name}.json`]).toSorted(),
    );
  });

  test.each(wireNames)('%s: good ones are taken as they are', (wire) => {
    for (const { name, payload } of goodOf(wire)) {
      const decoded = decodeMessage(wire, utf8(payload));
      expect(decoded, name).toEqual({ isOk: true, message: JSON.parse(payload) });
    }
  });

  test.each(wireNames)('%s: bad ones are refused in decoding', (wire) => {
    const names = new Set<string>();
    for (const vector of badOf(wire)) {
      expect(names.has(vector.name), vector.name).toBe(false);
      names.add(vector.name);
      const decoded = decodeMessage(wire, bytesOf(vector));
      // Others are well-formed: only the machine that they are for can refuse them.
      expect(decoded.isOk, vector.name).toBe(vector.code !== 'invalid_message');
    }
  });

  test.each(wireNames)('%s: a message is no message of another kind', (wire) => {
    for (const other of wireNames) {
      if (other === wire) continue;
      for (const { name, payload } of goodOf(wire))
        expect(isValid(other, JSON.parse(payload)), `${name} as ${other}`).toBe(false);
    }
  });
});

/** A grid whose roster is certified and whose first interval has ended; nothing of it has reached aggregator 1. */
function waitingGrid(): Grid {
  const grid = vectorGrid();
  grid.start();
  grid.gridMs += 900_000;
  return grid;
}

function feed(grid: Grid, topic: string, payload: Uint8Array): Effects<LedgerOp, LedgerRead> {
  const effects = new Effects<LedgerOp, LedgerRead>();
  const input: AggregatorInput = { kind: 'message', topic, payload };
  // Far enough from the last for its rejection to be published too.
  grid.monotonicMs += 1_000;
  grid.aggregatorMachines[0]!.step(input, grid.times, effects);
  return effects;
}

/** Codes of the rejections that were published. */
function codesOf(effects: Effects<LedgerOp, LedgerRead>): unknown[] {
  return effects.publications
    .filter(({ topic }) => topic === 'grid/agg/1/rejections')
    .map(({ payload }) => (JSON.parse(payload) as { code: unknown }).code);
}

describe('[P-6.4] an aggregator refuses bad vectors, each with its code, and nothing else changes', () => {
  test('shares', () => {
    const grid = waitingGrid();
    const topic = 'grid/agg/1/shares';
    const { stats } = grid.aggregatorMachines[0]!;
    for (const vector of badOf('shares')) {
      const effects = feed(grid, topic, bytesOf(vector));
      expect(codesOf(effects), vector.name).toEqual([vector.code]);
      expect(effects.ops, vector.name).toEqual([]);
      // Who names a session that is not known is answered with a receipt as well.
      const receipts = effects.publications.filter(({ topic: at }) => at.endsWith('/receipts/1'));
      expect(receipts, vector.name).toHaveLength(vector.code === 'hpke_unknown_session' ? 1 : 0);
      expect(effects.publications, vector.name).toHaveLength(1 + receipts.length);
    }
    expect(stats.cells).toBe(0);
    expect(stats.rejected).toBe(badOf('shares').length);
    // Control: the good one they were made from is still admitted.
    const good = goodOf('shares')[0]!;
    const effects = feed(grid, topic, utf8(good.payload));
    expect(codesOf(effects)).toEqual([]);
    expect(effects.ops.map(({ kind }) => kind)).toEqual(['cell']);
    expect(stats.cells).toBe(1);
  });

  test('[P-6.1] shares in the topic of another meter or area are refused, in its own admitted', () => {
    const grid = waitingGrid();
    const good = goodOf('shares')[0]!;
    const { meter, area } = JSON.parse(good.payload) as { meter: string; area: string };
    for (const topic of ['area-1/somebody', 'elsewhere', `elsewhere/${meter}`]) {
      const stranger = feed(grid, `grid/agg/1/shares/${topic}`, utf8(good.payload));
      expect([codesOf(stranger), stranger.ops], topic).toEqual([['invalid_message'], []]);
    }
    // A topic of another aggregator is none of this one's business.
    expect(feed(grid, `grid/agg/2/shares/${area}/${meter}`, utf8(good.payload)).ops).toEqual([]);
    const own = feed(grid, `grid/agg/1/shares/${area}/${meter}`, utf8(good.payload));
    expect([codesOf(own), own.ops.map(({ kind }) => kind)]).toEqual([[], ['cell']]);
  });

  test('requests', () => {
    const grid = vectorGrid();
    const topic = 'grid/agg/1/requests/area-1';
    for (const vector of badOf('request')) {
      const effects = feed(grid, topic, bytesOf(vector));
      expect(codesOf(effects), vector.name).toEqual([vector.code]);
      expect(effects.ops, vector.name).toEqual([]);
      expect(
        effects.publications.filter((published) => published.topic.includes('/accepts/')),
        vector.name,
      ).toEqual([]);
    }
    // Control: the announcement they were made from is still accepted.
    const good = goodOf('request').find(({ name }) => name === 'announcement-scheme')!;
    const effects = feed(grid, topic, utf8(good.payload));
    expect(codesOf(effects)).toEqual([]);
    expect(effects.ops.map(({ kind }) => kind)).toEqual(['lock']);
  });
});
