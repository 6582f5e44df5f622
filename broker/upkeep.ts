/** What those who look after the embedded broker need to know of it: for the doctor. It holds nothing that matters. */
import type { Patient } from '../host/care/checkup.ts';
import { bracketed, isUnspecified, parseHost } from '../host/base/address.ts';
import { besideConfig } from '../host/base/config.ts';
import { tlsFilesBeside } from '../host/keys/tls-files.ts';
import type { BrokerConfig } from '../schemas/types.ts';

export function brokerPatient(configPath: string, config: BrokerConfig): Patient {
  const listens = parseHost(config.host);
  // One that listens everywhere is looked at from here.
  const host = isUnspecified(listens) ? '127.0.0.1' : listens;
  return {
    role: 'broker',
    party: 'broker',
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: `${config.tls === undefined ? 'mqtt' : 'mqtts'}://${bracketed(host)}:${config.port}`,
    tls: config.tls === undefined ? undefined : tlsFilesBeside(configPath, config.tls),
    hears: [],
  };
}
