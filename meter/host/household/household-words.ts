/** Why the household's broker can't be used, for whoever lives there: what it is, and where to look. */
import { networkTrouble } from '../lines/network-words.ts';

/** CONNACK of MQTT 3.1.1. */
const RETURN_CODES: Readonly<Record<number, string>> = {
  1: 'it does not speak MQTT 3.1.1',
  2: 'it refuses the name of this client: look at its log',
  3: 'it is there and says that it cannot serve',
  4: 'it refuses user name or password: look at household.credentials, and at the users of the broker',
  5: 'it refuses user name or password, or allows nobody without: look at household.credentials, and at the users of the broker',
};

const TLS: readonly (readonly [RegExp, string])[] = [
  [
    /SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|CERT_SIGNATURE_FAILURE/,
    'its certificate is of an authority that nobody here knows: name the PEM file of that in household.ca',
  ],
  [/CERT_ALTNAME_INVALID/, 'its certificate is for another name than household.url has: correct one of them'],
  [/CERT_HAS_EXPIRED/, 'its certificate has ended: renew it there'],
  [/CERT_NOT_YET_VALID/, "its certificate is not valid yet: look at this device's clock"],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/,
    'what answers there does not speak TLS: correct household.url (mqtt:// or mqtts://, and the port)',
  ],
];

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the broker does not run, or household.url has another port',
  ECONNRESET: 'it broke off the connection: look at its log',
  EPIPE: 'it broke off the connection: look at its log',
};

/** By the code of an error and its text. */
export function householdTrouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return RETURN_CODES[code] ?? networkTrouble(error);
  const name = String(code);
  const known = NETWORK[name] ?? TLS.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  // What mqtt.js says after it waited: its own words are for programmers.
  if (error instanceof Error && /connack timeout/i.test(error.message))
    return 'something listens there and does not answer as an MQTT broker: look at household.url, and at the broker';
  return networkTrouble(error);
}
