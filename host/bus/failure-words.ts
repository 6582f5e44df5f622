/**
 * Why a connection to a broker failed, in words for whoever runs the party: what happened, where to look. OpenSSL's and the
 * system's own texts are for programmers. What is not known stays as it is.
 */

const LOOK_AT_OWN = 'see gridshare doctor for this party';

/** What the broker said of this party's certificate as a TLS alert, and other errors of TLS, by a part of their code. */
const ALERTS: readonly (readonly [RegExp, string])[] = [
  [
    /CERT_ALTNAME_INVALID/,
    "the broker's certificate is for another name or address than bus.url has: correct one of them",
  ],
  [
    /CERTIFICATE_REVOKED/,
    "the broker refuses this party's certificate: it was REVOKED by the authority. Waiting does not help. If it was a mistake, ask the " +
      'authority for a new token and enrol again',
  ],
  [
    /CERTIFICATE_EXPIRED/,
    "the broker refuses this party's certificate: it has ended. Renew it, or enrol again: docs/operating.md, Certificates",
  ],
  [
    /UNKNOWN_CA/,
    `the broker refuses this party's certificate: it is from another authority than the broker's. ${LOOK_AT_OWN}`,
  ],
  [
    /ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|DECRYPT_ERROR)/,
    `the broker refuses this party's certificate. Its log says why; ${LOOK_AT_OWN}`,
  ],
  [/CERTIFICATE_REQUIRED/, "the broker wants a certificate and got none: name this party's files in bus.tls"],
  [
    /HANDSHAKE_FAILURE|PROTOCOL_VERSION|NO_SHARED/,
    'broker and party have no version or cipher of TLS in common: both need TLS 1.2 or 1.3',
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/,
    'what answers there does not speak TLS: correct bus.url (mqtt:// or mqtts://, and the port)',
  ],
];

const SYSTEM: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the broker does not run, or bus.url has another port',
  ENOTFOUND: "the broker's name is not known here: correct bus.url, or look at the name server",
  EAI_AGAIN: 'the name server does not answer: look at the network of this machine',
  ETIMEDOUT: 'no answer: look at the network and firewalls between here and the broker',
  EHOSTUNREACH: "the broker's machine can't be reached from here: look at the network",
  ENETUNREACH: 'this machine has no network to the broker: look at its network',
  ECONNRESET: 'the connection was broken off by the broker or the network',
  EPIPE: 'the connection was broken off by the broker or the network',
  CERT_HAS_EXPIRED: "the BROKER's certificate has ended: let its operator renew it (or this machine's clock is ahead)",
  CERT_NOT_YET_VALID:
    "the broker's certificate is not valid yet: this machine's clock is behind, or the broker's was wrong",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'the broker shows a certificate of another authority than this party believes: compare their ca.pem',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the broker shows a certificate of another authority than this party believes: compare their ca.pem',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the broker shows a certificate of another authority than this party believes: compare their ca.pem',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the broker shows a certificate of another authority than this party believes: compare their ca.pem',
  CERT_SIGNATURE_FAILURE:
    'the broker shows a certificate that its authority never signed: compare ca.pem, and be suspicious',
};

/** CONNACK of MQTT 3.1.1. */
const RETURN_CODES: Readonly<Record<number, string>> = {
  1: 'the broker does not speak MQTT 3.1.1',
  2: 'the broker does not know this client id',
  3: 'the broker is there and says that it cannot serve',
  4: 'the broker refuses user name or password: gridshare uses neither, so it is another broker',
  5: 'the broker lets this client id in only with its own certificate, or not at all: its log says why',
};

/** By the code of an error and its text. */
export function describeFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const text = error instanceof Error ? error.message : String(error);
  if (typeof code === 'number') return RETURN_CODES[code] ?? text;
  const name = typeof code === 'string' ? code : '';
  const alert = ALERTS.find(([pattern]) => pattern.test(name));
  if (alert !== undefined) return `${alert[1]} (${name})`;
  const known = SYSTEM[name];
  if (known !== undefined) return `${known} (${name})`;
  // "40571A8C:error:0A000126:SSL routines:...": only the code is for people.
  if (/^ERR.SSL/.test(name) || /error:[0-9A-F]{8}:/.test(text))
    return `the TLS handshake failed (${name === '' ? 'unknown reason' : name})`;
  return text === '' ? name : text;
}

/** Of a message over which the broker closes connections. */
export function culpritProblem(topic: string): string {
  return (
    `the broker closes its connection over a message of its own, for ${topic}: most likely the broker grants this party no ` +
    "right to it, or it is too large. The broker's log says which (ERR_BROKER_PUBLISH, ERR_BROKER_FRAME): give the broker the newest acl.conf, " +
    'or correct its limits. The message is given up after five times, and all else goes on'
  );
}
