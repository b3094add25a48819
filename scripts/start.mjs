// npm start [-- ARGUMENTS OF THE APP]: sets up what is missing and opens the app.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { openDisplay } from './display.mjs';
import { root } from './lib/paths.mjs';
import { runInForeground } from './lib/processes.mjs';
import { main, progress, StepFailure } from './lib/command.mjs';
import { setup } from './setup.mjs';

const say = progress(console.log);

await main(async () => {
  const runtime = await setup({ say });
  const display = await openDisplay();
  const picture = join(root, 'out', 'start.png');
  const watch = display.virtual ? announce(picture) : undefined;
  try {
    const env = { ...process.env, ...display.env };
    // Set by tools that embed Electron; with it the app would run as plain Node.
    delete env['ELECTRON_RUN_AS_NODE'];
    if (display.virtual) env['STEWARD_SCREENSHOT'] ??= picture;
    say('app', display.virtual ? 'opening on a virtual display, for there is none here' : 'opening');
    // Chromium's own errors only: its warnings about a missing system bus or GPU say nothing to anybody here.
    const args = [...runtime.args, '--log-level=3', '.', ...process.argv.slice(2)];
    const end = await runInForeground(runtime.path, args, { env });
    if (end.interrupted) return 0;
    if (end.signal) throw crashed(runtime, end.signal);
    return end.code;
  } finally {
    clearInterval(watch);
    display.close();
  }
});

/** Tells where to look once the app has left its first picture. */
function announce(picture) {
  mkdirSync(dirname(picture), { recursive: true });
  rmSync(picture, { force: true });
  const timer = setInterval(() => {
    if (!existsSync(picture)) return;
    clearInterval(timer);
    say('app', `open; a picture of it is in ${relative(root, picture)} (Ctrl-C ends it)`);
  }, 200);
  return timer;
}

function crashed(runtime, signal) {
  const sandbox = join(dirname(runtime.path), 'chrome-sandbox');
  const hint =
    process.platform === 'linux' && process.getuid?.() !== 0
      ? ` If the lines above speak of the sandbox: sudo chown root:root '${sandbox}' && sudo chmod 4755 '${sandbox}'`
      : '';
  return new StepFailure(`The app was ended by ${signal}.`, `Look at its last lines above.${hint}`);
}
