// npm run steward -- COMMAND: the command line, built first where it isn't. Its output is the command's own, so progress goes to stderr.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, ensureCommandLine } from './lib/bundle.mjs';
import { main, progress } from './lib/command.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { readRuntime } from './runtime.mjs';
import { setupPackages } from './setup.mjs';

await main(async () => {
  const say = progress(console.error);
  await setupPackages({ say: (step, text) => text.startsWith('install') && say(step, text) });
  await ensureCommandLine(say);
  return run(process.argv.slice(2));
});

/** The command has this terminal, and the folder that npm was called in. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, [commandLine, ...args], {
      cwd: process.env['INIT_CWD'] ?? process.cwd(),
      stdio: 'inherit',
      env: { ...process.env, ...builtApp() },
    });
    // Ctrl+C reaches the command too, which ends in its own way; this process waits for it.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The app that the command starts where only its keyring opens the profile; none before the first `npm start`. */
function builtApp() {
  try {
    const { path, args } = readRuntime();
    return existsSync(join(root, 'out/main/index.cjs'))
      ? { STEWARD_APP: JSON.stringify([path, ...args, root]) }
      : {};
  } catch {
    return {};
  }
}
