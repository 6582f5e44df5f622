/**
 * What can be asked of the read-only API: the one table that the server, the OpenAPI document, the client and the generated requests
 * of the tests are made from. Answers are in `api.schema.json`.
 */
import type { ApiAnswers } from './api-types.ts';

export type ApiRole = 'viewer' | 'operator';

/** As JSON Schema has it, of a query parameter. */
export interface Parameter {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

const NAME = '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$';
const TIME = '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d))?$';

const SLICE = {
  limit: { type: 'integer', minimum: 1, maximum: 1_000, default: 100, description: 'Most rows that are wanted.' },
  after: {
    type: 'string',
    minLength: 1,
    maxLength: 512,
    pattern: '^[A-Za-z0-9_-]+$',
    description: '`next` of the answer before.',
  },
} as const satisfies Record<string, Parameter>;
const AREA = {
  area: { type: 'string', pattern: NAME, description: 'Of this area only.' },
} as const satisfies Record<string, Parameter>;
const TIMES = {
  from: {
    type: 'string',
    maxLength: 40,
    pattern: TIME,
    description: 'Whatever ends after this day or time (RFC 3339).',
  },
  until: { type: 'string', maxLength: 40, pattern: TIME, description: 'Whatever begins before this day or time.' },
} as const satisfies Record<string, Parameter>;

interface Operation {
  readonly path: string;
  readonly summary: string;
  readonly role: ApiRole;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly answer: keyof ApiAnswers;
}

export const OPERATIONS = {
  deployment: {
    path: '/api/v1',
    summary: 'What is served here, to whom, and whether the utility is at work',
    role: 'viewer',
    parameters: {},
    answer: 'Deployment',
  },
  areas: {
    path: '/api/v1/areas',
    summary: 'How every area stands',
    role: 'viewer',
    parameters: { ...SLICE, ...AREA },
    answer: 'Areas',
  },
  aggregators: {
    path: '/api/v1/aggregators',
    summary: 'Who adds up, whether they are there, and what they owe',
    role: 'viewer',
    parameters: { ...SLICE },
    answer: 'Aggregators',
  },
  settlements: {
    path: '/api/v1/settlements',
    summary: 'How far every window is settled, what it waits for and of whom',
    role: 'viewer',
    parameters: { ...SLICE, ...AREA, ...TIMES },
    answer: 'Settlements',
  },
  load: {
    path: '/api/v1/load',
    summary: 'What every area used, interval by interval',
    role: 'viewer',
    parameters: { ...SLICE, ...AREA, ...TIMES },
    answer: 'Loads',
  },
  evidence: {
    path: '/api/v1/evidence',
    summary: 'Who signed two things that can’t both be honest',
    role: 'viewer',
    parameters: { ...SLICE },
    answer: 'Evidences',
  },
  sights: {
    path: '/api/v1/sights',
    summary: 'One interval of one home as each party of a demonstration sees it',
    role: 'operator',
    parameters: {},
    answer: 'Sights',
  },
  bills: {
    path: '/api/v1/bills',
    summary: 'The bills of all meters, or of some',
    role: 'operator',
    parameters: {
      ...SLICE,
      ...AREA,
      ...TIMES,
      meter: { type: 'string', pattern: NAME, description: 'Of this meter only.' },
      search: {
        type: 'string',
        minLength: 1,
        maxLength: 64,
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'Of meters whose id has this in it.',
      },
    },
    answer: 'Bills',
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are its keys
export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];
export type AnswerOf<N extends OperationName> = ApiAnswers[(typeof OPERATIONS)[N]['answer']];
/** What a query of an operation may say. */
export type QueryOf<N extends OperationName> = {
  readonly [P in keyof (typeof OPERATIONS)[N]['parameters']]?: (typeof OPERATIONS)[N]['parameters'][P] extends {
    readonly type: 'integer';
  }
    ? number
    : string;
};

/** The stream of what is new. */
export const EVENTS_PATH = '/api/v1/events';
/** What comes in it. Bills for operators only. */
export const EVENTS = { load: 'Load', settlement: 'Settlement', bill: 'Bill' } as const satisfies Record<
  string,
  keyof ApiAnswers
>;

/** What every operation may answer instead, and when. */
export const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request is not as described here.',
  401: 'No token, no certificate, or one that is not known.',
  403: 'Not for this role, or asked by a page of another site.',
  404: 'There is none: of a demonstration that was told to serve.',
  429: 'Too many requests: wait as long as Retry-After says.',
  503: 'The archive is being read, or there is none yet.',
};
