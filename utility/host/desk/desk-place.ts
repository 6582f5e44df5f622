/** Where the desk is served: the loopback interface, or anywhere with TLS. */
import { isLoopback, isUnspecified, listenHost, parseAddress } from '../../../host/base/address.ts';
import { besideConfig } from '../../../host/base/config.ts';
import { HostError } from '../../../host/base/errors.ts';
import { secretBeside } from '../../../host/keys/credentials.ts';
import { assertPrivate } from '../../../host/keys/keys.ts';
import { readPem } from '../../../host/keys/tls-files.ts';
import type { UtilityConfig } from '../../../schemas/types.ts';

export const DEFAULT_ADDRESS = '127.0.0.1:8480';

export interface DeskPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
}

/** `HOST:PORT`, `[::1]:8480`, or 0.0.0.0 and [::] for everywhere. Port 0 is any that is free. Throws HostError ERR_CONFIG_INVALID. */
function placeOf(text: string): { readonly host: string; readonly port: number } {
  const everywhere = /^(0\.0\.0\.0|\[::\]):(\d{1,5})$/.exec(text);
  if (everywhere !== null) return { host: everywhere[1] === '0.0.0.0' ? '0.0.0.0' : '::', port: Number(everywhere[2]) };
  const anyPort = /^(.*):0$/.exec(text)?.[1];
  if (!/:\d+$/.test(text))
    throw new HostError(
      'ERR_CONFIG_INVALID',
      `the dashboard's address ${text} has no port: write it as ${DEFAULT_ADDRESS}`,
    );
  const { host, port } = parseAddress(
    `http://${anyPort === undefined ? text : `${anyPort}:1`}`,
    ['http'],
    "the dashboard's address",
  );
  return { host, port: anyPort === undefined ? port : 0 };
}

/** `at`: instead of what the config says. Throws HostError ERR_CONFIG_INVALID, ERR_TLS_READ or ERR_KEYS_EXPOSED. */
export function deskPlace(configPath: string, { http }: UtilityConfig, at: string | undefined): DeskPlace {
  const address = at ?? http?.address ?? DEFAULT_ADDRESS;
  const { host, port } = placeOf(address);
  if (http?.tls === undefined) {
    if (isUnspecified(host) || !isLoopback(host))
      throw new HostError(
        'ERR_CONFIG_INVALID',
        `the dashboard would be served on ${address} without TLS: set http.tls, or stay on the loopback interface behind a proxy that has it`,
      );
    return { host: listenHost(host), port, tls: undefined };
  }
  const keyPath = secretBeside(configPath, http.tls.key);
  assertPrivate(keyPath);
  return { host, port, tls: { cert: readPem(besideConfig(configPath, http.tls.cert)), key: readPem(keyPath) } };
}

/** What browsers may call it; undefined where a certificate says who it is. */
export function hostsOf({ host, tls }: DeskPlace, port: number): ReadonlySet<string> | undefined {
  if (tls !== undefined) return undefined;
  return new Set([host, '127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`));
}
