/** `gridshare init` and the parties it makes, each a process of its own in real time, as an operator would run them. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { configValidator } from '../schemas/validate.ts';
import { freePort, gridshare, start, withFolder } from './gridshare.ts';

const PARTIES = [
  ['broker', 'broker'],
  ['aggregator', 'aggregator-1'],
  ['aggregator', 'aggregator-2'],
  ['aggregator', 'aggregator-3'],
  ['utility', 'utility'],
  ['meter', 'meters'],
] as const;

test(
  'gridshare init writes a deployment whose parties agree on a log, and stop in order',
  { timeout: 120_000 },
  async () => {
    await withFolder(async (folder) => {
      const grid = join(folder, 'grid');
      const port = await freePort();
      const init = await gridshare([
        'init',
        grid,
        '--meters',
        '6',
        '--aggregators',
        '3',
        '--threshold',
        '2',
        '--broker',
        `mqtt://127.0.0.1:${port}`,
      ]);
      expect(init.code, init.stderr).toBe(0);
      expect(init.stdout).toContain(`gridshare utility --config ${join(grid, 'utility', 'config.yaml')}`);

      // Every config is what its schema says, and no key can be read by others.
      for (const [role, name] of PARTIES) {
        const validate = configValidator(`config-${role}`);
        expect(
          validate(parse(readFileSync(join(grid, name, 'config.yaml'), 'utf8'))),
          JSON.stringify(validate.errors),
        ).toBe(true);
        if (role !== 'broker') expect(statSync(join(grid, name, 'keys.json')).mode & 0o777).toBe(0o600);
      }
      // Nobody's folder holds a secret of somebody else.
      const secrets = PARTIES.filter(([role]) => role !== 'broker').map(([, name]) => {
        const { party: _party, ...keys } = JSON.parse(readFileSync(join(grid, name, 'keys.json'), 'utf8')) as Record<
          string,
          unknown
        >;
        return { name, texts: JSON.stringify(keys).match(/[A-Za-z0-9_-]{43}/g) ?? [] };
      });
      for (const { name, texts } of secrets) {
        expect(texts.length).toBeGreaterThan(1);
        for (const [, other] of PARTIES) {
          const files = readdirSync(join(grid, other), { withFileTypes: true })
            .filter((file) => file.isFile())
            .map((file) => readFileSync(join(grid, other, file.name), 'utf8'));
          const isFound = texts.some((secret) => files.some((text) => text.includes(secret)));
          expect(isFound, `${name}'s secrets in ${other}`).toBe(name === other);
        }
      }

      const config = join(grid, 'utility', 'config.yaml');
      const early = await gridshare(['settle', '--config', config]);
      expect(early).toMatchObject({ code: 3, stdout: '' });
      expect(early.stderr).toContain('start the utility first');

      const running = PARTIES.map(([role, name]) => start([role, '--config', join(grid, name, 'config.yaml')]));
      try {
        let settled: { entries?: number }[] = [];
        let isAsking = false;
        await until('scheme and roster are certified', () => {
          if (!isAsking) {
            isAsking = true;
            void gridshare(['settle', '--config', config, '--json']).then(({ code, stdout }) => {
              if (code === 0) settled = JSON.parse(stdout) as { entries?: number }[];
              isAsking = false;
            });
          }
          return settled[0]?.entries === 2;
        });
      } finally {
        for (const { child } of running) child.kill('SIGTERM');
      }
      const startedAtMs = performance.now();
      const outcomes = await Promise.all(running.map(({ outcome }) => outcome));
      expect(performance.now() - startedAtMs).toBeLessThan(8_000);
      expect(outcomes.map(({ code }) => code)).toEqual(PARTIES.map(() => 0));
      // A second init never overwrites keys.
      expect((await gridshare(['init', grid, '--meters', '6', '--aggregators', '3', '--threshold', '2'])).code).toBe(2);
    });
  },
);

test('a config with a mistake is refused with the place and the nearest right name', async () => {
  await withFolder(async (folder) => {
    const grid = join(folder, 'grid');
    await gridshare(['init', grid, '--meters', '3', '--aggregators', '2', '--threshold', '2']);
    const path = join(grid, 'aggregator-1', 'config.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('  level: info', '  levl: info'));
    const { code, stderr } = await gridshare(['aggregator', '--config', path]);
    expect(code).toBe(2);
    expect(stderr).toContain('log: unknown key "levl". Did you mean "level"?');
  });
});

test('gridshare decode explains a message, and says when one is none', async () => {
  const status = '{"aggregator":2,"deployment":"grid","software":"0.1.0","state":"online","type":"status","version":1}';
  const good = await gridshare(['decode'], { input: `grid/agg/2/status ${status}\n${status}\n` });
  expect(good.code).toBe(0);
  expect(good.stdout.match(/online or offline/g)?.length).toBe(2);
  const bad = await gridshare(['decode'], { input: `grid/agg/2/status {"type":"status","version":1}\nhello\n` });
  expect(bad.code).toBe(1);
  expect(bad.stdout).toContain('INVALID');
  expect(bad.stdout).toContain('not a gridshare message');
  // Blanks, braces and control characters in a topic: the message is found, and so is that the topic is none.
  const odd = await gridshare(['decode'], {
    input: ['a b', '{x}', '\u001b[2J'].map((at) => `grid/${at}/status ${status}\n`).join(''),
  });
  expect(odd.code).toBe(0);
  expect(odd.stdout.match(/^ {2}NO TOPIC of the table/gm)?.length).toBe(3);
  expect(odd.stdout).toContain(String.raw`grid/\x1b[2J/status: status, `);
  expect(good.stdout).not.toContain('NO TOPIC');
});
