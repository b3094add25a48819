import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One for each core: left to itself, it leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
