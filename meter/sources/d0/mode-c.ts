/**
 * Signing on to a meter by IEC 62056-21: the request goes out at 300 baud, the meter answers with its identification, which says
 * how fast it can; in mode C an acknowledgement names that speed, and the data comes at it.
 */
import { utf8 } from '../../../protocol/wire/bytes.ts';

export const FIRST_BAUD = 300;

/** `C`: waits for the acknowledgement. `B`: changes its speed by itself. `A`: stays at the first one. */
export type SignOnMode = 'A' | 'B' | 'C';

export interface Identification {
  /** Three letters of its maker: FLAG's. */
  readonly maker: string;
  readonly mode: SignOnMode;
  /** What the data comes at. */
  readonly baud: number;
  /** That speed, as the identification says it. */
  readonly baudCharacter: string;
}

const IDENTIFICATION = /^\/([A-Za-z]{3})([0-9A-Za-z])[ -~]{0,60}\r?\n?$/;
const MODE_B = 'ABCDEF';
const MODE_C = '0123456';
/** By `A` to `F`, and by `1` to `6`; `0` is the first one. */
const BAUDS = [600, 1_200, 2_400, 4_800, 9_600, 19_200];

/** The request to whichever meter is there, or to one of several on a line. Digits, letters and spaces only. */
export function signOnRequest(address = ''): Uint8Array {
  return utf8(`/?${address}!\r\n`);
}

/** Of a line `/XXX5...`, with or without its end; undefined for what is none. */
export function parseIdentification(line: string): Identification | undefined {
  const match = IDENTIFICATION.exec(line);
  if (match === null) return undefined;
  const [, maker = '', baudCharacter = ''] = match;
  const c = MODE_C.indexOf(baudCharacter);
  if (c !== -1) return { maker, mode: 'C', baud: BAUDS[c - 1] ?? FIRST_BAUD, baudCharacter };
  const b = MODE_B.indexOf(baudCharacter);
  if (b !== -1) return { maker, mode: 'B', baud: BAUDS[b] ?? FIRST_BAUD, baudCharacter };
  return { maker, mode: 'A', baud: FIRST_BAUD, baudCharacter };
}

/** Asks for the data at the speed that the identification named. In modes A and B none is sent. */
export function acknowledgement({ baudCharacter }: Identification): Uint8Array {
  return utf8(`\u00060${baudCharacter}0\r\n`);
}
