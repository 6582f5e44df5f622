/** Listening on an address of a config, for the broker and the authority alike. */
import type { Server } from 'node:net';

const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

function tryToListen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 511 }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Resolves with the port; `::` means everywhere, also on a machine that has no IPv6. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    await tryToListen(server, host, port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (host !== '::' || !NO_IPV6.has(code)) throw error;
    await tryToListen(server, '0.0.0.0', port);
  }
  // A connection that could not be taken (too many open files) is not the end of the server.
  server.on('error', () => {});
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
