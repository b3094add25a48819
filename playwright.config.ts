import { defineConfig } from '@playwright/test';

// One worker: each test starts an Electron of its own, and two of them at once starve each other on two cores.
export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
});
