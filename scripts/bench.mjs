// npm run bench [-- --quick --only NAME --json]: sets up and builds what is missing, then measures every budget of the design.
import { openDisplay } from './display.mjs';
import { pinnedNode } from './lib/paths.mjs';
import { runInForeground, toolEnvironment } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  await setup({ say: progress(console.error) });
  const display = await openDisplay();
  try {
    const end = await runInForeground(pinnedNode, ['test/bench/main.ts', ...process.argv.slice(2)], {
      env: { ...toolEnvironment(), ...display.env },
    });
    return end.interrupted ? 0 : end.code;
  } finally {
    display.close();
  }
});
