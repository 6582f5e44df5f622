/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */
import type { ValidateFunction } from 'ajv';
import type { SchemaTypes } from './types.ts';

export declare const messageValidators: {
  readonly 'accept': ValidateFunction<SchemaTypes['accept']>;
  readonly 'bill-statement': ValidateFunction<SchemaTypes['bill-statement']>;
  readonly 'bill': ValidateFunction<SchemaTypes['bill']>;
  readonly 'certified-entry': ValidateFunction<SchemaTypes['certified-entry']>;
  readonly 'clock': ValidateFunction<SchemaTypes['clock']>;
  readonly 'enrol-answer': ValidateFunction<SchemaTypes['enrol-answer']>;
  readonly 'enrol-request': ValidateFunction<SchemaTypes['enrol-request']>;
  readonly 'entry': ValidateFunction<SchemaTypes['entry']>;
  readonly 'evidence': ValidateFunction<SchemaTypes['evidence']>;
  readonly 'head-pair': ValidateFunction<SchemaTypes['head-pair']>;
  readonly 'key-card': ValidateFunction<SchemaTypes['key-card']>;
  readonly 'log': ValidateFunction<SchemaTypes['log']>;
  readonly 'manifest': ValidateFunction<SchemaTypes['manifest']>;
  readonly 'money-bill': ValidateFunction<SchemaTypes['money-bill']>;
  readonly 'move-answer': ValidateFunction<SchemaTypes['move-answer']>;
  readonly 'move-request': ValidateFunction<SchemaTypes['move-request']>;
  readonly 'receipt': ValidateFunction<SchemaTypes['receipt']>;
  readonly 'rejection': ValidateFunction<SchemaTypes['rejection']>;
  readonly 'renew-answer': ValidateFunction<SchemaTypes['renew-answer']>;
  readonly 'renew-request': ValidateFunction<SchemaTypes['renew-request']>;
  readonly 'request': ValidateFunction<SchemaTypes['request']>;
  readonly 'roster-copy': ValidateFunction<SchemaTypes['roster-copy']>;
  readonly 'scheme-copy': ValidateFunction<SchemaTypes['scheme-copy']>;
  readonly 'scheme': ValidateFunction<SchemaTypes['scheme']>;
  readonly 'settlement-status': ValidateFunction<SchemaTypes['settlement-status']>;
  readonly 'shares': ValidateFunction<SchemaTypes['shares']>;
  readonly 'signed-tariff': ValidateFunction<SchemaTypes['signed-tariff']>;
  readonly 'status': ValidateFunction<SchemaTypes['status']>;
  readonly 'tariff-copy': ValidateFunction<SchemaTypes['tariff-copy']>;
  readonly 'total': ValidateFunction<SchemaTypes['total']>;
};
