import { describe, expect, test } from 'vitest';
import { isTopicMatched, parseTopic, topics } from '../protocol/wire/topics.ts';
import { type CertifiedClient, mosquittoAcl, mosquittoConfig } from './mosquitto-config.ts';
import { refusedTopics, Rights } from './rights.ts';

const CLIENTS: readonly CertifiedClient[] = [
  { clientId: 'meter-m1', area: 'oak' },
  { clientId: 'meter-m2', area: 'elm' },
  // Of before certificates named areas.
  { clientId: 'meter-m3' },
  ...['fleet-oak', 'aggregator-1', 'aggregator-2', 'utility'].map((clientId) => ({ clientId })),
];

/** Reads an ACL file as Mosquitto does: the lines below `user` count for that user only. */
function readAcl(text: string): (user: string, action: 'read' | 'write', topic: string) => boolean {
  const rules: { user: string; action: string; filter: string }[] = [];
  let user = '';
  for (const line of text.split('\n')) {
    const [word = '', second = '', third = ''] = line.split(' ');
    if (word === 'user') user = second;
    if (word === 'topic') rules.push({ user, action: second, filter: third });
  }
  return (who, action, topic) =>
    rules.some((rule) => rule.user === who && rule.action === action && isTopicMatched(rule.filter, topic));
}

describe('[P-10] Mosquitto', () => {
  test.each([
    [{ isClockAllowed: true }, ''],
    [{ isClockAllowed: false, sharesTopic: 'aggregator' as const }, ''],
    [{ isClockAllowed: true, sharesTopic: 'area' as const, topicRoot: 'city/north' }, '@city/north'],
    [{ isClockAllowed: false, sharesTopic: 'meter' as const, topicRoot: 'city' }, '@city'],
  ])('[P-10] the ACL file says for every party and topic what the table says: %j', (choices, suffix) => {
    const clients = CLIENTS.map(({ clientId, ...rest }) => ({ clientId: clientId + suffix, ...rest }));
    const mayDo = readAcl(mosquittoAcl(clients, choices));
    const rights = new Rights(choices);
    const all = [topics.totals(), topics.areaTotals('oak'), topics.scheme(), topics.clock(), topics.roster('oak')];
    for (const meterId of ['m1', 'm2', 'm3']) {
      all.push(topics.bill(meterId), topics.receipts(meterId, 1), topics.receipts(meterId, 2));
      for (const area of ['oak', 'elm', 'ash']) all.push(topics.meterShares(1, area, meterId));
    }
    for (const j of [1, 2]) {
      all.push(topics.shares(j), topics.recovery(j), topics.key(j), topics.status(j), topics.rejections(j));
      for (const area of ['oak', 'elm', 'ash']) {
        all.push(topics.areaShares(j, area), topics.requests(j, area), topics.manifests(j, area));
        all.push(topics.accepts(j, area), topics.log(j, area));
      }
    }
    let permittedCount = 0;
    for (const { clientId, area } of clients) {
      const identity = rights.identityOf(clientId, { area })!;
      for (const inward of all) {
        const topic = rights.root.outward(inward);
        // What nobody may publish there, nobody is told either, so that both brokers may differ in who could hear it.
        if (!refusedTopics(choices).has(parseTopic(inward)!.name))
          expect(mayDo(clientId, 'read', topic), `${clientId} reads ${topic}`).toBe(rights.mayReceive(identity, topic));
        expect(mayDo(clientId, 'write', topic), `${clientId} writes ${topic}`).toBe(
          rights.mayPublish(identity, topic, false) !== undefined,
        );
        if (mayDo(clientId, 'read', topic) || mayDo(clientId, 'write', topic)) permittedCount += 1;
        if (suffix !== '') expect(mayDo(clientId, 'read', inward) || mayDo(clientId, 'write', inward)).toBe(false);
      }
    }
    expect(permittedCount).toBeGreaterThan(60);
    expect(mayDo('', 'read', rights.root.outward(topics.scheme()))).toBe(false);
  });

  test('[P-10] a name that is no party gets no lines', () => {
    expect(() => mosquittoAcl([{ clientId: 'meter-m1\ntopic #' }], { isClockAllowed: false })).toThrow(RangeError);
    // Of another deployment.
    for (const clientId of ['utility@north', 'utility@south/grid'])
      expect(() => mosquittoAcl([{ clientId }], { isClockAllowed: false, topicRoot: 'south' })).toThrow(RangeError);
  });

  test('[P-10] the configuration listens on the loopback interface only and limits frames', () => {
    const config = mosquittoConfig({ port: 1883, stateFolder: '/tmp/x', maxPacketBytes: 5_000 });
    expect(config).toContain('listener 1883 127.0.0.1\n');
    expect(config).toContain('max_packet_size 5000\n');
    expect(config).toContain('max_queued_messages 100000\n');
  });
});
