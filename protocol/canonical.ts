/**
 * Canonical JSON: the form that is hashed, signed and sent. The subset of RFC 8785 that our messages use: strings, safe
 * integers, booleans, arrays and objects with sorted keys; anything else is our own bug. [P-5.3]
 */

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

function sorted(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError('a message holds only safe integers');
    return value;
  }
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) throw new TypeError(`a message cannot hold ${typeof value}`);
  const members: [string, Json][] = [];
  // Code-unit order, as RFC 8785 demands; our keys are ASCII.
  for (const key of Object.keys(value).toSorted()) {
    const member: unknown = Reflect.get(value, key);
    if (member !== undefined) members.push([key, sorted(member)]);
  }
  // An assignment would lose a member named __proto__: a signature would not cover what a reader finds.
  return Object.fromEntries(members);
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}
