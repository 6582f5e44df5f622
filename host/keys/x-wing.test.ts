/** X-Wing as its draft has it, by itself and as a KEM of HPKE, against another implementation. [P-4.1] */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import published from '../../schemas/vectors/x-wing.json' with { type: 'json' };
import { hpkeFromSeed, nodeCrypto } from './crypto.ts';
import {
  KEM_X_WING,
  derivePrivate,
  exportSecret,
  importAgreementPrivate,
  keySchedule,
  openAt,
  sealAt,
} from './hpke.ts';
import { decapsulateXWing, encapsulateXWing, importXWingPrivate, importXWingPublic } from './x-wing.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString('hex');
const buffer = (value: Uint8Array): ArrayBuffer => Uint8Array.from(value).buffer;
const raw32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const data = fc.uint8Array({ maxLength: 100 });
const RUNS = { numRuns: 10 };

function flipped(value: Uint8Array, at: number): Uint8Array {
  const out = Uint8Array.from(value);
  out[at]! ^= 1;
  return out;
}

describe.each(published.vectors)('[P-4.1] the vector of the draft with the seed $sk', ({ sk, pk, ct, ss }) => {
  const { keys, publicRaw } = importXWingPrivate(bytes(sk));

  test('gives the public key and the shared secret', () => {
    expect(hex(publicRaw)).toBe(pk);
    expect(hex(decapsulateXWing(keys, bytes(ct)))).toBe(ss);
  });

  test('gives another secret where one bit of either half is another', () => {
    for (const at of [0, 1_087, 1_088, 1_119]) expect(hex(decapsulateXWing(keys, flipped(bytes(ct), at)))).not.toBe(ss);
    const other = importXWingPrivate(flipped(bytes(sk), 0)).keys;
    expect(hex(decapsulateXWing(other, bytes(ct)))).not.toBe(ss);
    // Each half is needed: with one of another key the secret is another one.
    expect(hex(decapsulateXWing({ ...keys, mlkem: other.mlkem }, bytes(ct)))).not.toBe(ss);
    expect(hex(decapsulateXWing({ ...keys, x25519: other.x25519 }, bytes(ct)))).not.toBe(ss);
  });

  test('is refused where it has another length, or an X25519 half of low order', () => {
    expect(decapsulateXWing(keys, bytes(ct).subarray(1))).toBeUndefined();
    expect(decapsulateXWing(keys, bytes(`${ct}00`))).toBeUndefined();
    const low = bytes(ct);
    low.fill(0, 1_088);
    expect(decapsulateXWing(keys, low)).toBeUndefined();
  });
});

describe('[P-4.1] public keys of X-Wing', () => {
  const own = hpkeFromSeed('x-wing', new Uint8Array(32).fill(5));

  test('are 1,216 bytes whose first part is a key of ML-KEM-768', () => {
    expect(own.publicRaw).toHaveLength(1_216);
    expect(importXWingPublic(own.publicRaw)).toBeDefined();
    expect(importXWingPublic(own.publicRaw.subarray(1))).toBeUndefined();
    // Coefficients of q or more: FIPS 203, 7.2.
    expect(importXWingPublic(new Uint8Array(1_216).fill(0xff))).toBeUndefined();
    expect(nodeCrypto.hpkePublicKey(new Uint8Array(1_216).fill(0xff))).toBeUndefined();
    expect(nodeCrypto.hpkePublicKey(new Uint8Array(33))).toBeUndefined();
  });

  test('with an X25519 half of low order start no session', () => {
    const raw = Uint8Array.from(own.publicRaw);
    raw.fill(0, 1_184);
    const none = new Uint8Array(0);
    const key = nodeCrypto.hpkePublicKey(raw)!;
    expect(nodeCrypto.hpkeSend(key, none, none, new Uint8Array(32))).toBeUndefined();
  });

  test('the same seed gives the same X25519 half of what is sent, and nothing else of it', () => {
    const none = new Uint8Array(0);
    const key = nodeCrypto.hpkePublicKey(own.publicRaw)!;
    const [first, second] = [1, 2].map(() => nodeCrypto.hpkeSend(key, none, none, new Uint8Array(32).fill(7))!);
    expect(first!.enc).toHaveLength(1_120);
    expect(hex(first!.enc.subarray(1_088))).toBe(hex(second!.enc.subarray(1_088)));
    expect(hex(first!.enc.subarray(0, 1_088))).not.toBe(hex(second!.enc.subarray(0, 1_088)));
  });

  test('a key for one KEM opens nothing that was sent to one of the other', () => {
    const none = new Uint8Array(0);
    const other = hpkeFromSeed('x25519', new Uint8Array(32).fill(5));
    const seed = new Uint8Array(32).fill(7);
    const sent = nodeCrypto.hpkeSend(nodeCrypto.hpkePublicKey(own.publicRaw)!, none, none, seed)!;
    const alone = nodeCrypto.hpkeSend(nodeCrypto.hpkePublicKey(other.publicRaw)!, none, none, seed)!;
    expect(nodeCrypto.hpkeReceive(other.privateKey, other.publicRaw, sent.enc, none, none)).toBeUndefined();
    expect(nodeCrypto.hpkeReceive(own.privateKey, own.publicRaw, alone.enc, none, none)).toBeUndefined();
    expect(nodeCrypto.hpkeReceive(own.privateKey, own.publicRaw, sent.enc, none, none)).toBeDefined();
  });
});

describe('interoperation with @hpke/hybridkem-x-wing', () => {
  const kem = new XWing();
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

  test('[P-4.1] it receives what we send', async () => {
    await fc.assert(
      fc.asyncProperty(raw32, raw32, data, data, data, async (seed, ephemeralSeed, info, aad, message) => {
        const keys = await kem.generateKeyPairDerand(seed);
        const publicRaw = new Uint8Array(await kem.serializePublicKey(keys.publicKey));
        const ephemeral = importAgreementPrivate(derivePrivate(ephemeralSeed));
        const { enc, sharedSecret } = encapsulateXWing(importXWingPublic(publicRaw)!, ephemeral)!;
        const ours = keySchedule(sharedSecret, info, KEM_X_WING);
        const theirs = await suite.createRecipientContext({ recipientKey: keys, enc: buffer(enc), info: buffer(info) });
        const opened = await theirs.open(buffer(sealAt(ours, 0, aad, message)), buffer(aad));
        expect(hex(new Uint8Array(opened))).toBe(hex(message));
        const exported = new Uint8Array(await theirs.export(buffer(aad), 32));
        expect(hex(exported)).toBe(hex(exportSecret(ours, aad, 32)));
      }),
      RUNS,
    );
  });

  test('[P-4.1] we receive what it sends', async () => {
    await fc.assert(
      fc.asyncProperty(raw32, data, data, data, async (seed, info, aad, message) => {
        const { keys, publicRaw } = importXWingPrivate(seed);
        const recipientPublicKey = await kem.deserializePublicKey(buffer(publicRaw));
        const theirs = await suite.createSenderContext({ recipientPublicKey, info: buffer(info) });
        const shared = decapsulateXWing(keys, new Uint8Array(theirs.enc))!;
        const ours = keySchedule(shared, info, KEM_X_WING);
        const sealed = new Uint8Array(await theirs.seal(buffer(message), buffer(aad)));
        expect(hex(openAt(ours, 0, aad, sealed))).toBe(hex(message));
        // Control: under the number of the other KEM nothing opens.
        expect(openAt(keySchedule(shared, info), 0, aad, sealed)).toBeUndefined();
      }),
      RUNS,
    );
  });
});
