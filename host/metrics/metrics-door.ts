/**
 * Where a party shows its counts: `/metrics` for Prometheus, `/healthz` and `/readyz` for whoever restarts or routes. Off unless the
 * config says where. It answers words and counts to anybody who gets there, so it says no name, no reason and no value.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../base/errors.ts';
import { type ListenAddress, listen } from '../base/listen.ts';
import type { PartyLogger } from '../base/logger.ts';
import type { HealthFile } from '../process/health.ts';
import type { MetricsPage } from './metrics-page.ts';
import { type ProcessConfig, processMeasures } from './process-measures.ts';
import type { Measure } from './series.ts';
import { plainPage } from './plain-page.ts';
import { smallServer } from './small-server.ts';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** A port that is taken may be free again soon. */
const AGAIN_MS = 10_000;

export interface Shown {
  readonly health: HealthFile;
  readonly logger: PartyLogger;
  readonly configPath: string;
  readonly config: ProcessConfig;
  /** What only this party has, as of now. */
  readonly measures: () => readonly Measure[];
}

/** Under which label a party is shown. A meter's client id has its own id in it. */
function labelOf({ role, party }: HealthFile): string {
  return role === 'meter' ? role : party;
}

async function openPage(health: HealthFile): Promise<MetricsPage> {
  const label = labelOf(health);
  if (health.role === 'meter') return plainPage(label);
  return (await import('./client-page.ts')).clientPage(label, health.role);
}

async function answer(
  { url }: IncomingMessage,
  response: ServerResponse,
  page: MetricsPage,
  { health, measures, configPath, config }: Shown,
): Promise<void> {
  const say = (status: number, text: string): void => void response.writeHead(status).end(text);
  const sayWhether = (isSo: boolean, yes: string, no: string): void => say(isSo ? 200 : 503, isSo ? yes : no);
  response.setHeader('content-type', CONTENT_TYPE);
  switch (url) {
    case '/metrics':
      say(200, await page.text([...processMeasures(configPath, config, health, Date.now()), ...measures()]));
      break;
    case '/healthz':
      sayWhether(health.progress.isMoving, 'ok\n', 'does not get on\n');
      break;
    case '/readyz':
      sayWhether(health.isWell, 'ok\n', 'not ready: gridshare health says why\n');
      break;
    default:
      say(404, 'there are /metrics, /healthz and /readyz\n');
  }
}

/** Shows them from now on, until the process ends. */
export async function serveMetrics(place: ListenAddress, shown: Shown): Promise<void> {
  const { health, logger } = shown;
  const page = await openPage(health);
  health.activity.onCommit = (durationMs) => page.committed(durationMs / 1_000);
  const open = async (isFirst: boolean): Promise<void> => {
    const server = smallServer(place, (request, response) => answer(request, response, page, shown));
    try {
      const port = await listen(server, place.host, place.port);
      server.unref();
      logger.info({ host: place.host, port }, 'shows its metrics');
    } catch (cause) {
      const text = `can't show its metrics at ${place.text}: ${messageOf(cause)}. This party goes on, and tries it again`;
      if (isFirst) logger.error({ code: 'ERR_METRICS_LISTEN' }, text);
      setTimeout(() => void open(false), AGAIN_MS).unref();
    }
  };
  await open(true);
}
