/** A broker with several addresses: a party finds the one that answers, and goes on at another when that one dies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../broker/embedded.ts';
import { freePort } from '../../broker/free-port.ts';
import { examine } from '../care/checkup.ts';
import { addressesOf } from './addresses.ts';
import { BackOff } from './back-off.ts';
import { MqttBus } from './mqtt-bus.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function brokerAt(port: number): Promise<EmbeddedBroker> {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port, isDebugAllowed: false, isClockAllowed: false });
  ending.push(() => broker.stop());
  return broker;
}

const urlOf = (port: number): string => `mqtt://127.0.0.1:${port}`;

describe('the addresses of a broker', () => {
  test('are tried in turn, whichever dies, and each message arrives where the party is', async () => {
    const ports = [await freePort(), await freePort(), await freePort()];
    const [first = 0, ...further] = ports;
    const reasons: string[] = [];
    let connectedCount = 0;
    const bus = new MqttBus({
      url: urlOf(first),
      furtherUrls: further.map(urlOf),
      clientId: 'utility',
      queueLimit: 100,
      reconnectMinMs: 5,
      reconnectMaxMs: 20,
      keepaliveSeconds: 30,
    });
    ending.push(() => bus.stop(100));
    let heard = 0;
    const subscribed = bus.subscribe(['grid/scheme']);
    const handlers = {
      onMessage: () => (heard += 1),
      onConnected: () => (connectedCount += 1),
      onDisconnected: (reason: string) => reasons.push(reason),
    };
    // The last alone answers, then only the first, then only the one between.
    let running = await brokerAt(ports[2] ?? 0);
    await bus.start(handlers);
    await subscribed;
    for (const [round, port] of [ports[2], ports[0], ports[1]].entries()) {
      if (round > 0) {
        await running.stop();
        running = await brokerAt(port ?? 0);
      }
      await expect.poll(() => connectedCount).toBe(round + 1);
      bus.publish({ topic: 'grid/scheme', payload: '{}', isRetained: false });
      await expect.poll(() => heard).toBe(round + 1);
    }
    // Whoever reads the log sees which of them it was.
    expect(reasons.some((reason) => reason.startsWith(`${urlOf(first)}: nothing listens there`))).toBe(true);
  });

  test('each have their try before the wait grows', () => {
    const waits = new BackOff(100, 10_000, 3);
    const alone = new BackOff(100, 10_000);
    const longest = (one: BackOff): number => Math.max(...Array.from({ length: 3 }, () => one.nextMs(undefined)));
    for (let tries = 0; tries < 20; tries += 1) {
      expect(longest(waits)).toBeLessThanOrEqual(200);
      waits.succeeded();
    }
    // Control: of a single address the third wait is longer, most of the time.
    const ofOne = Array.from({ length: 50 }, () => {
      alone.succeeded();
      return longest(alone);
    });
    expect(Math.max(...ofOne)).toBeGreaterThan(200);
  });

  test('all have TLS, or none: nobody leads a party to a plain one by taking the others away', () => {
    expect(() => addressesOf({ url: 'mqtts://a.example', furtherUrls: ['mqtt://b.example'] })).toThrow(
      'all have TLS, or none has',
    );
    expect(
      addressesOf({ url: 'mqtts://a.example', furtherUrls: ['mqtts://b.example:1'] }).map(({ text }) => text),
    ).toEqual(['mqtts://a.example:8883', 'mqtts://b.example:1']);
  });
});

describe('the doctor', () => {
  async function brokerFinding(...ports: readonly [number, ...number[]]): Promise<{ status: string; text: string }> {
    const stateFolder = mkdtempSync(join(tmpdir(), 'gridshare-addresses-'));
    ending.push(() => rmSync(stateFolder, { recursive: true, force: true }));
    const [first, ...further] = ports;
    const brokerUrls = [urlOf(first), ...further.map(urlOf)] as const;
    const checks = await examine(
      { role: 'utility', party: 'utility', stateFolder, brokerUrls, hears: [] },
      Date.now(),
      false,
    );
    return checks.find(({ name }) => name === 'broker') ?? { status: 'none', text: '' };
  }

  test('asks at each of them: all, some, none', async () => {
    const [one, other] = [await brokerAt(0), await brokerAt(0)];
    const dead = await freePort();
    const all = await brokerFinding(one.port, other.port);
    expect(all).toMatchObject({ status: 'ok' });
    for (const { port } of [one, other]) expect(all.text).toContain(`${urlOf(port)} answers in`);
    const some = await brokerFinding(one.port, dead);
    expect(some).toMatchObject({ status: 'warning', advice: expect.stringContaining('bus.furtherUrls') });
    expect(some.text).toContain(`${urlOf(dead)} can't be reached`);
    const none = await brokerFinding(dead, await freePort());
    expect(none).toMatchObject({ status: 'failed', text: expect.stringContaining('none of its 2 addresses') });
  });
});
