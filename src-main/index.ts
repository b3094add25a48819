import { join } from 'node:path';
import { app, session } from 'electron';
import { formatLocaleFor, setFormatLocale } from '../src-preload/shared/format/locale.ts';
import { denyPermissions, lockDown } from './app/lockdown.ts';
import { createMainWindow } from './app/main-window.ts';
import { registerAppScheme, serveApp } from './app/protocol.ts';
import { openWindowState } from './app/window-state.ts';
import { openMainWindow } from './app/window.ts';

// Set before anything asks for a path: several copies can live side by side, each with a folder of its own.
const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
if (chosenFolder) app.setPath('userData', chosenFolder);
// Root can't use Chromium's sandbox and says so with this switch; everybody else gets it for every process.
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
 * The window comes first: while its process starts, this one reads the rest of its own code. That is loaded in one go, so the calls
 * of the page are answered before it can make any.
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
