/** What those who look after the embedded broker need to know of it: for the doctor. It holds nothing that matters. */
import type { Patient } from '../host/checkup.ts';
import { besideConfig } from '../host/config.ts';
import { tlsFilesBeside } from '../host/tls-files.ts';
import type { BrokerConfig } from '../schemas/types.ts';

export function brokerPatient(configPath: string, config: BrokerConfig): Patient {
  // One that listens everywhere is looked at from here.
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  return {
    role: 'broker',
    party: 'broker',
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: `${config.tls === undefined ? 'mqtt' : 'mqtts'}://${host.includes(':') ? `[${host}]` : host}:${config.port}`,
    tls: config.tls === undefined ? undefined : tlsFilesBeside(configPath, config.tls),
    hears: [],
  };
}
