/**
 * The desk: a process of its own that serves what a utility's archive and status say, for people and programs. It has no key of the
 * utility's, writes nothing, and the utility does not wait for it.
 */
import { constants, setPriority } from 'node:os';
import { HostError } from '../../../host/base/errors.ts';
import { bracketed } from '../../../host/base/address.ts';
import { besideConfig, readConfig } from '../../../host/base/config.ts';
import { createLogger } from '../../../host/base/logger.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import { AccessFile, accessPath } from './access-file.ts';
import { answersOf } from './api-answers.ts';
import { Callers } from './caller.ts';
import { DeskArchive } from './desk-archive.ts';
import { deskPlace, hostsOf } from './desk-place.ts';
import { addRoutes } from './desk-routes.ts';
import { deskServer } from './desk-server.ts';
import { pageFiles } from './page-files.ts';
import { Streams } from './streams.ts';

/** Throws HostError ERR_DASHBOARD_LISTEN, or as `deskPlace` and `readConfig`. Resolves with what stops it. */
export async function runDesk(
  configPath: string,
  at: string | undefined,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  // Where there is one core for both, the utility comes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const config = readConfig('config-utility', configPath);
  const place = deskPlace(configPath, config, at);
  const access = new AccessFile(accessPath(configPath, config));
  const logger = createLogger('dashboard', config.log);
  // Whatever else is logged: who looked at what always is.
  const audit = createLogger('dashboard', { level: 'info' });
  const callers = new Callers(access);
  const streams: Streams = new Streams(
    () => desk,
    (name) => access.named(name),
  );
  const desk = new DeskArchive(configPath, config, logger, (news) => streams.take(news));
  let hosts: ReadonlySet<string> | undefined;
  const app = await deskServer({ callers, audit, logger, tls: place.tls, hosts: () => hosts });
  const answers = answersOf(desk, besideConfig(configPath, config.state), () => streams.lastEvent);
  addRoutes(app, {
    page: pageFiles(),
    answers,
    streams,
    callers,
    isReady: () => desk.isReady,
    isSecure: place.tls !== undefined,
  });
  try {
    await app.listen({ host: place.host, port: place.port });
  } catch (cause) {
    const where = `${bracketed(place.host)}:${place.port}`;
    throw new HostError('ERR_DASHBOARD_LISTEN', `cannot serve the dashboard on ${where}: ${describeTrouble(cause)}`, {
      cause,
    });
  }
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : place.port;
  hosts = hostsOf(place, port);
  const url = `${place.tls === undefined ? 'http' : 'https'}://${bracketed(place.host)}:${port}/`;
  logger.info({ url }, 'the dashboard is ready');
  await desk.start();
  return {
    url,
    stop: async () => {
      streams.stop();
      desk.stop();
      await app.close();
    },
  };
}
