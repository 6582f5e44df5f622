/**
 * Text of others made safe to show: ids, topics, file names, cells. What a terminal would obey or hide is written out:
 * control characters (C0, C1, DEL), directions of writing (U+202A to U+202E, U+2066 to U+2069) and whatever else has no
 * shape of its own. JSON stays the same JSON.
 */
import { withoutCredentials } from './address.ts';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** As `styleText` writes them: bold, dim, colours, and their ends. */
// oxlint-disable-next-line no-control-regex -- what is looked for is a control character
const STYLED = /(\u001b\[(?:1|2|22|3[0-7]|39)m)/;

function writtenOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x1_0000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** A value of somebody else, for a line of ours. */
export function escaped(value: string): string {
  return value.replaceAll(UNSEEN, writtenOut);
}

/** A text of ours, of several lines. `hasStyles`: whether it may have styles of ours. */
export function printable(text: string, hasStyles = false): string {
  const shown = (part: string): string =>
    withoutCredentials(part)
      .split('\n')
      .map((line) => escaped(line))
      .join('\n');
  if (!hasStyles) return shown(text);
  return text
    .split(STYLED)
    .map((part, at) => (at % 2 === 1 ? part : shown(part)))
    .join('');
}

/** JSON in which nothing is left that a terminal would obey. */
export function escapedJson(json: string): string {
  return json.replaceAll(UNSEEN, (character) =>
    // Line ends between values are the only ones that JSON may have raw.
    character === '\n' ? character : character.split('').map(unit).join(''),
  );
}

function unit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
