// npm run instance [-- ARGUMENTS]: the local instance alone. Its stdout is one JSON line, so progress goes to stderr.
import { pinnedNode } from './lib/paths.mjs';
import { runInForeground, toolEnvironment } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setupPackages } from './setup.mjs';

await main(async () => {
  await setupPackages({ say: progress(console.error) });
  const end = await runInForeground(
    pinnedNode,
    ['src-main/local-instance/main.ts', ...process.argv.slice(2)],
    {
      env: toolEnvironment(),
    },
  );
  return end.interrupted ? 0 : end.code;
});
