import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Days in words are the same wherever the tests run.
const env = { TZ: 'UTC' };

/** They begin first, so that none of them is left running alone at the end. */
const longest = [
  'cli/reading',
  'cli/changing',
  'robust',
  'cli/both-ways',
  'cli/documents',
  'cli/built-in-server',
  'lies/changing',
  'cli/two-ways',
  'cli/terminal',
  'lies/reading',
].map((name) => `/test/contract/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.some((end) => moduleId.endsWith(end));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // One for each core: left to itself, it leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', env, include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'contract',
          env,
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Some wait for seconds: one more than there are cores keeps all of them busy.
          maxWorkers: availableParallelism() + 1,
          // Electron runs here too, and can crash (see playwright.config.ts).
          retry: 1,
        },
      },
      {
        test: {
          name: 'package',
          env,
          include: ['test/package/**/*.test.ts'],
          // Beside the contract tests, what an installed app does takes several times as long as alone.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: 'test/package/global-setup.ts',
        },
      },
    ],
  },
});
