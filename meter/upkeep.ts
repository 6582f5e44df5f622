/** What those who look after a meter need to know of it: for the doctor. An outbox is not backed up. [P-3.6] */
import type { Patient, Inside } from '../host/checkup.ts';
import { type Check, failed, ok, warning } from '../host/check.ts';
import { besideConfig } from '../host/config.ts';
import { type MeterKeys, importAnchors, readMeterKeys } from '../host/keys.ts';
import { openStore, parseStored } from '../host/sqlite.ts';
import { busTlsFiles } from '../host/tls-files.ts';
import { intervalEndMs } from '../protocol/interval.ts';
import type { MeterConfig, SchemeCopy } from '../schemas/types.ts';
import { OUTBOX_FILE, OUTBOX_MIGRATIONS } from './outbox-sqlite.ts';
import { meterClientId } from './party.ts';

/** More unstored readings than this per meter: somebody has been missing for that many intervals. */
const MANY_INTERVALS = 3;

function keyCheck(configPath: string, config: MeterConfig): Check {
  const path = besideConfig(configPath, config.keys);
  const meters = readMeterKeys(path);
  importAnchors(config.anchors);
  const advice = `give every meter an id and keys of its own in ${path}`;
  const [first] = meters;
  if (first === undefined) return failed('keys', 'there is no meter', advice);
  const doubled = (what: string, of: (meter: MeterKeys) => string): Check | undefined => {
    const seen = new Set<string>();
    const twice = meters.find((meter) => seen.size === seen.add(of(meter)).size);
    return twice === undefined ? undefined : failed('keys', `${twice.id} has ${what} of another meter`, advice);
  };
  return (
    doubled('the id', ({ id }) => id) ??
    doubled('the identity key', ({ identity }) => Buffer.from(identity.publicRaw).toString('hex')) ??
    doubled('the splitting key', ({ split }) => Buffer.from(split).toString('hex')) ??
    ok('keys', `private; ${meters.length === 1 ? `of ${first.id}` : `of ${meters.length} meters`}`)
  );
}

function lookInside(path: string, counts: Readonly<Record<string, number>>): Inside {
  const database = openStore(path, { migrations: OUTBOX_MIGRATIONS, isReadOnly: true });
  try {
    const row = database.prepare('SELECT count(*) AS count, min(interval) AS oldest FROM reading').get();
    const meters = Number(database.prepare('SELECT count(*) AS count FROM meter').get()?.['count'] ?? 0);
    const carried = Number(
      database.prepare('SELECT count(*) AS count FROM carry WHERE remaining_wh > 0').get()?.['count'] ?? 0,
    );
    const message = database.prepare('SELECT message FROM scheme').get()?.['message'];
    const entry = message === undefined ? undefined : parseStored<SchemeCopy>(message).entries[0]?.entry;
    if (entry?.kind !== 'scheme') {
      const advice = 'start the others: a meter writes no reading before it has a certified scheme';
      return { backlog: [warning('backlog', 'no scheme is known yet', advice)] };
    }
    const { intervalSeconds, billing } = entry.scheme;
    const since =
      row?.['oldest'] === null || row === undefined
        ? ''
        : ` since ${new Date(intervalEndMs(Number(row['oldest']) - 1, intervalSeconds)).toISOString()}`;
    const unstored = counts['unstored'];
    const text = [
      `${Number(row?.['count'] ?? 0)} readings await their bill${since}`,
      `${unstored ?? 'unknown how many'} not stored by every aggregator`,
      `${carried} void cells to be booked again`,
    ].join(', ');
    const isMuch = unstored !== undefined && unstored > MANY_INTERVALS * meters;
    const advice = 'see which aggregator is missing: gridshare doctor for each of them';
    return {
      backlog: [isMuch ? warning('backlog', text, advice) : ok('backlog', text)],
      intervalSeconds,
      firstInterval: billing.firstInterval,
    };
  } finally {
    database.close();
  }
}

export function meterPatient(configPath: string, config: MeterConfig): Patient {
  return {
    role: 'meter',
    party: meterClientId(
      config.name,
      readMeterKeys(besideConfig(configPath, config.keys)).map(({ id }) => id),
    ),
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: config.bus.url,
    tls: busTlsFiles(configPath, config.bus),
    clock: config.clock,
    store: { file: OUTBOX_FILE, version: OUTBOX_MIGRATIONS.length },
    hears: ['receipts'],
    checkKeys: () => keyCheck(configPath, config),
    lookInside,
  };
}
