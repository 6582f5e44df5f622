import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsFiles, TlsMaterial } from '../keys/tls-files.ts';
import { TestAuthority, tlsOf } from '../../test/certificates.ts';
import type { BrokerUnderTest, BusOptions } from './broker-kind.conformance.ts';
import { describeBus } from './bus.conformance.ts';
import type { Bus } from './bus.ts';
import { startEmbeddedBroker } from '../../broker/embedded.ts';
import { MemoryBroker } from '../../test/simulation/memory-broker.ts';
import { MemoryBus } from '../../test/simulation/memory-bus.ts';
import { findMosquitto, startMosquitto } from '../../broker/mosquitto.ts';
import { MqttBus } from './mqtt-bus.ts';

interface Running {
  readonly port: number;
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** A relay, so that a test can cut one connection without the client's help. */
interface Relay {
  readonly port: number;
  cut(): void;
  stop(): Promise<void>;
}

async function startRelay(targetPort: () => number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (inner) => {
    const outer = createConnection({ host: '127.0.0.1', port: targetPort(), noDelay: true });
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  const cut = (): void => sockets.forEach((socket) => socket.resetAndDestroy());
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    stop() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Over real sockets: the same for every broker that can be started on a given port. */
async function overSockets(
  start: (port: number) => Promise<Running>,
  tlsOfClient?: (clientId: string) => () => TlsMaterial,
): Promise<BrokerUnderTest> {
  let running = await start(0);
  const { port } = running;
  // Only who is to be cut off goes through it; one at a time is enough.
  const relay = await startRelay(() => port);
  return {
    newBus(options: BusOptions): Bus {
      const { isCuttable, ...rest } = options;
      const through = isCuttable === true ? relay.port : port;
      return new MqttBus({
        ...rest,
        url: `${tlsOfClient === undefined ? 'mqtt' : 'mqtts'}://127.0.0.1:${through}`,
        ...(tlsOfClient === undefined ? {} : { tls: tlsOfClient(rest.clientId) }),
        queueLimit: 100_000,
        reconnectMinMs: 10,
        reconnectMaxMs: 100,
        keepaliveSeconds: 30,
      });
    },
    crash: () => running.crash(),
    async restart() {
      running = await start(port);
    },
    cut: () => relay.cut(),
    settle: () => undefined,
    async stop() {
      await relay.stop();
      await running.stop();
    },
  };
}

describeBus('in memory', {
  reportsRefusedSubscriptions: true,
  async start() {
    const broker = new MemoryBroker();
    return {
      newBus: (options) => new MemoryBus(broker, options),
      crash: async () => broker.stop(),
      restart: async () => broker.listen(),
      cut: (clientId) => broker.disconnect(clientId),
      settle(maxCount = Number.POSITIVE_INFINITY) {
        for (let count = 0; count < maxCount && broker.deliverNext(); count += 1);
      },
      stop: async () => broker.stop(),
    };
  },
});

describeBus('embedded Aedes', {
  reportsRefusedSubscriptions: true,
  start: () =>
    overSockets(async (port) => {
      const broker = await startEmbeddedBroker({
        host: '127.0.0.1',
        port,
        isDebugAllowed: false,
        isClockAllowed: false,
      });
      return { port: broker.port, crash: () => broker.stop(), stop: () => broker.stop() };
    }),
});

/** Every party that the suite lets connect. */
const CLIENT_IDS = ['aggregator-1', 'aggregator-2', 'meter-m1', 'utility', 'fleet-oak'];

/** The same over mutual TLS, with a certificate for each. */
async function overTls(start: (port: number, authority: TestAuthority) => Promise<Running>): Promise<BrokerUnderTest> {
  const authority = await TestAuthority.create();
  const files = new Map<string, TlsFiles>();
  for (const clientId of CLIENT_IDS) files.set(clientId, await authority.client(clientId));
  await authority.publish();
  const broker = await overSockets(
    (port) => start(port, authority),
    (clientId) => tlsOf(files.get(clientId)!),
  );
  return {
    ...broker,
    async stop() {
      await broker.stop();
      authority.remove();
    },
  };
}

describeBus('embedded Aedes over TLS', {
  reportsRefusedSubscriptions: true,
  start: () =>
    overTls(async (port, { broker: tls }) => {
      const options = { host: '127.0.0.1', port, isDebugAllowed: false, isClockAllowed: false, tls };
      const broker = await startEmbeddedBroker(options);
      return { port: broker.port, crash: () => broker.stop(), stop: () => broker.stop() };
    }),
});

describeBus('Mosquitto over TLS', {
  reportsRefusedSubscriptions: false,
  skipReason: findMosquitto() === undefined ? 'it is not installed: apt-get install mosquitto' : undefined,
  start: () =>
    overTls(async (port, { brokerFolder: stateFolder, mosquitto: tls }) => {
      const mosquitto = await startMosquitto({ port, host: '127.0.0.1', stateFolder, tls });
      return { port: mosquitto.port, crash: () => mosquitto.kill(), stop: () => mosquitto.stop() };
    }),
});

describeBus('Mosquitto', {
  reportsRefusedSubscriptions: false,
  skipReason: findMosquitto() === undefined ? 'it is not installed: apt-get install mosquitto' : undefined,
  async start() {
    const stateFolder = mkdtempSync(join(tmpdir(), 'gridshare-mosquitto-'));
    const broker = await overSockets(async (port) => {
      const mosquitto = await startMosquitto({ port, stateFolder });
      return { port: mosquitto.port, crash: () => mosquitto.kill(), stop: () => mosquitto.stop() };
    });
    return {
      ...broker,
      async stop() {
        await broker.stop();
        rmSync(stateFolder, { recursive: true, force: true });
      },
    };
  },
});
