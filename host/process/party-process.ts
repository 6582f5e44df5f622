/** What the processes of all parties do alike: open the bus, end in order on a signal, leave a report of their counts. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { MqttBus } from '../bus/mqtt-bus.ts';
import type { Publication } from '../bus/bus.ts';
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import type { BusConfig } from '../../schemas/types.ts';
import { HostError, codeOf, messageOf } from '../base/errors.ts';
import { EXIT, exitCodeOf } from '../base/exit.ts';
import type { HealthFile } from './health.ts';
import type { PartyLogger } from '../base/logger.ts';
import { type TlsFiles, assertCertificateOf, busTlsFiles, readPem, readTls } from '../keys/tls-files.ts';
import { WatchedFiles } from '../base/watch-files.ts';

const STOP_WITHIN_MS = 5_000;
/** Most messages that wait for the broker: some hundred megabytes. */
const QUEUE_LIMIT = 200_000;
const LOOK_AT_FILES_MS = 1_000;
const RENEW_LOOK_MS = 600_000;

/** `party`: its name within the deployment. Throws HostError, as `busTlsFiles` and `readTls`, for TLS files that can't be used. */
export function openBus(
  configPath: string,
  config: BusConfig,
  party: string,
  logger: PartyLogger,
  will?: Publication,
  queueLimit = QUEUE_LIMIT,
): MqttBus {
  const files = busTlsFiles(configPath, config);
  const clientId = new TopicRoot(config.topicRoot).clientIdOf(party);
  if (files !== undefined) assertCertificateOf(files, clientId);
  const bus = new MqttBus({
    url: config.url,
    furtherUrls: config.furtherUrls,
    ...(files === undefined ? {} : { tls: () => readTls(files) }),
    clientId,
    topicRoot: config.topicRoot,
    queueLimit: Math.min(QUEUE_LIMIT, queueLimit),
    reconnectMinMs: config.reconnectMinMs,
    reconnectMaxMs: config.reconnectMaxMs,
    keepaliveSeconds: 30,
    logger,
    ...(will === undefined ? {} : { will }),
  });
  if (files !== undefined) {
    const watched = new WatchedFiles([files.ca, files.cert, files.key]);
    let isStale = false;
    const look = (): void => {
      isStale ||= watched.hasChanged();
      if (!isStale) return;
      try {
        readTls(files);
      } catch {
        // Somebody is in the middle of replacing a pair: the connection that there is stays.
        return;
      }
      isStale = false;
      bus.reconnect('the TLS files were renewed');
    };
    setInterval(look, LOOK_AT_FILES_MS).unref();
    if (config.tls?.authority !== undefined) keepRenewed(files, config.tls.authority, logger);
  }
  return bus;
}

/** Renews the party's certificate whenever that is due. That it could not is said every time, and tried again. */
function keepRenewed(files: TlsFiles, authorityUrl: string, logger: PartyLogger): void {
  const look = async (): Promise<void> => {
    try {
      // Loaded where it is needed only: most of a party's life needs none of it.
      const { isRenewalDue, renewCertificate } = await import('../keys/renewal.ts');
      if (!isRenewalDue(readPem(files.cert), Date.now())) return;
      await renewCertificate(files, authorityUrl);
      logger.info('renewed the certificate');
    } catch (error) {
      const code = error instanceof HostError ? error.code : undefined;
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn({ code, reason }, 'cannot renew the certificate: trying again');
    }
  };
  void look();
  // Spread, so that a fleet does not come back in step.
  setInterval(() => void look(), RENEW_LOOK_MS * (0.75 + Math.random() / 2)).unref();
}

/** Writes a party's report into its state folder, whole or not at all. */
export function writeReport(stateFolder: string, report: object): void {
  writeStateFile(stateFolder, 'report.json', report);
}

/**
 * Writes a JSON file into a party's state folder: a reader finds the whole of it, or what was there before. A folder that is
 * gone is not made again: what was in it would seem never to have been.
 */
export function writeStateFile(stateFolder: string, name: string, content: object): void {
  const path = join(stateFolder, name);
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Ends the process when something can't go on: the store or the machine is broken; a restart continues from disk. */
export function fatal(logger: PartyLogger, health: HealthFile): (error: unknown) => void {
  return (error) => {
    logger.fatal({ err: error, code: codeOf(error) ?? 'ERR_BUG' }, messageOf(error));
    health.failed(error);
    const code = codeOf(error);
    process.exit(code === undefined ? EXIT.bug : exitCodeOf(code));
  };
}

/**
 * On SIGINT or SIGTERM stops in order, within five seconds, and exits with 0. An error that nobody caught is a bug:
 * the process ends with 70 at once, since what is in memory can't be trusted, and the next one continues from disk.
 */
export function runUntilSignal(logger: PartyLogger, health: HealthFile, stop: () => Promise<void>): void {
  const giveUp = (reason: string) => (): void => {
    logger.error({ reason }, 'not stopped in order; nothing that was promised is lost');
    process.exit(EXIT.notExact);
  };
  const onSecondSignal = giveUp('a second signal');
  // Loaded where there is a systemd to tell only.
  const supervisor =
    process.env['NOTIFY_SOCKET'] === undefined
      ? undefined
      : import('./systemd.ts').then(({ tellSystemd }) => tellSystemd(() => health.progress, logger));
  closeWithGrace(
    { delay: STOP_WITHIN_MS, onTimeout: giveUp('stopping took too long'), onSecondSignal },
    async ({ signal, err }) => {
      if (err !== undefined) fatal(logger, health)(err);
      logger.info({ reason: signal ?? 'the end' }, 'stopping');
      health.stopping();
      void supervisor?.then((told) => told.stopping());
      await stop();
      health.stopped();
    },
  );
  health.running();
}

/** What keeps a party from its work, at the bus and in its machine. */
export function problemOf(bus: MqttBus, machine: { readonly problem: string | undefined }): string | undefined {
  const problems = [bus.problem, machine.problem].filter((problem) => problem !== undefined);
  return problems.length === 0 ? undefined : problems.join('; and ');
}

/** Counts of the bus, for the health file. */
export function countsOf(bus: MqttBus): Readonly<Record<string, number>> {
  return { unsent: bus.pendingCount, dropped: bus.droppedCount, closedInARow: bus.closedInARow };
}
