/** What the system says of its clock is asked again until it says yes, and never where it says nothing. [P-2.4] */
import { afterEach, expect, test, vi } from 'vitest';
import { TimeSync } from './time-sync.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** What is heard while the system gives these answers, one each time that it is asked. */
async function heardOf(answers: readonly (boolean | undefined)[]) {
  vi.useFakeTimers();
  let asked = 0;
  const sync = new TimeSync(() => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]));
  const heard: boolean[] = [];
  await sync.start((isSynchronized) => heard.push(isSynchronized));
  await vi.advanceTimersByTimeAsync(600_000);
  sync.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  return { heard, asked };
}

test('asks until the clock is synchronized', async () => {
  expect(await heardOf([false, false, true])).toEqual({ heard: [false, false, true], asked: 3 });
  expect(await heardOf([true])).toEqual({ heard: [true], asked: 1 });
});

test('says nothing where the system says nothing, as in a container', async () => {
  expect(await heardOf([undefined])).toEqual({ heard: [], asked: 1 });
});

test('ends when it is stopped', async () => {
  const { asked } = await heardOf([false]);
  expect(asked).toBe(21);
});

test('the system of this machine is asked, whatever it says', async () => {
  const sync = new TimeSync();
  const heard: boolean[] = [];
  await sync.start((isSynchronized) => heard.push(isSynchronized));
  sync.stop();
  expect(heard.length).toBeLessThan(2);
});
