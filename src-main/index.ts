import { join } from 'node:path';
import { app, session } from 'electron';
import { formatLocaleFor, setFormatLocale } from '../src-preload/shared/format/locale.ts';
import { denyPermissions, lockDown } from './app/lockdown.ts';
import { createMainWindow } from './app/main-window.ts';
import { registerAppScheme, serveApp } from './app/protocol.ts';
import { openWindowState } from './app/window-state.ts';
import { openMainWindow } from './app/window.ts';

// Set before anything asks for a path, so that several copies can run, each with its own folder.
const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
if (chosenFolder) app.setPath('userData', chosenFolder);
// Root can't use Chromium's sandbox, and has to pass this switch; otherwise every process is sandboxed.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  // The first copy shows its window; this one has nothing to do.
  app.quit();
}

/**
 * Opens the window first, so that its process starts while this one loads the rest of its code. That is one chunk, loaded before the
 * page can make a call.
 */
async function start(): Promise<void> {
  const locale = formatLocaleFor(app.getSystemLocale());
  setFormatLocale(locale);
  const folder = app.getPath('userData');
  const built = join(app.getAppPath(), 'out');
  lockDown(developmentUrl);
  const pageSession = session.fromPartition('steward');
  denyPermissions(pageSession);
  serveApp(pageSession, join(built, 'renderer'), developmentUrl !== null);
  const state = openWindowState(join(folder, 'window.json'));
  const window = createMainWindow(() =>
    openMainWindow({
      state,
      preload: join(built, 'preload/index.cjs'),
      session: pageSession,
      developmentUrl,
      locale,
    }),
  );
  window.show();
  const { run } = await import('./app/run.ts');
  await run({ folder, built, developmentUrl, state, window });
}
