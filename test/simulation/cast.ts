/** Who plays in a simulated grid: the keys, pins and configuration of every party, over any implementation of the port. */
import type { AggregatorParty, HpkeKeyPair } from '../../aggregator/party.ts';
import { agreementFromSeed, identityFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import type { MeterAnchors, MeterParty } from '../../meter/party.ts';
import { toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../../protocol/keys/crypto-port.ts';
import type { Pins } from '../../protocol/grid/floor.ts';
import { deriveDigestKey } from '../../protocol/wire/headers.ts';
import type { Signers } from '../../protocol/log/entries.ts';
import { deriveReceiptKey } from '../../protocol/wire/receipt.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import type { EnrolledMeter, LocalFloor, Scheme } from '../../schemas/types.ts';
import type { UtilityParty } from '../../utility/party.ts';
import { fakeCrypto, fakeOwnKey } from './fake-crypto.ts';

interface Own {
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

/** Cryptography with the making of keys, real or fake. */
export interface Kit {
  readonly crypto: Crypto;
  identity(name: string): Own;
  agreement(name: string): Own;
}

export function realKit(): Kit {
  const seed = (name: string): Uint8Array => nodeCrypto.sha256(utf8(name));
  return {
    crypto: nodeCrypto,
    identity: (name) => identityFromSeed(seed(`${name}/identity`)),
    agreement: (name) => agreementFromSeed(seed(`${name}/agreement`)),
  };
}

export function fakeKit(onNonceReused: () => void): Kit {
  return {
    crypto: fakeCrypto(onNonceReused),
    identity: (name) => fakeOwnKey(utf8(`${name}/identity`)),
    agreement: (name) => fakeOwnKey(utf8(`${name}/agreement`)),
  };
}

/** A meter as the run wants it. */
export interface MeterPlan {
  readonly id: string;
  readonly area: string;
  readonly registers: readonly string[];
  /** First interval it reports. */
  readonly from: number;
  /** First interval of which it has no reading any more, until everything heals; the first that it is not in the roster. */
  readonly deadFrom?: number;
  readonly leavesAt?: number;
  /** Where it moves to, and with which interval. */
  readonly moves?: { readonly area: string; readonly at: number };
  /** No page has it: too few others have its load registers. */
  readonly isApart?: boolean;
}

/** Of keys of a key epoch. */
function nameOf(id: string, keyEpoch: number): string {
  return keyEpoch === 1 ? id : `${id}/${keyEpoch}`;
}

export class Cast {
  readonly kit: Kit;
  /** What the utility wants in force: an operator corrects it when a tariff came too late. */
  scheme: Scheme;
  readonly signers: Signers;
  readonly pins: Pins;
  enrolled: EnrolledMeter[];
  /** Whom the utility's operator keeps, whatever bills say. */
  keptMeters: ReadonlySet<string> = new Set();
  private readonly owns = new Map<string, Own>();

  constructor(kit: Kit, scheme: Scheme, floor: LocalFloor, meters: readonly MeterPlan[]) {
    this.kit = kit;
    this.scheme = scheme;
    this.pins = { deployment: scheme.deployment, operators: scheme.operators, floor };
    this.signers = {
      utility: this.identityKey('utility'),
      aggregators: new Map(scheme.operators.map((_, at) => [at + 1, [this.identityKey(`aggregator-${at + 1}`)]])),
    };
    this.enrolled = meters.map(({ id, area, registers, from }) => ({
      area,
      from,
      meter: {
        id,
        keyEpoch: 1,
        registers: [...registers],
        identity: toBase64url(this.identity(id).publicRaw),
        agreement: toBase64url(this.agreement(id).publicRaw),
      },
    }));
  }

  identity(name: string): Own {
    return this.own(`identity ${name}`, () => this.kit.identity(name));
  }

  agreement(name: string): Own {
    return this.own(`agreement ${name}`, () => this.kit.agreement(name));
  }

  private own(name: string, make: () => Own): Own {
    let own = this.owns.get(name);
    if (own === undefined) {
      own = make();
      this.owns.set(name, own);
    }
    return own;
  }

  private identityKey(name: string): PublicKey {
    return this.kit.crypto.identityPublicKey(this.identity(name).publicRaw)!;
  }

  private agreementKey(name: string): PublicKey {
    return this.kit.crypto.agreementPublicKey(this.agreement(name).publicRaw)!;
  }

  private digestKey(own: string, other: string, index: number): SecretKey {
    const { crypto } = this.kit;
    return deriveDigestKey(
      crypto,
      this.agreement(own).privateKey,
      this.agreementKey(other),
      this.scheme.deployment,
      index,
    )!;
  }

  receiptKey(meter: string, index: number, name = meter): SecretKey {
    const { crypto } = this.kit;
    const other = this.agreementKey(`aggregator-${index}`);
    return deriveReceiptKey(crypto, this.agreement(name).privateKey, other, this.scheme.deployment, meter, index)!;
  }

  /** An HPKE key of aggregator j, by key id. */
  hpkeKey(index: number, keyId: string): HpkeKeyPair {
    const { privateKey, publicRaw } = this.agreement(`aggregator-${index}/${keyId}`);
    return { keyId, privateKey, publicRaw };
  }

  utility(processSeed: Uint8Array): UtilityParty {
    const { crypto } = this.kit;
    const agreement = this.agreement('utility');
    const digestKeys = this.scheme.operators.map(
      (_, at) => [at + 1, this.digestKey('utility', `aggregator-${at + 1}`, at + 1)] as const,
    );
    return {
      crypto,
      deployment: this.scheme.deployment,
      identity: this.identity('utility').privateKey,
      agreement: agreement.privateKey,
      totalsKey: agreement,
      signers: this.signers,
      digestKeys: new Map(digestKeys),
      operators: this.scheme.operators,
      scheme: this.scheme,
      enrolled: this.enrolled,
      keptMeters: this.keptMeters,
      documents: new Map(),
      processSeed,
    };
  }

  aggregator(
    index: number,
    process: Pick<AggregatorParty, 'hpkeKeys' | 'processSeed' | 'founding' | 'lieWh' | 'sessionCacheSize'>,
  ): AggregatorParty {
    const name = `aggregator-${index}`;
    return {
      crypto: this.kit.crypto,
      deployment: this.scheme.deployment,
      index,
      pins: this.pins,
      digestKey: this.digestKey(name, 'utility', index),
      identity: this.identity(name).privateKey,
      agreement: this.agreement(name).privateKey,
      signers: this.signers,
      utilityTotals: this.agreementKey('utility'),
      softwareVersion: 'simulated',
      ...process,
    };
  }

  get anchors(): MeterAnchors {
    return { signers: this.signers, pins: this.pins };
  }

  /** The roster file names its new area and keys. */
  move({ id, registers, moves }: MeterPlan): void {
    const others = this.enrolled.filter(({ meter }) => meter.id !== id);
    const name = nameOf(id, 2);
    const identity = toBase64url(this.identity(name).publicRaw);
    const agreement = toBase64url(this.agreement(name).publicRaw);
    const meter = { id, keyEpoch: 2, registers: [...registers], identity, agreement };
    this.enrolled = [...others, { area: moves!.area, from: moves!.at, meter }];
  }

  /** `hasMoved`: whether its process has been told. */
  meter(plan: MeterPlan, splitSeed: string, hasMoved = false): MeterParty {
    const was = this.meterOf(plan, plan.area, 1, splitSeed);
    return hasMoved ? { ...this.meterOf(plan, plan.moves!.area, 2, splitSeed), former: [was] } : was;
  }

  private meterOf(plan: MeterPlan, area: string, keyEpoch: number, splitSeed: string): MeterParty {
    const { crypto } = this.kit;
    const { deployment } = this.scheme;
    const name = nameOf(plan.id, keyEpoch);
    const { privateKey: agreement, publicRaw: agreementRaw } = this.agreement(name);
    const tagKey = deriveTagKey(crypto, agreement, this.agreementKey('utility'), deployment, plan.id)!;
    return {
      crypto,
      deployment,
      id: plan.id,
      area,
      keyEpoch,
      registers: plan.registers,
      identity: this.identity(name).privateKey,
      agreement,
      agreementRaw,
      splitKey: crypto.secretKey(crypto.sha256(utf8(nameOf(splitSeed, keyEpoch)))),
      tagger: new Tagger(crypto, tagKey),
      receiptKeys: new Map(this.scheme.operators.map((_, at) => [at + 1, this.receiptKey(plan.id, at + 1, name)])),
    };
  }
}
