/**
 * An HTTP server of node:http alone for a few readers: short times, small headers, few connections, GET and HEAD only. On the
 * loopback interface it answers under its own names only, so that no web page reaches it by a name that it made point there.
 */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type ListenAddress } from '../base/listen.ts';
import { isLoopback } from '../base/address.ts';

const WITHIN_MS = 5_000;
const MOST_CONNECTIONS = 32;

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Whether a request was sent to a name of this machine itself. */
function isOwnName(header: string | undefined): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return isLoopback(name.toLowerCase());
}

/** Not listening yet. `methods`: what is answered beside GET and HEAD. */
export function smallServer(place: ListenAddress, answer: Answer, methods: readonly string[] = []): Server {
  const isAllowed = new Set(['GET', 'HEAD', ...methods]);
  const server = createServer(
    {
      headersTimeout: WITHIN_MS,
      requestTimeout: WITHIN_MS,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: WITHIN_MS,
      maxHeaderSize: 8 * 1024,
    },
    (request, response) => {
      response.setHeader('cache-control', 'no-store');
      response.setHeader('x-content-type-options', 'nosniff');
      const refuse = (status: number): void => void response.writeHead(status, { connection: 'close' }).end();
      if (!isAllowed.has(request.method ?? '')) refuse(405);
      else if (isLoopback(place.host) && !isOwnName(request.headers.host)) refuse(421);
      else answer(request, response).catch(() => (response.headersSent ? response.destroy() : refuse(500)));
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}
