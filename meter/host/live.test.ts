/** What a running meter tells its household: over a socket that no other user can open, and only while it runs. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../host/base/logger.ts';
import { withFolder } from '../../test/gridshare.ts';
import { type Live, LiveSocket, liveSample, readLive } from './live.ts';

const logger = createLogger('test', { level: 'error' });
const registers = [{ register: '1-0:1.8.0', milli: 9_007_199_254_740_993n, resolutionMilli: 1n }];
const live: Live = { samples: { m: liveSample({ hostMs: 5, quality: 'checked', registers }) }, heldSamples: 0 };

test('is what the process sees, exact; nothing before and after', async () => {
  await withFolder(async (folder) => {
    expect(await readLive(folder)).toBeUndefined();
    const before = process.umask(0o077);
    const socket = new LiveSocket(folder, () => live, logger);
    await expect.poll(() => readLive(folder)).toEqual(live);
    process.umask(before);
    expect(live.samples['m']?.registers[0]?.milli).toBe('9007199254740993');
    expect(statSync(join(folder, 'live.sock')).mode & 0o077).toBe(0);
    // As after a kill: the next one takes its place.
    const next = new LiveSocket(folder, () => ({ ...live, heldSamples: 3 }), logger);
    await expect.poll(() => readLive(folder)).toMatchObject({ heldSamples: 3 });
    socket.stop();
    next.stop();
    await expect.poll(() => readLive(folder)).toBeUndefined();
  });
});

test('a folder whose name is too long for a socket has no live reading, and ends nobody', async () => {
  await withFolder(async (folder) => {
    const deep = join(folder, 'x'.repeat(120));
    const socket = new LiveSocket(deep, () => live, logger);
    expect(await readLive(deep)).toBeUndefined();
    socket.stop();
  });
});
