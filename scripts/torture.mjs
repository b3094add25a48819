// npm run torture [-- --rounds 200 --seed N --only NAME --json]: sets up what is missing, then kills, fills and damages working stores.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode } from './lib/paths.mjs';
import { runInForeground, toolEnvironment } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setupPackages } from './setup.mjs';

await main(async () => {
  await setupPackages({ say: progress(console.error) });
  const end = await runInForeground(pinnedNode, ['test/torture/main.ts', ...process.argv.slice(2)], {
    env: toolEnvironment({ NODE_COMPILE_CACHE: join(tmpdir(), 'steward-compiled') }),
  });
  return end.interrupted ? 130 : end.code;
});
