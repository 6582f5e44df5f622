/**
 * Where `gridshare tap` connects, and under which name: always one of its own, `debug-NAME`. A party's config says where
 * its broker is and whom it believes; its certificate and key stay unused, or the tap would throw that party out. [P-10.8]
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mosquittoUrl } from '../../broker/mosquitto-process.ts';
import { BUS_SCHEMES, bracketed, isUnspecified, parseAddress } from '../../host/base/address.ts';
import { besideConfig, readPartyConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { CA_FILE, CERT_FILE, CONFIG_FILE, KEY_FILE } from '../../host/base/file-names.ts';
import { probeBroker } from '../../host/care/probe.ts';
import { readCertificate, readTls, type TlsFiles, type TlsMaterial } from '../../host/keys/tls-files.ts';
import { rootOfClient, TopicRoot } from '../../protocol/wire/topic-root.ts';
import { parseIdentity } from '../../protocol/wire/topic-rights.ts';

export interface TapOptions {
  readonly config?: string | undefined;
  readonly broker?: string | undefined;
  readonly root?: string | undefined;
  /** A folder as `gridshare issue` writes it. */
  readonly tls?: string | undefined;
  readonly name?: string | undefined;
}

export interface TapPlace {
  readonly url: string;
  /** Without user name and password. */
  readonly shown: string;
  readonly root: TopicRoot;
  readonly clientId: string;
  readonly tls: (() => TlsMaterial) | undefined;
  /** How to get a name that is let in: lines to type, with the paths of this deployment as far as they are known. */
  readonly ways: Ways;
}

interface Where {
  readonly url: string;
  readonly root: string | undefined;
  readonly ca: string | undefined;
}

/** What to type so that the broker lets a tap in. */
interface Ways {
  readonly allow: string;
  readonly issue: string;
}

/** Where the address, the root and the authority of a party's config are. Throws HostError as `readConfig`. */
function whereOf(path: string): Where {
  const config = readPartyConfig(path);
  if (config.role !== 'broker') {
    const { url, topicRoot, tls } = config.bus;
    // User name and password are that party's own.
    const { text } = parseAddress(url, BUS_SCHEMES, 'bus.url');
    return { url: text, root: topicRoot, ca: tls === undefined ? undefined : besideConfig(path, tls.ca) };
  }
  const { tls, host, port, topicRoot, kind } = config;
  const own = `${tls === undefined ? 'mqtt' : 'mqtts'}://${isUnspecified(host) ? '127.0.0.1' : bracketed(host)}:${port}`;
  const url = kind === 'mosquitto' ? (mosquittoUrl(dirname(path)) ?? own) : own;
  return { url, root: topicRoot, ca: tls === undefined ? undefined : besideConfig(path, tls.ca) };
}

/** A config beside the folder of the one that was named, if it is there. */
function beside(config: string | undefined, folder: string): string | undefined {
  if (config === undefined) return undefined;
  const path = join(dirname(config), '..', folder, CONFIG_FILE);
  return existsSync(path) ? path : undefined;
}

function waysOf({ config, tls }: TapOptions, root: string): Ways {
  const broker = beside(config, 'broker') ?? "the broker's config.yaml";
  const authority = beside(config, 'ca') ?? 'CA/config.yaml';
  const folder = tls ?? 'me';
  const place = config === undefined ? '--broker mqtts://HOST:PORT' : `--config ${config}`;
  return {
    allow: `allowDebug: true    in ${broker}, then start the broker again`,
    issue:
      `  gridshare issue ${new TopicRoot(root).clientIdOf('debug-me')} ${folder} --config ${authority}    # where the authority is\n` +
      `  gridshare tap --tls ${folder} ${place}`,
  };
}

function nameOf(name: string | undefined, root: TopicRoot): string {
  // Two taps of one name would throw each other out.
  const party = `debug-${name ?? `tap-${randomBytes(3).toString('hex')}`}`;
  if (parseIdentity(party) !== undefined) return root.clientIdOf(party);
  throw new HostError(
    'ERR_USAGE',
    `--name "${name ?? ''}" is invalid: 1 to 64 of A-Z a-z 0-9 _ -, a letter or digit first`,
  );
}

/** The name that a certificate is for. Throws HostError ERR_TLS_*. */
function certifiedName(cert: string): string {
  return /^CN=(.*)$/m.exec(readCertificate(cert).subject)?.[1] ?? '';
}

/** Throws HostError ERR_USAGE, ERR_CONFIG_*, ERR_TLS_* or ERR_KEYS_EXPOSED. */
export function placeOf(options: TapOptions): TapPlace {
  const { config, broker, tls: folder } = options;
  if ((config === undefined) === (broker === undefined))
    throw new HostError('ERR_USAGE', "name a party's --config, or the --broker, and not both");
  if (config !== undefined && options.root !== undefined)
    throw new HostError('ERR_USAGE', '--root goes with --broker: a config says it itself');
  if (folder !== undefined && options.name !== undefined)
    throw new HostError('ERR_USAGE', '--name goes without --tls: the certificate says the name');
  const where = config === undefined ? { url: broker ?? '', root: options.root, ca: undefined } : whereOf(config);
  const { scheme, url, text: shown } = parseAddress(where.url, BUS_SCHEMES, '--broker', 'ERR_USAGE');
  if (folder === undefined) {
    const root = new TopicRoot(where.root);
    const ways = waysOf(options, root.text);
    if (scheme === 'mqtts')
      throw new HostError(
        'ERR_USAGE',
        `${shown} asks for a certificate, and a tap needs its own (--tls), never that of a party:\n${ways.issue}\n` +
          `and, unless the broker is Mosquitto,\n  ${ways.allow}`,
      );
    return { url, shown, root, clientId: nameOf(options.name, root), tls: undefined, ways };
  }
  if (scheme !== 'mqtts') throw new HostError('ERR_USAGE', `--tls goes with mqtts://, and ${shown} is without TLS`);
  const cert = join(folder, CERT_FILE);
  const files: TlsFiles = { ca: where.ca ?? join(folder, CA_FILE), cert, key: join(folder, KEY_FILE) };
  readTls(files);
  const clientId = certifiedName(cert);
  const root = new TopicRoot(where.root ?? rootOfClient(clientId));
  const ways = waysOf(options, root.text);
  if (parseIdentity(root.partyOf(clientId) ?? '')?.role !== 'debug')
    throw new HostError(
      'ERR_TLS_FOREIGN',
      `${cert} is for ${clientId}, and a tap is called ${root.clientIdOf('debug-NAME')}, so that it throws no party out:\n${ways.issue}`,
    );
  return { url, shown, root, clientId, tls: () => readTls(files), ways };
}

/** Why the broker does not let it in, and what to do. */
function refusalOf({ shown, clientId, root, ways, tls }: TapPlace, returnCode: number): string {
  if (returnCode === 2) {
    return (
      `${shown} serves nobody below ${root.text}, so it does not know ${clientId}: name the deployment's root ` +
      "(--root with --broker), or any of its parties' configs (--config)"
    );
  }
  if (returnCode === 4)
    return `${shown} asks for a user name and a password: --broker mqtt://USER:PASSWORD@HOST:PORT, one of its own for the tap`;
  const also = tls === undefined ? '' : `\nif that is so already, it wants another certificate:\n${ways.issue}`;
  return `${shown} does not let ${clientId} in. Debug identities are switched off unless its config says otherwise:\n  ${ways.allow}${also}`;
}

/** Whether the broker lets this tap in. Throws HostError ERR_TAP_REFUSED or ERR_TAP_UNREACHABLE with what to do. */
export async function knock(place: TapPlace): Promise<void> {
  const { url, shown, clientId, ways, tls } = place;
  const answer = await probeBroker(url, clientId, tls?.());
  switch (answer.kind) {
    case 'accepted':
      return;
    case 'refused':
      throw new HostError('ERR_TAP_REFUSED', refusalOf(place, answer.returnCode));
    case 'refusedCertificate':
      throw new HostError(
        'ERR_TAP_REFUSED',
        `${shown} does not take the certificate of ${clientId}: ${answer.reason}. A new one:\n${ways.issue}`,
      );
    case 'notMqtt':
      throw new HostError(
        'ERR_TAP_UNREACHABLE',
        `what answers at ${shown} is no MQTT broker: look at address and port`,
      );
    case 'unreachable':
      throw new HostError('ERR_TAP_UNREACHABLE', `no broker at ${shown}: ${answer.reason}`);
  }
}
