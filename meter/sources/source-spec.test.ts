/** One line that names a source: what is understood, and what is refused with which word instead. */
import { describe, expect, test } from 'vitest';
import { SOURCE_KINDS } from './source-kinds.ts';
import { parseSourceSpec, textOf, wholeOf } from './source-spec.ts';

function read(text: string) {
  const outcome = parseSourceSpec(text);
  if (!outcome.isOk) return outcome;
  const { kind, target, parameters } = outcome.value;
  return { kind, target, parameters: Object.fromEntries(parameters) };
}

describe('a line', () => {
  test.each([
    ['p1:/dev/serial/by-id/usb-FTDI_1', { kind: 'p1', target: '/dev/serial/by-id/usb-FTDI_1', parameters: {} }],
    ['P1+TCP://[::1]:23/', { kind: 'p1+tcp', target: '[::1]:23', parameters: {} }],
    [
      'd0:/dev/x?mode=request&every=900',
      { kind: 'd0', target: '/dev/x', parameters: { mode: 'request', every: '900' } },
    ],
    ['pulse:gpiochip0/17?impkwh=1000', { kind: 'pulse', target: 'gpiochip0/17', parameters: { impkwh: '1000' } }],
    [
      'mqtt://broker/tele/x/SENSOR?json=ENERGY.Total&unit=kWh',
      { kind: 'mqtt', target: 'broker/tele/x/SENSOR', parameters: { json: 'ENERGY.Total', unit: 'kWh' } },
    ],
    [
      'csv:a b.csv?follow&import=in%26out',
      { kind: 'csv', target: 'a b.csv', parameters: { follow: '', import: 'in&out' } },
    ],
    ['stdin:', { kind: 'stdin', target: '', parameters: {} }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('has what counts where nothing is said', () => {
    const outcome = parseSourceSpec('pulse:gpiochip0/17');
    if (!outcome.isOk) return expect.unreachable();
    expect([wholeOf(outcome.value, 'debounce'), textOf(outcome.value, 'edge')]).toEqual([20, 'falling']);
    expect(textOf(outcome.value, 'count-file')).toBeUndefined();
  });

  test.each(SOURCE_KINDS.map(({ example, kind }) => [example, kind]))('of the table: %s', (example, kind) => {
    expect(read(example)).toMatchObject({ kind });
  });
});

describe('is refused', () => {
  test.each([
    ['pi:/dev/x', 'no such kind', 'pi'],
    ['/dev/ttyUSB0', 'no such kind', '/dev/ttyusb0'],
    ['p1:/dev/x?badu=9600', 'no such parameter', 'badu'],
  ])('%s, with words that there are', (text, problem, word) => {
    const outcome = parseSourceSpec(text);
    expect(outcome).toMatchObject({ isOk: false, problem: expect.stringContaining(problem), unknown: { word } });
    expect(outcome.isOk ? [] : outcome.unknown?.known).toContain(word === 'badu' ? 'baud' : 'p1');
  });

  test.each([
    ['p1', 'a colon follows'],
    ['p1:', 'names no device'],
    ['p1+tcp:host:23', 'names no host'],
    ['p1+tcp://host:23/path', 'nothing belongs behind its port'],
    ['mqtt://broker', 'names no topic'],
    ['mqtt://me:secret@broker/topic', 'no user name or password'],
    ['stdin:file', 'nothing belongs behind'],
    ['pulse:17', 'names a chip and a line'],
    ['pulse:gpiochip0/17?impkwh=0', 'from 1 to 1000000'],
    ['pulse:gpiochip0/17?impkwh=1e3', 'from 1 to 1000000'],
    ['d0:/dev/x?mode=c', 'must be one of push, request'],
    ['csv:x?follow=yes', 'takes no value'],
    ['p1:/dev/x?key-file=', 'needs a value'],
    ['p1:/dev/x?idle=1&idle=2', 'stands twice'],
    ['p1:/dev/x?key-file=%ZZ', 'written %25'],
    ['p1:/dev/\u0007', 'control characters'],
    [`p1:${'x'.repeat(5_000)}`, 'longer than'],
  ])('%s', (text, problem) => {
    expect(parseSourceSpec(text)).toMatchObject({ isOk: false, problem: expect.stringContaining(problem) });
  });
});
