/**
 * A client of the read-only API, for programs: `import { GridshareClient } from 'gridshare/client'`. It has no dependency and runs
 * wherever there is `fetch`. What it answers is typed by the schemas that the server is made from.
 */
import type { ApiAnswers, Bill, Load, Problem, Settlement } from '../../schemas/api/api-types.ts';
import {
  type AnswerOf,
  EVENTS,
  EVENTS_PATH,
  OPERATIONS,
  type OperationName,
  type QueryOf,
} from '../../schemas/api/operations.ts';

export type * from '../../schemas/api/api-types.ts';
export type { AnswerOf, OperationName, QueryOf };

export interface ClientOptions {
  /** Where the dashboard is: `http://127.0.0.1:8480`. */
  readonly url: string;
  /** Of `gridshare access add`; without one where a browser's session or a certificate says who asks. */
  readonly token?: string;
  /** Instead of the platform's own, for one that shows a certificate. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What came in the stream. */
export type ApiEvent =
  | { readonly id: string; readonly event: 'load'; readonly data: Load }
  | { readonly id: string; readonly event: 'settlement'; readonly data: Settlement }
  | { readonly id: string; readonly event: 'bill'; readonly data: Bill };

/** An answer that is a problem (RFC 9457): 401 for a token that is not known, 403 for what its role may not have. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Of 429: how long to wait. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail === undefined ? problem.title : `${problem.title}: ${problem.detail}`);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Operations whose answer is a list in parts. */
type ListName = Exclude<OperationName, 'deployment' | 'sights'>;
type RowOf<N extends ListName> = AnswerOf<N>['items'][number];

export class GridshareClient {
  readonly #url: string;
  readonly #token: string | undefined;
  readonly #fetch: typeof globalThis.fetch;
  /** The last answer to each address, by its ETag: what did not change is not sent again. */
  readonly #known = new Map<string, { readonly tag: string; readonly answer: unknown }>();

  constructor({ url, token, fetch = globalThis.fetch }: ClientOptions) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
    // A browser's own wants to be called as a function, not as a method.
    this.#fetch = (input, init) => fetch(input, init);
  }

  /** One answer. Rejects with ApiError, and as `fetch` where nobody answers. */
  async get<N extends OperationName>(name: N, query: QueryOf<N> = {}): Promise<AnswerOf<N>> {
    const words = new URLSearchParams();
    for (const [key, value] of Object.entries<string | number | undefined>(query))
      if (value !== undefined) words.set(key, String(value));
    const text = words.toString();
    const address = `${OPERATIONS[name].path}${text === '' ? '' : `?${text}`}`;
    const known = this.#known.get(address);
    const response = await this.#ask(address, known === undefined ? {} : { 'if-none-match': known.tag });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer to the very same question
    if (response.status === 304 && known !== undefined) return known.answer as AnswerOf<N>;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's answers are tested against this schema
    const answer = (await response.json()) as AnswerOf<N>;
    const tag = response.headers.get('etag');
    if (tag !== null && this.#known.size < 1_000) this.#known.set(address, { tag, answer });
    return answer;
  }

  /** Every row of a list, part by part. */
  async *all<N extends ListName>(name: N, query: QueryOf<N> = {}): AsyncGenerator<RowOf<N>> {
    for (let after: string | undefined; ;) {
      const { items, next }: { items: RowOf<N>[]; next?: string } = await this.get(name, {
        limit: 1_000,
        ...query,
        ...(after === undefined ? {} : { after }),
      });
      yield* items;
      if (next === undefined) return;
      after = next;
    }
  }

  /** What is new, as it comes, until the stream ends or `signal` says so. `lastEventId`: goes on where a stream ended. */
  async *events(
    options: {
      readonly lastEventId?: string | undefined;
      readonly signal?: AbortSignal;
      readonly onOpen?: () => void;
    } = {},
  ): AsyncGenerator<ApiEvent> {
    const { lastEventId, signal } = options;
    const headers = {
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    const { body } = await this.#ask(EVENTS_PATH, headers, signal);
    if (body === null) return;
    options.onOpen?.();
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${text}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventIn(block);
        if (event !== undefined) yield event;
      }
    }
  }

  async #ask(address: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response> {
    const response = await this.#fetch(`${this.#url}${address}`, {
      headers: {
        accept: 'application/json',
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...headers,
      },
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.ok || response.status === 304) return response;
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ApiError(await problemIn(response), Number.isFinite(wait) ? wait : undefined);
  }
}

async function problemIn(response: Response): Promise<Problem> {
  const { status, statusText: title } = response;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's answers are tested against this schema
    return (await response.json()) as ApiAnswers['Problem'];
  } catch {
    return { type: 'about:blank', title, status };
  }
}

/** One event of a stream; undefined for what is none, such as a heartbeat. */
function eventIn(block: string): ApiEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  if (id === undefined || data === undefined || event === undefined || !(event in EVENTS)) return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's events are tested against this schema
  return { id, event, data: JSON.parse(data) } as ApiEvent;
}
