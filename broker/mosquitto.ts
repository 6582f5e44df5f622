/**
 * Mosquitto as a child process, for demonstrations and tests: with mutual TLS as shipped, or plain on the loopback
 * interface. [P-10.9]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { HostError } from '../host/base/errors.ts';
import { freePort } from './free-port.ts';
import { type MosquittoConfigOptions, mosquittoConfig } from './mosquitto-config.ts';

export interface Mosquitto {
  readonly pid: number;
  readonly port: number;
  /** SIGHUP: certificates, revocations and ACL are read again. */
  reload(): void;
  /** Ends it in an orderly way, within a few seconds. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;

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

export const CONFIG_FILE = 'mosquitto.conf';
/** Started by root it becomes the user `mosquitto`, which may not read keys of whoever runs tests as root. */
const AS_ROOT = 'user root\n';

/** Resolves when the port accepts an MQTT connection, or a TLS handshake. Port 0 takes a free one. */
export async function startMosquitto(options: MosquittoConfigOptions): Promise<Mosquitto> {
  const port = options.port === 0 ? await freePort() : options.port;
  mkdirSync(options.stateFolder, { recursive: true });
  writeFileSync(join(options.stateFolder, CONFIG_FILE), mosquittoConfig({ ...options, port }));
  return startMosquittoIn(options.stateFolder, port, options.tls !== undefined);
}

/** Runs the `mosquitto.conf` of a folder as it is: one that listens on `port`, at `host`. Throws HostError ERR_MOSQUITTO_*. */
export async function startMosquittoIn(
  folder: string,
  port: number,
  isTls: boolean,
  host = '127.0.0.1',
): Promise<Mosquitto> {
  const program = findMosquitto();
  if (program === undefined) {
    throw new HostError('ERR_MOSQUITTO_MISSING', 'Mosquitto is not installed: apt-get install mosquitto');
  }
  let configFile = CONFIG_FILE;
  if (process.getuid?.() === 0 && isTls) {
    configFile = 'mosquitto-as-root.conf';
    writeFileSync(join(folder, configFile), AS_ROOT + readFileSync(join(folder, CONFIG_FILE), 'utf8'));
  }
  const child = spawn(program, ['-c', configFile], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
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
    await waitForBroker(host, port, child, isTls);
  } catch (cause) {
    child.kill('SIGKILL');
    await exited;
    const message = `Mosquitto did not start on port ${port}: ${output.join('').trim() || 'it said nothing'}`;
    throw new HostError('ERR_MOSQUITTO_START', message, { cause });
  }
  return {
    pid: child.pid ?? 0,
    port,
    reload: () => void child.kill('SIGHUP'),
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

async function waitForBroker(host: string, port: number, child: ChildProcess, isTls: boolean): Promise<void> {
  const endMs = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < endMs) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error('it ended');
    if (await (isTls ? shakesHands(host, port) : answersConnect(host, port))) return;
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

function answersConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 }, () => socket.write(PROBE));
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

/** With a certificate nobody could tell whether it is up: without one it still shows its own. */
function shakesHands(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({ host, port, rejectUnauthorized: false, timeout: 1_000 }, () => finish(true));
    const finish = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    // A refusal of strangers is an answer too.
    socket.on('error', (error) => finish('code' in error && String(error.code).includes('_SSL_')));
    socket.on('timeout', () => finish(false));
    socket.on('close', () => finish(false));
  });
}
