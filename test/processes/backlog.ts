/**
 * `npm run backlog -- --meters 100 --days 90`: what a fleet's process takes for so many readings at 60 s while no aggregator is
 * there, of a file and then of its outbox; whether its health says all the time that it is alive, how soon it ends on SIGTERM, and
 * whether its books are what the file has. Exit code 1 above `--most-mb`, or where that is not so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_UNSTORED } from '../../meter/host/replay.ts';
import { BacklogRun, type Seen } from './backlog-run.ts';

const REST_MS = 10_000;
const END_WITHIN_MS = 2_000;

const { values } = parseArgs({
  options: {
    meters: { type: 'string', default: '100' },
    days: { type: 'string', default: '90' },
    'most-mb': { type: 'string', default: '400' },
  },
});

function isWell({ peakMb, deadLooks, endMs, code, wrong }: Seen): boolean {
  return peakMb <= Number(values['most-mb']) && deadLooks === 0 && endMs <= END_WITHIN_MS && code === 0 && wrong === 0;
}

function tell(what: string, { peakMb, startSeconds, seconds, looks, deadLooks, endMs, readings, wrong }: Seen): void {
  process.stdout.write(
    `${what}: ${readings} readings in the outbox, ${wrong} wrong; at most ${peakMb.toFixed(0)} MB; ran after ${startSeconds.toFixed(1)} s, ` +
      `all there after ${seconds.toFixed(1)} s; ${looks} looks at its health, ${deadLooks} of them not alive; ended ` +
      `${endMs.toFixed(0)} ms after SIGTERM\n`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'gridshare-backlog-'));
const run = await BacklogRun.create(folder, { meters: Number(values.meters), days: Number(values.days) });
try {
  await run.writeFile();
  // A file waits where it is, when so many readings wait for receipts.
  const ofFile = await run.play(Math.min(run.count, MOST_UNSTORED), REST_MS);
  tell('of a file', ofFile);
  run.fillOutbox();
  const restored = await run.play(run.count, REST_MS);
  tell('of the outbox', restored);
  process.exitCode = isWell(ofFile) && isWell(restored) ? 0 : 1;
} finally {
  await run.end();
  rmSync(folder, { recursive: true, force: true });
}
