import { join } from 'node:path';
import { app, net, powerMonitor, session, type BrowserWindow } from 'electron';
import { eventChannel } from '../src-preload/contract/channels.ts';
import type { StewardEvent } from '../src-preload/contract/events.ts';
import { openExternal } from './app/external.ts';
import { createHost, instanceFolder } from './app/host.ts';
import { createInstanceProcess } from './app/instance-process.ts';
import { denyPermissions, isOwnPage, lockDown } from './app/lockdown.ts';
import { setMenu } from './app/menu.ts';
import { watchNetwork } from './app/network.ts';
import { registerAppScheme, serveApp } from './app/protocol.ts';
import { createReveals } from './app/reveals.ts';
import { saveFirstPicture } from './app/screenshot.ts';
import { openWindowState } from './app/window-state.ts';
import { openMainWindow } from './app/window.ts';
import { createCore } from './core.ts';
import { createElectronTransport } from './http/electron-session.ts';
import { appHandlers } from './ipc/app.ts';
import { changesHandlers } from './ipc/changes.ts';
import { connectionsHandlers } from './ipc/connections.ts';
import { createDialogs } from './ipc/dialogs.ts';
import { handleAll } from './ipc/handle.ts';
import { historyHandlers } from './ipc/history.ts';
import { inventoryHandlers } from './ipc/inventory.ts';
import { invitationsHandlers } from './ipc/invitations.ts';
import { membersHandlers } from './ipc/members.ts';
import { peopleHandlers } from './ipc/people.ts';
import { reportsHandlers } from './ipc/reports.ts';
import { rolesHandlers } from './ipc/roles.ts';
import { storageHandlers } from './ipc/storage.ts';
import { timelineHandlers } from './ipc/timeline.ts';
import { tokensHandlers } from './ipc/tokens.ts';
import { vaultHandlers } from './ipc/vault.ts';
import { viewsHandlers } from './ipc/views.ts';
import { workspacesHandlers } from './ipc/workspaces.ts';
import { createLog } from './log.ts';
import { openVaultStore } from './store/open-with-vault.ts';
import { createVault } from './vault/create.ts';
import { createElectronKeyring } from './vault/electron-keyring.ts';

// Set before anything asks for a path: several copies can live side by side, each with a folder of its own.
const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
if (chosenFolder) app.setPath('userData', chosenFolder);
// Root can't use Chromium's sandbox and says so with this switch; everybody else gets it for every process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run);
} else {
  // The first copy shows its window; this one has nothing to do.
  app.quit();
}

async function run(): Promise<void> {
  const folder = app.getPath('userData');
  const built = join(app.getAppPath(), 'out');
  const log = createLog(folder);
  process.on('uncaughtException', (cause) => log.error({ cause: String(cause) }, 'uncaught exception'));
  process.on('unhandledRejection', (cause) => log.error({ cause: String(cause) }, 'unhandled rejection'));
  app.on('child-process-gone', (_, details) =>
    log.warn({ type: details.type, reason: details.reason }, 'process gone'),
  );

  let window: BrowserWindow | null = null;
  const emit = (event: StewardEvent) => {
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel, event);
  };

  lockDown(developmentUrl);
  const pageSession = session.fromPartition('steward');
  denyPermissions(pageSession);
  serveApp(pageSession, join(built, 'renderer'), developmentUrl !== null);

  const state = openWindowState(join(folder, 'window.json'));
  const open = () => {
    window = openMainWindow({
      state,
      preload: join(built, 'preload/index.cjs'),
      session: pageSession,
      developmentUrl,
      onSaveFailed: (cause) => log.warn({ cause: String(cause) }, 'window place not saved'),
    });
    window.on('closed', () => (window = null));
    window.on('focus', () => host.focused());
    window.webContents.on('render-process-gone', (_, details) => {
      log.error({ reason: details.reason }, 'page gone');
      if (details.reason !== 'clean-exit') window?.webContents.reload();
    });
    const picture = process.env['STEWARD_SCREENSHOT'];
    if (picture) saveFirstPicture(window, picture).catch((cause: unknown) => log.warn(String(cause)));
  };
  // Its process starts while this one unlocks the vault and opens the databases.
  open();

  const reveals = createReveals();
  const vault = createVault({ file: join(folder, 'vault.json'), keyring: createElectronKeyring() });
  const instance = createInstanceProcess(join(built, 'main/instance.cjs'), instanceFolder(folder), () =>
    emit({ topic: 'status' }),
  );
  const host = createHost({
    vault,
    instance,
    online: () => net.isOnline(),
    emit,
    openStore: (open) => openVaultStore({ vault: open, folder, writerFile: join(built, 'main/writer.cjs') }),
    createCore: (store) =>
      createCore({
        store,
        vault,
        transport: (pinned) => createElectronTransport({ pinned }),
        online: () => net.isOnline(),
        secrets: reveals,
        openExternal,
        emit,
      }),
  });
  const context = { core: host.core, emit };
  const dialogs = createDialogs(() => window);
  handleAll(
    {
      app: appHandlers({ host, context, state, openExternal }),
      vault: vaultHandlers(host),
      connections: connectionsHandlers(context),
      workspaces: workspacesHandlers(context, openExternal, dialogs),
      members: membersHandlers(context),
      invitations: invitationsHandlers(context),
      roles: rolesHandlers(context),
      tokens: tokensHandlers(context, reveals),
      changes: changesHandlers(context, dialogs),
      history: historyHandlers(context),
      timeline: timelineHandlers(context),
      storage: storageHandlers({
        context,
        vault,
        otherFiles: [
          { path: join(folder, 'window.json'), what: 'Place of the window, theme and density' },
          { path: join(folder, 'steward.log'), what: 'Log, without secrets' },
          { path: join(folder, 'steward.1.log'), what: 'Log of before, without secrets' },
        ],
      }),
      inventory: inventoryHandlers(context, dialogs),
      people: peopleHandlers(context),
      reports: reportsHandlers(context, dialogs),
      views: viewsHandlers(context),
    },
    {
      isTrusted: ({ sender, senderFrame }) =>
        sender === window?.webContents &&
        senderFrame === sender.mainFrame &&
        isOwnPage(senderFrame.url, developmentUrl),
      // How the window looks is known without them.
      ready: (where) => (where === 'app.preferences' ? Promise.resolve() : host.settled()),
      onBug: (where, cause) => log.error({ where, cause: String(cause) }, 'bug at the bridge'),
    },
  );
  setMenu((command) => emit({ topic: 'command', command }));

  await host.open();

  app.on('second-instance', () => {
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => window ?? open());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  const stopWatching = watchNetwork(() => net.isOnline(), host.networkChanged);
  powerMonitor.on('resume', host.resumed);

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    // Quitting waits until the writer is idle and the backup is made.
    event.preventDefault();
    stopWatching();
    void Promise.allSettled([host.close(), reveals.clearClipboard(), state.saved()]).then(() => {
      closed = true;
      app.quit();
    });
  });
}
