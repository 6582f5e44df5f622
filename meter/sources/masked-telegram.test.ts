/** Telegrams as a person may show them: values stay, and what may name a meter, a home or a contract does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectedTelegrams, sharedTelegramsFolder } from '../../test/shared-telegrams.ts';
import { p1Telegram } from '../../test/telegram.ts';
import { maskedTelegram, telegramIn } from './masked-telegram.ts';

describe('of a stream', () => {
  const one = p1Telegram('E0012345678901234', '1.000', '0.000').toString('latin1');
  const other = p1Telegram('E0012345678901234', '2.000', '0.000').toString('latin1');

  test('the last whole telegram is shown', () => {
    expect(telegramIn(`kWh)\r\n!1234\r\n${one}${other}${one.slice(0, 50)}`)).toBe(other.trimEnd());
    expect(telegramIn('/?!\r\n/LGZ5\\2ZMD\r\n\u00021.8.0(001846.0*kWh)\r\n!\r\n\u0003x')).toMatch(/^\/LGZ.*!/s);
    expect(telegramIn('E\u0003\u0002\nBASE 012345678 /\r\u0003\u0002\nADCO')).toContain('BASE 012345678 /');
    expect(telegramIn('x'.repeat(5_000))).toHaveLength(1_000);
  });

  test('values and times stay, and of a number that names it the last characters', () => {
    expect(maskedTelegram(one)).toEqual([
      '/GSH5\\2GRIDSHARE-1',
      '1-3:0.2.8(50)',
      '0-0:1.0.0(260101120000W)',
      '0-0:96.1.1(…3334)',
      '1-0:1.8.1(000001.000*kWh)',
      '1-0:1.8.2(000000.000*kWh)',
      '1-0:2.8.1(000000.000*kWh)',
      '1-0:2.8.2(000000.000*kWh)',
      '0-0:96.14.0(0002)',
      '1-0:1.7.0(00.193*kW)',
      expect.stringMatching(/^![0-9A-F]{4}$/),
    ]);
    expect(maskedTelegram('/EST5\\253710000_A')).toEqual(['/EST5\\…0000_A']);
    expect(maskedTelegram('C.1.0(00001234)\r\n1.8.1*255(032942.0231)\r\n0.0.0(1234567)')).toEqual([
      'C.1.0(…)',
      '1.8.1*255(032942.0231)',
      '0.0.0(…)',
    ]);
    expect(
      maskedTelegram('ADSC\t041876543210\t5\r\nSMAXSN\tH251122081105\t03310\t0\r\nMSG1\tPAS DE MESSAGE\t<'),
    ).toEqual(['ADSC\t…3210\t5', 'SMAXSN\tH251122081105\t03310\t0', 'MSG1\t…SAGE\t<']);
  });
});

const folder = sharedTelegramsFolder();
const missing = folder === undefined ? ' (skipped: no shared telegrams)' : '';

test.skipIf(folder === undefined)(`no number of a real meter stays, and every register does${missing}`, () => {
  const seen = { names: 0, values: 0, files: 0 };
  for (const [name] of expectedTelegrams(folder!)) {
    if (!/^(?:p1|d0|tic)-/.test(name) || /encrypted|lux|raw/i.test(name)) continue;
    const text = readFileSync(join(folder!, name), 'latin1');
    const shown = maskedTelegram(text).join('\n');
    seen.files += 1;
    // As the formats have them: equipment numbers, contracts, addresses.
    const names = [
      ...text.matchAll(/(?:96\.1\.\d+|42\.0\.0|0\.0\.\d|96\.1\.255|C\.1(?:\.0)?)(?:\*255)?\(([0-9A-Za-z]{6,})\)/g),
      ...text.matchAll(/(?:ADCO|ADSC|PRM)[ \t](\d{6,})/g),
    ]
      .map(([, number = '']) => number)
      // One made file has the same digits as its time.
      .filter((number) => !text.includes(`(${number}W)`));
    for (const number of names) {
      seen.names += 1;
      expect([name, number, shown.includes(number)]).toEqual([name, number, false]);
    }
    // Control: what has to stay is there.
    for (const [value] of text.matchAll(/\b[12]\.8\.[0-4](?:\*255)?\(\d{1,10}\.\d{1,7}(?:\*k?Wh)?\)/gi)) {
      seen.values += 1;
      expect([name, shown.includes(value)]).toEqual([name, true]);
    }
  }
  const atLeast = (least: number) => expect.toSatisfy((count: number) => count >= least);
  expect(seen).toEqual({ files: atLeast(40), names: atLeast(40), values: atLeast(100) });
});
