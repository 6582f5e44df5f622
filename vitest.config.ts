import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{schemas,protocol,meter,aggregator,utility,broker,host,cli,test}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
