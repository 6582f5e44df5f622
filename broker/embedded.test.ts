import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { topics } from '../protocol/wire/topics.ts';
import { type Listener, listen, until } from '../host/bus/bus.conformance.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from './embedded.ts';
import type { EmbeddedBrokerOptions } from './served.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';
import type { MqttBusOptions } from '../host/bus/mqtt-client.ts';

let broker: EmbeddedBroker;
let buses: MqttBus[] = [];
let sockets: Socket[] = [];

async function start(options: Partial<EmbeddedBrokerOptions> = {}): Promise<void> {
  broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    isDebugAllowed: false,
    isClockAllowed: false,
    ...options,
  });
}

function newBus(clientId: string, options: Partial<MqttBusOptions> = {}): MqttBus {
  const bus = new MqttBus({
    url: `mqtt://127.0.0.1:${broker.port}`,
    clientId,
    queueLimit: 1_000,
    reconnectMinMs: 5,
    reconnectMaxMs: 20,
    keepaliveSeconds: 30,
    ...options,
  });
  buses.push(bus);
  return bus;
}

async function join(clientId: string, options: Partial<MqttBusOptions> = {}): Promise<Listener> {
  const { listener, started } = listen(newBus(clientId, options));
  await started;
  return listener;
}

/** A connection that is refused: returns why. */
async function refused(clientId: string, options: Partial<MqttBusOptions> = {}): Promise<string> {
  const { listener, started } = listen(newBus(clientId, options));
  started.catch(() => undefined);
  await until('it is refused', () => listener.reasons.length > 0);
  expect(listener.connectedCount).toBe(0);
  return listener.reasons[0] ?? '';
}

/** A client that does exactly what it is told, which mqtt.js would not. */
async function rawSocket(
  bytes: Uint8Array,
): Promise<{ received: () => Buffer; isClosed: () => boolean; socket: Socket }> {
  const socket = connect({ host: '127.0.0.1', port: broker.port });
  sockets.push(socket);
  const chunks: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(bytes);
  return { received: () => Buffer.concat(chunks), isClosed: () => isClosed, socket };
}

const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), Buffer.from(value)]);
const frame = (type: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type, (body.length & 127) | 128, body.length >> 7]), body]);
};
/** CONNECT flags: 2 clean session. */
const connectFrame = (clientId: string, flags = 2, keepalive = 30): Buffer =>
  frame(0x10, text('MQTT'), Buffer.from([4, flags, keepalive >> 8, keepalive & 255]), text(clientId));
const subscribeFrame = (filter: string): Buffer => frame(0x82, Buffer.from([0, 1]), text(filter), Buffer.from([1]));
const publishFrame = (topic: string, payload: string, first = 0x32): Buffer =>
  frame(first, text(topic), first & 6 ? Buffer.from([0, 9]) : Buffer.from([]), Buffer.from(payload));
const CONNACK_OK = '20020000';

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(buses.map((bus) => bus.stop(0)));
  sockets = [];
  buses = [];
  await broker.stop();
});

describe('[P-10] who may read', () => {
  const ROLES = ['meter-m1', 'fleet-oak', 'aggregator-1', 'utility'] as const;
  const ROGUE = [
    '#',
    'grid/#',
    '+/#',
    'grid/+/+/+',
    'grid/agg/+/+',
    'grid/agg/+/shares',
    'grid/agg/2/shares',
    'grid/agg/2/#',
    'grid/meter/#',
    'grid/meter/m2/+',
    '$SYS/#',
    '$share/g/grid/agg/2/shares',
  ];

  beforeEach(() => start());

  test.each(ROLES)('[P-10] %s gets nothing through any of 12 rogue filters', async (clientId) => {
    const rogue = await join(clientId);
    for (const filter of ROGUE) {
      await expect(rogue.bus.subscribe([filter]), filter).rejects.toMatchObject({ code: 'ERR_BUS_SUBSCRIBE' });
    }
    // Positive control: what is permitted does arrive on this very connection, after everything else was published.
    await rogue.bus.subscribe([topics.status(2)]);
    const utility = clientId === 'utility' ? rogue : await join('utility');
    const aggregator = await join('aggregator-2');
    const meter = await join('meter-m2');
    meter.bus.publish({ topic: topics.shares(2), payload: 'share', isRetained: false });
    utility.bus.publish({ topic: topics.bill('m2'), payload: 'bill', isRetained: true });
    utility.bus.publish({ topic: topics.requests(2, 'area-1'), payload: 'request', isRetained: false });
    aggregator.bus.publish({ topic: topics.receipts('m2', 2), payload: 'receipt', isRetained: true });
    const all = [meter, utility, aggregator];
    await until('all is published', () => all.every(({ bus }) => bus.pendingCount === 0));
    aggregator.bus.publish({ topic: topics.status(2), payload: 'control', isRetained: true });
    await until('the control is here', () => rogue.texts().includes('control'));
    expect(rogue.texts()).toEqual(['control']);
    expect(broker.stats().refusedSubscribes).toBe(ROGUE.length);
    // Nothing had to be held back at delivery: no such subscription exists.
    expect(broker.stats().refusedForwards).toBe(0);
    expect(broker.stats().messages).toEqual({ shares: 1, bill: 1, requests: 1, receipts: 1, status: 1 });
  });

  test('[P-10] each party gets what the table gives it', async () => {
    const meter = await join('meter-m1');
    const aggregator = await join('aggregator-1');
    const utility = await join('utility');
    await meter.bus.subscribe(['grid/meter/m1/receipts/+', topics.bill('m1')]);
    await aggregator.bus.subscribe([topics.shares(1)]);
    await utility.bus.subscribe([topics.totals()]);
    meter.bus.publish({ topic: topics.shares(1), payload: 'share', isRetained: false });
    aggregator.bus.publish({ topic: topics.receipts('m1', 1), payload: 'receipt', isRetained: true });
    aggregator.bus.publish({ topic: topics.totals(), payload: 'total', isRetained: false });
    utility.bus.publish({ topic: topics.bill('m1'), payload: 'bill', isRetained: true });
    await until('all is here', () => meter.messages.length === 2);
    await until('all is here', () => aggregator.messages.length === 1 && utility.messages.length === 1);
    expect(meter.texts().toSorted()).toEqual(['bill', 'receipt']);
  });

  test('[P-10] debug is nobody unless allowed', async () => {
    expect(await refused('debug-me')).toContain('lets this client id in only');
    expect(broker.stats().refusedConnections).toBeGreaterThan(0);
  });
});

test('[P-10] debug, where allowed, reads everything under grid/ and publishes nothing', async () => {
  await start({ isDebugAllowed: true });
  const debug = await join('debug-me');
  await debug.bus.subscribe(['grid/#']);
  await expect(debug.bus.subscribe(['#'])).rejects.toMatchObject({ code: 'ERR_BUS_SUBSCRIBE' });
  const meter = await join('meter-m1');
  meter.bus.publish({ topic: topics.shares(1), payload: 'sealed', isRetained: false });
  await until('it is here', () => debug.texts().includes('sealed'));
  debug.bus.publish({ topic: topics.shares(1), payload: 'forged', isRetained: false });
  await until('it was thrown out', () => debug.reasons.length > 0);
  expect(broker.stats().messages).toEqual({ shares: 1 });
});

describe('[P-10] who may publish', () => {
  const BAD: [string, string, boolean][] = [
    ['meter-m1', topics.receipts('m1', 1), true],
    ['meter-m1', topics.bill('m1'), true],
    ['meter-m1', topics.totals(), false],
    ['meter-m1', topics.key(1), true],
    ['meter-m1', topics.shares(1), true],
    ['aggregator-1', topics.accepts(2, 'area-1'), false],
    ['aggregator-1', topics.key(2), true],
    ['aggregator-1', topics.receipts('m1', 2), true],
    ['aggregator-1', topics.shares(1), false],
    ['aggregator-1', topics.scheme(), true],
    ['aggregator-1', topics.accepts(1, 'area-1'), true],
    ['utility', topics.totals(), false],
    ['utility', topics.status(1), true],
    ['fleet-oak', topics.clock(), true],
    ['meter-m1', 'grid/agg/17/shares', false],
    ['meter-m1', '$SYS/x', false],
  ];

  test.each(BAD)(
    '[P-10] %s does not publish %s (retained: %s): not delivered, not kept, counted',
    async (clientId, topic, isRetained) => {
      await start({ isDebugAllowed: true });
      const debug = await join('debug-me');
      await debug.bus.subscribe(['grid/#']);
      const rogue = await join(clientId);
      rogue.bus.publish({ topic, payload: 'forged', isRetained });
      await until('it was thrown out', () => rogue.reasons.length > 0);
      // It is given up after a few connections: one forbidden message must not block the ones behind it for ever.
      const permitted =
        clientId === 'utility'
          ? topics.requests(1, 'area-1')
          : clientId.startsWith('agg')
            ? topics.log(1, 'area-1')
            : topics.shares(1);
      rogue.bus.publish({ topic: permitted, payload: 'permitted', isRetained: false });
      await until('the permitted one is here', () => debug.texts().includes('permitted'));
      const late = await join('debug-late');
      await late.bus.subscribe(['grid/#']);
      rogue.bus.publish({ topic: permitted, payload: 'marker', isRetained: false });
      await until('the marker is here', () => late.texts().includes('marker'));
      expect(debug.texts()).toEqual(['permitted', 'marker']);
      expect(late.texts()).toEqual(['marker']);
      expect(broker.stats().refusedPublishes).toBeGreaterThanOrEqual(5);
    },
  );

  test('[P-10] the clock is published where the demonstration allows it', async () => {
    await start({ isClockAllowed: true });
    const meter = await join('meter-m1');
    await meter.bus.subscribe([topics.clock()]);
    const fleet = await join('fleet-oak');
    fleet.bus.publish({ topic: topics.clock(), payload: '12:00', isRetained: true });
    await until('it is here', () => meter.texts().includes('12:00'));
  });

  test.each([
    ['QoS 0', 0x30],
    ['QoS 2', 0x34],
  ])('[P-5] %s is refused: at least once is the only service here', async (_, first) => {
    await start();
    const aggregator = await join('aggregator-1');
    await aggregator.bus.subscribe([topics.shares(1)]);
    const rogue = await rawSocket(
      Buffer.concat([connectFrame('meter-m1'), publishFrame(topics.shares(1), 'x', first)]),
    );
    await until('it was thrown out', rogue.isClosed);
    const control = await rawSocket(
      Buffer.concat([connectFrame('meter-m2'), publishFrame(topics.shares(1), 'control')]),
    );
    await until('the control is here', () => aggregator.texts().includes('control'));
    expect(aggregator.texts()).toEqual(['control']);
    expect(control.isClosed()).toBe(false);
  });
});

describe('[P-10] wills', () => {
  beforeEach(() => start());

  test.each([
    ['meter-m1', { topic: topics.shares(1), payload: 'x', isRetained: false }],
    ['aggregator-1', { topic: topics.status(2), payload: 'x', isRetained: true }],
    ['aggregator-1', { topic: topics.key(1), payload: 'x', isRetained: true }],
    ['utility', { topic: topics.scheme(), payload: 'x', isRetained: true }],
    ['aggregator-1', { topic: topics.status(1), payload: 'x'.repeat(2_000), isRetained: true }],
  ])('[P-10] %s may not connect with the will %j', async (clientId, will) => {
    expect(await refused(clientId, { will })).toContain('lets this client id in only');
    expect(broker.stats().messages).toEqual({});
  });

  test('[P-10] an aggregator may leave a will on its own status', async () => {
    const will = { topic: topics.status(1), payload: 'offline', isRetained: true };
    expect((await join('aggregator-1', { will })).connectedCount).toBe(1);
  });
});

describe('[P-10] connections', () => {
  test.each(['', 'root', 'meter-', 'aggregator-17', 'meter-a+b'])('[P-10] client id %j is nobody', async (clientId) => {
    await start();
    const nobody = await rawSocket(connectFrame(clientId));
    await until('it was thrown out', nobody.isClosed);
    expect(nobody.received().toString('hex').slice(0, 8)).not.toBe(CONNACK_OK);
  });

  test('[P-10] a persistent session is refused: it would be a queue without end, or a stolen one', async () => {
    await start();
    const nobody = await rawSocket(connectFrame('meter-m1', 0));
    await until('it was thrown out', nobody.isClosed);
    expect(nobody.received().toString('hex')).toBe('20020005');
    const control = await rawSocket(connectFrame('meter-m1'));
    await until('the control is in', () => control.received().toString('hex') === CONNACK_OK);
  });

  test('[P-10] a connection that can stay silent for ever is refused', async () => {
    await start();
    for (const keepalive of [0, 301, 65_535]) {
      const silent = await rawSocket(connectFrame('meter-m1', 2, keepalive));
      await until('it was thrown out', silent.isClosed);
      // With a code that MQTT 3.1.1 has.
      expect(silent.received().toString('hex')).toBe('20020005');
    }
    const control = await rawSocket(connectFrame('meter-m1', 2, 300));
    await until('the control is in', () => control.received().toString('hex') === CONNACK_OK);
  });

  test('[P-10] a second connection under one client id takes over, and is counted', async () => {
    await start();
    const first = await rawSocket(connectFrame('meter-m1'));
    await until('it is in', () => first.received().toString('hex') === CONNACK_OK);
    const second = await rawSocket(connectFrame('meter-m1'));
    await until('the first is out', first.isClosed);
    await until('the second is in', () => second.received().toString('hex') === CONNACK_OK);
    expect(broker.stats()).toMatchObject({ takeovers: 1, connections: 1 });
  });

  test('[P-10] connections are capped', async () => {
    await start({ limits: { maxConnections: 2 } });
    await rawSocket(connectFrame('meter-m1'));
    const second = await rawSocket(connectFrame('meter-m2'));
    await until('two are in', () => second.received().length > 0);
    const third = await rawSocket(connectFrame('meter-m3'));
    await until('the third is out', third.isClosed);
    expect(broker.stats().connections).toBe(2);
  });

  test('[P-10] an unauthorised subscription is answered with 0x80', async () => {
    await start();
    const rogue = await rawSocket(connectFrame('meter-m1'));
    await until('it is in', () => rogue.received().length === 4);
    rogue.socket.write(subscribeFrame('#'));
    await until('it is answered', () => rogue.received().length >= 9);
    expect(rogue.received().subarray(4).toString('hex')).toBe('9003000180');
  });
});

/** A frame that announces `length` bytes and begins to send them. */
const oversize = (type: number, length: number): Buffer => {
  const digits: number[] = [];
  for (let rest = length; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    digits.push((rest % 128) | (rest >= 128 ? 128 : 0));
  }
  return Buffer.concat([Buffer.from([type, ...digits]), Buffer.alloc(1_000)]);
};

describe('[P-10] frames', () => {
  test('[P-10] an oversize frame before CONNECT closes the connection before its body is collected', async () => {
    await start();
    for (const first of [oversize(0x10, 17_000), oversize(0x10, 200_000_000), oversize(0x32, 100)]) {
      const rogue = await rawSocket(first);
      await until('it was thrown out', rogue.isClosed);
      expect(rogue.received().length).toBe(0);
    }
    expect(broker.stats().refusedFrames).toBe(3);
    const control = await rawSocket(connectFrame('meter-m1'));
    await until('the control is in', () => control.received().toString('hex') === CONNACK_OK);
  });

  test('[P-10] an accepted client may send up to maxPacketBytes and no more', async () => {
    await start({ maxPacketBytes: 50_000 });
    const aggregator = await join('aggregator-1');
    await aggregator.bus.subscribe([topics.shares(1)]);
    const meter = await join('meter-m1');
    meter.bus.publish({ topic: topics.shares(1), payload: 'x'.repeat(49_000), isRetained: false });
    await until('the large one is here', () => aggregator.messages.length === 1);
    meter.bus.publish({ topic: topics.shares(1), payload: 'x'.repeat(51_000), isRetained: false });
    meter.bus.publish({ topic: topics.shares(1), payload: 'after', isRetained: false });
    await until('what came after is here', () => aggregator.texts().includes('after'));
    expect(aggregator.messages.length).toBe(2);
    expect(broker.stats().refusedFrames).toBeGreaterThanOrEqual(1);
  });
});

describe('[P-10.6] why a broker closes connections', () => {
  beforeEach(() => start());

  /** What a party says of itself whenever it loses its connection. */
  function watched(clientId: string, options: Partial<MqttBusOptions> = {}) {
    const said = new Set<string>();
    const codes: unknown[] = [];
    const bus = newBus(clientId, {
      logger: {
        info: () => void said.add(bus.problem ?? ''),
        warn: ({ code }) => void codes.push(code),
      },
      ...options,
    });
    return { bus, said, codes };
  }

  test('publications that are forbidden are named, and are no second process; all else arrives', async () => {
    const utility = await join('utility');
    await utility.bus.subscribe([topics.manifests(1, 'area-1')]);
    const { bus, said, codes } = watched('aggregator-1');
    const { started } = listen(bus);
    await started;
    const good = (payload: string): void =>
      bus.publish({ topic: topics.manifests(1, 'area-1'), payload, isRetained: false });
    for (const round of ['a', 'b', 'c']) {
      good(`${round}1`);
      good(`${round}2`);
      bus.publish({ topic: topics.manifests(2, 'area-1'), payload: 'forbidden', isRetained: false });
    }
    good('last');
    await until('all is out', () => bus.pendingCount === 0);
    await until('all is there', () => new Set(utility.texts()).size === 7);
    expect(bus.droppedCount).toBe(3);
    expect(codes.filter((code) => code === 'ERR_BUS_PUBLISH')).toHaveLength(3);
    expect([...said].filter((problem) => problem.includes('client id'))).toEqual([]);
    expect(
      [...said].some((problem) => problem.includes(`a message of its own, for ${topics.manifests(2, 'area-1')}`)),
    ).toBe(true);
    expect(codes).not.toContain('ERR_BUS_CONTESTED');
    expect(broker.stats().takeovers).toBe(0);
    expect([bus.closedInARow, bus.problem]).toEqual([0, undefined]);
  });

  test('two processes under one name are named, also while both have much to say (control)', async () => {
    const parties = [watched('aggregator-1'), watched('aggregator-1')];
    for (const { bus } of parties) void listen(bus).started.catch(() => undefined);
    const timer = setInterval(() => {
      for (const { bus } of parties)
        bus.publish({ topic: topics.manifests(1, 'area-1'), payload: 'x', isRetained: false });
    }, 1);
    try {
      await until('both say so', () =>
        parties.every(({ said }) => [...said].some((problem) => problem.includes('same client id aggregator-1'))),
      );
      await until('one leaves the name', () => parties.some(({ codes }) => codes.includes('ERR_BUS_CONTESTED')));
    } finally {
      clearInterval(timer);
    }
    expect(broker.contested()).toEqual(['aggregator-1']);
    expect(parties.flatMap(({ said }) => [...said]).filter((problem) => problem.includes('of its own'))).toEqual([]);
  });
});
