/**
 * A free port on the loopback interface for a broker that comes and goes. Below the ports that systems give to outgoing
 * connections: a client that keeps calling a broker which is away may be given the broker's own port, connect to itself,
 * and keep the broker out for ever.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { HostError } from '../host/base/errors.ts';

const LOWEST = 20_000;
/** Linux gives out 32768 and up, others 49152 and up. */
const END = 32_000;
const MOST_TRIES = 200;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Throws HostError ERR_PORT. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = randomInt(LOWEST, END);
    if (await isFree(port)) return port;
  }
  throw new HostError('ERR_PORT', `no free port from ${LOWEST} to ${END} on 127.0.0.1`);
}
