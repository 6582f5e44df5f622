/** The dashboard of a demonstration: a desk of its own, which goes on when everything is settled. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../broker/free-port.ts';
import { readConfig } from '../../host/base/config.ts';
import { CONFIG_FILE } from '../../host/base/file-names.ts';
import { accessPath, addAccess } from '../../utility/host/desk/access-file.ts';
import { Child } from './children.ts';

const DAY_MS = 86_400_000;
const NAME = 'demo';
const LOOK_MS = 50;

export interface Served {
  readonly child: Child;
  /** With a token behind its #: whoever has it is in. */
  readonly link: string;
}

/** Throws HostError ERR_PARTY_DIED. */
async function untilAnswering(url: string, child: Child): Promise<void> {
  for (;;) {
    child.check();
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await sleep(LOOK_MS);
  }
}

/** Resolves when somebody ends the command. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Begins to serve the archive of a utility, whether there is one yet or not. Throws HostError. */
export async function serve(utilityFolder: string): Promise<Served> {
  const configPath = join(utilityFolder, CONFIG_FILE);
  const path = accessPath(configPath, readConfig('config-utility', configPath));
  const nowMs = Date.now();
  const token = addAccess(path, { name: NAME, role: 'operator', nowMs, untilMs: nowMs + DAY_MS }) ?? '';
  const port = await freePort();
  const child = new Child('dashboard', 'the dashboard', utilityFolder, ['--at', `127.0.0.1:${port}`]);
  await untilAnswering(`http://127.0.0.1:${port}/healthz`, child);
  return { child, link: `http://127.0.0.1:${port}/#token=${token}` };
}
