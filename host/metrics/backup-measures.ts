/** What `/metrics` says of the backups of a store. */
import type { BackupConfig } from '../../schemas/types.ts';
import { backupAge } from '../care/backup-record.ts';
import { type Measure, measure } from './series.ts';

export function backupMeasures(stateFolder: string, config: BackupConfig | undefined, nowMs: number): Measure[] {
  const age = backupAge(stateFolder, config, nowMs);
  const takenAtMs = age?.record?.takenAtMs;
  return [
    measure('gridshare_backup_overdue', age?.isOverdue ?? false),
    ...(takenAtMs === undefined
      ? []
      : [measure('gridshare_backup_age_seconds', Math.max(0, (nowMs - takenAtMs) / 1_000))]),
  ];
}
