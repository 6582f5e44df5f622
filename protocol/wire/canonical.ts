/**
 * Canonical JSON: the form that is hashed, signed and sent. The subset of RFC 8785 that our messages use: strings, safe
 * integers, booleans, arrays and objects with sorted keys; anything else is our own bug. [P-5.3]
 */

/** Quoted member names: they come from our schemas, so there are few. Bounded all the same. */
const quoted = new Map<string, string>();
const MOST_QUOTED = 1_024;

function quote(name: string): string {
  let text = quoted.get(name);
  if (text === undefined) {
    text = `${JSON.stringify(name)}:`;
    if (quoted.size < MOST_QUOTED) quoted.set(name, text);
  }
  return text;
}

/** Names in order, by how an object had them: our messages are of few shapes. Bounded all the same. */
const shapes = new Map<string, { readonly names: readonly string[]; readonly sorted: readonly string[] }>();
const MOST_SHAPES = 1_024;

/** Code-unit order, as RFC 8785 demands. Most objects have it already, and sorting the others each time costs the most here. */
function sortedNames(value: object): readonly string[] {
  const names = Object.keys(value);
  for (let at = 1; at < names.length; at++) {
    if ((names[at - 1] ?? '') > (names[at] ?? '')) return sortedOnce(names);
  }
  return names;
}

function sortedOnce(names: readonly string[]): readonly string[] {
  const shape = names.join();
  const known = shapes.get(shape);
  // Names with commas in them may look like others.
  if (known?.names.every((name, at) => name === names[at]) === true) return known.sorted;
  const sorted = names.toSorted();
  if (shapes.size < MOST_SHAPES && known === undefined) shapes.set(shape, { names, sorted });
  return sorted;
}

function write(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError('a message holds only safe integers');
    return String(value);
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || value === null) throw new TypeError(`a message cannot hold ${typeof value}`);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? write(item) : `,${write(item)}`;
    return `[${text}]`;
  }
  for (const name of sortedNames(value)) {
    const member: unknown = Reflect.get(value, name);
    if (member === undefined) continue;
    text += text === '' ? quote(name) : `,${quote(name)}`;
    text += write(member);
  }
  return `{${text}}`;
}

/** Throws TypeError on what no message holds. */
export function canonicalJson(value: unknown): string {
  return write(value);
}
