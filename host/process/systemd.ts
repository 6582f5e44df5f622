/**
 * What systemd hears of a party that it started with `Type=notify`: that it is at work, that it gets on, that it stops. It listens
 * at a datagram socket, which Node.js lacks: its own `systemd-notify` is started for each word, a few times an hour.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf } from '../base/errors.ts';
import type { PartyLogger } from '../base/logger.ts';
import type { Progress } from './health.ts';

const LOOK_MS = 250;
/** At work while the broker is away: a unit that waited for it would be started anew again and again, to no avail. */
const READY_ANYWAY_MS = 5_000;
const TELL_WITHIN_MS = 10_000;

const run = promisify(execFile);

export interface Told {
  /** It ends in order from now on; nothing more is told. */
  stopping(): void;
}

/** Half of what systemd waits for a sign, in milliseconds; undefined if this unit, or this process, has no watchdog. */
export function watchdogMs(environment: Readonly<Record<string, string | undefined>>, pid: number): number | undefined {
  const { WATCHDOG_USEC: limit, WATCHDOG_PID: whose } = environment;
  const us = Number(limit);
  if (!Number.isSafeInteger(us) || us <= 0 || (whose !== undefined && Number(whose) !== pid)) return undefined;
  return us / 2_000;
}

/** Tells it from now on. That it can't be told is said once: a unit without `NotifyAccess=all`, or no `systemd-notify`. */
export function tellSystemd(progress: () => Progress, logger: PartyLogger): Told {
  const startedAt = performance.now();
  let isSaid = false;
  const tell = async (...words: readonly string[]): Promise<void> => {
    try {
      await run('systemd-notify', words, { timeout: TELL_WITHIN_MS });
    } catch (error) {
      if (!isSaid) logger.warn({ reason: messageOf(error) }, 'systemd can not be told how this party is');
      isSaid = true;
    }
  };
  const status = ({ text }: Progress): string => `STATUS=${text.replaceAll(/\s+/g, ' ')}`;

  let timer: NodeJS.Timeout | undefined;
  let wasMoving = true;
  const look = (): void => {
    const now = progress();
    if (now.isMoving) void tell('WATCHDOG=1', status(now));
    else if (wasMoving)
      logger.error({ reason: now.text }, 'this party does not get on: systemd restarts it if that lasts');
    wasMoving = now.isMoving;
  };
  const begin = (): void => {
    const now = progress();
    if (!now.isMoving || (!now.isConnected && performance.now() - startedAt < READY_ANYWAY_MS)) return;
    clearInterval(timer);
    void tell('READY=1', status(now));
    const everyMs = watchdogMs(process.env, process.pid);
    if (everyMs !== undefined) timer = setInterval(look, everyMs).unref();
  };
  timer = setInterval(begin, LOOK_MS).unref();
  return {
    stopping() {
      clearInterval(timer);
      void tell('STOPPING=1');
    },
  };
}
