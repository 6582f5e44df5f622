/** Listening on an address of a config, for whoever others come to. */
import type { Server } from 'node:net';
import { bracketed, parseHost } from './address.ts';
import { HostError } from './errors.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** For people. */
  readonly text: string;
}

/** `127.0.0.1:9464`, `[::1]:9464`; `0.0.0.0` and `[::]` mean everywhere. Throws HostError ERR_CONFIG_INVALID. */
export function parseListen(text: string): ListenAddress {
  const [, hostText, portText] = /^(\[[^\]]*\]|[^:]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(portText);
  if (hostText === undefined || port > 65_535)
    throw new HostError('ERR_CONFIG_INVALID', `"${text}" is no place to listen at: write it as 127.0.0.1:9464`);
  const host = parseHost(hostText);
  return { host, port, text: `${bracketed(host)}:${port}` };
}

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
