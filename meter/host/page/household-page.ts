/**
 * A household's page, served by its own device with node:http alone. It is asked over HTTP and asks nobody; what is on it goes to no
 * broker. Whatever happens here, the grid's side goes on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../../host/base/listen.ts';
import { messageOf } from '../../../host/base/errors.ts';
import type { PartyLogger } from '../../../host/base/logger.ts';
import { smallServer } from '../../../host/metrics/small-server.ts';
import type { MeterMachine } from '../../machine.ts';
import type { MeterConfig } from '../../../schemas/types.ts';
import { type HouseholdPage, viewHouseholdPage } from '../../views/household-view.ts';
import { BillChecker } from '../checked-bills.ts';
import type { LiveSample } from '../live.ts';
import { OutboxReader } from '../outbox-reader.ts';
import { PageAccess } from './page-access.ts';
import { type Asset, pageAssets } from './page-assets.ts';
import { type PagePlace, isOwnNetwork } from './page-config.ts';

const MOST_BODY_BYTES = 1_024;
const AGAIN_MS = 10_000;
/** Files of this host, and nothing else: no script of a page's text, no frame around it, no request elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export interface PageSurroundings {
  /** Whose signatures count. */
  readonly config: Pick<MeterConfig, 'deployment' | 'anchors'>;
  readonly machine: MeterMachine;
  readonly outboxPath: string;
  readonly live: () => Readonly<Record<string, LiveSample>>;
  readonly isConnected: () => boolean;
  /** Of the clock that readings go by. */
  readonly nowMs: () => number;
  readonly logger: PartyLogger;
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) return undefined;
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Whether a form was sent from a page of this very host. */
function isFromHere({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

class Page {
  private readonly around: PageSurroundings;
  private readonly access: PageAccess;
  private readonly assets: ReadonlyMap<string, Asset>;
  private readonly checker: BillChecker;

  constructor(around: PageSurroundings, place: PagePlace) {
    this.around = around;
    this.access = new PageAccess(place.password);
    this.assets = pageAssets();
    this.checker = new BillChecker(around.config);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('x-frame-options', 'DENY');
    const { url = '', method } = request;
    const end = (status: number): void => void response.writeHead(status).end();
    if (!isOwnNetwork(request.socket.remoteAddress ?? '')) return end(403);
    if (method === 'POST') return url === '/enter' && isFromHere(request) ? this.enter(request, response) : end(403);
    if (url === '/api/household') {
      if (!this.access.isLetIn(request.headers.cookie)) return end(401);
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify({ meters: await this.meters() }));
      return;
    }
    const asset = this.assets.get(url === '/' ? 'index.html' : url.slice(1));
    if (asset === undefined) return end(404);
    response.setHeader('content-type', asset.type);
    response.end(asset.bytes);
  }

  private async enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const said = await bodyOf(request);
    const entered = said === undefined ? 'wrong' : await this.access.enter(said);
    if (entered === 'wrong')
      this.around.logger.warn({ code: 'page_refused' }, 'a wrong password for the page of this household');
    if (typeof entered === 'string') response.writeHead(entered === 'busy' ? 429 : 401).end();
    else response.writeHead(204, { 'set-cookie': entered.cookie }).end();
  }

  private async meters(): Promise<HouseholdPage[]> {
    const { machine, outboxPath, live, isConnected, nowMs } = this.around;
    const samples = live();
    const reader = OutboxReader.open(outboxPath);
    try {
      const pages: HouseholdPage[] = [];
      for (const meter of machine.meters.values()) {
        const { id, area, registers } = meter.party;
        const own = {
          area,
          registers,
          isConnected: isConnected(),
          has: (aggregator: number, interval: number) => meter.isSettledAt(aggregator, interval),
        };
        const books = reader.books(id) ?? reader.noBooks(id);
        const scheme = reader.scheme(area);
        const bills = await this.checker.check(books, registers, scheme, reader.tariffsOf(scheme), meter.bills.heard);
        pages.push(viewHouseholdPage(books, own, scheme, samples[id], nowMs(), bills));
      }
      return pages;
    } finally {
      reader.close();
    }
  }
}

/** Serves it until the process ends. A port that is taken is tried again. Throws HostError ERR_PAGE. */
export async function serveHouseholdPage(place: PagePlace, around: PageSurroundings): Promise<void> {
  const { logger } = around;
  const page = new Page(around, place);
  const open = async (isFirst: boolean): Promise<void> => {
    const server = smallServer(place, (request, response) => page.answer(request, response), ['POST']);
    try {
      const port = await listen(server, place.host, place.port);
      server.unref();
      logger.info({ host: place.host, port }, 'shows its household a page');
    } catch (cause) {
      const text = `can't show the household's page at ${place.text}: ${messageOf(cause)}. The meter goes on, and tries it again`;
      if (isFirst) logger.error({ code: 'ERR_PAGE_LISTEN' }, text);
      setTimeout(() => void open(false), AGAIN_MS).unref();
    }
  };
  await open(true);
}
