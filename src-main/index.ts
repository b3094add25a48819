import inspector from 'node:inspector';
import { join } from 'node:path';
import { app, Menu, session, type BrowserWindow } from 'electron';
import { formatLocaleFor, setFormatLocale } from '../src-preload/shared/format/locale.ts';
import { hiddenSwitch } from './app/desktop/autostart.ts';
import { openDesktopSettings } from './app/desktop/desktop-settings.ts';
import { launchOf, readLaunch, type Launch } from './app/launch.ts';
import { loadApp } from './app/load-app.ts';
import { lockDown } from './app/windows/lockdown.ts';
import { registerAppScheme, serveApp } from './app/windows/protocol.ts';
import { listenForOpened } from './app/electron-opened.ts';
import { createOpenedQueue } from './app/opened.ts';
import { createPresence } from './app/presence.ts';
import { openWindowState } from './app/windows/window-state.ts';
import { createWindows } from './app/windows/windows.ts';
import { refuseDebugging } from './app/switches.ts';
import { openWindow } from './app/windows/window.ts';
import { cutFromNetwork, denyPermissions } from './base/electron-page-session.ts';
import { noDisplaySwitch, windowlessSwitch } from './base/windowless-switches.ts';
import { holdCalls } from './ipc/early-calls.ts';
import { realTimer } from './sync/timers.ts';

/** Put in by the build (`electron.vite.config.ts`): true in the builds of `npm run dev` and of the tests alone. */
declare const debuggableBuild: boolean;

/** Of the desktop entry's action. */
const newWindowSwitch = '--new-window';

// Set before anything asks for a path, so that several copies can run, each with its own folder.
const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
if (chosenFolder) app.setPath('userData', chosenFolder);
// Root can't use Chromium's sandbox, and has to pass this switch; otherwise every process is sandboxed.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (!debuggableBuild) refuseDebugging(app.commandLine, process.env, inspector);
const developmentUrl = debuggableBuild ? (process.env['ELECTRON_RENDERER_URL'] ?? null) : null;
registerAppScheme();
// Otherwise Electron makes a menu of its own first.
Menu.setApplicationMenu(null);

const opened = createOpenedQueue();
if (app.requestSingleInstanceLock(launchOf(process.argv, process.env))) {
  listenForOpened(opened);
  void app.whenReady().then(start);
} else {
  // The first copy shows its window, or goes on serving commands; this one has nothing to do.
  app.quit();
}

/**
 * Opens the window first. The rest of the code loads once the page's HTML is on its way, while the page's process starts; what it calls
 * meanwhile is held.
 */
async function start(): Promise<void> {
  const locale = formatLocaleFor(app.getSystemLocale());
  setFormatLocale(locale);
  const folder = app.getPath('userData');
  const built = join(app.getAppPath(), 'out');
  lockDown(developmentUrl);
  const answerCalls = holdCalls();
  // In memory: V8's compiled code isn't kept either, because from the user's folder it would run past the package's integrity check.
  const pageSession = session.fromPartition('steward');
  denyPermissions(pageSession);
  const root = join(built, 'renderer');
  let prepared: Promise<Buffer | null> | null = null;
  const lastScreen = () =>
    (prepared ??= (async () => {
      const shown = windows.first();
      if (shown === null) return null;
      const { pageWithLastScreen } = await import('./app/windows/last-screen.ts');
      return pageWithLastScreen({ folder, root, window: shown, state });
    })());
  const pageAsked = serveApp(pageSession, root, lastScreen);
  // The development server's page talks with it, to reload what changes.
  if (developmentUrl === null) void cutFromNetwork(pageSession, /^(app|devtools|data|blob):/);
  const state = openWindowState(join(folder, 'window.json'));
  const windows = createWindows<BrowserWindow>((beside) =>
    openWindow({
      beside,
      state,
      preload: join(built, 'preload/index.cjs'),
      session: pageSession,
      developmentUrl,
      debuggable: debuggableBuild,
      locale,
    }),
  );
  const desktopSettings = openDesktopSettings(join(folder, 'desktop.json'));
  const presence = createPresence({
    isWindowless: process.argv.includes(windowlessSwitch),
    hasDisplay: !process.argv.includes(noDisplaySwitch),
    showWindow: windows.show,
    quit: () => app.quit(),
    setTimer: realTimer,
  });
  // Its icon in the notification area leads to it.
  const isHidden = process.argv.includes(hiddenSwitch) && desktopSettings.current().trayIcon === true;
  if (presence.isWindowless()) app.dock?.hide();
  else if (!isHidden) presence.show();
  const isPageComing = developmentUrl === null && windows.first() !== null;
  // While the page's process starts, not before the window: deciphering brings Node's cryptography, and asks the keyring.
  if (isPageComing) void lastScreen();
  presence.onShown(() => void app.dock?.show());
  opened.onPut(presence.show);
  let lastLaunch: Launch | null = null;
  app.on('second-instance', (_event, words, _folder, launch) => {
    // A command that found this copy starting or quitting; it goes on asking.
    if (words.includes(windowlessSwitch)) return;
    lastLaunch = readLaunch(launch);
    if (words.includes(newWindowSwitch) && !presence.isWindowless()) windows.openAnother(null);
    else presence.show();
  });
  app.on('will-quit', () => {
    if (presence.isWantedAgain()) openAgain(lastLaunch);
  });
  // The development server answers the page itself.
  if (isPageComing) await pageAsked;
  const { run } = await loadApp();
  await run(
    {
      folder,
      built,
      developmentUrl,
      debuggable: debuggableBuild,
      state,
      windows,
      presence,
      opened,
      desktopSettings,
      isHidden: isHidden && !presence.isWindowless(),
    },
    answerCalls,
  );
}

/** Starts the app once this copy has ended, as the user wanted to start it meanwhile. */
function openAgain(launch: Launch | null): void {
  const own = process.argv.slice(1).filter((word) => word !== windowlessSwitch && word !== noDisplaySwitch);
  Object.assign(process.env, launch?.display);
  app.relaunch({ args: [...(launch?.words ?? own)] });
}
