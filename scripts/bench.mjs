// npm run bench [-- --quick --only NAME --json --runs STARTS --compare FILE]: sets up and builds what is missing, then measures every budget of the design.
import { openDisplay } from './display.mjs';
import { pinnedNode } from './lib/paths.mjs';
import { runInForeground, toolEnvironment } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  // The window's part signs in through a keyring, as people do: without one it would fail after minutes.
  const needsKeyring = wantsWindow(process.argv.slice(2));
  await setup({
    say: progress(console.error),
    tests: needsKeyring,
    requireTests: needsKeyring,
    debuggable: true,
  });
  const display = await openDisplay();
  try {
    const end = await runInForeground(pinnedNode, ['test/bench/main.ts', ...process.argv.slice(2)], {
      env: { ...toolEnvironment(), ...display.env },
    });
    return end.interrupted ? 130 : end.code;
  } finally {
    display.close();
  }
});

/** Whether the part that opens the app is among those asked for. */
function wantsWindow(args) {
  const at = args.findIndex((one) => one === '--only' || one.startsWith('--only='));
  if (at === -1) return true;
  const part = args[at].includes('=') ? args[at].split('=')[1] : args[at + 1];
  return ['window-start', 'window-memory', 'window-rows'].some((one) => one.includes(part ?? ''));
}
