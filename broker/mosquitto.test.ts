import { describe, expect, test } from 'vitest';
import { isTopicMatched, mayPublish, mayReceive, parseIdentity, topics } from '../protocol/wire/topics.ts';
import { mosquittoAcl, mosquittoConfig } from './mosquitto-config.ts';

const CLIENT_IDS = ['meter-m1', 'meter-m2', 'fleet-oak', 'aggregator-1', 'aggregator-2', 'utility'];

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
  test('[P-10] the ACL file says for every party and topic what the table says', () => {
    const mayDo = readAcl(mosquittoAcl(CLIENT_IDS, { isClockAllowed: true, areSharesPerMeter: false }));
    const all = [topics.totals(), topics.scheme(), topics.clock(), topics.roster('oak')];
    for (const meterId of ['m1', 'm2']) {
      all.push(topics.bill(meterId), topics.receipts(meterId, 1), topics.receipts(meterId, 2));
    }
    for (const j of [1, 2]) {
      all.push(topics.shares(j), topics.requests(j), topics.manifests(j), topics.accepts(j));
      all.push(topics.log(j), topics.key(j), topics.status(j), topics.rejections(j));
    }
    let permittedCount = 0;
    for (const clientId of CLIENT_IDS) {
      const identity = parseIdentity(clientId);
      for (const topic of all) {
        expect(mayDo(clientId, 'read', topic), `${clientId} reads ${topic}`).toBe(mayReceive(identity!, topic));
        expect(mayDo(clientId, 'write', topic), `${clientId} writes ${topic}`).toBe(
          mayPublish(identity!, topic, false),
        );
        if (mayDo(clientId, 'read', topic)) permittedCount += 1;
      }
    }
    expect(permittedCount).toBeGreaterThan(30);
    expect(mayDo('', 'read', topics.scheme())).toBe(false);
  });

  test('[P-10] a name that is no party gets no lines', () => {
    expect(() => mosquittoAcl(['meter-m1\ntopic #'], { isClockAllowed: false, areSharesPerMeter: false })).toThrow(
      RangeError,
    );
  });

  test('[P-10] the configuration listens on the loopback interface only and limits frames', () => {
    const config = mosquittoConfig({ port: 1883, stateFolder: '/tmp/x', maxPacketBytes: 5_000 });
    expect(config).toContain('listener 1883 127.0.0.1\n');
    expect(config).toContain('max_packet_size 5000\n');
    expect(config).toContain('max_queued_messages 100000\n');
  });
});
