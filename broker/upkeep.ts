/** What those who look after the embedded broker need to know of it: for the doctor. It holds nothing that matters. */
import type { Patient } from '../host/checkup.ts';
import { besideConfig } from '../host/config.ts';
import { tlsFilesBeside } from '../host/tls-files.ts';
import type { BrokerConfig } from '../schemas/types.ts';

export function brokerPatient(configPath: string, config: BrokerConfig): Patient {
  return {
    role: 'broker',
    party: 'broker',
    stateFolder: besideConfig(configPath, config.state),
    brokerUrl: `${config.tls === undefined ? 'mqtt' : 'mqtts'}://127.0.0.1:${config.port}`,
    tls: config.tls === undefined ? undefined : tlsFilesBeside(configPath, config.tls),
    hears: [],
  };
}
