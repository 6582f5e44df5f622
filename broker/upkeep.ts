/** What those who look after the embedded broker need to know of it: for the doctor. It holds nothing that matters. */
import type { Patient } from '../host/care/checkup.ts';
import { bracketed, isUnspecified, parseHost } from '../host/base/address.ts';
import { besideConfig } from '../host/base/config.ts';
import { tlsFilesBeside } from '../host/keys/tls-files.ts';
import type { BrokerConfig } from '../schemas/types.ts';

/** Where it is reached from this machine. */
export function brokerUrlOf({ host: listens, port, tls }: BrokerConfig): string {
  // One that listens everywhere is looked at from here.
  const host = isUnspecified(parseHost(listens)) ? '127.0.0.1' : parseHost(listens);
  return `${tls === undefined ? 'mqtt' : 'mqtts'}://${bracketed(host)}:${port}`;
}

export function brokerPatient(configPath: string, config: BrokerConfig): Patient {
  return {
    role: 'broker',
    party: 'broker',
    stateFolder: besideConfig(configPath, config.state),
    brokerUrls: [brokerUrlOf(config)],
    tls: config.tls === undefined ? undefined : tlsFilesBeside(configPath, config.tls),
    hears: [],
  };
}
