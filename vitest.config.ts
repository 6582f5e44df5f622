import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/closing-line.ts';

export default defineConfig({
  test: {
    include: ['{schemas,protocol,meter,aggregator,utility,broker,host,homes,authority,cli,deploy,test}/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/properties.ts'],
    reporters: ['default', new ClosingLine()],
    testTimeout: 60_000,
    // Tests on processes mostly wait: with as many workers as two cores, two fifths of their time was idle.
    maxWorkers: 3,
  },
});
