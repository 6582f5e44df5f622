/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */
import type { ValidateFunction } from 'ajv';
import type { SchemaTypes } from './types.ts';

export declare const fileValidators: {
  readonly 'access': ValidateFunction<SchemaTypes['access']>;
  readonly 'anchors': ValidateFunction<SchemaTypes['anchors']>;
  readonly 'approved-meters': ValidateFunction<SchemaTypes['approved-meters']>;
  readonly 'config-aggregator': ValidateFunction<SchemaTypes['config-aggregator']>;
  readonly 'config-authority': ValidateFunction<SchemaTypes['config-authority']>;
  readonly 'config-broker': ValidateFunction<SchemaTypes['config-broker']>;
  readonly 'config-meter': ValidateFunction<SchemaTypes['config-meter']>;
  readonly 'config-utility': ValidateFunction<SchemaTypes['config-utility']>;
  readonly 'enrolment': ValidateFunction<SchemaTypes['enrolment']>;
  readonly 'keys': ValidateFunction<SchemaTypes['keys']>;
  readonly 'kit': ValidateFunction<SchemaTypes['kit']>;
  readonly 'meter-keys': ValidateFunction<SchemaTypes['meter-keys']>;
  readonly 'tariff': ValidateFunction<SchemaTypes['tariff']>;
};
