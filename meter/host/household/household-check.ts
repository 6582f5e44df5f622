/** The doctor on the household's own broker: what a household misses keeps nothing from the grid, so it is a warning at most. */
import { randomBytes } from 'node:crypto';
import { isLoopback } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { type Check, failedBy, ok, warning } from '../../../host/care/finding.ts';
import { probeAddress } from '../../../host/care/probe.ts';
import type { MeterConfig } from '../../../schemas/types.ts';
import { type HomeBroker, assertNotTheGrids, homeBrokerOf } from './household-broker.ts';

/** Nothing where the config names none. `meterCount`: of the process. */
export async function householdChecks(path: string, config: MeterConfig, meterCount: number): Promise<Check[]> {
  let broker: HomeBroker | undefined;
  try {
    broker = homeBrokerOf(path, config, meterCount);
    if (broker === undefined) return [];
    await assertNotTheGrids(broker);
  } catch (error) {
    return [failedBy('household', error)];
  }
  try {
    return [await probed(broker)];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const advice = 'it is read again by itself; docs/operating.md, Home Assistant';
    return [warning('household', `${error.message} [${error.code}]`, advice)];
  }
}

async function probed({ address, credentials, ca }: HomeBroker): Promise<Check> {
  const { text, scheme, host } = address;
  const authority = ca();
  const tls = scheme === 'mqtts' && authority !== undefined ? { ca: authority } : {};
  const clientId = `gridshare-doctor-${randomBytes(4).toString('hex')}`;
  const answer = await probeAddress({ ...address, credentials: credentials() }, clientId, tls);
  switch (answer.kind) {
    case 'accepted': {
      const isOpen = scheme === 'mqtt' && !isLoopback(host);
      const heard = isOpen ? '; without TLS, so whoever is in that network can read along' : '';
      return ok('household', `${text} answers in ${answer.ms.toFixed(0)} ms and lets this meter in${heard}`);
    }
    case 'refused':
      return warning(
        'household',
        `${text} refuses this meter (CONNACK ${answer.returnCode})`,
        'look at user name and password in the file of household.credentials, and at the users of that broker',
      );
    case 'refusedCertificate':
      return warning('household', `${text} wants a certificate (${answer.reason})`, 'let it do with a password');
    case 'notMqtt':
      return warning('household', `what answers at ${text} is not an MQTT broker`, 'correct household.url');
    case 'unreachable':
      return warning(
        'household',
        `${text} can't be reached: ${answer.reason}`,
        'start that broker, or correct household.url; nothing of the grid waits for it',
      );
  }
}
