import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{schemas,protocol,meter,aggregator,utility,broker,host,cli,deploy,test}/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
