/** Shows a party's counts where its config says so; whoever shows none loads nothing of it. */
import { besideConfig } from '../base/config.ts';
import { parseListen } from '../base/listen.ts';
import type { PartyLogger } from '../base/logger.ts';
import type { HealthFile } from '../process/health.ts';
import type { ProcessConfig } from './process-measures.ts';
import type { Measure } from './series.ts';

/** Of who has a store that is backed up; a meter's is not, and it loads nothing of it. */
async function backupsOf(configPath: string, config: ProcessConfig): Promise<() => readonly Measure[]> {
  if (config.role !== 'aggregator' && config.role !== 'utility') return () => [];
  const { backupMeasures } = await import('./backup-measures.ts');
  const { state, backup } = config;
  return () => backupMeasures(besideConfig(configPath, state), backup, Date.now());
}

/**
 * From now on, until the process ends. `measures`: what only this party has, as of now. Throws HostError ERR_CONFIG_INVALID.
 */
export function showMetrics(
  configPath: string,
  config: ProcessConfig,
  health: HealthFile,
  logger: PartyLogger,
  measures: () => readonly Measure[],
): void {
  if (config.metrics === undefined) return;
  const place = parseListen(config.metrics.listen);
  const show = async (): Promise<void> => {
    const { serveMetrics } = await import('./metrics-door.ts');
    const backups = await backupsOf(configPath, config);
    const all = (): Measure[] => [...backups(), ...measures()];
    await serveMetrics(place, { health, logger, configPath, config, measures: all });
  };
  void show();
}
