/** A wireless network that a device joins, with its key in place of the password: who reads the card learns no password. */
import { pbkdf2Sync } from 'node:crypto';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';

export interface Wifi {
  readonly ssid: string;
  /** 64 hexadecimal digits: good for this network only. */
  readonly psk: string;
  /** Two capital letters: which channels are allowed. */
  readonly country: string;
}

/** As WPA derives it. `password`: 8 to 63 printable ASCII characters, or the key itself. Throws HostError ERR_USAGE. */
export function wifiOf(ssid: string, password: string, country: string): Wifi {
  const refuse = (what: string): HostError => new HostError('ERR_USAGE', what);
  const bytes = Buffer.byteLength(ssid);
  if (bytes < 1 || bytes > 32 || /\p{Cc}/u.test(ssid))
    throw refuse(`--wifi ${escaped(ssid)}: a network's name has 1 to 32 bytes and no control characters`);
  if (!/^[A-Z]{2}$/.test(country))
    throw refuse(`--country ${escaped(country)}: name it by two capital letters, such as AT`);
  if (/^[0-9a-fA-F]{64}$/.test(password)) return { ssid, psk: password.toLowerCase(), country };
  if (!/^[ -~]{8,63}$/.test(password))
    throw refuse('the file of --wifi-password-file must have one line: 8 to 63 letters, digits and signs of ASCII');
  return { ssid, psk: pbkdf2Sync(password, ssid, 4_096, 32, 'sha1').toString('hex'), country };
}
