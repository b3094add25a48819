import { defineConfig } from 'vitest/config';

// Days in words are the same wherever the tests run.
const env = { TZ: 'UTC' };

export default defineConfig({
  test: {
    // One for each core: left to itself, it leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', env, include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'contract',
          env,
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Electron runs here too, and can crash (see playwright.config.ts).
          retry: 1,
        },
      },
      {
        test: {
          name: 'package',
          env,
          include: ['test/package/**/*.test.ts'],
          testTimeout: 30_000,
          globalSetup: 'test/package/global-setup.ts',
        },
      },
    ],
  },
});
