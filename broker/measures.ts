/** What an embedded broker shows at `/metrics` beside what every process does. */
import { type Measure, measure, measureEach } from '../host/metrics/series.ts';
import type { BrokerStats } from './stats.ts';

export function brokerMeasures(stats: BrokerStats): Measure[] {
  return [
    measure('gridshare_broker_connections', stats.connections),
    ...measureEach('gridshare_broker_messages_total', 'topic', { ...stats.messages }),
    measure('gridshare_broker_deliveries_total', stats.deliveries),
    ...measureEach('gridshare_broker_refused_total', 'what', {
      publishes: stats.refusedPublishes,
      subscribes: stats.refusedSubscribes,
      forwards: stats.refusedForwards,
      clients: stats.refusedClients,
      strangers: stats.refusedStrangers,
      frames: stats.refusedFrames,
      certificates: stats.endedCertificates,
    }),
    measure('gridshare_broker_takeovers_total', stats.takeovers),
  ];
}
