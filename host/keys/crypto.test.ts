import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreementFromSeed,
  generateAgreement,
  generateIdentity,
  identityFromSeed,
  nodeCrypto,
  type OwnKey,
} from './crypto.ts';
import type { PublicKey } from '../../protocol/keys/crypto-port.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString('hex');
const identityPublic = (key: OwnKey): PublicKey => nodeCrypto.identityPublicKey(key.publicRaw)!;
const agreementPublic = (key: OwnKey): PublicKey => nodeCrypto.agreementPublicKey(key.publicRaw)!;

const data = fc.uint8Array({ maxLength: 150 });
const raw32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const raw12 = fc.uint8Array({ minLength: 12, maxLength: 12 });
const lowOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
];

// Encodings of Ed25519's points of order 1, 2, 4 and 8.
const smallOrder = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];

const littleEndian = (value: Uint8Array): bigint => BigInt(`0x${hex(value.toReversed())}`);
const clamped = (scalar: Uint8Array): Uint8Array =>
  scalar.map((byte, at) => (at === 0 ? byte & 248 : at === 31 ? (byte & 127) | 64 : byte));

describe('hashes and MACs', () => {
  test('[P-4] sha256, hmac and hkdfKey equal those of the platform', () => {
    fc.assert(
      fc.property(raw32, data, data, (raw, first, second) => {
        expect(hex(nodeCrypto.sha256(first))).toBe(createHash('sha256').update(first).digest('hex'));
        const key = nodeCrypto.secretKey(raw);
        expect(hex(nodeCrypto.hmac(key, first))).toBe(createHmac('sha256', raw).update(first).digest('hex'));
        const derived = nodeCrypto.hkdfKey(first, second, raw);
        const twin = nodeCrypto.secretKey(new Uint8Array(hkdfSync('sha256', first, second, raw, 32)));
        expect(nodeCrypto.hmac(derived, raw)).toEqual(nodeCrypto.hmac(twin, raw));
      }),
    );
  });

  test('[P-4] isEqual compares, whatever the lengths', () => {
    expect(nodeCrypto.isEqual(bytes('0102'), bytes('0102'))).toBe(true);
    expect(nodeCrypto.isEqual(bytes('0102'), bytes('0103'))).toBe(false);
    expect(nodeCrypto.isEqual(bytes('0102'), bytes('01'))).toBe(false);
  });

  test('[P-4] results are plain Uint8Arrays, whose slice copies', () => {
    const { privateKey } = generateIdentity();
    const key = nodeCrypto.secretKey(new Uint8Array(32));
    const results = [
      nodeCrypto.sha256(bytes('')),
      nodeCrypto.hmac(key, bytes('')),
      nodeCrypto.aeadSeal(key, new Uint8Array(12), bytes(''), bytes('00')),
      nodeCrypto.sign(privateKey, bytes('')),
    ];
    for (const result of results) expect(Object.getPrototypeOf(result)).toBe(Uint8Array.prototype);
  });
});

describe('AEAD', () => {
  test('[P-4] AES-256-GCM as in the GCM specification, test case 16', () => {
    const key = nodeCrypto.secretKey(bytes('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'));
    const nonce = bytes('cafebabefacedbaddecaf888');
    const aad = bytes('feedfacedeadbeeffeedfacedeadbeefabaddad2');
    const plaintext = bytes(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    );
    const sealed =
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b';
    expect(hex(nodeCrypto.aeadSeal(key, nonce, aad, plaintext))).toBe(sealed);
    expect(hex(nodeCrypto.aeadOpen(key, nonce, aad, bytes(sealed)))).toBe(hex(plaintext));
  });

  test('[P-4] opens what was sealed, and nothing in which one bit was changed', () => {
    fc.assert(
      fc.property(raw32, raw12, data, data, fc.nat(), (raw, nonce, aad, plaintext, at) => {
        const key = nodeCrypto.secretKey(raw);
        const sealed = nodeCrypto.aeadSeal(key, nonce, aad, plaintext);
        expect(nodeCrypto.aeadOpen(key, nonce, aad, sealed)).toEqual(plaintext);
        const flipped = (value: Uint8Array): Uint8Array =>
          value.map((byte, index) => (index === at % value.length ? byte ^ (1 << (at % 8)) : byte));
        expect(nodeCrypto.aeadOpen(key, nonce, aad, flipped(sealed))).toBeUndefined();
        expect(nodeCrypto.aeadOpen(key, flipped(nonce), aad, sealed)).toBeUndefined();
        if (aad.length > 0) expect(nodeCrypto.aeadOpen(key, nonce, flipped(aad), sealed)).toBeUndefined();
        expect(nodeCrypto.aeadOpen(nodeCrypto.secretKey(flipped(raw)), nonce, aad, sealed)).toBeUndefined();
        expect(nodeCrypto.aeadOpen(key, nonce, aad, sealed.subarray(0, at % sealed.length))).toBeUndefined();
      }),
    );
  });

  test('[P-4] a nonce that is not 12 bytes is never sealed under, and opens nothing', () => {
    const key = nodeCrypto.secretKey(new Uint8Array(32));
    expect(() => nodeCrypto.aeadSeal(key, new Uint8Array(16), bytes(''), bytes(''))).toThrow(RangeError);
    expect(nodeCrypto.aeadOpen(key, new Uint8Array(16), bytes(''), new Uint8Array(16))).toBeUndefined();
  });
});

describe('Ed25519', () => {
  test('[P-4] as in RFC 8032, 7.1, test 1', () => {
    const key = identityFromSeed(bytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
    expect(hex(key.publicRaw)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(hex(nodeCrypto.sign(key.privateKey, bytes('')))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  test('[P-4] verifies what was signed, under no other key, message or signature', () => {
    fc.assert(
      fc.property(raw32, data, fc.nat(63), (seed, message, at) => {
        const key = identityFromSeed(seed);
        const signature = nodeCrypto.sign(key.privateKey, message);
        expect(nodeCrypto.verify(identityPublic(key), message, signature)).toBe(true);
        expect(nodeCrypto.verify(identityPublic(generateIdentity()), message, signature)).toBe(false);
        expect(nodeCrypto.verify(identityPublic(key), Uint8Array.of(...message, 0), signature)).toBe(false);
        const flipped = signature.map((byte, index) => (index === at ? byte ^ 1 : byte));
        expect(nodeCrypto.verify(identityPublic(key), message, flipped)).toBe(false);
        expect(nodeCrypto.verify(identityPublic(key), message, signature.subarray(0, at))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('[P-9] under a public key of small order, for which anybody can make signatures, none passes', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const seed = new Uint8Array(32).fill(5);
    const scalar = littleEndian(clamped(createHash('sha512').update(seed).digest().subarray(0, 32)));
    const nonce = identityFromSeed(seed).publicRaw;
    const passes = (publicRaw: Uint8Array, secret: bigint, message: Uint8Array): boolean => {
      const challenge = littleEndian(createHash('sha512').update(nonce).update(publicRaw).update(message).digest());
      const response = (scalar + challenge * secret) % order;
      const tail = bytes(response.toString(16).padStart(64, '0')).toReversed();
      return nodeCrypto.verify(nodeCrypto.identityPublicKey(publicRaw)!, message, Uint8Array.of(...nonce, ...tail));
    };
    // Control: signatures made by hand like this do pass, if one knows the secret. For a small order it is 0 (mod 8).
    expect(passes(nonce, scalar, bytes('00'))).toBe(true);
    for (const y of smallOrder) {
      for (let message = 0; message < 64; message++) expect(passes(bytes(y), 0n, Uint8Array.of(message))).toBe(false);
    }
    expect(nodeCrypto.identityPublicKey(new Uint8Array(31))).toBeUndefined();
  });

  test('[P-9] a public key that is no point of the curve verifies nothing and does not throw', () => {
    const key = nodeCrypto.identityPublicKey(bytes(`02${'00'.repeat(31)}`))!;
    expect(nodeCrypto.verify(key, bytes(''), new Uint8Array(64))).toBe(false);
  });
});

describe('X25519 and HPKE', () => {
  test('[P-3] X25519 as in RFC 7748, 5.2, iterated 1 and 1,000 times', () => {
    let scalar = bytes(`09${'00'.repeat(31)}`);
    let point = scalar;
    const step = (): void => {
      const { privateKey } = agreementFromSeed(scalar);
      [scalar, point] = [nodeCrypto.agree(privateKey, nodeCrypto.agreementPublicKey(point)!)!, scalar];
    };
    step();
    expect(hex(scalar)).toBe('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079');
    for (let round = 1; round < 1000; round++) step();
    expect(hex(scalar)).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51');
  });

  test('[P-3] both sides agree', () => {
    const alice = generateAgreement();
    const bob = generateAgreement();
    const shared = nodeCrypto.agree(alice.privateKey, agreementPublic(bob));
    expect(shared?.length).toBe(32);
    expect(nodeCrypto.agree(bob.privateKey, agreementPublic(alice))).toEqual(shared);
  });

  test.each(lowOrder)('[P-4] the low-order point %s agrees on nothing, seals nothing and opens nothing', (point) => {
    const own = generateAgreement();
    const key = nodeCrypto.agreementPublicKey(bytes(point))!;
    const none = bytes('');
    expect(nodeCrypto.agree(own.privateKey, key)).toBeUndefined();
    expect(nodeCrypto.hpkeSend(key, none, none, new Uint8Array(32).fill(7))).toBeUndefined();
    expect(nodeCrypto.hpkeReceive(own.privateKey, own.publicRaw, bytes(point), none, none)).toBeUndefined();
  });

  test('[P-4] what hpkeSend exported, hpkeReceive exports, and only with the same enc, info and context', () => {
    const probe = bytes('70726f6265');
    fc.assert(
      fc.property(raw32, raw32, data, data, fc.nat(31), (recipientSeed, ephemeralSeed, info, exporter, at) => {
        const own = agreementFromSeed(recipientSeed);
        const sent = nodeCrypto.hpkeSend(agreementPublic(own), info, exporter, ephemeralSeed)!;
        const macOf = (enc: Uint8Array, ownInfo: Uint8Array, ownExporter: Uint8Array): string | undefined => {
          const key = nodeCrypto.hpkeReceive(own.privateKey, own.publicRaw, enc, ownInfo, ownExporter);
          return key && hex(nodeCrypto.hmac(key, probe));
        };
        const mac = hex(nodeCrypto.hmac(sent.key, probe));
        expect(macOf(sent.enc, info, exporter)).toBe(mac);
        const tampered = sent.enc.map((byte, index) => (index === at ? byte ^ 1 : byte));
        expect(macOf(tampered, info, exporter)).not.toBe(mac);
        expect(macOf(sent.enc, Uint8Array.of(...info, 0), exporter)).not.toBe(mac);
        expect(macOf(sent.enc, info, Uint8Array.of(...exporter, 0))).not.toBe(mac);
        expect(macOf(sent.enc.subarray(0, at), info, exporter)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test('[P-4] the same ephemeral seed gives the same set-up: machines stay deterministic', () => {
    const recipient = agreementPublic(agreementFromSeed(new Uint8Array(32).fill(1)));
    const seed = new Uint8Array(32).fill(2);
    const first = nodeCrypto.hpkeSend(recipient, seed, seed, seed)!;
    const second = nodeCrypto.hpkeSend(recipient, seed, seed, seed)!;
    expect(first.enc).toEqual(second.enc);
    expect(nodeCrypto.hmac(first.key, seed)).toEqual(nodeCrypto.hmac(second.key, seed));
    expect(() => nodeCrypto.hpkeSend(recipient, seed, seed, seed.subarray(1))).toThrow(RangeError);
  });

  test('[P-4] a public key of the wrong length is none', () => {
    for (const length of [0, 31, 33]) expect(nodeCrypto.agreementPublicKey(new Uint8Array(length))).toBeUndefined();
  });
});

describe('handles', () => {
  test('[P-4] keys print as [key], however they are printed, and own keys print no seed', () => {
    const own = identityFromSeed(new Uint8Array(32).fill(0xab));
    const keys = [nodeCrypto.secretKey(new Uint8Array(32).fill(0xab)), own.privateKey, identityPublic(own)];
    for (const key of keys) {
      expect(JSON.stringify({ key })).toBe('{"key":"[key]"}');
      expect(inspect({ key }, { showHidden: true, depth: 9 })).toBe('{ key: [key] }');
    }
    const printed = inspect(own, { showHidden: true, depth: 9 }) + JSON.stringify(own);
    expect(printed).not.toMatch(/ab|171/);
    expect(own.seed).toEqual(new Uint8Array(32).fill(0xab));
  });

  test('[P-4] a key is refused for another algorithm, and so is a foreign handle', () => {
    const identity = generateIdentity();
    const agreement = generateAgreement();
    expect(() => nodeCrypto.sign(agreement.privateKey, bytes(''))).toThrow(TypeError);
    expect(() => nodeCrypto.agree(identity.privateKey, agreementPublic(agreement))).toThrow(TypeError);
    expect(() => nodeCrypto.verify(agreementPublic(agreement), bytes(''), new Uint8Array(64))).toThrow(TypeError);
    expect(() => nodeCrypto.hmac({ kind: 'secret' }, bytes(''))).toThrow(TypeError);
  });

  test('[P-4] seeds round-trip, and a seed or key of another length is refused', () => {
    for (const [make, load] of [
      [generateIdentity, identityFromSeed],
      [generateAgreement, agreementFromSeed],
    ] as const) {
      const made = make();
      expect(load(made.seed).publicRaw).toEqual(made.publicRaw);
      expect(make().publicRaw).not.toEqual(made.publicRaw);
      expect(() => load(new Uint8Array(31))).toThrow(RangeError);
    }
    expect(() => nodeCrypto.secretKey(new Uint8Array(16))).toThrow(RangeError);
  });
});
