import { createSecretKey, type KeyObject } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vector from '../../schemas/vectors/hpke-rfc9180.json' with { type: 'json' };
import {
  decapsulate,
  derivePrivate,
  encapsulate,
  exportSecret,
  type HpkeContext,
  hkdfExpand,
  hmac,
  importAgreementPrivate,
  importAgreementPublic,
  keySchedule,
  openAt,
  sealAt,
} from './hpke.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString('hex');
const keyHex = (key: KeyObject): string => key.export().toString('hex');
const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));

const buffer = (value: Uint8Array): ArrayBuffer => Uint8Array.from(value).buffer;

const recipient = importAgreementPrivate(bytes(vector.skRm));
const context = keySchedule(bytes(vector.shared_secret), bytes(vector.info));

describe('RFC 9180 vector for X25519, HKDF-SHA256, AES-256-GCM, base mode', () => {
  test('[P-4] DeriveKeyPair gives the ephemeral and the recipient key pair', () => {
    expect(hex(derivePrivate(bytes(vector.ikmE)))).toBe(vector.skEm);
    expect(hex(derivePrivate(bytes(vector.ikmR)))).toBe(vector.skRm);
    expect(hex(importAgreementPrivate(bytes(vector.skEm)).publicRaw)).toBe(vector.pkEm);
    expect(hex(recipient.publicRaw)).toBe(vector.pkRm);
  });

  test('[P-4] Encap with the given ephemeral key, and Decap, give enc and the shared secret', () => {
    const ephemeral = importAgreementPrivate(bytes(vector.skEm));
    expect(hex(ephemeral.publicRaw)).toBe(vector.enc);
    const sent = encapsulate(importAgreementPublic(bytes(vector.pkRm)), bytes(vector.pkRm), ephemeral);
    expect(hex(sent)).toBe(vector.shared_secret);
    expect(hex(decapsulate(recipient.privateKey, recipient.publicRaw, bytes(vector.enc)))).toBe(vector.shared_secret);
  });

  test('[P-4] the key schedule gives key, base nonce and exporter secret', () => {
    expect(keyHex(context.key)).toBe(vector.key);
    expect(hex(context.baseNonce)).toBe(vector.base_nonce);
    expect(keyHex(context.exporterSecret)).toBe(vector.exporter_secret);
  });

  test('[P-4] seal and open at each sequence number', () => {
    for (const { sequence, aad, pt, ct } of vector.encryptions) {
      expect(hex(sealAt(context, sequence, bytes(aad), bytes(pt)))).toBe(ct);
      expect(hex(openAt(context, sequence, bytes(aad), bytes(ct)))).toBe(pt);
      expect(openAt(context, sequence + 1, bytes(aad), bytes(ct))).toBeUndefined();
      expect(openAt(context, sequence, bytes('00'), bytes(ct))).toBeUndefined();
    }
  });

  test('[P-4] exports', () => {
    for (const { exporter_context, L, exported_value } of vector.exports) {
      expect(hex(exportSecret(context, bytes(exporter_context), L))).toBe(exported_value);
    }
  });

  test.each(vector.bad)('[P-4] $name leads to another key or to none', (bad) => {
    const changed = { ...vector, exporter_context: '54657374436f6e74657874', ...bad };
    const shared = decapsulate(recipient.privateKey, bytes(changed.pkRm), bytes(changed.enc));
    expect(shared === undefined).toBe(bad.isRefused ?? false);
    if (shared === undefined) return;
    const exported = exportSecret(keySchedule(shared, bytes(changed.info)), bytes(changed.exporter_context), 32);
    expect(vector.exports.map((entry) => entry.exported_value)).not.toContain(hex(exported));
    // Control: what was changed is all that stood in the way.
    expect(hex(exportSecret(context, bytes('54657374436f6e74657874'), 32))).toBe(vector.exports[2]!.exported_value);
  });
});

describe('interoperation with @hpke/core', () => {
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const raw32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const data = fc.uint8Array({ maxLength: 200 });

  test('[P-4] it receives what we send', async () => {
    await fc.assert(
      fc.asyncProperty(raw32, raw32, data, data, data, async (recipientSeed, ephemeralSeed, info, aad, message) => {
        const keys = await suite.kem.deriveKeyPair(buffer(recipientSeed));
        const publicRaw = new Uint8Array(await suite.kem.serializePublicKey(keys.publicKey));
        const ephemeral = importAgreementPrivate(derivePrivate(ephemeralSeed));
        const shared = encapsulate(importAgreementPublic(publicRaw), publicRaw, ephemeral);
        const ours = keySchedule(shared!, info);
        const enc = buffer(ephemeral.publicRaw);
        const theirs = await suite.createRecipientContext({ recipientKey: keys, enc, info: buffer(info) });
        for (const sequence of [0, 1, 2]) {
          const opened = await theirs.open(buffer(sealAt(ours, sequence, aad, message)), buffer(aad));
          expect(hex(new Uint8Array(opened))).toBe(hex(message));
        }
        const exported = new Uint8Array(await theirs.export(buffer(aad), 255));
        expect(hex(exported)).toBe(hex(exportSecret(ours, aad, 255)));
      }),
      { numRuns: 25 },
    );
  });

  test('[P-4] we receive what it sends', async () => {
    await fc.assert(
      fc.asyncProperty(raw32, data, data, data, async (recipientSeed, info, aad, message) => {
        const keys = importAgreementPrivate(derivePrivate(recipientSeed));
        const recipientPublicKey = await suite.kem.deserializePublicKey(buffer(keys.publicRaw));
        const theirs = await suite.createSenderContext({ recipientPublicKey, info: buffer(info) });
        const shared = decapsulate(keys.privateKey, keys.publicRaw, new Uint8Array(theirs.enc));
        const ours: HpkeContext = keySchedule(shared!, info);
        for (const sequence of [0, 1, 2]) {
          const sealed = new Uint8Array(await theirs.seal(buffer(message), buffer(aad)));
          expect(hex(openAt(ours, sequence, aad, sealed))).toBe(hex(message));
        }
        const exported = new Uint8Array(await theirs.export(buffer(aad), 32));
        expect(hex(exported)).toBe(hex(exportSecret(ours, aad, 32)));
      }),
      { numRuns: 25 },
    );
  });
});

describe('parts', () => {
  test('[P-4] HKDF-SHA256 as in RFC 5869, test case 1', () => {
    const pseudoRandomKey = hmac(createSecretKey(bytes('000102030405060708090a0b0c')), bytes('0b'.repeat(22)));
    expect(hex(pseudoRandomKey)).toBe('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5');
    expect(hex(hkdfExpand(createSecretKey(pseudoRandomKey), 42, bytes('f0f1f2f3f4f5f6f7f8f9')))).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
    expect(() => hkdfExpand(createSecretKey(pseudoRandomKey), 255 * 32 + 1)).toThrow(RangeError);
  });

  test('[P-4] an export longer than its length can say is refused', () => {
    expect(exportSecret(context, text(''), 255)).toHaveLength(255);
    expect(() => exportSecret(context, text(''), 256)).toThrow(RangeError);
  });

  test('[P-4] sequence numbers differ in the nonce up to 2^53, and none beyond is taken', () => {
    const sealed = [0, 1, 255, 256, 2 ** 32, 2 ** 53 - 1].map((sequence) =>
      hex(sealAt(context, sequence, text(''), text('x'))),
    );
    expect(new Set(sealed).size).toBe(sealed.length);
    for (const bad of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => sealAt(context, bad, text(''), text('x'))).toThrow(RangeError);
    }
  });
});
