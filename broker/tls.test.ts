/** Mutual TLS on both brokers, started as they are run. What is asserted is who gets what, not what was answered. */
import { copyFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { type TlsFiles, readTls } from '../host/keys/tls-files.ts';
import { type SharesTopic, topics } from '../protocol/wire/topics.ts';
import { TestAuthority, tlsOf } from '../test/certificates.ts';
import { type Listener, listen, until } from '../host/bus/bus.conformance.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from './embedded.ts';
import type { EmbeddedBrokerOptions } from './served.ts';
import { findMosquitto, type Mosquitto, startMosquitto } from './mosquitto.ts';
import { MqttBus } from '../host/bus/mqtt-bus.ts';

const DAY_MS = 86_400_000;

interface Running {
  readonly port: number;
  /** The revocation list or ACL in its folder has changed. */
  noticed(): void;
  stop(): Promise<void>;
}

let authorities: TestAuthority[] = [];
let buses: MqttBus[] = [];
let sockets: (Socket | TLSSocket)[] = [];
let running: Running | undefined;

async function newAuthority(): Promise<TestAuthority> {
  const authority = await TestAuthority.create();
  authorities.push(authority);
  return authority;
}

async function embedded(
  authority: TestAuthority,
  options: Partial<EmbeddedBrokerOptions> = {},
): Promise<EmbeddedBroker> {
  const common = { host: '127.0.0.1', port: 0, isDebugAllowed: false, isClockAllowed: false };
  const broker = await startEmbeddedBroker({ ...common, tls: authority.broker, ...options });
  running = { port: broker.port, noticed: () => {}, stop: () => broker.stop() };
  return broker;
}

async function mosquitto(authority: TestAuthority, sharesTopic: SharesTopic = 'aggregator'): Promise<Mosquitto> {
  await authority.publish({ sharesTopic });
  const options = { port: 0, host: '127.0.0.1', stateFolder: authority.brokerFolder, tls: authority.mosquitto };
  const broker = await startMosquitto(options);
  running = { port: broker.port, noticed: () => broker.reload(), stop: () => broker.stop() };
  return broker;
}

function newBus(clientId: string, files: TlsFiles): MqttBus {
  const bus = new MqttBus({
    url: `mqtts://127.0.0.1:${running?.port ?? 0}`,
    tls: tlsOf(files),
    clientId,
    queueLimit: 1_000,
    reconnectMinMs: 5,
    reconnectMaxMs: 20,
    keepaliveSeconds: 30,
  });
  buses.push(bus);
  return bus;
}

async function join(clientId: string, files: TlsFiles, filters: readonly string[] = []): Promise<Listener> {
  const { listener, started } = listen(newBus(clientId, files));
  await started;
  if (filters.length > 0) await listener.bus.subscribe(filters);
  return listener;
}

/** Tries a few times; returns why not. */
async function refused(clientId: string, files: TlsFiles): Promise<string> {
  const { listener, started } = listen(newBus(clientId, files));
  started.catch(() => undefined);
  await until('it is refused', () => listener.reasons.length > 2);
  expect(listener.connectedCount).toBe(0);
  return listener.reasons.join('; ');
}

/** Knocks again and again; true once it was refused. */
function knocking(clientId: string, files: TlsFiles): () => boolean {
  let last: Listener | undefined;
  return () => {
    if (last !== undefined && last.connectedCount === 0) return last.reasons.length > 0;
    last?.bus.stop(0).catch(() => undefined);
    const { listener, started } = listen(newBus(clientId, files));
    started.catch(() => undefined);
    last = listener;
    return false;
  };
}

function share(bus: Listener['bus'], payload: string): void {
  bus.publish({ topic: topics.shares(1), payload, isRetained: false });
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(buses.map((bus) => bus.stop(0)));
  await running?.stop();
  for (const authority of authorities) authority.remove();
  [authorities, buses, sockets, running] = [[], [], [], undefined];
});

/** Starts the broker that is under test with shares bound to the meter's certificate. */
async function startBound(name: string, authority: TestAuthority): Promise<void> {
  if (name === 'embedded') await embedded(authority, { sharesTopic: 'meter' });
  else await mosquitto(authority, 'meter');
}

const KINDS: readonly (readonly [
  name: string,
  start: (authority: TestAuthority) => Promise<unknown>,
  isHere: boolean,
])[] = [
  ['embedded', (authority) => embedded(authority), true],
  ['Mosquitto', (authority) => mosquitto(authority), findMosquitto() !== undefined],
];

describe.each(KINDS.filter(([, , isHere]) => isHere))('[P-10] mutual TLS: %s', (name, start) => {
  test('[P-9.4] certificates of one authority let in, and messages flow', async () => {
    const authority = await newAuthority();
    const [meter, aggregator] = [await authority.client('meter-m1'), await authority.client('aggregator-1')];
    await start(authority);
    const receiver = await join('aggregator-1', aggregator, [topics.shares(1)]);
    const sender = await join('meter-m1', meter);
    share(sender.bus, 'one');
    await until('it is here', () => receiver.texts().includes('one'));
  });

  test('[P-10.1] foreign, expired and early certificates of the same name are refused, and so is none', async () => {
    const [authority, foreign] = [await newAuthority(), await newAuthority()];
    const genuine = await authority.client('meter-m1');
    await start(authority);
    const bad: Record<string, TlsFiles> = {
      foreign: await foreign.client('meter-m1', undefined, authority),
      expired: await authority.client('meter-m1', { fromMs: Date.now() - 2 * DAY_MS, untilMs: Date.now() - DAY_MS }),
      early: await authority.client('meter-m1', { fromMs: Date.now() + DAY_MS }),
      // A broker's certificate is none of a client.
      server: authority.broker,
    };
    for (const [what, files] of Object.entries(bad)) expect(await refused('meter-m1', files), what).not.toBe('');
    const stranger = connectTls({ host: '127.0.0.1', port: running?.port ?? 0, ca: readTls(genuine).ca });
    sockets.push(stranger);
    let isClosed = false;
    stranger.on('error', () => undefined).once('close', () => (isClosed = true));
    await until('nobody was thrown out', () => isClosed);
    expect((await join('meter-m1', genuine)).connectedCount).toBe(1);
  });

  test('[P-10.1] a client that finds a broker of another authority, or no broker, goes away', async () => {
    const [authority, foreign] = [await newAuthority(), await newAuthority()];
    const files = await authority.client('meter-m1', undefined, foreign);
    await start(authority);
    expect(await refused('meter-m1', files)).toMatch(/certificate|issuer/);
  });

  test("[P-10.1] with a genuine certificate nobody takes another's client id, or its place", async () => {
    const authority = await newAuthority();
    const aggregator = await authority.client('aggregator-1');
    const [owner, thief] = [await authority.client('meter-m1'), await authority.client('meter-m2')];
    await start(authority);
    await join('aggregator-1', aggregator, [topics.shares(1)]);
    const victim = await join('meter-m1', owner, [topics.bill('m1')]);
    const { listener: rogue, started } = listen(newBus('meter-m1', thief));
    started.catch(() => undefined);
    void rogue.bus.subscribe([topics.bill('m1')]).catch(() => undefined);
    await until('the thief was answered', () => rogue.reasons.length + rogue.connectedCount > 0);
    const utility = await join('utility', await authority.client('utility'));
    if (name === 'Mosquitto') {
      await authority.publish();
      running?.noticed();
    }
    await until('the bill is here', () => {
      utility.bus.publish({ topic: topics.bill('m1'), payload: 'bill', isRetained: false });
      return victim.texts().includes('bill');
    });
    expect(rogue.texts()).toEqual([]);
    expect(victim.connectedCount).toBe(1);
    // The embedded broker says why; Mosquitto gives it the name of its certificate, with the rights of that.
    if (name === 'embedded') expect(rogue.reasons.join()).toMatch(/lets this client id in only/);
  });

  test('[P-10.2] shares bound to certificates: nobody publishes in the name of another meter', async () => {
    const authority = await newAuthority();
    const names = ['meter-m1', 'meter-m2', 'fleet-oak', 'aggregator-1'] as const;
    const files = new Map<string, TlsFiles>();
    for (const clientId of names) files.set(clientId, await authority.client(clientId, { area: 'area-1' }));
    await startBound(name, authority);
    const aggregator = await join('aggregator-1', files.get('aggregator-1')!, [
      topics.shares(1),
      `${topics.shares(1)}/+/+`,
    ]);
    // One message each: a party that is thrown out over several leaves its name for a while.
    const first = await join('meter-m1', files.get('meter-m1')!);
    first.bus.publish({ topic: topics.shares(1), payload: 'rogue', isRetained: false });
    await until('it was dealt with', () => first.reasons.length > 0 || first.bus.pendingCount === 0);
    await first.bus.stop(0);
    const rogue = await join('meter-m1', files.get('meter-m1')!);
    rogue.bus.publish({ topic: topics.meterShares(1, 'area-1', 'm2'), payload: 'rogue', isRetained: false });
    const [own, fleet] = [
      await join('meter-m2', files.get('meter-m2')!),
      await join('fleet-oak', files.get('fleet-oak')!),
    ];
    own.bus.publish({ topic: topics.meterShares(1, 'area-1', 'm2'), payload: 'own', isRetained: false });
    fleet.bus.publish({ topic: topics.meterShares(1, 'area-1', 'm3'), payload: 'fleet', isRetained: false });
    await until('both controls are here', () => aggregator.messages.length >= 2);
    // What the rogue sent before cannot be on its way any longer: its own topic still works, or it was thrown out.
    await until('the rogue was dealt with', () => rogue.reasons.length > 0 || rogue.bus.pendingCount === 0);
    rogue.bus.publish({ topic: topics.meterShares(1, 'area-1', 'm1'), payload: 'honest', isRetained: false });
    await until('its own is here', () => aggregator.texts().includes('honest'));
    expect(aggregator.texts().toSorted()).toEqual(['fleet', 'honest', 'own']);
  });

  test('[P-10.1] a revoked meter gets and sends nothing from then on, and nobody else notices', async () => {
    const authority = await newAuthority();
    const [first, second] = [await authority.client('meter-m1'), await authority.client('meter-m2')];
    const receives = await authority.client('aggregator-1');
    await start(authority);
    const receiver = await join('aggregator-1', receives, [topics.shares(1)]);
    const [revoked, stays] = [await join('meter-m1', first, [topics.key(1)]), await join('meter-m2', second)];
    share(revoked.bus, 'before');
    await until('it is here', () => receiver.texts().includes('before'));
    await authority.revoke('meter-m1');
    running?.noticed();
    const wasHere = (text: string): boolean => receiver.texts().includes(text);
    if (name === 'embedded') {
      await until('it is thrown out and kept out', () => revoked.reasons.length > 3);
      expect(revoked.connectedCount).toBe(1);
    } else {
      // Mosquitto keeps the connection; without lines in the ACL it is worth nothing.
      let round = 0;
      await until('its messages no longer arrive', () => {
        round += 1;
        share(revoked.bus, `probe ${round}`);
        share(stays.bus, `control ${round}`);
        const [probes, controls] = ['probe', 'control'].map(
          (word) => receiver.texts().filter((text) => text.startsWith(word)).length,
        );
        return (controls ?? 0) - (probes ?? 0) > 20;
      });
      expect(await refused('meter-m1', first)).not.toBe('');
    }
    share(revoked.bus, 'after');
    share(stays.bus, 'control');
    receiver.bus.publish({ topic: topics.key(1), payload: 'card', isRetained: true });
    await until('the control is here', () => wasHere('control'));
    expect(wasHere('after')).toBe(false);
    expect(revoked.texts()).toEqual([]);
    expect([receiver.connectedCount, stays.connectedCount]).toEqual([1, 1]);
    // The same name, enrolled again, is somebody new.
    const again = await authority.client('meter-m1');
    await authority.publish();
    running?.noticed();
    const back = await join('meter-m1', again);
    await until('it is back', () => {
      share(back.bus, 'again');
      return wasHere('again');
    });
  });

  test('[P-10.1] who is revoked within the same second as somebody else is out as well', async () => {
    const authority = await newAuthority();
    const files = [await authority.client('meter-m1'), await authority.client('meter-m2')];
    await authority.client('utility');
    await start(authority);
    for (const [at, own] of files.entries()) expect((await join(`meter-m${at + 1}`, own)).connectedCount).toBe(1);
    for (const revoked of ['meter-m1', 'meter-m2']) {
      await authority.revoke(revoked);
      running?.noticed();
      // The list has been read: this one is out.
      const out = files[Number(revoked.slice(-1)) - 1]!;
      await until(`${revoked} is out`, knocking(revoked, out));
    }
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    '[P-10.1] a %s session from before the revocation opens nothing',
    async (version) => {
      const authority = await newAuthority();
      const files = await authority.client('meter-m1');
      await authority.client('utility');
      await start(authority);
      /** Says CONNECT on a connection that continues `session`, if it can; the answer, '' for none. */
      const visit = async (session?: Buffer): Promise<{ answer: string; sessions: Buffer[] }> => {
        const sessions: Buffer[] = [];
        const received: Buffer[] = [];
        let isClosed = false;
        const tls = { ...readTls(files), minVersion: version, maxVersion: version, ...(session && { session }) };
        const socket = connectTls({ host: '127.0.0.1', port: running?.port ?? 0, ...tls });
        sockets.push(socket);
        socket.on('session', (offered: Buffer) => sessions.push(offered));
        socket.on('data', (bytes: Buffer) => received.push(bytes));
        socket.on('error', () => undefined).on('close', () => (isClosed = true));
        socket.write(Buffer.from('101400044d5154540402001e00086d657465722d6d31', 'hex'));
        await until('it is answered', () => isClosed || received.length > 0);
        socket.destroy();
        return { answer: Buffer.concat(received).toString('hex'), sessions };
      };
      const before = await visit();
      expect(before.answer).toBe('20020000');
      await authority.revoke('meter-m1');
      running?.noticed();
      let after = await visit();
      for (const end = performance.now() + 10_000; after.answer !== '' && performance.now() < end;)
        after = await visit();
      expect(after.answer).toBe('');
      // A broker that offers no session to continue is safe by that alone; one that does must not honour it.
      for (const session of before.sessions) expect((await visit(session)).answer).toBe('');
    },
  );

  test("[P-9.4] a renewed certificate of a client is taken at the next connection, the broker's without a restart", async () => {
    const authority = await newAuthority();
    const files = await authority.client('meter-m1');
    const before = readTls(files).cert;
    await start(authority);
    const meter = await join('meter-m1', files);
    await authority.renew('meter-m1', files);
    await authority.renewBroker();
    running?.noticed();
    const serials = new Set<string>();
    await until('the broker shows its new certificate', () => {
      const socket = connectTls({ host: '127.0.0.1', port: running?.port ?? 0, ...readTls(files) }, () =>
        serials.add(socket.getPeerCertificate().serialNumber.toLowerCase()),
      );
      sockets.push(socket.on('error', () => undefined));
      return authority.authority.issued().some(({ name: who, serial }, at, all) => {
        const isLast = all.findLastIndex((line) => line.name === 'broker') === at;
        return who === 'broker' && isLast && serials.has(serial);
      });
    });
    (meter.bus as MqttBus).reconnect('renewed');
    await until('it is back', () => meter.connectedCount === 2);
    expect(meter.reasons).toEqual(['renewed']);
    expect(readTls(files).cert).not.toBe(before);
  });
});

describe('[P-10] the embedded broker over TLS', () => {
  test('[P-10.1] says by code why it refused', async () => {
    const authority = await newAuthority();
    const warnings: Record<string, unknown>[] = [];
    const logger = {
      info: () => undefined,
      warn: (fields: Record<string, unknown>) => warnings.push(fields),
    };
    const broker = await embedded(authority, { logger });
    await refused('meter-m2', await authority.client('meter-m1'));
    expect(warnings.map(({ reason }) => reason).join()).toContain(
      'ERR_BROKER_CERTIFICATE: the certificate is for meter-m1',
    );
    const gone = await authority.client('meter-m3');
    await authority.revoke('meter-m3');
    await until('it has read the list', () => {
      newBus('meter-m3', gone)
        .start({ onMessage: () => {}, onConnected: () => {}, onDisconnected: () => {} })
        .catch(() => undefined);
      return warnings.some(({ code }) => code === 'ERR_BROKER_REVOKED');
    });
    expect(warnings.find(({ code }) => code === 'ERR_BROKER_REVOKED')).toMatchObject({ clientId: 'meter-m3' });
    await refused('meter-m4', await authority.client('meter-m4', { untilMs: Date.now() - 1_000 }));
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'ERR_BROKER_TLS', reason: 'CERT_HAS_EXPIRED' }));
    expect(broker.stats().refusedStrangers).toBeGreaterThan(0);
  });

  test('[P-10.1] a connection ends with its certificate', async () => {
    const authority = await newAuthority();
    const broker = await embedded(authority);
    const meter = await join('meter-m1', await authority.client('meter-m1', { untilMs: Date.now() + 2_000 }));
    await until('it was thrown out', () => meter.reasons.length > 0);
    expect(broker.stats().endedCertificates).toBe(1);
  });

  test('[P-10.7] frames are limited inside TLS as outside', async () => {
    const authority = await newAuthority();
    const broker = await embedded(authority, { maxPacketBytes: 50_000 });
    const receiver = await join('aggregator-1', await authority.client('aggregator-1'), [topics.shares(1)]);
    const meter = await join('meter-m1', await authority.client('meter-m1'));
    share(meter.bus, 'x'.repeat(49_000));
    await until('the large one is here', () => receiver.messages.length === 1);
    share(meter.bus, 'x'.repeat(51_000));
    share(meter.bus, 'after');
    await until('what came after is here', () => receiver.texts().includes('after'));
    expect(receiver.messages.length).toBe(2);
    expect(broker.stats().refusedFrames).toBeGreaterThanOrEqual(1);
  });

  test('[P-10.6] who says nothing is closed in time, in the handshake and after it', async () => {
    const authority = await newAuthority();
    await embedded(authority, { limits: { connectWithinMs: 300 } });
    const silent = connect({ host: '127.0.0.1', port: running?.port ?? 0 });
    const shaken = connectTls({
      host: '127.0.0.1',
      port: running?.port ?? 0,
      ...readTls(await authority.client('meter-m1')),
    });
    let [closedCount, isShaken] = [0, false];
    shaken.once('secureConnect', () => (isShaken = true));
    for (const socket of [silent, shaken]) {
      sockets.push(socket);
      socket.on('error', () => undefined).once('close', () => (closedCount += 1));
      socket.resume();
    }
    await until('both are out', () => closedCount === 2);
    expect(isShaken).toBe(true);
    expect((await join('meter-m2', await authority.client('meter-m2'))).connectedCount).toBe(1);
  });

  test('[P-10.6] silent connections from one address are capped, and leave room for others', async () => {
    const authority = await newAuthority();
    const broker = await embedded(authority, { limits: { maxPendingPerAddress: 5, connectWithinMs: 1_000 } });
    const meter = await join('meter-m1', await authority.client('meter-m1'));
    let closedCount = 0;
    for (let count = 0; count < 20; count += 1) {
      const socket = connect({ host: '127.0.0.1', port: broker.port });
      sockets.push(socket);
      socket.on('error', () => undefined).once('close', () => (closedCount += 1));
    }
    await until('most are out', () => closedCount >= 15);
    expect(broker.stats().refusedStrangers).toBeGreaterThanOrEqual(15);
    expect(meter.reasons).toEqual([]);
    // Those who are in are closed in time, and then somebody else gets in.
    await until('all are out', () => closedCount === 20);
    expect((await join('meter-m2', await authority.client('meter-m2'))).connectedCount).toBe(1);
  });

  test('[P-10.1] without TLS it listens on the loopback interface only', async () => {
    const options = { port: 0, isDebugAllowed: false, isClockAllowed: false };
    await expect(startEmbeddedBroker({ ...options, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'ERR_BROKER_PLAIN',
    });
    const authority = await newAuthority();
    const broker = await startEmbeddedBroker({ ...options, host: '0.0.0.0', tls: authority.broker });
    await broker.stop();
  });

  test('[P-10.1] a revocation list that the authority has not signed is refused, and the old one stays', async () => {
    const [authority, foreign] = [await newAuthority(), await newAuthority()];
    const revoked = await authority.client('meter-m1');
    await authority.revoke('meter-m1');
    const foreignFiles = { ...authority.broker, crl: foreign.broker.crl };
    await expect(embedded(authority, { tls: foreignFiles })).rejects.toMatchObject({ code: 'ERR_TLS_INVALID' });
    const codes: unknown[] = [];
    const logger = { info: () => undefined, warn: ({ code }: Record<string, unknown>) => codes.push(code) };
    await embedded(authority, { logger });
    copyFileSync(foreign.broker.crl, authority.broker.crl);
    await until('it has looked', () => codes.includes('ERR_BROKER_FILES'));
    expect(await refused('meter-m1', revoked)).not.toBe('');
    expect(codes).toContain('ERR_BROKER_REVOKED');
    expect((await join('meter-m2', await authority.client('meter-m2'))).connectedCount).toBe(1);
  });
});
