/** `gridshare health --config FILE`: whether a party is well, for containers, systemd and whoever watches. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '@commander-js/extra-typings';
import { besideConfig, readPartyConfig } from '../host/base/config.ts';
import { type Diagnosis, diagnose } from '../host/process/health.ts';
import { EXIT } from './exit.ts';
import { wholeNumber } from './options.ts';
import { jsonText, say } from './render/output.ts';

const LOOK_MS = 200;
/** A party writes its health file every 2 s. */
const SECOND_LOOK_MS = 5_000;

export function addHealth(program: Command): void {
  program
    .command('health')
    .description('say whether the party of a config is well: exits with 0 if it is, with 1 if not')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .option('--alive', 'running is enough: what may restart a party must not do so because the broker is away', false)
    .option('--wait <seconds>', 'how long it may take to become well', wholeNumber(0, 3_600), 0)
    .option('--json', 'print the health file as JSON', false)
    .action(async ({ config: path, alive, wait, json }) => {
      const config = readPartyConfig(path);
      const state = besideConfig(path, config.state);
      const startedMs = performance.now();
      let diagnosis: Diagnosis;
      for (;;) {
        diagnosis = diagnose(state, alive, Date.now());
        const patienceMs = Math.max(wait * 1_000, diagnosis.isPassing === true ? SECOND_LOOK_MS : 0);
        if (diagnosis.isHealthy || performance.now() >= startedMs + patienceMs) break;
        await sleep(LOOK_MS);
      }
      const { isHealthy, text, health } = diagnosis;
      say(
        json
          ? jsonText({ isHealthy, text, ...health })
          : `${health?.party ?? config.role}: ${isHealthy ? 'healthy' : 'NOT healthy'}: ${text}\n`,
      );
      process.exitCode = isHealthy ? EXIT.ok : EXIT.notExact;
    });
}
