/** Logs: pino, JSON on stderr, times in ISO 8601. Only fields of an allow-list get through, so that no share or reading ever does. */
import { type Logger, destination, pino, stdTimeFunctions } from 'pino';
import type { LogConfig } from '../../schemas/types.ts';
import { withoutCredentials } from './address.ts';
import { escapedJson } from './printable.ts';

/** What may be logged: names, counts and codes. Never payloads, keys, shares or readings. */
const ALLOWED = new Set([
  'aggregator',
  'area',
  'clientId',
  'cells',
  'code',
  'count',
  'entries',
  'err',
  'filters',
  'filter',
  'from',
  'host',
  'index',
  'interval',
  // Ids of keys.
  'keyId',
  'level',
  'logLength',
  'meter',
  'meters',
  'keyEpoch',
  'ms',
  'method',
  'msg',
  // Of an access to the dashboard.
  'name',
  'path',
  'port',
  'queue',
  'reason',
  'register',
  'role',
  'route',
  'sequence',
  'service',
  'state',
  'status',
  'time',
  'to',
  'topic',
  'until',
  'url',
  'delayMs',
  'bytes',
  'limit',
]);

export type PartyLogger = Logger;

export function createLogger(service: string, config: LogConfig): PartyLogger {
  // Does without a reader that went away.
  const stream = destination({ dest: 2, sync: true });
  return pino(
    {
      level: config.level,
      // As a person reads it, and as every log collector does, too.
      timestamp: stdTimeFunctions.isoTime,
      base: { service },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name))),
      },
    },
    { write: (line) => void stream.write(withoutCredentials(escapedJson(line))) },
  );
}
