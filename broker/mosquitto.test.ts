import { describe, expect, test } from 'vitest';
import { isTopicMatched, parseTopic, topics } from '../protocol/wire/topics.ts';
import { aggregatorFilters } from '../protocol/wire/heard.ts';
import { bridgeLines } from './mosquitto-bridge.ts';
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

  test.each([{ isClockAllowed: true }, { isClockAllowed: false, topicRoot: 'city' }])(
    "[P-10.11] an operator's broker has rights for its aggregator only, and its bridge carries what that one hears and says: %j",
    (choices) => {
      const suffix = choices.topicRoot === undefined ? '' : '@city';
      const clients = CLIENTS.map(({ clientId, ...rest }) => ({ clientId: clientId + suffix, ...rest }));
      const own = { ...choices, aggregator: 2 };
      expect(mosquittoAcl(clients, own).match(/^user .*/gm)).toEqual([`user aggregator-2${suffix}`]);
      expect(mosquittoAcl(clients, choices).match(/^user /gm)).toHaveLength(clients.length);
      const isIn = ({ clientId }: CertifiedClient): boolean =>
        new Rights(own).identityOf(clientId, undefined) !== undefined;
      expect(clients.filter(isIn).map(({ clientId }) => clientId)).toEqual([`aggregator-2${suffix}`]);
      const files = { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' };
      const lines = bridgeLines({ aggregator: 2, host: '::1', port: 8883, files }, own);
      expect(lines).toEqual(expect.arrayContaining(['address ::1:8883', `remote_clientid aggregator-2${suffix}`]));
      const topicsOf = (direction: string): string[] =>
        lines
          .flatMap((line) => /^topic (\S+) (in|out) 1$/.exec(line)?.slice(1).join(' ') ?? [])
          .flatMap((line) => {
            const [filter = '', way] = line.split(' ');
            return way === direction ? [filter] : [];
          });
      const { root } = new Rights(own);
      const clock = choices.isClockAllowed ? ['grid/clock'] : [];
      expect(topicsOf('in')).toEqual([...aggregatorFilters(2), ...clock].map((filter) => root.outward(filter)));
      const writes = mosquittoAcl(clients, own).match(/(?<=^topic write ).*/gm);
      expect(topicsOf('out')).toEqual(writes);
    },
  );

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
    expect(config).toContain('max_queued_messages 400000\n');
  });
});
