import { defineConfig } from '@playwright/test';

/** They begin first, so that none of them is left running alone at the end. */
const longest = [
  'windowless',
  'screens',
  'secrets',
  'members',
  'long-plans',
  'lock',
  'focus-rings',
  'look',
  'settings',
  'million',
  'session',
  'unstructured',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'test/e2e',
  projects: [
    { name: 'long', testMatch: longest },
    { name: 'others', testIgnore: longest },
  ],
  // Each spec starts an Electron of its own. `npm test` runs as many at once as there are displays.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Electron 33 can crash while it collects garbage (electron/electron#47420). `npm test` lists what passed only the second time.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
});
