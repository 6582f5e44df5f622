/** Telegrams of meters that are made up, in the shapes of real ones: for tests that have no samples. */
import { createCipheriv } from 'node:crypto';
import { slowCrc16 } from './reference/crc16.ts';

export interface P1Written {
  readonly header?: string;
  readonly crc?: 'arc' | 'none' | 'x25';
  readonly blank?: boolean;
}

/** A telegram of these lines, with its end. */
export function p1Telegram(
  lines: readonly string[],
  { header = '/ABC5\\MADE-UP', crc = 'arc', blank = true }: P1Written = {},
): Buffer {
  const body = Buffer.from([header, ...(blank ? [''] : []), ...lines, '!'].join('\r\n'), 'latin1');
  const digits = crc === 'none' ? '' : slowCrc16(crc, body).toString(16).toUpperCase().padStart(4, '0');
  return Buffer.concat([body, Buffer.from(`${digits}\r\n`)]);
}

function kwh(wh: number): string {
  return `${String(Math.floor(wh / 1000)).padStart(6, '0')}.${String(wh % 1000).padStart(3, '0')}*kWh`;
}

function kw(watts: number): string {
  return `${String(Math.floor(watts / 1000)).padStart(2, '0')}.${String(watts % 1000).padStart(3, '0')}*kW`;
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex').toUpperCase();
}

const two = (count: number): string => String(count).padStart(2, '0');

/** `YYMMDDhhmmssW`, so many seconds into 2026-01-05. */
export function winterTime(seconds: number): string {
  return `260105${two(Math.floor(seconds / 3600) % 24)}${two(Math.floor(seconds / 60) % 60)}${two(seconds % 60)}W`;
}

/** What a meter of DSMR 5 with three phases and a gas meter says in second `at`: each second another telegram. */
export function dsmr5(at: number): string[] {
  const watts = 300 + ((at * 37) % 2_900);
  const phases = ['32', '52', '72'];
  return [
    '1-3:0.2.8(50)',
    `0-0:1.0.0(${winterTime(at)})`,
    `0-0:96.1.1(${hex('E0099009123456719')})`,
    `1-0:1.8.1(${kwh(3_432_000 + at * 3)})`,
    `1-0:1.8.2(${kwh(3_224_632 + at)})`,
    `1-0:2.8.1(${kwh(at * 2)})`,
    `1-0:2.8.2(${kwh(11 + at)})`,
    '0-0:96.14.0(0001)',
    `1-0:1.7.0(${kw(watts)})`,
    `1-0:2.7.0(${kw(0)})`,
    '0-0:96.7.21(00005)',
    '0-0:96.7.9(00003)',
    '1-0:99.97.0(1)(0-0:96.7.19)(180417201458S)(0000000236*s)',
    ...phases.map((phase) => `1-0:${phase}.32.0(00001)`),
    ...phases.map((phase) => `1-0:${phase}.36.0(00000)`),
    '0-0:96.13.0()',
    ...phases.map((phase) => `1-0:${phase}.7.0(${230 + (at % 7)}.${at % 10}*V)`),
    ...['31', '51', '71'].map((phase) => `1-0:${phase}.7.0(00${at % 9}*A)`),
    ...['21', '41', '61'].map((phase) => `1-0:${phase}.7.0(${kw(Math.floor(watts / 3))})`),
    ...['22', '42', '62'].map((phase) => `1-0:${phase}.7.0(00.000*kW)`),
    '0-1:24.1.0(003)',
    `0-1:96.1.0(${hex('G0099009123456719')})`,
    `0-1:24.2.1(${winterTime(at - (at % 300))})(${String(1_234 + Math.floor(at / 300)).padStart(5, '0')}.138*m3)`,
  ];
}

/** A telegram of DSMR 2.2: no checksum, no clock, and the gas meter on a line of its own. */
export function dsmr2(at: number): string[] {
  return [
    `0-0:96.1.1(${hex('ZABC0099123456')})`,
    `1-0:1.8.1(${kwh(16_722_627 + at).slice(1)})`,
    '1-0:1.8.2(19412.737*kWh)',
    '1-0:2.8.1(00859.681*kWh)',
    '1-0:2.8.2(01817.110*kWh)',
    '0-0:96.14.0(0002)',
    '1-0:1.7.0(0000.67*kW)',
    '0-0:17.0.0(0999.00*kW)',
    '0-0:96.3.10(1)',
    '0-0:96.13.1()',
    '0-0:96.13.0()',
    '0-2:24.1.0(3)',
    `0-2:96.1.0(${hex('28011008399999013')})`,
    '0-2:24.3.0(211123200000)(00)(60)(1)(0-2:24.2.1)(m3)',
    '(13376.292)',
    '0-2:24.4.0(1)',
  ];
}

export interface EncryptedWritten {
  readonly key: Uint8Array;
  readonly authenticationKey?: Uint8Array;
  readonly counter: number;
  readonly title?: string;
}

/** A frame of AES-128-GCM, as a Smarty sends it. */
export function encryptedFrame(
  text: Uint8Array,
  { key, authenticationKey, counter, title = 'MADEUP01' }: EncryptedWritten,
): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const cipher = createCipheriv('aes-128-gcm', key, Buffer.concat([Buffer.from(title), count]), { authTagLength: 12 });
  if (authenticationKey !== undefined) cipher.setAAD(Buffer.concat([Buffer.of(0x30), authenticationKey]));
  const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(5 + sealed.length);
  return Buffer.concat([
    Buffer.of(0xdb, 8),
    Buffer.from(title),
    Buffer.of(0x82),
    length,
    Buffer.of(0x30),
    count,
    sealed,
  ]);
}

/** A block of data behind an identification; with `hasCheck` between STX and ETX, and its check character. */
export function d0Block(lines: readonly string[], hasCheck: boolean, identification = '/ABC5MADE-UP'): Buffer {
  const data = `${lines.join('\r\n')}\r\n!\r\n`;
  if (!hasCheck) return Buffer.from(`${identification}\r\n\r\n${data}`, 'latin1');
  const covered = Buffer.from(`${data}\u0003`, 'latin1');
  const check = covered.reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([Buffer.from(`${identification}\r\n\u0002`), covered, Buffer.of(check)]);
}

export function d0Lines(at: number): string[] {
  return [
    'F.F(00000000)',
    'C.1.0(99123456)',
    '0.0.0(1ABC0099123456)',
    `1.8.0(${String(1_846 + at).padStart(6, '0')}.5*kWh)`,
    `1.8.1(${String(1_846 + at).padStart(6, '0')}.5*kWh)`,
    '1.8.1*01(001800.0*kWh)',
    '2.8.0(004329.6*kWh)',
    'C.5.0(00)',
  ];
}

/** A stream cut into pieces of 1 to `most` bytes. `below` draws an integer below its argument. */
export function piecesOf(stream: Uint8Array, most: number, below: (count: number) => number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < stream.length;) {
    const end = at + 1 + below(most);
    pieces.push(stream.subarray(at, end));
    at = end;
  }
  return pieces;
}
