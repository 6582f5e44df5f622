/**
 * What the documents tell people to type, typed: every line of every shell block, in order, from an empty folder, as real
 * processes. A line that is not run as it stands has its reason here.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT, type Rule, Typist, typedIn } from './typing.ts';

const typists: Typist[] = [];
afterAll(async () => {
  await Promise.all(typists.map((typist) => typist.leave()));
});

let keys = '';
const RULES: readonly Rule[] = [
  { line: /^npm /, why: 'of a checkout: .ci/run does it on a clean one', isSkipped: true },
  { line: /^export PATH=/, why: 'of a checkout; the test has it already', isSkipped: true },
  { line: /mosquitto -c/, why: 'instead of the broker that runs; addresses and access tests run it', isSkipped: true },
  { line: /^gridshare demo --meters 20 --feeder --keep/, why: 'as it stands' },
  {
    line: /^gridshare demo/,
    why: 'each takes as long as all the rest: demo tests run them',
    isTried: true,
    before: ({ folder }) => writeFileSync(join(folder, 'homes.csv'), homes()),
  },
  { line: /^sed .*\bunits\b/, why: 'of a global installation: package.test.ts starts that unit', isSkipped: true },
  { line: /^sudo /, why: 'of a device: deb.test.ts and systemd.test.ts install and place parties', isSkipped: true },
  { line: /\/var\/lib\/gridshare\//, why: 'of a device, as root: systemd.test.ts asks them', isSkipped: true },
  {
    line: /^gridshare flash-kit/,
    why: 'its package is what npm run deb makes',
    before: ({ folder }) => {
      mkdirSync(join(folder, 'packages'));
      writeFileSync(join(folder, 'packages/gridshare_0.1.0-1_arm64.deb'), '!<arch>\n');
    },
  },
  { line: /^mosquitto_sub -R/, why: 'that plug is the reader’s: samples.test.ts pipes samples', isSkipped: true },
  {
    line: /^gridshare tariff (?:check|add|preview) tariff\.yaml/,
    why: 'document and readings are those of the reader',
    before: ({ folder }) => {
      copyFileSync(join(ROOT, 'examples/tariffs/household.yaml'), join(folder, 'tariff.yaml'));
      writeFileSync(join(folder, 'homes.csv'), homes());
    },
  },
  {
    line: /^gridshare move/,
    why: 'its grid has one area: moving.test.ts moves meters',
    codes: [2],
    says: '--new-area',
  },
  { line: /^gridshare doctor/, why: 'nothing runs yet', codes: [0, 1, 3], says: 'broker' },
  {
    line: /^gridshare meter --config m-900/,
    why: 'its readings are those of the household',
    before: ({ folder }) => writeFileSync(join(folder, 'm-900/readings.csv'), readings()),
  },
  {
    line: /^gridshare (?:restore|found --config grid\/aggregator-1)/,
    why: 'stopped, as its comment says',
    before: (typist) => typist.stop('grid/aggregator-1/config.yaml'),
  },
  {
    line: /^gridshare rotate --config/,
    why: 'one of three',
    before: ({ folder }) => {
      keys ||= readFileSync(join(folder, 'grid/aggregator-1/keys.json'), 'utf8');
      writeFileSync(join(folder, 'grid/aggregator-1/keys.json'), keys);
    },
  },
  {
    line: /^gridshare meter replaced/,
    why: 'm-900 has readings of a file here: samples.test.ts exchanges a meter',
    codes: [2],
    says: 'no sample of 1-0:1.8.0',
  },
  { line: /^gridshare evidence (?:show|acknowledge)/, why: 'nobody lied', codes: [2], says: 'no evidence is named' },
];

function readings(): string {
  const first = (Math.floor(Date.now() / 900_000) + 1) * 900_000;
  const rows = Array.from({ length: 10 }, (_, at) => `m-900,${new Date(first + at * 900_000).toISOString()},5`);
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

/** Ten days of two homes, as readers have them: `homes.csv`. */
function homes(): string {
  const rows = ['a', 'b'].flatMap((home) =>
    Array.from(
      { length: 240 },
      (_, at) => `${home},${new Date(1_767_571_200_000 + at * 3_600_000).toISOString()},${100 + at}`,
    ),
  );
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

async function typeAll(document: string): Promise<readonly string[]> {
  const typist = new Typist(RULES);
  typists.push(typist);
  const lines = typedIn(readFileSync(join(ROOT, document), 'utf8'));
  for (const line of lines) await typist.type(line);
  await typist.stopAll();
  return lines;
}

describe('typed from an empty folder', { timeout: 300_000 }, () => {
  test('README.md', async () => {
    expect((await typeAll('README.md')).length).toBeGreaterThan(9);
  });

  test('docs/operating.md', async () => {
    expect((await typeAll('docs/operating.md')).length).toBeGreaterThan(25);
  });

  test('docs/settlement.md', async () => {
    expect((await typeAll('docs/settlement.md')).length).toBeGreaterThan(7);
  });
});

test('every document with a shell block is typed', () => {
  const typed = ['README.md', 'docs/operating.md', 'docs/settlement.md'];
  const others = ['architecture', 'attacks', 'performance', 'protocol', 'reliability', 'threat-model'];
  for (const name of others)
    expect([name, typedIn(readFileSync(join(ROOT, `docs/${name}.md`), 'utf8'))]).toEqual([name, []]);
  // docs/debugging.md has its own test, and docs/gateways.md is typed by deploy/compose.test.ts.
  for (const path of typed) expect(typedIn(readFileSync(join(ROOT, path), 'utf8')).length).toBeGreaterThan(0);
});

test('every rule is of a line that there is', () => {
  const lines = ['README.md', 'docs/operating.md', 'docs/settlement.md'].flatMap((path) =>
    typedIn(readFileSync(join(ROOT, path), 'utf8')),
  );
  expect(RULES.filter(({ line }) => !lines.some((typed) => line.test(typed)))).toEqual([]);
});
