/** The config of a device that enrols: what its kit says, and where its readings come from. Checked before any token is used. */
import { existsSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { parseConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { CA_FILE, CERT_FILE, KEY_FILE } from '../host/base/file-names.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextFile } from '../host/base/text-file.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import type { MeterConfig, MeterKit } from '../schemas/types.ts';

type Source = MeterConfig['source'];

export function deviceConfig(kit: MeterKit, source: Source): Partial<MeterConfig> {
  return {
    role: 'meter',
    name: 'meter',
    deployment: kit.deployment,
    keys: 'keys.json',
    state: 'state',
    bus: { ...kit.bus, tls: { ca: CA_FILE, cert: CERT_FILE, key: KEY_FILE, authority: kit.authority.url } },
    anchors: kit.anchors,
    floor: kit.floor,
    source,
    sendJitterSeconds: kit.sendJitterSeconds,
  };
}

/** Whether a text names its source in one line, such as `p1:/dev/ttyUSB0`, rather than a file that does. */
export function isSourceLine(text: string): boolean {
  return /^[a-z][a-z0-9+]*:/.test(text) && !existsSync(text);
}

/**
 * A source in one line as it is, or what a file says under `source`, as a meter's config would. Throws HostError ERR_USAGE,
 * ERR_CONFIG_SYNTAX or ERR_CONFIG_INVALID.
 */
export function readSource(path: string, kit: MeterKit): Source {
  if (isSourceLine(path)) return path;
  let data: unknown;
  try {
    data = parse(readTextFile(path), { maxAliasCount: 100, prettyErrors: false });
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_USAGE', `cannot read a source from ${escaped(path)}: ${describeTrouble(cause)}`, {
      cause,
    });
  }
  const source: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'source') : undefined;
  if (source === undefined) {
    const message = `${escaped(path)} has no source: it must begin with the line "source:", as in a meter's config`;
    throw new HostError('ERR_USAGE', message);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the schema right here
  const config = deviceConfig(kit, source as Source);
  return parseConfig('config-meter', path, stringify(config)).source;
}
