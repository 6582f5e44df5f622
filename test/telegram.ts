/** Telegrams of made-up electricity meters, as the standards have them, with checksums by a slow twin. */

/** CRC-16/ARC, a bit at a time. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

/** A device behind the meter: its place, its kind by EN 13757-3, and what it showed when. */
export interface TelegramDevice {
  readonly place: number;
  readonly type: string;
  readonly serial: string;
  readonly readMs: number;
  /** With its unit: `00124.477*m3`. */
  readonly value: string;
}

/** `260101120000W`: winter time of Amsterdam. */
function clockText(ms: number): string {
  return `${new Date(ms + 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14)}W`;
}

/** DSMR 5. */
export function p1Telegram(
  serial: string,
  importKwh: string,
  exportKwh: string,
  devices: readonly TelegramDevice[] = [],
  clockMs = Date.UTC(2026, 0, 1, 11),
): Buffer {
  const padded = (kwh: string): string => kwh.padStart(10, '0');
  const body = [
    '/GSH5\\2GRIDSHARE-1',
    '',
    '1-3:0.2.8(50)',
    `0-0:1.0.0(${clockText(clockMs)})`,
    `0-0:96.1.1(${Buffer.from(serial).toString('hex')})`,
    `1-0:1.8.1(${padded(importKwh)}*kWh)`,
    `1-0:1.8.2(${padded('0.000')}*kWh)`,
    `1-0:2.8.1(${padded(exportKwh)}*kWh)`,
    `1-0:2.8.2(${padded('0.000')}*kWh)`,
    '0-0:96.14.0(0002)',
    '1-0:1.7.0(00.193*kW)',
    ...devices.flatMap((one) => [
      `0-${one.place}:24.1.0(${one.type})`,
      `0-${one.place}:96.1.0(${Buffer.from(one.serial).toString('hex')})`,
      `0-${one.place}:24.2.1(${clockText(one.readMs)})(${one.value})`,
    ]),
    '!',
  ].join('\r\n');
  const bytes = Buffer.from(body, 'latin1');
  return Buffer.concat([bytes, Buffer.from(`${crcOf(bytes).toString(16).toUpperCase().padStart(4, '0')}\r\n`)]);
}

/** The data block of IEC 62056-21, with its check character. */
export function d0Block(lines: readonly string[]): Buffer {
  const data = Buffer.from(`${lines.join('\r\n')}\r\n!\r\n\u0003`, 'latin1');
  const check = data.reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([Buffer.from([0x02]), data, Buffer.from([check])]);
}
