import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrokerUnderTest, type BusOptions, describeBus } from './bus.conformance.ts';
import type { Bus } from './bus.ts';
import { startEmbeddedBroker } from './embedded.ts';
import { MemoryBroker } from './memory-broker.ts';
import { MemoryBus } from './memory-bus.ts';
import { findMosquitto, startMosquitto } from './mosquitto.ts';
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
async function overSockets(start: (port: number) => Promise<Running>): Promise<BrokerUnderTest> {
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
        url: `mqtt://127.0.0.1:${through}`,
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
