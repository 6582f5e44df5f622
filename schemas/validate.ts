/**
 * Validation against the JSON Schemas: Ajv, strict, each schema compiled once when first used. [P-5]
 * A schema is the type, the validator and the reference; unknown members are refused.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import acceptSchema from './accept.schema.json' with { type: 'json' };
import anchorsSchema from './anchors.schema.json' with { type: 'json' };
import billSchema from './bill.schema.json' with { type: 'json' };
import billStatementSchema from './bill-statement.schema.json' with { type: 'json' };
import certifiedEntrySchema from './certified-entry.schema.json' with { type: 'json' };
import clockSchema from './clock.schema.json' with { type: 'json' };
import configAggregatorSchema from './config-aggregator.schema.json' with { type: 'json' };
import configAuthoritySchema from './config-authority.schema.json' with { type: 'json' };
import kitSchema from './kit.schema.json' with { type: 'json' };
import enrolRequestSchema from './enrol-request.schema.json' with { type: 'json' };
import enrolAnswerSchema from './enrol-answer.schema.json' with { type: 'json' };
import renewRequestSchema from './renew-request.schema.json' with { type: 'json' };
import renewAnswerSchema from './renew-answer.schema.json' with { type: 'json' };
import configBrokerSchema from './config-broker.schema.json' with { type: 'json' };
import configMeterSchema from './config-meter.schema.json' with { type: 'json' };
import configUtilitySchema from './config-utility.schema.json' with { type: 'json' };
import defsSchema from './defs.schema.json' with { type: 'json' };
import evidenceSchema from './evidence.schema.json' with { type: 'json' };
import headPairSchema from './head-pair.schema.json' with { type: 'json' };
import approvedMetersSchema from './approved-meters.schema.json' with { type: 'json' };
import enrolmentSchema from './enrolment.schema.json' with { type: 'json' };
import entrySchema from './entry.schema.json' with { type: 'json' };
import logSchema from './log.schema.json' with { type: 'json' };
import keyCardSchema from './key-card.schema.json' with { type: 'json' };
import keysSchema from './keys.schema.json' with { type: 'json' };
import manifestSchema from './manifest.schema.json' with { type: 'json' };
import meterKeysSchema from './meter-keys.schema.json' with { type: 'json' };
import receiptSchema from './receipt.schema.json' with { type: 'json' };
import rejectionSchema from './rejection.schema.json' with { type: 'json' };
import requestSchema from './request.schema.json' with { type: 'json' };
import rosterCopySchema from './roster-copy.schema.json' with { type: 'json' };
import schemeSchema from './scheme.schema.json' with { type: 'json' };
import settlementStatusSchema from './settlement-status.schema.json' with { type: 'json' };
import sharesSchema from './shares.schema.json' with { type: 'json' };
import schemeCopySchema from './scheme-copy.schema.json' with { type: 'json' };
import statusSchema from './status.schema.json' with { type: 'json' };
import totalSchema from './total.schema.json' with { type: 'json' };
import type {
  ApprovedMeters,
  Accept,
  AggregatorConfig,
  Anchors,
  AuthorityConfig,
  MeterKit,
  EnrolRequest,
  EnrolAnswer,
  RenewRequest,
  RenewAnswer,
  BillStatement,
  BrokerConfig,
  CertifiedEntry,
  Enrolment,
  Entry,
  Evidence,
  HeadPair,
  LogMessage,
  KeyCard,
  KeyFile,
  ManifestMessage,
  MeterConfig,
  MeterKeyFile,
  Receipt,
  Rejection,
  ReplayClock,
  RequestMessage,
  RosterCopy,
  Scheme,
  SealedBill,
  SettlementStatus,
  SharesMessage,
  SchemeCopy,
  Status,
  TotalMessage,
  UtilityConfig,
} from './types.ts';

/** Every schema by name, with the type it describes. */
export interface SchemaTypes {
  accept: Accept;
  anchors: Anchors;
  bill: SealedBill;
  'bill-statement': BillStatement;
  'certified-entry': CertifiedEntry;
  clock: ReplayClock;
  'config-aggregator': AggregatorConfig;
  'config-authority': AuthorityConfig;
  kit: MeterKit;
  'enrol-request': EnrolRequest;
  'enrol-answer': EnrolAnswer;
  'renew-request': RenewRequest;
  'renew-answer': RenewAnswer;
  'config-broker': BrokerConfig;
  'config-meter': MeterConfig;
  'config-utility': UtilityConfig;
  'approved-meters': ApprovedMeters;
  enrolment: Enrolment;
  entry: Entry;
  evidence: Evidence;
  'head-pair': HeadPair;
  log: LogMessage;
  'key-card': KeyCard;
  keys: KeyFile;
  manifest: ManifestMessage;
  'meter-keys': MeterKeyFile;
  receipt: Receipt;
  rejection: Rejection;
  request: RequestMessage;
  'roster-copy': RosterCopy;
  scheme: Scheme;
  'settlement-status': SettlementStatus;
  shares: SharesMessage;
  'scheme-copy': SchemeCopy;
  status: Status;
  total: TotalMessage;
}

export type SchemaName = keyof SchemaTypes;

const schemas = [
  acceptSchema,
  anchorsSchema,
  billSchema,
  billStatementSchema,
  certifiedEntrySchema,
  clockSchema,
  configAggregatorSchema,
  configAuthoritySchema,
  kitSchema,
  enrolRequestSchema,
  enrolAnswerSchema,
  renewRequestSchema,
  renewAnswerSchema,
  configBrokerSchema,
  configMeterSchema,
  configUtilitySchema,
  defsSchema,
  approvedMetersSchema,
  enrolmentSchema,
  entrySchema,
  evidenceSchema,
  headPairSchema,
  logSchema,
  keyCardSchema,
  keysSchema,
  manifestSchema,
  meterKeysSchema,
  receiptSchema,
  rejectionSchema,
  requestSchema,
  rosterCopySchema,
  schemeSchema,
  settlementStatusSchema,
  sharesSchema,
  schemeCopySchema,
  statusSchema,
  totalSchema,
];

// A union names only its discriminator at the top, so strictRequired would refuse it.
const ajv = new Ajv({
  strict: true,
  strictRequired: false,
  allErrors: false,
  discriminator: true,
  ownProperties: true,
});
const configAjv = new Ajv({
  strict: true,
  strictRequired: false,
  allErrors: true,
  discriminator: true,
  useDefaults: true,
  verbose: true,
});
for (const schema of schemas) {
  ajv.addSchema(schema);
  configAjv.addSchema(schema);
}

function compiled<N extends SchemaName>(from: Ajv, name: N): ValidateFunction<SchemaTypes[N]> {
  const validate = from.getSchema<SchemaTypes[N]>(`${name}.schema.json`);
  if (validate === undefined) throw new TypeError(`no schema named ${name}`);
  return validate;
}

/** Whether `value` is a message of the named kind; on false, `describeProblem` says why. */
export function isValid<N extends SchemaName>(name: N, value: unknown): value is SchemaTypes[N] {
  return compiled(ajv, name)(value);
}

/** The first problem of the last failed `isValid` of that schema, without any of the value. */
export function describeProblem(name: SchemaName): string {
  const problem = compiled(ajv, name).errors?.[0];
  return problem === undefined ? 'invalid' : `${problem.instancePath || '/'} ${problem.message ?? 'is invalid'}`;
}

/** The validator for files written by people: reports every problem and fills in the defaults. */
export function configValidator<N extends SchemaName>(name: N): ValidateFunction<SchemaTypes[N]> {
  return compiled(configAjv, name);
}
