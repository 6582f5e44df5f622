/** The demo's broker: the embedded one or a spawned Mosquitto, restartable with its data gone, or somebody else's URL. */
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Mosquitto, startMosquitto, startMosquittoIn } from '../../broker/mosquitto.ts';
import { type Address, bracketed, parseAddress } from '../../host/base/address.ts';
import { HostError } from '../../host/base/errors.ts';
import { Child } from './children.ts';

const START_WITHIN_MS = 30_000;
const MAX_PACKET_BYTES = 4_194_304;

export interface DemoBroker {
  /** Undefined for one that was not started here. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** kill -9, its data deleted. */
  kill(): Promise<void>;
  /** Killed, and started again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  check(): void;
}

/** Resolves when something accepts connections on the port. Throws HostError ERR_BROKER_UNREACHABLE. */
async function untilListening(host: string, port: number, check: () => void): Promise<void> {
  for (const end = performance.now() + START_WITHIN_MS; performance.now() < end;) {
    check();
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, host);
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new HostError(
    'ERR_BROKER_UNREACHABLE',
    `no broker answers at ${bracketed(host)}:${port}: start it, or use --broker embedded`,
  );
}

export class EmbeddedDemoBroker implements DemoBroker {
  private readonly folder: string;
  private readonly port: number;
  private child: Child | undefined;

  constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const child = new Child('broker', 'the broker', this.folder);
    this.child = child;
    await untilListening('127.0.0.1', this.port, () => child.check());
  }

  async kill(): Promise<void> {
    await this.child?.kill();
    this.child = undefined;
    rmSync(join(this.folder, 'state'), { recursive: true, force: true });
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.child?.stop();
  }

  check(): void {
    this.child?.check();
  }
}

export class MosquittoDemoBroker implements DemoBroker {
  private readonly folder: string;
  private readonly port: number;
  private readonly isTls: boolean;
  private mosquitto: Mosquitto | undefined;

  constructor(folder: string, port: number, isTls = false) {
    this.folder = folder;
    this.port = port;
    this.isTls = isTls;
  }

  get pid(): number | undefined {
    return this.mosquitto?.pid;
  }

  async start(): Promise<void> {
    const stateFolder = join(this.folder, 'mosquitto');
    // With TLS exactly as it is shipped to whoever runs it.
    if (this.isTls) this.mosquitto = await startMosquittoIn(this.folder, this.port, true);
    else this.mosquitto = await startMosquitto({ port: this.port, stateFolder, maxPacketBytes: MAX_PACKET_BYTES });
  }

  async kill(): Promise<void> {
    await this.mosquitto?.kill();
    this.mosquitto = undefined;
    rmSync(join(this.folder, 'mosquitto'), { recursive: true, force: true });
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.mosquitto?.stop();
  }

  check(): void {
    // Mosquitto's end shows as a stall; its own process reports it on the error stream.
  }
}

export class ForeignBroker implements DemoBroker {
  readonly pid = undefined;
  private readonly address: Address;

  constructor(url: string) {
    this.address = parseAddress(url, ['mqtt'], '--broker');
  }

  async start(): Promise<void> {
    await untilListening(this.address.host, this.address.port, () => {});
  }

  kill(): Promise<void> {
    throw new HostError('ERR_USAGE', 'a broker that the demo did not start cannot be ended by it');
  }

  restart(): Promise<void> {
    throw new HostError('ERR_USAGE', 'a broker that the demo did not start cannot be restarted by it');
  }

  async stop(): Promise<void> {
    // Somebody else runs it.
  }

  check(): void {
    // Its absence shows as a stall.
  }
}
