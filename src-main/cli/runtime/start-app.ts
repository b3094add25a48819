import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import { hasDisplay, windowlessStart, type AppProgram, type Start } from './app-command.ts';
import type { Session } from './session.ts';
import { connectToApp } from './socket-client.ts';
import { runtimeText } from './text.ts';

interface StartParts {
  app: AppProgram;
  /** Of the profile; absolute. */
  folder: string;
  /** The keyring that the vault names. */
  keyring: string;
  /** Said where it takes a while. */
  note(text: string): void;
  /** How long it may take; the desktop may ask its user to unlock the keyring meanwhile. */
  limitMs?: number;
}

const longestStartMs = 60_000;
const noteAfterMs = 2_000;
const lookEveryMs = 50;
/** A copy that quits needs about as long to make room for another. */
const startAgainAfterMs = 300;

/**
 * Starts Steward itself without a window and goes through it: what the keyring wraps only the app can open, and the key never leaves it.
 * Another command may have started it, or the user may open it, at the same time; there's one copy, and both go through that.
 */
export async function startApp({
  app,
  folder,
  keyring,
  note,
  limitMs = longestStartMs,
}: StartParts): Promise<Result<Session>> {
  const refuse = (text: { sentence: string; nextStep: string }, detail: string | null = null) =>
    fail(errorFrom('vault-unavailable', text, detail));
  const startedAt = Date.now();
  let useDisplay = hasDisplay();
  let isNoted = false;
  // A copy ends with 0 where another one has the folder.
  let metAnother = false;
  let copy = start(windowlessStart(app, { folder, keyring, useDisplay }), folder);
  for (;;) {
    const connected = await connectToApp(folder);
    // One that is refused may have met a copy that quits.
    if (connected.ok && connected.value !== null) return ok(connected.value);
    if (!connected.ok && Date.now() - startedAt > limitMs) return connected;
    const end = copy.end();
    if (end !== null && end !== 0 && !useDisplay) return refuse(runtimeText.appCrashed, `${end}`);
    if (Date.now() - startedAt > limitMs) {
      copy.kill();
      return refuse(
        metAnother || end !== null ? runtimeText.otherCopySilent : runtimeText.keyringSilent(keyring),
      );
    }
    if (end !== null) {
      // A display that is named but gone ends it at once; otherwise another copy has the folder, and starts or quits.
      if (end === 0) {
        metAnother = true;
        await wait(startAgainAfterMs);
      } else useDisplay = false;
      copy = start(windowlessStart(app, { folder, keyring, useDisplay }), folder);
    }
    if (!isNoted && Date.now() - startedAt > noteAfterMs) {
      isNoted = true;
      note(runtimeText.openingWith(keyring));
    }
    await wait(lookEveryMs);
  }
}

/** It outlives this command, for the next one, and gets none of its Ctrl+C. */
function start({ program, args, env }: Start, folder: string) {
  let end: number | string | null = null;
  const child = spawn(program, args, {
    cwd: folder,
    env,
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.once('error', (cause) => (end = cause.message));
  child.once('exit', (code, signal) => (end = code ?? signal));
  child.unref();
  return { end: () => end, kill: () => void child.kill('SIGKILL') };
}
