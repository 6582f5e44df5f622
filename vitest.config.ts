import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/closing-line.ts';

export default defineConfig({
  test: {
    include: ['{schemas,protocol,meter,aggregator,utility,broker,host,homes,authority,cli,deploy,test}/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/properties.ts'],
    reporters: ['default', new ClosingLine()],
    testTimeout: 60_000,
    // Tests on processes mostly wait: with as many workers as cores two fifths of a small machine stood idle.
    maxWorkers: 4,
  },
});
