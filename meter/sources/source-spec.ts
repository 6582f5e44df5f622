/**
 * One line that names a source: `KIND:WHAT?parameter=value&...`. In a parameter and a topic `%26` is `&`, as in a URL; the name
 * of a file stands as it is. Unknown words are refused, with what there is instead.
 */
import { SOURCE_KINDS, type SourceKindRow, type SourceParameter } from './source-kinds.ts';

/** The longest that is read at all. */
const MOST_CHARACTERS = 4_096;

/** A line that was understood. */
export interface SourceSpec {
  readonly kind: string;
  readonly row: SourceKindRow;
  /** A path, `HOST:PORT`, or what is behind `//` of a broker; empty where nothing belongs there. */
  readonly target: string;
  /** As they stand in the line, decoded. A flag has an empty one. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What is wrong with a line. `unknown`: a word that it has, and those that could have been meant. */
export interface SpecProblem {
  readonly problem: string;
  readonly unknown?: { readonly word: string; readonly known: readonly string[] };
}

type Read<T> = { readonly isOk: true; readonly value: T } | ({ readonly isOk: false } & SpecProblem);

function refused(problem: string, unknown?: SpecProblem['unknown']): { readonly isOk: false } & SpecProblem {
  return { isOk: false, problem, ...(unknown === undefined ? {} : { unknown }) };
}

/** Undefined for a % that is followed by no two hex digits, or bytes that are no UTF-8. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a value; undefined if nothing is. */
function valueProblem(row: SourceParameter, value: string | undefined): string | undefined {
  const { name, type, choices = [], least = 0, most = Number.MAX_SAFE_INTEGER } = row;
  if (type === 'flag') return value === undefined || value === '' ? undefined : `${name} takes no value`;
  if (value === undefined || value === '') return `${name} needs a value: ${row.help}`;
  if (type === 'choice') return choices.includes(value) ? undefined : `${name} must be one of ${choices.join(', ')}`;
  if (type === 'text') return undefined;
  const isWhole = /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most;
  return isWhole ? undefined : `${name} must be a whole number from ${least} to ${most}`;
}

function readParameters(row: SourceKindRow, text: string): Read<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = at === -1 ? part : part.slice(0, at);
    const known = row.parameters.find((one) => one.name === name);
    if (known === undefined) {
      const names = row.parameters.map((one) => one.name);
      return refused(`${row.kind} has no such parameter`, { word: name, known: names });
    }
    const value = at === -1 ? undefined : decoded(part.slice(at + 1));
    if (at !== -1 && value === undefined) return refused(`a % in ${name} is written %25`);
    const problem = valueProblem(known, value);
    if (problem !== undefined) return refused(problem);
    if (found.has(name)) return refused(`${name} stands twice in it`);
    found.set(name, value ?? '');
  }
  return { isOk: true, value: found };
}

function readTarget({ kind, target, example }: SourceKindRow, text: string): Read<string> {
  const like = `write it as ${example}`;
  switch (target) {
    case 'nothing':
      return text === '' ? { isOk: true, value: '' } : refused(`nothing belongs behind ${kind}: ${like}`);
    case 'line':
    case 'file':
      return text === '' ? refused(`it names no ${target === 'file' ? 'file' : 'device'}: ${like}`) : fileNamed(text);
    case 'chip':
      return /^[A-Za-z0-9_/.-]+\/[^/]+$/.test(text)
        ? { isOk: true, value: text }
        : refused(`it names a chip and a line: ${like}`);
    case 'host':
    case 'broker': {
      const rest = text.startsWith('//') ? text.slice(2) : '';
      if (rest === '') return refused(`it names no host: ${like}`);
      if (rest.includes('@'))
        return refused(
          'no user name or password belongs in it, where others see it: name a file that has the password or token',
        );
      const slash = rest.indexOf('/');
      if (target === 'host' && slash !== -1 && slash < rest.length - 1)
        return refused(`nothing belongs behind its port: ${like}`);
      if (target === 'broker' && (slash === -1 || slash === rest.length - 1))
        return refused(`it names no topic: ${like}`);
      return { isOk: true, value: target === 'host' && slash !== -1 ? rest.slice(0, slash) : rest };
    }
  }
}

function fileNamed(text: string): Read<string> {
  return /\p{Cc}/u.test(text) ? refused('there are control characters in its name') : { isOk: true, value: text };
}

/** Reads a line. */
export function parseSourceSpec(text: string): Read<SourceSpec> {
  if (text.length > MOST_CHARACTERS) return refused(`it is longer than ${MOST_CHARACTERS} characters`);
  const colon = text.indexOf(':');
  const kind = (colon === -1 ? text : text.slice(0, colon)).toLowerCase();
  const row = SOURCE_KINDS.find((one) => one.kind === kind);
  const kinds = SOURCE_KINDS.map((one) => one.kind);
  if (row === undefined || colon === -1)
    return row === undefined
      ? refused('there is no such kind of source', { word: kind, known: kinds })
      : refused(`a colon follows the kind: write it as ${row.example}`);
  const rest = text.slice(colon + 1);
  const question = rest.indexOf('?');
  const target = readTarget(row, question === -1 ? rest : rest.slice(0, question));
  if (!target.isOk) return target;
  const parameters = readParameters(row, question === -1 ? '' : rest.slice(question + 1));
  if (!parameters.isOk) return parameters;
  return { isOk: true, value: { kind, row, target: target.value, parameters: parameters.value } };
}

/** The value of a parameter, or what counts without one; undefined where nothing does. */
export function textOf({ row, parameters }: SourceSpec, name: string): string | undefined {
  return parameters.get(name) ?? row.parameters.find((one) => one.name === name)?.usual;
}

/** The value of a parameter that is a whole number and always has one. */
export function wholeOf(spec: SourceSpec, name: string): number {
  return Number(textOf(spec, name));
}
