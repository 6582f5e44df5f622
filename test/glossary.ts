/** Which words of the glossary a document uses before it has linked them. */

/**
 * Words that mean something else to whoever has not read the glossary, and how they stand in a text. Where plain English has
 * the word, too, only what is ours is taken.
 */
export const WORDS: Readonly<Record<string, RegExp>> = {
  page: /(?<!this |one |web )\bpages?\b/i,
  cell: /\bcells?\b/i,
  line: /\blines? of (?:a|the|its|his) bills?\b|\bbill lines?\b/i,
  entry: /\b(?:entry|entries)\b/i,
  head: /(?<!a )\bheads?\b(?!-end| of )/i,
  holdings: /\bholdings?\b(?! back| up)/i,
  manifest: /\bmanifests?\b/i,
  ballot: /\bballots?\b/i,
  'store epoch': /\bstore epochs?\b/i,
  rate: /\brates?\b/i,
  remnant: /\bremnants?\b/i,
  foot: /\b(?:foots?|footed|footing)\b/i,
  carry: /\b(?:a|the|its|of|and) (?:carry|carries)\b(?! out)/i,
  covert: /`?\bcovert\b`?/i,
  active: /`active`|\btrust active\b/i,
  quorum: /\bquorum\b/i,
  floor: /\bfloors?\b/i,
  'key card': /\bkey cards?\b/i,
  void: /(?<!tokens are )\bvoid\b/i,
  receipt: /\breceipts?\b/i,
  'run-off': /\brun-off\b/i,
  crowd: /\bcrowds?\b/i,
  roster: /\brosters?\b/i,
  scheme: /\bschemes?\b/i,
  founding: /\bfoundings?\b/i,
};

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** Running text only, at the same places: no code, tables, headings, and no text of links to elsewhere. */
function proseOf(text: string): string {
  return text
    .replaceAll(/^```.*?^```/gms, blank)
    .replaceAll(/^(?:\||#).*$/gm, blank)
    .replaceAll(/^ {4,}gridshare .*$/gm, blank)
    .replaceAll(/`(?!active`|covert`)[^`\n]*`/g, blank)
    .replaceAll(/\[[^\]]*\]\((?![^)]*glossary\.md)[^)]*\)/g, blank)
    .replaceAll(/\]\([^)]*\)/g, blank);
}

export interface Unlinked {
  readonly word: string;
  /** Where it first stands, and how. */
  readonly at: number;
  readonly text: string;
}

/** Words whose first place in running text is not in a link to the glossary. */
export function unlinkedIn(text: string): Unlinked[] {
  const prose = proseOf(text);
  const links = [...text.matchAll(/\[[^\]]*\]\([^)]*glossary\.md[^)]*\)/g)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  return Object.entries(WORDS).flatMap(([word, pattern]) => {
    const found = pattern.exec(prose);
    if (found === null) return [];
    const isLinked = links.some(([from, to]) => found.index >= from && found.index < to);
    return isLinked ? [] : [{ word, at: found.index, text: found[0] }];
  });
}
