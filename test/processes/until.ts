/** Waiting for what processes come to, with a limit; somebody that ended by itself ends the waiting. */
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import type { ProcessGrid } from './grid.ts';

const LOOK_MS = 100;

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
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`in ${seconds} s it did not happen that ${what}`);
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
