/** `gridshare backup|restore --config FILE`: an aggregator's ledger and the utility's archive. */
import type { Command } from '@commander-js/extra-typings';
import { type BackedUpStore, backupStore, restoreStore } from '../host/care/backup.ts';
import { readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { say } from './render/output.ts';

async function storeOf(path: string): Promise<BackedUpStore> {
  const config = readPartyConfig(path);
  switch (config.role) {
    case 'aggregator':
      return (await import('../aggregator/host/upkeep.ts')).aggregatorStore(path, config);
    case 'utility':
      return (await import('../utility/host/upkeep.ts')).utilityStore(path, config);
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

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description("back up an aggregator's ledger or the utility's archive, while it runs or not")
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .requiredOption('--to <file>', 'file to write; it must not exist')
    .action(async ({ config, to }) => {
      const label = await backupStore(await storeOf(config), to);
      say(`Backed up ${label.party} of ${label.deployment} to ${to}.\n`);
    });
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of a store; the party must be stopped')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .requiredOption('--from <file>', 'file that gridshare backup wrote')
    .action(async ({ config, from }) => {
      const store = await storeOf(config);
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
