/** What the processes of all parties do alike: open the bus, end in order on a signal, leave a report of their counts. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { MqttBus } from '../broker/mqtt-bus.ts';
import type { Publication } from '../broker/bus.ts';
import type { BusConfig } from '../schemas/types.ts';
import { HostError } from './errors.ts';
import type { PartyLogger } from './logger.ts';

const STOP_WITHIN_MS = 5_000;
const QUEUE_LIMIT = 200_000;

export function openBus(config: BusConfig, clientId: string, logger: PartyLogger, will?: Publication): MqttBus {
  return new MqttBus({
    url: config.url,
    clientId,
    queueLimit: QUEUE_LIMIT,
    reconnectMinMs: config.reconnectMinMs,
    reconnectMaxMs: config.reconnectMaxMs,
    keepaliveSeconds: 30,
    logger,
    ...(will === undefined ? {} : { will }),
  });
}

/** Writes a party's report into its state folder, whole or not at all. */
export function writeReport(stateFolder: string, report: object): void {
  writeStateFile(stateFolder, 'report.json', report);
}

/** Writes a JSON file into a party's state folder: a reader finds the whole of it, or what was there before. */
export function writeStateFile(stateFolder: string, name: string, content: object): void {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const path = join(stateFolder, name);
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Ends the process when something can't go on: the store or the machine is broken; a restart continues from disk. */
export function fatal(logger: PartyLogger): (error: unknown) => void {
  return (error) => {
    logger.fatal({ err: error }, error instanceof Error ? error.message : String(error));
    process.exit(error instanceof HostError ? 3 : 70);
  };
}

/** Resolves never; on SIGINT or SIGTERM stops in order within five seconds. */
export function runUntilSignal(logger: PartyLogger, stop: () => Promise<void>): void {
  closeWithGrace({ delay: STOP_WITHIN_MS }, async ({ signal, err }) => {
    if (err !== undefined) logger.error({ err }, err.message);
    logger.info({ reason: signal ?? 'error' }, 'stopping');
    await stop();
  });
}
