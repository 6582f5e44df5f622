/**
 * The 16-bit checksums of meters' ports, table-driven. All are reflected: `arc` (P1), `x25` (HDLC, SML, P1 in Hungary) and
 * `kermit` (SML of some Holley meters).
 */
export type Crc16Kind = 'arc' | 'kermit' | 'x25';

function tableOf(polynomial: number): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    return crc;
  });
}

const CCITT = tableOf(0x8408);
const KINDS: Readonly<
  Record<Crc16Kind, { readonly table: Uint16Array; readonly start: number; readonly xor: number }>
> = {
  arc: { table: tableOf(0xa001), start: 0, xor: 0 },
  kermit: { table: CCITT, start: 0, xor: 0 },
  x25: { table: CCITT, start: 0xffff, xor: 0xffff },
};

/** Of the bytes from `from` up to `to`, which is not counted in. */
export function crc16(kind: Crc16Kind, bytes: Uint8Array, from = 0, to = bytes.length): number {
  const { table, start, xor } = KINDS[kind];
  let crc = start;
  for (let at = from; at < to; at += 1) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return crc ^ xor;
}
