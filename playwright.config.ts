import { defineConfig } from '@playwright/test';

// One worker: each spec starts an Electron of its own, and two of them at once starve each other on two cores.
export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Electron 33 itself ends now and then while it collects garbage (electron/electron#47420). `npm test` lists what passed only then.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
});
