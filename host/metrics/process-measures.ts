/** What every party's process shows: how it is, its connection, its store, its backups, its certificate. */
import type {
  AggregatorConfig,
  AuthorityConfig,
  BrokerConfig,
  MeterConfig,
  UtilityConfig,
} from '../../schemas/types.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { busTlsFiles, readCertificate, tlsFilesBeside } from '../keys/tls-files.ts';
import type { HealthFile } from '../process/health.ts';
import { type Measure, measure, measureEach } from './series.ts';

export type ProcessConfig = AggregatorConfig | UtilityConfig | BrokerConfig | MeterConfig | AuthorityConfig;

function certificatePath(configPath: string, config: ProcessConfig): string | undefined {
  if ('bus' in config) return busTlsFiles(configPath, config.bus)?.cert;
  return config.role === 'broker' && config.tls !== undefined ? tlsFilesBeside(configPath, config.tls).cert : undefined;
}

function certificateEnd(path: string): Measure[] {
  try {
    return [measure('gridshare_certificate_end_seconds', readCertificate(path).validToDate.getTime() / 1_000)];
  } catch {
    // In the middle of being replaced: the next scrape has it.
    return [];
  }
}

function connectionMeasures({ activity, counts }: HealthFile): Measure[] {
  const { since, lastCommit } = activity.agesMs;
  const { unsent, dropped } = counts();
  // A broker or an authority has none of its own.
  if (unsent === undefined) return [];
  return [
    measure('gridshare_connected', activity.isConnected),
    measure('gridshare_connection_age_seconds', since / 1_000),
    measure('gridshare_messages_unsent', unsent),
    measure('gridshare_messages_dropped_total', dropped ?? 0),
    measure('gridshare_inputs_turned_away_total', activity.turnedAwayCount),
    ...(lastCommit === undefined ? [] : [measure('gridshare_commit_age_seconds', lastCommit / 1_000)]),
  ];
}

export function processMeasures(
  configPath: string,
  config: ProcessConfig,
  health: HealthFile,
  nowMs: number,
): Measure[] {
  const certificate = certificatePath(configPath, config);
  const { user, system } = process.cpuUsage();
  return [
    ...measureEach('gridshare_info', 'version', { [SOFTWARE_VERSION]: 1 }),
    measure('gridshare_ready', health.isWell),
    measure('gridshare_problem', health.hasProblem),
    measure('process_start_time_seconds', (nowMs - health.activity.agesMs.started) / 1_000),
    measure('process_cpu_seconds_total', (user + system) / 1e6),
    measure('process_resident_memory_bytes', process.memoryUsage.rss()),
    ...connectionMeasures(health),
    ...(certificate === undefined ? [] : certificateEnd(certificate)),
  ];
}
