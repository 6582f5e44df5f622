/**
 * Addresses as people write them: `mqtt://host:port`, `mqtts://[::1]`, `https://ca.example:443`. The one parser for
 * options, configs and kits: a scheme, a host, a port or the scheme's own, and for plain MQTT a user name and password.
 * Nothing else, since MQTT libraries take orders from the rest of a URL (a client id, for one).
 */
import { BlockList, isIP } from 'node:net';
import { HostError } from './errors.ts';

const DEFAULT_PORTS = { mqtt: 1883, mqtts: 8883, https: 443, http: 80, tcp: 23, modbus: 502 } as const;

export type Scheme = keyof typeof DEFAULT_PORTS;
export const BUS_SCHEMES = ['mqtt', 'mqtts'] as const;

export interface Credentials {
  readonly username: string;
  readonly password: string | undefined;
}

export interface Address {
  readonly scheme: Scheme;
  /** In lower case; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly credentials: Credentials | undefined;
  /** With the port, and without the credentials: for people. */
  readonly text: string;
  /** With the port and the credentials: for a config. */
  readonly url: string;
}

type Read<T> = { readonly isOk: true; readonly value: T } | { readonly isOk: false; readonly problem: string };

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Listening on them means listening everywhere; nobody can be reached under them. */
const UNSPECIFIED = new Set(['0.0.0.0', '::']);
export const isUnspecified = (host: string): boolean => UNSPECIFIED.has(host);

/** A host as `readHost` gives it: whether only this machine can reach it. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** Where a server listens that is reached under this name or address. */
export function listenHost(host: string): string {
  if (host === 'localhost') return '127.0.0.1';
  if (isLoopback(host)) return host;
  // `::` takes connections of both families.
  return isIP(host) === 4 ? '0.0.0.0' : '::';
}

/** As it stands in a URL. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function problem<T>(text: string): Read<T> {
  return { isOk: false, problem: text };
}

const UNBRACKETED = 'an IPv6 address stands in brackets, as in [2001:db8::1]';
/** A name of labels as DNS has them, and underscores, which private ones do have. No wildcard: it would go into a certificate. */
const HOST_NAME = /^(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.|$))+(?<!\.)$/;

/** A host name, IPv4 or IPv6 address (with or without brackets), in its one spelling. */
function readHost(text: string): Read<string> {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (bare === '') return problem('it names no host');
  if (bare !== text && isIP(bare.replace(/%.*$/, '')) !== 6) return problem('brackets are for IPv6 addresses');
  if (bare.includes('%') && isIP(bare.replace(/%.*$/, '')) === 6)
    return problem('an address with a zone (%eth0) means something on one machine only: name one without');
  if (/[\s\p{Cc}\\]/u.test(bare)) return problem('there are blanks or control characters in its host');
  const written = `http://${isIP(bare) === 6 ? `[${bare}]` : bare}/`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (
    url === undefined ||
    url.pathname !== '/' ||
    url.username !== '' ||
    url.port !== '' ||
    url.search + url.hash !== ''
  )
    return problem(bare.includes(':') ? UNBRACKETED : 'its host is neither a name nor an address');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '');
  if (isIP(host) === 0 && !HOST_NAME.test(host))
    return problem('its host is no name: labels of at most 63 letters, digits and inner hyphens, with dots between');
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped === null) return { isOk: true, value: host };
  const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return { isOk: true, value: [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.') };
}

function readCredentials(text: string): Read<Credentials> {
  const at = text.indexOf(':');
  let username: string;
  let password: string | undefined;
  try {
    username = decodeURIComponent(at === -1 ? text : text.slice(0, at));
    password = at === -1 ? undefined : decodeURIComponent(text.slice(at + 1));
  } catch {
    return problem('a % in its user name or password is written %25');
  }
  if (username === '') return problem('it has a password and no user name');
  if (/\p{Cc}/u.test(`${username}${password ?? ''}`))
    return problem('there are control characters in its user name or password');
  return { isOk: true, value: { username, password } };
}

const EXAMPLES: Readonly<Record<Scheme, string>> = {
  mqtt: 'mqtt://127.0.0.1:1883',
  mqtts: 'mqtts://broker.example:8883',
  https: 'https://ca.example:8884',
  http: 'http://192.168.1.5:80',
  tcp: 'tcp://192.168.1.5:23',
  modbus: 'modbus://192.168.1.5:502',
};

function read<S extends Scheme>(text: string, schemes: readonly S[]): Read<Address & { readonly scheme: S }> {
  const like = `write it as ${schemes.map((scheme) => EXAMPLES[scheme]).join(' or ')}`;
  const [, name = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  const scheme = schemes.find((one) => one === name.toLowerCase());
  if (scheme === undefined)
    return problem(`it must begin with ${schemes.map((one) => `${one}://`).join(' or ')}: ${like}`);
  // The last @ ends the credentials, as browsers have it, unless a path came before.
  const [, userInfo, hostText = '', portText = '', tail = ''] =
    /^(?:(.*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?(.*)$/s.exec(rest) ?? [];
  if (userInfo !== undefined && /[/?#]/.test(userInfo))
    return problem('a / ? or # in its user name or password is written %2F, %3F or %23');
  if (userInfo !== undefined && scheme !== 'mqtt')
    return problem('no user name or password belongs in it: with TLS the certificate says who comes');
  const credentials = userInfo === undefined ? undefined : readCredentials(userInfo);
  if (credentials?.isOk === false) return credentials;
  // More than one colon, and no brackets: an IPv6 address as it is said.
  const isBare = !hostText.endsWith(']') && /^[^/?#]*:/.test(tail);
  const host = isBare ? problem<string>(UNBRACKETED) : readHost(hostText);
  if (!host.isOk) return problem(`${host.problem}: ${like}`);
  if (tail !== '' && tail !== '/') return problem(`nothing belongs behind its port: ${like}`);
  if (isUnspecified(host.value))
    return problem(`${bracketed(host.value)} is not an address that anybody could reach: name the machine's own`);
  const port = portText === '' ? DEFAULT_PORTS[scheme] : Number(portText);
  if (port < 1 || port > 65_535) return problem('its port must be from 1 to 65535');
  const place = `${bracketed(host.value)}:${port}`;
  const user = credentials?.value;
  const encoded =
    user === undefined
      ? ''
      : `${encodeURIComponent(user.username)}${user.password === undefined ? '' : `:${encodeURIComponent(user.password)}`}@`;
  return {
    isOk: true,
    value: {
      scheme,
      host: host.value,
      port,
      credentials: user,
      text: `${scheme}://${place}`,
      url: `${scheme}://${encoded}${place}`,
    },
  };
}

/** What is wrong with an address; undefined if nothing is. Says nothing of its credentials. */
export function addressProblem(text: string, schemes: readonly Scheme[]): string | undefined {
  const outcome = read(text, schemes);
  return outcome.isOk ? undefined : outcome.problem;
}

/** The same of a host by itself. */
export function hostProblem(text: string): string | undefined {
  const outcome = readHost(text);
  return outcome.isOk ? undefined : outcome.problem;
}

/** `what`: how a message names it. Throws HostError of the given code. */
export function parseAddress<S extends Scheme>(
  text: string,
  schemes: readonly S[],
  what: string,
  code = 'ERR_CONFIG_INVALID',
): Address & { readonly scheme: S } {
  const outcome = read(text, schemes);
  if (outcome.isOk) return outcome.value;
  // Of a text that is none, everything up to the last @ may be a password.
  throw new HostError(code, `${what} ${text.replace(/^([a-z0-9+.-]*:\/\/)?.*@/is, '$1***@')}: ${outcome.problem}`);
}

/** A host by itself, as a config has it: to listen on, or for a certificate. Throws HostError ERR_CONFIG_INVALID. */
export function parseHost(text: string): string {
  const outcome = readHost(text);
  if (outcome.isOk) return outcome.value;
  throw new HostError('ERR_CONFIG_INVALID', `"${text}" is not a host: ${outcome.problem}`);
}

/** A text in which no URL shows its user name and password. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]*@/gi, '$1***@');
}
