/** `gridshare health --config FILE`: whether a party is well, for containers, systemd and whoever watches. */
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '@commander-js/extra-typings';
import { isMosquittoIn } from '../broker/mosquitto-process.ts';
import { besideConfig, readConfig, readPartyConfig, roleOf } from '../host/base/config.ts';
import { type BackupAge, backupAge } from '../host/care/backup-record.ts';
import { type Diagnosis, diagnose } from '../host/process/diagnosis.ts';
import type { BackupConfig } from '../schemas/types.ts';
import { EXIT } from './exit.ts';
import { wholeNumber } from './options.ts';
import { jsonText, say } from './render/output.ts';

const LOOK_MS = 200;
/** A party writes its health file every 2 s. */
const SECOND_LOOK_MS = 5_000;

/** What Mosquitto lacks: it leaves no health file. */
type Word = Pick<Diagnosis, 'isHealthy' | 'text' | 'isPassing' | 'isStarting'> &
  Partial<Pick<Diagnosis, 'health'>> & {
    readonly backup?: BackupAge;
  };

interface Watched {
  readonly party: string;
  readonly look: () => Word | Promise<Word>;
}

/** With the age of the newest backup: one that is overdue is for whatever watches, and nothing that a restart would mend. */
function withBackup(diagnosis: Diagnosis, backup: BackupAge | undefined, isAliveEnough: boolean): Word {
  if (backup === undefined) return diagnosis;
  const text = `${diagnosis.text}; ${backup.text}`;
  return { ...diagnosis, isHealthy: diagnosis.isHealthy && (isAliveEnough || !backup.isOverdue), text, backup };
}

async function watchedOf(path: string, isAliveEnough: boolean): Promise<Watched> {
  const byFile = (party: string, state: string, backups?: BackupConfig): Watched => {
    const folder = besideConfig(path, state);
    const look = (): Word => {
      const nowMs = Date.now();
      return withBackup(diagnose(folder, isAliveEnough, nowMs), backupAge(folder, backups, nowMs), isAliveEnough);
    };
    return { party, look };
  };
  if (roleOf(path) === 'authority') {
    const { AUTHORITY_STATE } = await import('../authority/authority.ts');
    return byFile(readConfig('config-authority', path).role, AUTHORITY_STATE);
  }
  const config = readPartyConfig(path);
  if (config.role === 'broker' && (config.kind === 'mosquitto' || isMosquittoIn(dirname(resolve(path))))) {
    const { diagnoseMosquitto } = await import('../broker/mosquitto-checkup.ts');
    return { party: 'broker (Mosquitto)', look: () => diagnoseMosquitto(path, isAliveEnough) };
  }
  return byFile(config.role, config.state, 'backup' in config ? config.backup : undefined);
}

export function addHealth(program: Command): void {
  program
    .command('health')
    .description('say whether the party of a config is well: exits with 0 if it is, with 1 if not')
    .requiredOption(
      '--config <file>',
      "the party's config file (YAML); also the authority's, or of a broker that is Mosquitto",
    )
    .option(
      '--alive',
      'running, or getting on with its start, is enough: what may restart a party must not do so because the broker is away',
      false,
    )
    .option(
      '--wait <seconds>',
      'how long it may take to become well, or with --alive to have started',
      wholeNumber(0, 3_600),
      0,
    )
    .option('--json', 'print the health file as JSON', false)
    .action(async ({ config: path, alive, wait, json }) => {
      const { party, look } = await watchedOf(path, alive);
      const startedMs = performance.now();
      let word: Word;
      for (;;) {
        word = await look();
        const patienceMs = Math.max(wait * 1_000, word.isPassing === true ? SECOND_LOOK_MS : 0);
        // One that is starting is alive, but who can wait wants it at work.
        const isDone = word.isHealthy && word.isStarting !== true;
        if (isDone || performance.now() >= startedMs + patienceMs) break;
        await sleep(LOOK_MS);
      }
      const { isHealthy, text, health, backup } = word;
      say(
        json
          ? jsonText({ isHealthy, text, ...health, ...(backup === undefined ? {} : { backup }) })
          : `${health?.party ?? party}: ${isHealthy ? 'healthy' : 'NOT healthy'}: ${text}\n`,
      );
      process.exitCode = isHealthy ? EXIT.ok : EXIT.notExact;
    });
}
