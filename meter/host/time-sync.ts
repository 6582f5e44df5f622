/**
 * Whether the system's clock is synchronized, where the system knows: systemd-timesyncd leaves a file, and timedatectl asks the
 * kernel whoever keeps it (chrony, ntpd). Containers know nothing of it: then other parties' clocks decide. [P-2.4]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MARK = '/run/systemd/timesync/synchronized';
/** It is there where systemd runs, and only there. */
const SYSTEMD = '/run/systemd/system';
const ASK_EVERY_MS = 30_000;
const ANSWER_MS = 5_000;

/** What the system says; undefined where nothing can be asked. `root`: where its files are. */
export async function askSystem(root: string): Promise<boolean | undefined> {
  if (existsSync(join(root, MARK))) return true;
  if (!existsSync(join(root, SYSTEMD))) return undefined;
  const { execFile } = await import('node:child_process');
  return await new Promise((resolve) => {
    execFile('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'], { timeout: ANSWER_MS }, (error, stdout) => {
      const word = error === null ? stdout.trim() : '';
      resolve(word === 'yes' ? true : word === 'no' ? false : undefined);
    });
  });
}

export class TimeSync {
  private readonly ask: () => Promise<boolean | undefined>;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(ask: () => Promise<boolean | undefined> = async () => askSystem('/')) {
    this.ask = ask;
  }

  /** `onKnown` hears what the system says, until it is synchronized or nothing can be asked. Resolves with the first answer. */
  async start(onKnown: (isSynchronized: boolean) => void): Promise<void> {
    const isSynchronized = await this.ask();
    if (isSynchronized === undefined || this.isStopped) return;
    onKnown(isSynchronized);
    if (!isSynchronized) this.timer = setTimeout(() => void this.start(onKnown), ASK_EVERY_MS);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }
}
