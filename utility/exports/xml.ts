/** A small strict XML writer: names are ours, texts are escaped, and what XML can't hold is refused. */

export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlElement[];
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/** Throws RangeError for a character that XML 1.0 has no form for. */
function escapedText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed())
    throw new RangeError('XML has no form for a control character or half a surrogate');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

function lines({ name, attributes = {}, content }: XmlElement, depth: number): string {
  if (!NAME.test(name)) throw new RangeError(`"${name}" is no name of an element`);
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedText(value)}"`);
  const indent = '  '.repeat(depth);
  const open = `${indent}<${name}${said.join('')}`;
  if (content.length === 0) return `${open}/>\n`;
  if (typeof content === 'string') return `${open}>${escapedText(content)}</${name}>\n`;
  return `${open}>\n${content.map((child) => lines(child, depth + 1)).join('')}${indent}</${name}>\n`;
}

/** A document. */
export function xmlText(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, 0)}`;
}
