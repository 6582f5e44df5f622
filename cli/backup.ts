/** `gridshare backup|restore --config FILE`: an aggregator's ledger and the utility's archive. */
import { resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { backupStore } from '../host/care/backup.ts';
import type { BackedUpStore } from '../host/care/backup-check.ts';
import { deleteOld, newBackupIn } from '../host/care/backup-folder.ts';
import { proveBackup } from '../host/care/backup-proof.ts';
import { readRecord } from '../host/care/backup-record.ts';
import { restoreStore } from '../host/care/restore.ts';
import { besideConfig, readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import type { BackupConfig } from '../schemas/types.ts';
import { say } from './render/output.ts';

interface Kept {
  readonly store: BackedUpStore;
  /** As in its config, the folder as it is. */
  readonly schedule: BackupConfig | undefined;
}

async function storeOf(path: string): Promise<Kept> {
  const config = readPartyConfig(path);
  const scheduled = (backup: BackupConfig | undefined): BackupConfig | undefined =>
    backup === undefined ? undefined : { ...backup, folder: besideConfig(path, backup.folder) };
  switch (config.role) {
    case 'aggregator': {
      const { aggregatorStore } = await import('../aggregator/host/upkeep.ts');
      return { store: aggregatorStore(path, config), schedule: scheduled(config.backup) };
    }
    case 'utility': {
      const { utilityStore } = await import('../utility/host/upkeep.ts');
      return { store: utilityStore(path, config), schedule: scheduled(config.backup) };
    }
    case 'meter':
      // An older outbox would write intervals again that were sent since, and book energy again that was booked.
      throw new HostError(
        'ERR_BACKUP_PARTY',
        "a meter's outbox is not backed up: an old one would count energy twice. A meter that lost its disk takes a new key epoch: docs/operating.md",
      );
    case 'broker':
      throw new HostError('ERR_BACKUP_PARTY', 'a broker holds nothing that matters: there is nothing to back up');
  }
}

/** Takes one and proves it; in the folder of the config, old ones go then. */
async function takeBackup({ store, schedule }: Kept, to: string | undefined): Promise<void> {
  const nowMs = Date.now();
  if (to === undefined && schedule === undefined) {
    const message = 'name a file with --to, or a folder in the config (backup: {folder: ...})';
    throw new HostError('ERR_USAGE', message);
  }
  const file = to ?? newBackupIn(schedule?.folder ?? '', store, nowMs);
  const { label, entries } = await backupStore(store, file);
  say(`Backed up ${label.party} of ${label.deployment} to ${file}.\n`);
  say(`It was read back and opened as a restore would, with ${entries} entries of the log.\n`);
  if (to !== undefined || schedule === undefined) return;
  for (const name of deleteOld(schedule.folder, store, schedule.keep, nowMs)) say(`Deleted the old one ${name}.\n`);
}

function prove({ store }: Kept, from: string): void {
  const record = readRecord(store.stateFolder);
  const { file, label, entries } = proveBackup(store, from, record?.file === from ? record.sha256 : undefined);
  const taken = new Date(label.takenAtMs).toISOString();
  say(`${file} can be restored: ${label.party} of ${label.deployment} as it was at ${taken}, ${entries} entries.\n`);
}

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description("back up an aggregator's ledger or the utility's archive, while it runs or not, and prove the copy")
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .option(
      '--to <file>',
      'file to write; it must not exist (default: a new one in the folder of backup in the config)',
    )
    .addOption(new Option('--prove <file>', 'take none, but try one that is there as a restore would').conflicts('to'))
    .action(async ({ config, to, prove: from }) => {
      const kept = await storeOf(config);
      if (from === undefined) await takeBackup(kept, to);
      else prove(kept, resolve(from));
    });
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of a store; the party must be stopped')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .requiredOption('--from <file>', 'file that gridshare backup wrote')
    .action(async ({ config, from }) => {
      const { store } = await storeOf(config);
      const { label, keptIn } = restoreStore(store, from);
      say(
        `${[
          `Restored ${label.party} of ${label.deployment} as it was at ${new Date(label.takenAtMs).toISOString()}.`,
          keptIn === undefined ? 'There was no store before.' : `The store that was there is kept in ${keptIn}.`,
          'It is marked as restored: what was signed since is not in it. Start the party; it gets what it lacks by itself.',
        ].join('\n')}\n`,
      );
    });
}
