/** CRC-16 bit by bit, from the definition: the slow twin of the tables. Both kinds take the lowest bit first. */
export function slowCrc16(kind: 'arc' | 'x25', bytes: Uint8Array): number {
  let crc = kind === 'arc' ? 0 : 0xffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit += 1) {
      const isSet = ((byte >> bit) & 1) !== (crc & 1);
      crc >>= 1;
      // x^16 + x^15 + x^2 + 1, and x^16 + x^12 + x^5 + 1, mirrored.
      if (isSet) crc ^= kind === 'arc' ? 0xa001 : 0x8408;
    }
  }
  return kind === 'arc' ? crc : crc ^ 0xffff;
}
