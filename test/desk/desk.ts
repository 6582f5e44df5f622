/** A desk as a real process, over an archive that a test fills. */
import { connect } from 'node:net';
import { GridshareClient } from '../../host/api/client.ts';
import { until } from '../../host/bus/bus.conformance.ts';
import { gridshare, start } from '../gridshare.ts';

export type DeskRole = 'viewer' | 'operator';

/** The token. */
export async function access(configPath: string, name: string, role: DeskRole): Promise<string> {
  const { stdout, code, stderr } = await gridshare(['access', 'add', name, '--role', role, '--config', configPath]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

export interface RunningDesk {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  readonly output: () => string;
  stop(): Promise<number | null>;
}

/** Resolves once it has read the archive. */
export async function startDesk(
  configPath: string,
  words: readonly string[] = ['--at', '127.0.0.1:0'],
  hasArchive = true,
): Promise<RunningDesk> {
  const { child, outcome, output } = start(['dashboard', '--config', configPath, ...words]);
  const addressIn = (): string | undefined => /"url":"([^"]+)\/"/.exec(output())?.[1];
  await until('the desk listens', () => addressIn() !== undefined);
  const url = addressIn() ?? '';
  await eventually('the desk is ready', async () => {
    if (url.startsWith('https:')) return output().includes('is ready');
    const { ok } = await fetch(`${url}/${hasArchive ? 'readyz' : 'healthz'}`);
    return ok;
  });
  return {
    url,
    port: Number(new URL(url).port),
    output,
    stop: async () => {
      child.kill('SIGTERM');
      return (await outcome).code;
    },
  };
}

/** Until it is so: asked again and again, for half a minute. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`it is not so: ${what}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

export function clientOf({ url }: RunningDesk, token: string): GridshareClient {
  return new GridshareClient({ url, token });
}

/** What a server says to bytes that need not be HTTP. `gapMs`: between one piece and the next. */
export function say(port: number, pieces: readonly string[], gapMs = 0): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    let at = 0;
    const next = (): void => {
      const piece = pieces[at++];
      if (piece === undefined || socket.destroyed) return;
      socket.write(piece);
      if (gapMs === 0) next();
      else setTimeout(next, gapMs);
    };
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.once('connect', next);
    socket.once('error', () => resolve(heard));
    socket.once('close', () => resolve(heard));
  });
}
