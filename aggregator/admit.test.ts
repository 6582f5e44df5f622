/** Admitting shares: each refusal has its code, and what is asked first is answered first. [P-6.1] */
import { describe, expect, test } from 'vitest';
import { agreementFromSeed, nodeCrypto } from '../host/keys/crypto.ts';
import { toBase64url, utf8 } from '../protocol/wire/bytes.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { P, encodeElement } from '../protocol/math/field.ts';
import { sharesAad } from '../protocol/wire/headers.ts';
import { sharingIdOf } from '../protocol/grid/scheme.ts';
import { SealingSession, meterSender } from '../protocol/keys/seal.ts';
import type { SharesMessage } from '../schemas/types.ts';
import { type TestKey, agreementNamed, bytesNamed, identityNamed } from '../test/material.ts';
import { type Answer, Bench } from '../test/simulation/bench.ts';
import { FIRST_INTERVAL, IMPORT } from '../test/simulation/grid.ts';

const hpkeKey = nodeCrypto.agreementPublicKey(agreementFromSeed(bytesNamed('aggregator-1/hpke')).publicRaw)!;

type Header = Omit<SharesMessage, 'sessionId' | 'session' | 'sessionSignature' | 'nonce' | 'sealed'>;

/** A meter's end: one session with aggregator 1, properly signed. */
class TestMeter {
  readonly id: string;
  private readonly sharing: string;
  private readonly session: SealingSession;

  constructor(bench: Bench, id: string, identity: TestKey = identityNamed(id), keyEpoch = 1) {
    this.id = id;
    this.sharing = sharingIdOf(nodeCrypto, bench.grid.scheme);
    const route = {
      purpose: 'shares',
      deployment: 'test',
      sharing: this.sharing,
      sender: meterSender(id, keyEpoch),
      recipient: 'aggregator/1',
      keyId: 'k1',
    } as const;
    this.session = SealingSession.start(nodeCrypto, route, identity.privateKey, hpkeKey, bytesNamed(`${id}/session`))!;
  }

  /** Seals elements (two for every interval: value and tag) under a header that is right unless changed. */
  message(offset: number, elements: readonly bigint[], changes: Partial<Header> = {}): SharesMessage {
    const plaintext = new Uint8Array(elements.length * 16);
    const view = new DataView(plaintext.buffer);
    elements.forEach((element, at) => {
      // Beyond what is canonical too, as a hostile meter could.
      view.setBigUint64(at * 16, element & 0xffff_ffff_ffff_ffffn, true);
      view.setBigUint64(at * 16 + 8, element >> 64n, true);
    });
    const header: Header = {
      version: 1,
      deployment: 'test',
      type: 'shares',
      sharing: this.sharing,
      area: 'area-1',
      meter: this.id,
      keyEpoch: 1,
      aggregator: 1,
      keyId: 'k1',
      registers: [IMPORT],
      from: FIRST_INTERVAL + offset,
      count: Math.max(1, elements.length / 2),
      ...changes,
    };
    return {
      ...header,
      ...this.session.sealNamed(false, (fields) => sharesAad({ ...header, ...fields }), plaintext),
    };
  }
}

function send(bench: Bench, message: object): Answer {
  return bench.feed({ kind: 'message', topic: 'grid/agg/1/shares', payload: utf8(canonicalJson(message)) });
}

function atEndOf(bench: Bench, offset: number): void {
  bench.grid.gridMs = (FIRST_INTERVAL + offset + 1) * 900_000;
}

function setUp(): { bench: Bench; meter: TestMeter } {
  const bench = Bench.started();
  atEndOf(bench, 3);
  return { bench, meter: new TestMeter(bench, 'meter-1') };
}

const stored = { codes: [], ops: ['cell'] };

function refused(...codes: string[]) {
  return { codes, ops: [] };
}

describe('[P-6.1] admission', () => {
  test('control: new cells are stored, one by one or several, and receipted', () => {
    const { bench, meter } = setUp();
    const answer = send(bench, meter.message(0, [1n, 2n]));
    expect(answer).toMatchObject(stored);
    expect(answer.publications.map(({ topic }) => topic)).toEqual(['grid/meter/meter-1/receipts/1']);
    expect(send(bench, meter.message(1, [3n, 4n, 5n, 6n]))).toMatchObject({
      codes: [],
      ops: ['cell', 'cell'],
    });
    expect(bench.grid.aggregatorMachines[0]!.stats).toMatchObject({ cells: 3, duplicates: 0, rejected: 0 });
  });

  test('[P-6.1] the same shares again are a duplicate: receipted again, otherwise ignored', () => {
    const { bench, meter } = setUp();
    expect(send(bench, meter.message(0, [1n, 2n]))).toMatchObject(stored);
    const again = send(bench, meter.message(0, [1n, 2n]));
    expect(again).toMatchObject(refused());
    expect(again.publications.map(({ topic }) => topic)).toEqual(['grid/meter/meter-1/receipts/1']);
    expect(bench.grid.aggregatorMachines[0]!.stats).toMatchObject({ cells: 1, duplicates: 1, rejected: 0 });
  });

  test.each([
    ['another value', [9n, 2n]],
    ['another tag', [1n, 9n]],
  ])('[P-6.1] other shares for the same cell are a conflict, and the first stay: %s', (_what, elements) => {
    const { bench, meter } = setUp();
    send(bench, meter.message(0, [1n, 2n]));
    // Noted once of each meter: its aggregator could have made the second message itself.
    expect(send(bench, meter.message(0, elements))).toMatchObject({ codes: ['report_conflict'], ops: ['hint'] });
    expect(send(bench, meter.message(0, [1n, 2n]))).toMatchObject(refused());
  });

  test.each([
    ['too few', [1n]],
    ['too many', [1n, 2n, 3n]],
    ['none', []],
  ])('[P-6.1] %s field elements', (_what, elements) => {
    const { bench, meter } = setUp();
    const message = meter.message(0, elements, { count: 1 });
    expect(send(bench, message)).toMatchObject(refused('invalid_element'));
  });

  test('[P-2.3] an element that is not canonical', () => {
    const { bench, meter } = setUp();
    for (const element of [P, P + 1n, 2n ** 128n - 1n]) {
      expect(send(bench, meter.message(0, [1n, element]))).toMatchObject(refused('invalid_element'));
      expect(send(bench, meter.message(0, [element, 1n]))).toMatchObject(refused('invalid_element'));
    }
    const largest = new Uint8Array(16);
    encodeElement(P - 1n, largest, 0);
    expect(send(bench, meter.message(0, [P - 1n, P - 1n]))).toMatchObject(stored);
  });

  test('[P-6.1] an interval that has not ended; ten seconds are forgiven', () => {
    const { bench, meter } = setUp();
    expect(send(bench, meter.message(4, [1n, 2n]))).toMatchObject(refused('report_too_early'));
    atEndOf(bench, 4);
    bench.grid.gridMs -= 10_001;
    expect(send(bench, meter.message(4, [1n, 2n]))).toMatchObject(refused('report_too_early'));
    bench.grid.gridMs += 1;
    expect(send(bench, meter.message(4, [1n, 2n]))).toMatchObject(stored);
  });

  test('[P-6.1] an interval before the meter joined, or after it left', () => {
    const { bench, meter } = setUp();
    expect(send(bench, meter.message(-1, [1n, 2n]))).toMatchObject(refused('report_dropped'));
    bench.certify({ kind: 'roster', from: FIRST_INTERVAL + 2, add: [], remove: ['meter-1'] });
    expect(send(bench, meter.message(2, [1n, 2n]))).toMatchObject(refused('report_dropped'));
    // What it used before it left still counts.
    expect(send(bench, meter.message(1, [1n, 2n]))).toMatchObject(stored);
  });

  test('[P-7.3] a page that closed without this cell takes it no more; one that closed with it does', () => {
    const { bench, meter } = setUp();
    bench.closePages(0, 1, [1, 2, 3]);
    bench.closePages(1, 2, [0, 1, 2, 3]);
    expect(send(bench, meter.message(0, [1n, 2n]))).toMatchObject(refused('batch_collected'));
    expect(send(bench, meter.message(1, [1n, 2n]))).toMatchObject(stored);
  });

  test('[P-6.1] a message is taken apart by cells: each is stored or refused by itself', () => {
    const { bench, meter } = setUp();
    send(bench, meter.message(0, [1n, 2n]));
    send(bench, meter.message(1, [3n, 4n]));
    const answer = send(bench, meter.message(0, [1n, 2n, 9n, 9n, 5n, 6n, 7n, 8n, 9n, 9n]));
    expect(answer).toMatchObject({ codes: ['report_conflict', 'report_too_early'], ops: ['cell', 'cell', 'hint'] });
    expect(bench.grid.aggregatorMachines[0]!.stats).toMatchObject({ cells: 4, duplicates: 1, rejected: 2 });
  });

  test('[P-6.1] what is asked first is answered first, whatever else is wrong', () => {
    const { bench, meter } = setUp();
    const wrong: [code: string, changes: object][] = [
      ['invalid_message', { count: 97 }],
      ['outdated_config', { deployment: 'other' }],
      ['unknown_meter', { meter: 'nobody' }],
      ['outdated_config', { sharing: 'A'.repeat(22) }],
      ['outdated_config', { keyEpoch: 2 }],
      ['outdated_config', { registers: [IMPORT, IMPORT] }],
      ['hpke_unknown_config_id', { keyId: 'k9' }],
      ['hpke_unknown_session', { sessionId: 'A'.repeat(22), session: undefined, sessionSignature: undefined }],
      ['hpke_decrypt_error', { sealed: 'AAAA' }],
    ];
    // From the last check to the first: each new fault is noticed before those that are there already.
    let message: object = meter.message(9, [P, P]);
    expect(send(bench, message)).toMatchObject(refused('invalid_element'));
    for (const [code, changes] of wrong.toReversed()) {
      message = { ...message, ...changes };
      expect(send(bench, message)).toMatchObject(refused(code));
    }
  });

  test('[P-6.1] a revoked key: a session of it that was open does not outlive it', () => {
    const { bench, meter: old } = setUp();
    expect(send(bench, old.message(0, [1n, 2n]))).toMatchObject(stored);
    const renewed = identityNamed('meter-1/renewed');
    const add = [
      {
        id: 'meter-1',
        keyEpoch: 2,
        registers: [IMPORT],
        identity: toBase64url(renewed.publicRaw),
        agreement: toBase64url(agreementNamed('meter-1/renewed').publicRaw),
      },
    ];
    bench.certify({ kind: 'roster', from: FIRST_INTERVAL + 2, add, remove: ['meter-1'] });
    expect(send(bench, old.message(2, [1n, 2n]))).toMatchObject(refused('report_dropped'));
    expect(send(bench, old.message(2, [1n, 2n], { keyEpoch: 2 }))).toMatchObject(refused('hpke_decrypt_error'));
    const meter = new TestMeter(bench, 'meter-1', renewed, 2);
    expect(send(bench, meter.message(2, [1n, 2n], { keyEpoch: 2 }))).toMatchObject(stored);
    expect(send(bench, meter.message(1, [1n, 2n], { keyEpoch: 2 }))).toMatchObject(refused('report_dropped'));
  });

  test("[P-6.1] another meter's name over one's own signature opens nothing", () => {
    const { bench } = setUp();
    const thief = new TestMeter(bench, 'meter-2', identityNamed('meter-1'));
    expect(send(bench, thief.message(0, [1n, 2n]))).toMatchObject(refused('hpke_decrypt_error'));
  });

  test('[P-6.4] the same rejection is published at a bounded rate, but always counted', () => {
    const { bench, meter } = setUp();
    const payload = utf8(canonicalJson(meter.message(9, [1n, 2n])));
    const { monotonicMs } = bench.grid;
    const published = [0, 50, 100, 199, 200].map((afterMs) => {
      bench.grid.monotonicMs = monotonicMs + afterMs - 1_000;
      return bench.feed({ kind: 'message', topic: 'grid/agg/1/shares', payload }).codes.length;
    });
    expect(published).toEqual([1, 0, 0, 0, 1]);
    expect(bench.grid.aggregatorMachines[0]!.stats.rejections).toEqual({ report_too_early: 5 });
  });

  test('[P-6.4] a rejection says nothing of what was sent but the meter', () => {
    const { bench, meter } = setUp();
    const message = meter.message(9, [1n, 2n]);
    const { payload } = send(bench, message).publications.find(({ topic }) => topic.endsWith('/rejections'))!;
    for (const secret of [message.sealed, message.session, message.sessionSignature])
      expect(payload).not.toContain(secret);
    expect(JSON.parse(payload)).toMatchObject({ code: 'report_too_early', meter: 'meter-1' });
  });
});
