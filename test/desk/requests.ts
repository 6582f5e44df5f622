/**
 * Requests that an OpenAPI document gives rise to, sound ones and broken ones, and whether an answer is one that the document has:
 * what Schemathesis does, as far as this document goes.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import * as fc from 'fast-check';

interface DocumentParameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

interface DocumentOperation {
  readonly parameters?: readonly DocumentParameter[];
  readonly security?: readonly unknown[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get: DocumentOperation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface Asking {
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
}

const STRANGE = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    'NaN',
    'null',
    '[]',
    '{}',
    '../../etc/passwd',
    '%00',
    "' OR 1=1 --",
    '💡',
    '\n',
    'x'.repeat(600),
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** A text that a parameter's schema has, or nearly. */
function soundValue({
  type,
  pattern,
  minimum = 0,
  maximum = 1_000,
}: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  if (type === 'integer') return fc.integer({ min: Number(minimum), max: Number(maximum) }).map(String);
  return typeof pattern === 'string' ? fc.stringMatching(new RegExp(pattern, 'u')) : fc.string();
}

/** `known`: values that are there, so that something is found, too. */
export function askings(document: OpenApi, known: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Asking> {
  const [first, ...rest] = Object.entries(document.paths)
    .filter(([, { get }]) => get.responses['200']?.content?.['text/event-stream'] === undefined)
    .map(([path, { get }]) => {
      const parameters = (get.parameters ?? []).filter(({ in: place }) => place === 'query');
      const one = ({ name, schema }: DocumentParameter): fc.Arbitrary<readonly [string, string][]> => {
        const there = fc.constantFrom(...(known[name] ?? ['1']));
        const value = fc.oneof({ weight: 3, arbitrary: there }, { weight: 2, arbitrary: soundValue(schema) }, STRANGE);
        return fc
          .option(value.map((text): [string, string] => [name, text]))
          .map((pair) => (pair === null ? [] : [pair]));
      };
      const stranger = fc.option(fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), STRANGE), { freq: 8 });
      const tag = fc.option(fc.constantFrom('*', '"x"', 'W/"x", "y"', 'x'.repeat(200)), { freq: 4 });
      return fc.tuple(fc.tuple(...parameters.map(one)), stranger, tag).map(([pairs, strange, match]): Asking => ({
        path,
        query: [...pairs.flat(), ...(strange === null ? [] : [strange])],
        headers: match === null ? {} : { 'if-none-match': match },
      }));
    });
  if (first === undefined) throw new Error('a document has paths');
  return fc.oneof(first, ...rest);
}

/** What an answer's body must be, by the document. */
export class Answers {
  private readonly document: OpenApi;
  private readonly ajv = new Ajv({ strict: false, validateFormats: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.document = document;
    this.ajv.addSchema({ $id: 'document', components: document.components });
  }

  /** What is wrong with an answer, in words; undefined if the document has it. */
  problem(path: string, status: number, type: string, body: string): string | undefined {
    if (status >= 500 && status !== 503) return `${status}: a failure`;
    const said = this.document.paths[path]?.get.responses[String(status)];
    if (said === undefined) return `${status} is not documented`;
    if (said.content === undefined) return body === '' ? undefined : 'a body where none is documented';
    const content = said.content[type.split(';')[0] ?? ''];
    if (content === undefined) return `${type} is not documented`;
    const key = JSON.stringify(content.schema);
    const validate =
      this.compiled.get(key) ?? this.ajv.compile(JSON.parse(key.replaceAll('#/components', 'document#/components')));
    this.compiled.set(key, validate);
    return validate(JSON.parse(body)) ? undefined : this.ajv.errorsText(validate.errors);
  }
}
