/** Memory that MQTT packets of ever new lengths take: bounded, where the lengths were kept from the start. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** MB of buffers that 500 new packet lengths hold when other small buffers are made and dropped between them. */
function heldMegabytes(how: 'all' | 'by block' | 'not'): number {
  const script = `
    import { Writable } from 'node:stream';
    import { writeToStream } from 'mqtt-packet';
    import { keepLengthOf, keepPacketLengths } from ${JSON.stringify(join(import.meta.dirname, 'packet-lengths.ts'))};
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    const packet = (length) => ({ cmd: 'publish', topic: 'a', payload: Buffer.alloc(length), qos: 0, retain: false, dup: false });
    writeToStream(packet(1), sink, { protocolVersion: 4 });
    if (${how === 'all'}) keepPacketLengths();
    // What is collected is given back a little later, by another thread.
    const held = async () => {
      const seen = [];
      for (let at = 0; at < 50; at++) {
        globalThis.gc();
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(process.memoryUsage().arrayBuffers);
      }
      return Math.min(...seen);
    };
    const before = await held();
    for (let length = 1000; length < 1500; length++) {
      if (${how === 'by block'}) keepLengthOf('a', packet(length).payload);
      writeToStream(packet(length), sink, { protocolVersion: 4 });
      for (let at = 0; at < 64; at++) Buffer.allocUnsafe(1024);
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(((await held()) - before) / 2 ** 20);`;
  const options = { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' } as const;
  return Number(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], options));
}

test.each(['all', 'by block'] as const)('new packet lengths hold no slab each where they are kept: %s', (how) => {
  expect(heldMegabytes(how)).toBeLessThan(5);
});

test('control: without keeping them they do', () => {
  expect(heldMegabytes('not')).toBeGreaterThan(20);
});
