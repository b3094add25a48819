// npm run dev [-- ARGUMENTS OF THE APP]: the app from its sources, reloading as they change.
import { openDisplay } from './display.mjs';
import { forgetBundle } from './lib/bundle.mjs';
import { runTool } from './lib/processes.mjs';
import { main, progress } from './lib/command.mjs';
import { setup } from './setup.mjs';

await main(async () => {
  const say = progress(console.log);
  const runtime = await setup({ say, bundle: false });
  // The development build lands in out/ too.
  forgetBundle();
  const display = await openDisplay();
  try {
    if (display.virtual) say('app', `opening on the virtual display ${display.env['DISPLAY']}`);
    // As in npm start: Chromium's warnings would bury what the development server says.
    const args = ['dev', '--watch', '--', ...runtime.args, '--log-level=3', ...process.argv.slice(2)];
    const end = await runTool('electron-vite', args, {
      env: { ...display.env, ELECTRON_EXEC_PATH: runtime.path, STEWARD_BUILD: 'debuggable' },
    });
    return end.interrupted ? 0 : end.code;
  } finally {
    display.close();
  }
});
