/**
 * A household's broker, as people have one: a Mosquitto that asks for user name and password, and a Home Assistant that listens
 * there. And a wire-tap: what one side said to the other, byte by byte.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Server, type Socket, connect as connectTo, createServer } from 'node:net';
import { join } from 'node:path';
import { findMosquitto } from '../broker/mosquitto.ts';
import { parseAddress } from '../host/base/address.ts';
import { type Connection, openConnection } from '../host/bus/mqtt-client.ts';
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { freePort } from './gridshare.ts';

export const hasMosquitto = findMosquitto() !== undefined;

const USER = 'gridshare';
const PASSWORD = 'c0rrect: horse # "battery"';

/** A file as `household.credentials` names one. */
export function writeCredentials(path: string, password = PASSWORD, mode = 0o600): void {
  writeFileSync(path, `${USER}\n${password}\n`);
  chmodSync(path, mode);
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => resolve(false)).once('connect', () => socket.destroy());
  });
}

export interface TlsOfBroker {
  readonly cert: string;
  readonly key: string;
}

export class HomeMosquitto {
  readonly port: number;
  private readonly folder: string;
  private child: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  /** Keeps nothing over a restart. */
  static async start(folder: string, tls?: TlsOfBroker): Promise<HomeMosquitto> {
    const made = new HomeMosquitto(join(folder, 'home-broker'), await freePort());
    mkdirSync(made.folder, { recursive: true });
    chmodSync(folder, 0o755);
    const passwords = join(made.folder, 'passwords');
    writeFileSync(passwords, '');
    execFileSync('mosquitto_passwd', ['-b', passwords, USER, PASSWORD], { stdio: 'ignore' });
    const lines = [
      `listener ${made.port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${passwords}`,
      ...(tls === undefined ? [] : [`certfile ${tls.cert}`, `keyfile ${tls.key}`]),
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      '',
    ];
    writeFileSync(join(made.folder, 'mosquitto.conf'), lines.join('\n'));
    await made.begin();
    return made;
  }

  async begin(): Promise<void> {
    this.child = spawn(findMosquitto() ?? '', ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' });
    for (let tries = 0; tries < 200; tries += 1) {
      if (await isListening(this.port)) return;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error('the household has no broker');
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }
}

export interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly isRetained: boolean;
}

/** Home Assistant, as far as this is about: it listens to all, and says that it is there. */
export class HomeListener {
  readonly heard: Heard[] = [];
  private readonly client: Connection['client'];

  private constructor(client: Connection['client']) {
    this.client = client;
    client.on('message', (topic, payload, { retain }) =>
      this.heard.push({ topic, text: payload.toString(), isRetained: retain }),
    );
  }

  /** `ca`: with TLS. */
  static async on(port: number, ca?: string): Promise<HomeListener> {
    const scheme = ca === undefined ? 'mqtt' : 'mqtts';
    const address = parseAddress(`${scheme}://127.0.0.1:${port}`, [scheme], 'the test');
    const tls = ca === undefined ? {} : { tls: () => ({ ca: readFileSync(ca, 'utf8') }) };
    const limits = { queueLimit: 1, reconnectMinMs: 1, reconnectMaxMs: 1, keepaliveSeconds: 30 };
    const { client } = openConnection(
      { url: address.url, clientId: `home-assistant-${Math.random().toString(36).slice(2)}`, ...limits, ...tls },
      { ...address, credentials: { username: USER, password: PASSWORD } },
      new TopicRoot(),
    );
    await new Promise((connected) => client.once('connect', connected));
    const made = new HomeListener(client);
    client.on('error', () => {});
    await client.subscribeAsync('#', { qos: 1 });
    return made;
  }

  /** The last word under a topic. */
  last(topic: string): string | undefined {
    return this.heard.findLast((one) => one.topic === topic)?.text;
  }

  all(topic: string): string[] {
    return this.heard.filter((one) => one.topic === topic).map(({ text }) => text);
  }

  async sayOnline(): Promise<void> {
    await this.client.publishAsync('homeassistant/status', 'online', { qos: 1 });
  }

  async end(): Promise<void> {
    await this.client.endAsync(true);
  }
}

/** Hands on what comes to a port, and keeps what clients said. */
export class WireTap {
  readonly port: number;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly said: Buffer[] = [];

  private constructor(server: Server, port: number, toPort: number) {
    this.server = server;
    this.port = port;
    server.on('connection', (client) => {
      const broker = connectTo(toPort, '127.0.0.1');
      for (const [one, other] of [
        [client, broker],
        [broker, client],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
      client.on('data', (bytes) => {
        this.said.push(bytes);
        broker.write(bytes);
      });
      broker.on('data', (bytes) => client.write(bytes));
    });
  }

  static async before(toPort: number): Promise<WireTap> {
    const port = await freePort();
    const server = createServer();
    const made = new WireTap(server, port, toPort);
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    return made;
  }

  /** All that clients said. */
  get text(): string {
    return Buffer.concat(this.said).toString('latin1');
  }

  async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

/** A broker that lets in, and then says nothing any more, or what nobody asked for; or that not even lets in. */
export class MuteBroker {
  readonly port: number;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  heardBytes = 0;
  saidBytes = 0;

  private constructor(server: Server, port: number, letsIn: boolean, said: Uint8Array | undefined) {
    this.server = server;
    this.port = port;
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => {});
      let isIn = false;
      socket.on('data', (bytes) => {
        this.heardBytes += bytes.length;
        if (letsIn && !isIn) {
          socket.write(Buffer.from([0x20, 2, 0, 0]));
          if (said !== undefined) this.pour(socket, said);
        }
        isIn = true;
      });
    });
  }

  /** For ever, as fast as it is taken. */
  private pour(socket: Socket, said: Uint8Array): void {
    for (let isTaken = true; isTaken && !socket.destroyed; this.saidBytes += said.length) isTaken = socket.write(said);
    socket.once('drain', () => this.pour(socket, said));
  }

  static async start(letsIn: boolean, said?: Uint8Array): Promise<MuteBroker> {
    const port = await freePort();
    const server = createServer();
    const made = new MuteBroker(server, port, letsIn, said);
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    return made;
  }

  async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}
