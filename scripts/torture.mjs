// npm run torture [-- --rounds 200 --seed N --only NAME --lies --plans N --ipc --json]: sets up what is missing, then kills, fills, damages
// and misleads working stores, or sends bad input over the app's bridge.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.mjs';
import { pinnedNode } from './lib/paths.mjs';
import { runInForeground, toolEnvironment } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setup, setupPackages } from './setup.mjs';

const say = progress(console.error);

await main(async () => {
  const args = process.argv.slice(2);
  const inTheApp = args.includes('--ipc');
  if (inTheApp) await setup({ say, tests: true });
  else await setupPackages({ say });
  const display = inTheApp ? await openDisplay() : null;
  try {
    const end = await runInForeground(pinnedNode, ['test/torture/main.ts', ...args], {
      env: toolEnvironment({ NODE_COMPILE_CACHE: join(tmpdir(), 'steward-compiled'), ...display?.env }),
    });
    return end.interrupted ? 130 : end.code;
  } finally {
    display?.close();
  }
});
