import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What a process with this logger writes to standard error. */
function logged(fields: string): Record<string, unknown> {
  const logger = JSON.stringify(new URL('./logger.ts', import.meta.url).href);
  const body = `(await import(${logger})).createLogger('meter-1', { level: 'info' }).info(${fields}, 'said')`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', body], { encoding: 'utf8' });
  return JSON.parse(stderr) as Record<string, unknown>;
}

test('a line of a log has a time that people can read, in UTC', () => {
  const beforeMs = Date.now();
  const { time, ...rest } = logged('{ port: 3 }');
  expect(rest).toEqual({ level: 'info', service: 'meter-1', port: 3, msg: 'said' });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Date.parse(String(time))).toBeGreaterThanOrEqual(beforeMs);
  expect(Date.parse(String(time))).toBeLessThanOrEqual(Date.now());
});

test('a field that is not on the list is left out', () => {
  expect(logged('{ port: 3, share: 5 }')).not.toHaveProperty('share');
});
