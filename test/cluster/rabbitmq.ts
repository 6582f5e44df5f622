/**
 * RabbitMQ with its MQTT plugin as a cluster of nodes on 127.0.0.1, each of which can be killed and brought back. Ends only what
 * it started.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../broker/free-port.ts';
import { wait } from '../processes/until.ts';
import { type Definitions } from './rabbitmq-rights.ts';

/** As Debian has it: the wrapper in sbin would change the user. */
const PROGRAMS = '/usr/lib/rabbitmq/bin';
const EPMD = '/usr/bin/epmd';
const START_WITHIN_MS = 120_000;
const MAX_MESSAGE_BYTES = 4_194_304;

/** Why it can't be run here; undefined if it can. */
export function rabbitProblem(): string | undefined {
  const isThere = existsSync(join(PROGRAMS, 'rabbitmq-server')) && existsSync(EPMD);
  return isThere ? undefined : 'apt-get install rabbitmq-server';
}

export interface RabbitTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

interface Node {
  readonly name: string;
  readonly port: number;
  readonly distributionPort: number;
  readonly folder: string;
  child: ChildProcess | undefined;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** What a deployment would write, but for names and ports; all but the last lines is in docs/brokers.md. */
export function nodeConfig(port: number, tls: RabbitTls, names: readonly string[], definitions: string): string {
  return [
    'listeners.tcp = none',
    'mqtt.listeners.tcp = none',
    `mqtt.listeners.ssl.1 = 127.0.0.1:${port}`,
    `ssl_options.cacertfile = ${tls.ca}`,
    `ssl_options.certfile = ${tls.cert}`,
    `ssl_options.keyfile = ${tls.key}`,
    'ssl_options.verify = verify_peer',
    'ssl_options.fail_if_no_peer_cert = true',
    'mqtt.ssl_cert_login = true',
    'ssl_cert_login_from = common_name',
    'mqtt.allow_anonymous = false',
    'mqtt.prefetch = 1000',
    `max_message_size = ${MAX_MESSAGE_BYTES}`,
    'cluster_partition_handling = pause_minority',
    'cluster_formation.peer_discovery_backend = classic_config',
    ...names.map((name, at) => `cluster_formation.classic_config.nodes.${at + 1} = ${name}`),
    `load_definitions = ${definitions}`,
    'log.console = false',
    '',
  ].join('\n');
}

export class RabbitCluster {
  private readonly folder: string;
  private readonly nodes: readonly Node[];
  private readonly epmdPort: number;
  private epmd: ChildProcess | undefined;

  private constructor(folder: string, nodes: readonly Node[], epmdPort: number) {
    this.folder = folder;
    this.nodes = nodes;
    this.epmdPort = epmdPort;
  }

  /** `ports`: where each node listens for MQTT over TLS. */
  static async create(folder: string, ports: readonly number[], tls: RabbitTls, definitions: Definitions) {
    const nodes: Node[] = [];
    for (const [at, port] of ports.entries()) {
      const own = join(folder, `node-${at + 1}`);
      mkdirSync(own, { recursive: true });
      const name = `gridshare-${process.pid}-${at + 1}@localhost`;
      nodes.push({ name, port, distributionPort: await freePort(), folder: own, child: undefined });
    }
    writeFileSync(join(folder, '.erlang.cookie'), `GRIDSHARE${process.pid}`, { mode: 0o400 });
    const definitionsFile = join(folder, 'definitions.json');
    writeFileSync(definitionsFile, JSON.stringify(definitions));
    const names = nodes.map(({ name }) => name);
    for (const node of nodes) {
      writeFileSync(join(node.folder, 'rabbitmq.conf'), nodeConfig(node.port, tls, names, definitionsFile));
      writeFileSync(join(node.folder, 'enabled_plugins'), '[rabbitmq_mqtt].\n');
    }
    return new RabbitCluster(folder, nodes, await freePort());
  }

  get size(): number {
    return this.nodes.length;
  }

  private node(at: number): Node {
    const node = this.nodes[at - 1];
    if (node === undefined) throw new RangeError(`there is no node ${at}`);
    return node;
  }

  /** From 1 on. */
  url(at: number): string {
    return `mqtts://127.0.0.1:${this.node(at).port}`;
  }

  /** All of them, that of node `first` first. */
  urlsFrom(first: number): readonly [string, ...string[]] {
    const others = this.nodes.map((_node, at) => at + 1).filter((at) => at !== first);
    const turned = [...others.filter((at) => at > first), ...others.filter((at) => at < first)];
    return [this.url(first), ...turned.map((at) => this.url(at))];
  }

  private environment(node: Node): NodeJS.ProcessEnv {
    return {
      PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
      LANG: 'C.UTF-8',
      HOME: this.folder,
      RABBITMQ_NODENAME: node.name,
      RABBITMQ_DIST_PORT: String(node.distributionPort),
      ERL_EPMD_PORT: String(this.epmdPort),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_MNESIA_BASE: join(node.folder, 'mnesia'),
      RABBITMQ_LOG_BASE: join(node.folder, 'log'),
      RABBITMQ_CONFIG_FILE: join(node.folder, 'rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: join(node.folder, 'none'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(node.folder, 'enabled_plugins'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      // One scheduler each and no spinning: three nodes share two processors with all parties.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none',
    };
  }

  /** The first by itself, since it makes what the others join. */
  async start(): Promise<void> {
    const env = { PATH: '/usr/bin:/bin', HOME: this.folder };
    const words = ['-port', String(this.epmdPort), '-address', '127.0.0.1'];
    this.epmd = spawn(EPMD, words, { env, stdio: 'ignore' });
    const { epmd } = this;
    process.once('exit', () => void epmd.kill('SIGKILL'));
    await this.startNode(1);
    await Promise.all(this.nodes.slice(1).map((_node, at) => this.startNode(at + 2)));
  }

  /** Resolves when it takes connections. Throws Error with the end of its log. */
  async startNode(at: number): Promise<void> {
    const node = this.node(at);
    const output = openSync(join(node.folder, 'output'), 'a');
    const options = { env: this.environment(node), cwd: node.folder, detached: true } as const;
    const child = spawn(join(PROGRAMS, 'rabbitmq-server'), [], { ...options, stdio: ['ignore', output, output] });
    closeSync(output);
    node.child = child;
    process.once('exit', () => killGroup(child));
    for (const endMs = performance.now() + START_WITHIN_MS; performance.now() < endMs; await wait(200)) {
      if (await isListening(node.port)) return;
      if (child.exitCode !== null || child.signalCode !== null) break;
    }
    const said = readFileSync(join(node.folder, 'output'), 'utf8');
    throw new Error(`node ${at} does not start: ${said.slice(-2_000)}${this.logOf(at).slice(-2_000)}`);
  }

  /** kill -9; what it stored stays. */
  async kill(at: number): Promise<void> {
    const node = this.node(at);
    const { child } = node;
    if (child === undefined) return;
    node.child = undefined;
    const isGone = child.exitCode !== null || child.signalCode !== null;
    const gone = isGone ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
    killGroup(child);
    await gone;
    // The group dies at once, but its parts one after the other.
    while (await isListening(node.port)) await wait(20);
  }

  /** The nodes that node `at` sees running, itself included. */
  runningSeenBy(at: number): number {
    const env = this.environment(this.node(at));
    const words = ['eval', '--quiet', 'io:format("~p", [length(rabbit_nodes:all_running())]).'];
    const { stdout } = spawnSync(join(PROGRAMS, 'rabbitmqctl'), words, { env, encoding: 'utf8' });
    return Number.parseInt(stdout, 10);
  }

  /** Runs `rabbitmqctl` at node `at`. Throws Error with what it said. */
  control(at: number, ...words: readonly string[]): string {
    const options = { env: this.environment(this.node(at)), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(join(PROGRAMS, 'rabbitmqctl'), [...words], options);
    if (status !== 0) throw new Error(`rabbitmqctl ${words.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  logOf(at: number): string {
    const node = this.node(at);
    const path = join(node.folder, 'log', `${node.name}.log`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((_node, at) => this.kill(at + 1)));
    this.epmd?.kill('SIGKILL');
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
