/** Waiting for what processes come to, with a limit; somebody that ended by itself ends the waiting. */
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import type { ProcessGrid } from './grid.ts';

const LOOK_MS = 100;
/** Without any progress for so long, what is missing will not come. */
const STALL_MS = 30_000;

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What `look` finds first. Throws Error after `seconds`, and HostError if a process ended that nobody ended. */
export async function until<T>(
  what: string,
  seconds: number,
  grid: ProcessGrid,
  look: () => T | undefined,
): Promise<T> {
  for (const endMs = performance.now() + seconds * 1000; performance.now() < endMs;) {
    grid.check();
    const found = look();
    if (found !== undefined) return found;
    await wait(LOOK_MS);
  }
  throw new Error(`in ${seconds} s it did not happen that ${what}`);
}

/** Waits as long as something moves; the last state where nothing does any more. */
export async function follow<T>(grid: ProcessGrid, look: () => T, isDone: (state: T) => boolean): Promise<T> {
  let movedAtMs = performance.now();
  let before = '';
  for (;;) {
    grid.check();
    const state = look();
    if (isDone(state)) return state;
    const now = JSON.stringify(state);
    if (now !== before) movedAtMs = performance.now();
    before = now;
    if (performance.now() - movedAtMs > STALL_MS) return state;
    await wait(LOOK_MS);
  }
}

/** Intervals that every meter has written. */
export function written(grid: ProcessGrid): number {
  const [row] = grid.rows('fleet', 'SELECT count(*) AS count, min(last_interval) AS last FROM meter');
  if (Number(row?.['count'] ?? 0) < grid.meters.length) return 0;
  return Math.max(0, Number(row?.['last']) + 1 - grid.firstInterval);
}

/** Waits for retained messages, so that nobody is killed before all can do without it. */
export async function untilRetained(grid: ProcessGrid, wanted: readonly string[], seconds: number): Promise<void> {
  const seen = new Set<string>();
  const bus = new MqttBus({
    url: grid.url,
    clientId: `debug-presented-${process.pid}`,
    queueLimit: 10,
    reconnectMinMs: 20,
    reconnectMaxMs: 200,
    keepaliveSeconds: 30,
  });
  const subscribed = bus.subscribe(wanted);
  await bus.start({ onMessage: ({ topic }) => seen.add(topic), onConnected: () => {}, onDisconnected: () => {} });
  await subscribed;
  const isThere = (): boolean => wanted.every((topic) => seen.has(topic));
  await until(`${wanted.join(', ')} are out`, seconds, grid, () => isThere() || undefined);
  await bus.stop(200);
}
