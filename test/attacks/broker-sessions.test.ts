/**
 * Sessions that somebody with a genuine certificate leaves behind, and a broker that is told to read its files again, as every
 * revocation and every new certificate tells it. [P-10.9]
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { findMosquitto } from '../../broker/mosquitto.ts';
import { BrokerUnderAttack, KINDS, type Kind } from './brokers.ts';

/** What is freed is overwritten at once, so that who goes on using it is found every time (glibc). */
const WATCHED = { MALLOC_PERTURB_: '255', GLIBC_TUNABLES: 'glibc.malloc.tcache_count=0' };
/** Mosquitto looks for sessions that are over once a second. */
const TWO_LOOKS_MS = 2_500;

let broker: BrokerUnderAttack;
afterEach(() => broker.stop());

async function started(kind: Kind): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, WATCHED);
  broker = await BrokerUnderAttack.start({ kind, clientIds: ['meter-m1', 'meter-m2', 'utility'] });
  for (const name of Object.keys(WATCHED)) {
    delete process.env[name];
    if (before[name] !== undefined) process.env[name] = before[name];
  }
}

/** A session is left behind, files are read again twice, and its owner comes back and goes in order: three times. */
async function leaveSessions(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const away = broker.open('meter-m1');
    await away.connect({ clientId: 'meter-m1', isClean: false });
    await away.end(false);
    for (let reload = 0; reload < 2; reload++) {
      await broker.enrol('meter-m2');
      await (await broker.join('utility')).end(true);
    }
    await (await broker.join('meter-m1')).end(true);
    await pass(TWO_LOOKS_MS);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Debian 12 has 2.0.11; 2.1.0 keeps a session in its list once. */
function isBefore21(): boolean {
  const program = findMosquitto();
  if (program === undefined) return false;
  let said = '';
  try {
    said = execFileSync(program, ['-h'], { encoding: 'utf8' });
  } catch (error) {
    said = String((error as { stdout?: unknown }).stdout);
  }
  return /version (?:1\.|2\.0\.)/.test(said);
}

describe('[P-10.9] sessions that are left behind', { timeout: 60_000 }, () => {
  test.each(KINDS)('end no broker that reads its files again (%s)', async (kind) => {
    await started(kind);
    await leaveSessions();
    expect(isRunning(broker.pid)).toBe(true);
    await (await broker.join('utility')).end(true);
  });

  test.runIf(isBefore21())(
    'control: where sessions run out, Mosquitto before 2.1 uses one after it was freed',
    async () => {
      await started('Mosquitto');
      for (const name of ['mosquitto.conf', 'mosquitto-as-root.conf']) {
        const path = join(broker.authority.brokerFolder, name);
        if (existsSync(path)) appendFileSync(path, 'persistent_client_expiration 1h\n');
      }
      await broker.enrol('meter-m2');
      await expect(leaveSessions()).rejects.toThrow('was not let in');
      expect(isRunning(broker.pid)).toBe(false);
    },
  );
});
