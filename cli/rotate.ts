/** `gridshare rotate --config FILE`: gives an aggregator its next HPKE key; the running one takes it up by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from '@commander-js/extra-typings';
import { besideConfig, readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { readHealth } from '../host/process/health-record.ts';
import { addNextKey, replaceKeys } from '../host/keys/key-rotation.ts';
import { isStateLocked } from '../host/base/lock.ts';
import type { AggregatorConfig } from '../schemas/types.ts';
import { EXIT } from './exit.ts';
import { wholeNumber } from './options.ts';
import { say } from './render/output.ts';

const MOST_SECONDS = 90 * 86_400;
const HOUR_SECONDS = 3_600;
const LOOK_MS = 200;

function aggregatorConfig(path: string): AggregatorConfig {
  const config = readPartyConfig(path);
  if (config.role === 'aggregator') return config;
  const what =
    config.role === 'meter'
      ? 'a meter gets new keys with a new key epoch: docs/operating.md'
      : `there is nothing to rotate at the ${config.role}`;
  throw new HostError('ERR_KEYS_PARTY', `only aggregators have HPKE keys to rotate; ${what}`);
}

/** What became of it at the running aggregator, in words; `isTakenUp` false if it should have been and was not. */
async function takenUp(
  state: string,
  sinceMs: number,
  waitSeconds: number,
): Promise<{ readonly isTakenUp: boolean; readonly text: string }> {
  const deadlineMs = performance.now() + waitSeconds * 1_000;
  for (;;) {
    if (!isStateLocked(state)) return { isTakenUp: true, text: 'It does not run: it takes the key up when it starts.' };
    const health = readHealth(state);
    if ((health?.lastWriteAtMs['card'] ?? 0) >= sinceMs)
      return { isTakenUp: true, text: 'The running aggregator has taken it up and published its new key card.' };
    if (performance.now() >= deadlineMs) break;
    await sleep(LOOK_MS);
  }
  const isConnected = readHealth(state)?.isConnected === true;
  const text = isConnected
    ? 'The running aggregator has not taken it up yet: look into its log.'
    : 'The running aggregator publishes its new key card when the broker is back.';
  return { isTakenUp: !isConnected, text };
}

export function addRotate(program: Command): void {
  program
    .command('rotate')
    .description("give an aggregator its next HPKE key, which meters' shares are sealed to; it need not be restarted")
    .requiredOption('--config <file>', "the aggregator's config file (YAML)")
    .option('--after <seconds>', 'when meters change over to it', wholeNumber(0, MOST_SECONDS), HOUR_SECONDS)
    .option(
      '--keep <seconds>',
      'how long after that the one before still opens what was on its way; then it is deleted',
      wholeNumber(0, MOST_SECONDS),
      HOUR_SECONDS,
    )
    .addOption(
      new Option('--suite <which>', 'what is sealed with from then on (default: as with the newest key)').choices([
        'x-wing',
        'x25519',
      ] as const),
    )
    .option('--now', 'emergency, a key was seen by others: replace all keys at once, and delete them', false)
    .option('--wait <seconds>', 'how long the running aggregator may take to take it up', wholeNumber(0, 600), 15)
    .action(async ({ config: path, after, keep, suite, now, wait }) => {
      const config = aggregatorConfig(path);
      if (config.clock.source === 'replay' && !now)
        throw new HostError('ERR_USAGE', 'its clock is replayed, so no time can be named: only --now is possible');
      const keyFile = besideConfig(path, config.keys);
      const nowMs = Date.now();
      const fromMs = nowMs + after * 1_000;
      const { keyId, kept, deleted } = now
        ? replaceKeys(keyFile, suite)
        : addNextKey(keyFile, nowMs, fromMs, keep * 1_000, suite);
      const iso = (ms: number): string => new Date(ms).toISOString();
      const lines = now
        ? [
            `aggregator-${config.index}: meters seal to ${keyId} as soon as they have its new key card. Deleted: ${deleted.join(', ') || 'none'}.`,
            'What was on its way to a deleted key comes again, sealed to the new one: this costs messages, not readings.',
            'A meter that is kept from the new card seals to the old key until its card is over, a week at most.',
          ]
        : [
            `aggregator-${config.index}: meters seal to ${keyId} from ${iso(fromMs)} on.`,
            `${kept.join(', ') || 'No other key'} opens what was on its way until ${iso(fromMs + keep * 1_000)}, and is deleted then.`,
          ];
      say(`${lines.join('\n')}\n`);
      const { isTakenUp, text } = await takenUp(besideConfig(path, config.state), nowMs, wait);
      say(`${text}\n`);
      process.exitCode = isTakenUp ? EXIT.ok : EXIT.notExact;
    });
}
