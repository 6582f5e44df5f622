/**
 * Validation against the JSON Schemas. A schema is the type, the validator and the reference; unknown members are refused.
 * The validators are compiled ahead: see `generate-validators.ts`. [P-5]
 */
import type { ValidateFunction } from 'ajv';
import { fileValidators } from './file-validators.js';
import { messageValidators } from './message-validators.js';
import type { SchemaTypes } from './types.ts';

export type MessageSchemaName = keyof typeof messageValidators;
/** Of files that people write. */
export type FileSchemaName = keyof typeof fileValidators;

function messageValidator<N extends MessageSchemaName>(name: N): ValidateFunction<SchemaTypes[N]> {
  const validators: { readonly [M in MessageSchemaName]: ValidateFunction<SchemaTypes[M]> } = messageValidators;
  return validators[name];
}

/** Whether `value` is a message of the named kind; on false, `describeProblem` says why. */
export function isValid<N extends MessageSchemaName>(name: N, value: unknown): value is SchemaTypes[N] {
  return messageValidator(name)(value);
}

/** The first problem of the last failed `isValid` of that schema, without any of the value. */
export function describeProblem(name: MessageSchemaName): string {
  const problem = messageValidator(name).errors?.[0];
  return problem === undefined ? 'invalid' : `${problem.instancePath || '/'} ${problem.message ?? 'is invalid'}`;
}

/** The validator for files written by people: reports every problem and fills in the defaults. */
export function configValidator<N extends FileSchemaName>(name: N): ValidateFunction<SchemaTypes[N]> {
  const validators: { readonly [F in FileSchemaName]: ValidateFunction<SchemaTypes[F]> } = fileValidators;
  return validators[name];
}
