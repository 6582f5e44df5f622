import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/closing-line.ts';

export default defineConfig({
  test: {
    include: ['{schemas,protocol,meter,aggregator,utility,broker,host,homes,authority,cli,deploy,test}/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/properties.ts'],
    reporters: ['default', new ClosingLine()],
    testTimeout: 60_000,
    // Thousands of processes are started, of the same sources: compiling them is most of what a short one does.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') },
    // Tests on processes mostly wait: a quarter of their time is processor time, of 2 cores.
    maxWorkers: 4,
  },
});
