/** One meter of a config, opened beside its process for its household to look at. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { besideConfig, readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import type { MeterKeys } from '../host/keys/keys.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import { OUTBOX_FILE } from '../meter/host/outbox-tables.ts';
import { readOwnKeys } from '../meter/host/moved-keys.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import type { Scheme, SignedTariff } from '../schemas/types.ts';

/** One meter of a config, as its household may see it. */
export interface OpenedMeter {
  readonly state: string;
  readonly keys: MeterKeys;
  readonly books: MeterBooks;
  readonly scheme: Scheme | undefined;
  /** Signed tariff documents that the scheme names and that have come, by their hash. */
  readonly tariffs: ReadonlyMap<string, SignedTariff>;
}

/** Throws HostError. `id`: needed where the process has several. */
export function openMeter(configPath: string, id: string | undefined): OpenedMeter {
  const config = readConfig('config-meter', configPath);
  const state = besideConfig(configPath, config.state);
  const all = readOwnKeys(besideConfig(configPath, config.keys), state);
  const keys = id === undefined && all.length === 1 ? all[0] : all.find((meter) => meter.id === id);
  if (keys === undefined) {
    const known = all.slice(0, 5).map((meter) => meter.id);
    const what =
      id === undefined ? 'this config has several meters: say which, with --meter' : `this config has no meter ${id}`;
    throw new HostError('ERR_USAGE', `${what}; it has ${known.join(', ')}${all.length > 5 ? ' and others' : ''}`);
  }
  const path = join(state, OUTBOX_FILE);
  if (!existsSync(path)) throw new HostError('ERR_OUTBOX_MISSING', `${path} does not exist yet: start the meter first`);
  const outbox = OutboxReader.open(path);
  try {
    const books = outbox.books(keys.id) ?? outbox.noBooks(keys.id);
    const scheme = outbox.scheme(keys.area);
    return { state, keys, books, scheme, tariffs: outbox.tariffsOf(scheme) };
  } finally {
    outbox.close();
  }
}
