import { app } from 'electron';
import type { CommandServer } from '../cli/runtime/socket-server.ts';
import type { ReadList } from '../files/list-reader.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { AutoLock } from './auto-lock.ts';
import type { Desktop } from './desktop/desktop.ts';
import type { Host } from './host.ts';
import type { Log } from './log/log.ts';
import type { Presence } from './presence.ts';
import { closeBeforeQuit } from './quit.ts';
import type { Reveals } from './reveals.ts';
import { serveCommands } from './serve-commands.ts';
import type { createSurroundings } from './surroundings/surroundings.ts';
import type { AppUpdates } from './updates.ts';
import type { WindowState } from './windows/window-state.ts';

interface OpenedParts {
  folder: string;
  host: Host;
  vault: Vault;
  settings: AppSettings;
  presence: Presence;
  surroundings: ReturnType<typeof createSurroundings>;
  autoLock: AutoLock;
  updates: AppUpdates;
  desktop: Desktop;
  lastScreen: LastScreenKeeper;
  reveals: Reveals;
  state: WindowState;
  readList: ReadList;
  log: Log;
}

/** Opens the databases, answers commands from then on, and closes all of it in order when the app quits. */
export async function openApp(parts: OpenedParts): Promise<CommandServer | null> {
  const { folder, host, vault, settings, presence, surroundings, updates, desktop, reveals, log } = parts;
  const { autoLock, lastScreen, state, readList } = parts;
  // The user may open the app while the databases are being opened.
  const isForUser = !presence.isWindowless();
  presence.onShown(() => {
    desktop.apply();
    updates.start();
    host.shown();
  });
  await host.open();
  presence.watch({
    isBusy() {
      const core = host.core();
      return core.ok && core.value.changes.running();
    },
    isUsable: () => host.core().ok,
  });
  if (isForUser) updates.start();
  const commandServer = await serveCommands({
    folder,
    host,
    vault,
    settings,
    presence,
    reveals,
    readList,
    log,
  });

  app.on('activate', presence.show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !desktop.staysWithoutWindow()) app.quit();
  });
  surroundings.start();

  closeBeforeQuit({
    stop() {
      presence.quitting();
      log.info('quitting');
      surroundings.stop();
      autoLock.stop();
      updates.stop();
      desktop.stop();
    },
    close: () => [
      commandServer?.close() ?? Promise.resolve(),
      lastScreen.close(),
      // Only a ledger that was closed cleanly has its backup.
      host.close().then(updates.install),
      reveals.clearClipboard(),
      state.close(),
    ],
  });
  return commandServer;
}
