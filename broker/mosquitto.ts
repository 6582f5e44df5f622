/**
 * Mosquitto as a child process on the loopback interface, for demonstrations and tests, and its ACL file. [P-10]
 * Not a production set-up: there is no TLS here, so the ACL (which goes by user name) is not in force either.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { HostError } from '../host/errors.ts';
import { parseIdentity, permittedFilters } from '../protocol/topics.ts';
import { freePort } from './free-port.ts';

export interface MosquittoConfigOptions {
  readonly port: number;
  readonly stateFolder: string;
  /** Largest frame; default 1 MiB. */
  readonly maxPacketBytes?: number;
}

export interface Mosquitto {
  readonly pid: number;
  readonly port: number;
  /** Ends it in an orderly way, within a few seconds. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

const DEFAULT_MAX_PACKET_BYTES = 1024 * 1024;
const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;

export function mosquittoConfig({ port, stateFolder, maxPacketBytes }: MosquittoConfigOptions): string {
  return [
    `listener ${port} 127.0.0.1`,
    // Without TLS a user name proves nothing, so an acl_file would only look like protection.
    'allow_anonymous true',
    'persistence false',
    `persistence_location ${stateFolder}/`,
    // Above the default of 1000 it drops silently, after acknowledging; 0 ("no limit") drops everything in some versions.
    'max_queued_messages 100000',
    'max_inflight_messages 1000',
    `max_packet_size ${maxPacketBytes ?? DEFAULT_MAX_PACKET_BYTES}`,
    'max_keepalive 300',
    'set_tcp_nodelay true',
    'log_dest stderr',
    'log_type error',
    'log_type warning',
    '',
  ].join('\n');
}

/**
 * The ACL file for these client ids, where they are user names (`use_identity_as_username true`). What Mosquitto can't say:
 * that a topic takes no retained messages or wills, and that a subscription is refused (it is granted and stays silent).
 */
export function mosquittoAcl(clientIds: readonly string[]): string {
  const lines = ['# Made from the topic table; anything not listed is denied.'];
  for (const clientId of clientIds) {
    const identity = parseIdentity(clientId);
    if (identity === undefined) throw new RangeError(`"${clientId}" names no party`);
    lines.push('', `user ${clientId}`);
    for (const filter of permittedFilters(identity, 'publish')) lines.push(`topic write ${filter}`);
    for (const filter of permittedFilters(identity, 'subscribe')) lines.push(`topic read ${filter}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The installed program, or undefined. Debian puts it into sbin, which is not on a user's PATH. */
export function findMosquitto(): string | undefined {
  const folders = ['/usr/sbin', '/usr/local/sbin', ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders
    .map((folder) => join(folder, 'mosquitto'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Resolves when the port accepts an MQTT connection. Port 0 takes a free one. */
export async function startMosquitto(options: MosquittoConfigOptions): Promise<Mosquitto> {
  const program = findMosquitto();
  if (program === undefined) {
    throw new HostError('ERR_MOSQUITTO_MISSING', 'Mosquitto is not installed: apt-get install mosquitto');
  }
  const port = options.port === 0 ? await freePort() : options.port;
  mkdirSync(options.stateFolder, { recursive: true });
  const configPath = join(options.stateFolder, 'mosquitto.conf');
  writeFileSync(configPath, mosquittoConfig({ ...options, port }));
  const child = spawn(program, ['-c', configPath], { stdio: ['ignore', 'ignore', 'pipe'], detached: false });
  const output: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.push(text);
    if (output.length > 50) output.shift();
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      output.push(error.message);
      resolve();
    });
  });
  // No child may outlive this process.
  const onExit = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', onExit);
  void exited.then(() => process.removeListener('exit', onExit));

  try {
    await waitForBroker(port, child);
  } catch (cause) {
    child.kill('SIGKILL');
    await exited;
    const message = `Mosquitto did not start on port ${port}: ${output.join('').trim() || 'it said nothing'}`;
    throw new HostError('ERR_MOSQUITTO_START', message, { cause });
  }
  return {
    pid: child.pid ?? 0,
    port,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(onExit, STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function waitForBroker(port: number, child: ChildProcess): Promise<void> {
  const endMs = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < endMs) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error('it ended');
    if (await answersConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it does not answer');
}

/** MQTT 3.1.1 CONNECT, clean session, keep-alive 30 s, client id "debug-probe"; an accepting CONNACK begins 20 02 00 00. */
const PROBE_ID = 'debug-probe';
const PROBE = Buffer.concat([
  Buffer.from([0x10, 12 + PROBE_ID.length, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 30, 0, PROBE_ID.length]),
  Buffer.from(PROBE_ID),
]);

function answersConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 }, () => socket.write(PROBE));
    const finish = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.on('data', (bytes) => finish(bytes[0] === 0x20 && bytes[3] === 0));
    socket.on('error', () => finish(false));
    socket.on('timeout', () => finish(false));
    socket.on('close', () => finish(false));
  });
}
