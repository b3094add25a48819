import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { app, net, type BrowserWindow } from 'electron';
import { eventChannel } from '../../src-preload/shared/channels.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import { createActivityLog } from './log/activity-log.ts';
import { createAppCore } from './app-core.ts';
import { createAutoLock } from './auto-lock.ts';
import { createAppSettings } from './app-settings.ts';
import { callHandlers } from './call-handlers.ts';
import { createBadge } from './desktop/badge.ts';
import { createDesktop } from './desktop/desktop.ts';
import type { DesktopSettingsFile } from './desktop/desktop-settings.ts';
import { commandOnPath } from './command-on-path.ts';
import { createHost, instanceFolder } from './host.ts';
import { createInstanceProcess } from './instance-process.ts';
import { lastScreenFile, surroundingsOf } from './windows/last-screen.ts';
import { openApp } from './open-app.ts';
import type { OpenedQueue } from './opened.ts';
import { createMenuCommands } from './menu/menu-commands.ts';
import { createPausedPlans } from './paused-plans.ts';
import { policyNotice } from './policy-notice.ts';
import type { Presence } from './presence.ts';
import { createReveals } from './reveals.ts';
import { createSurroundings, every, isOnBattery, isScreenLocked } from './surroundings/surroundings.ts';
import { createAppUpdates } from './updates.ts';
import { outdatedRuntime } from './runtime-age.ts';
import { watchWindows } from './windows/watch-windows.ts';
import type { WindowState } from './windows/window-state.ts';
import type { Windows } from './windows/windows.ts';
import { shownUntil } from '../access/stale-copies.ts';
import { causeText } from '../base/causes.ts';
import type { CommandServer } from '../cli/runtime/socket-server.ts';
import { proxyConfig } from '../http/proxy-config.ts';
import { createInventoryLists } from '../providers/inventory-lists.ts';
import { managedSettings, type Policy } from '../policy/policy.ts';
import { createProxySignIns } from '../http/proxy-sign-in.ts';
import { createDialogs } from '../files/electron-dialogs.ts';
import { createListReader } from '../files/list-reader.ts';
import { createLastScreenKeeper } from '../last-screen/keeper.ts';
import { type Answering } from '../ipc/handle.ts';
import { type Log } from './log/log.ts';
import { discardCopies } from '../store/open/moved-in.ts';
import { openVaultStore } from '../store/open/open-with-vault.ts';
import { createProxyPasswords } from '../vault/proxy-passwords.ts';
import { createVault } from '../vault/create-vault.ts';
import { createElectronKeyring } from '../vault/electron-keyring.ts';

/** Put in by the build (`electron.vite.config.ts`): the version of Electron that the lockfile names. */
declare const currentElectron: string;

export interface Started {
  /** Of the user's data, and of what was built. */
  folder: string;
  built: string;
  /** The development server's address, or null where the built page is shown. */
  developmentUrl: string | null;
  /** Whether this build may be debugged. */
  debuggable: boolean;
  state: WindowState;
  windows: Windows;
  presence: Presence;
  /** What the system opened the app with, from the first moment on. */
  opened: OpenedQueue;
  desktopSettings: DesktopSettingsFile;
  /** Whether it has no window yet, because an icon is to lead to it. */
  isHidden: boolean;
}

function send(window: BrowserWindow, event: StewardEvent): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
}

export interface MadeApp extends Answering {
  /** Opens the databases, and goes on until the app quits. */
  open(): Promise<void>;
}

/** Makes all parts of the app, by what the policy allows; nothing is opened yet. */
export function makeApp({
  folder,
  built,
  debuggable,
  state,
  windows,
  presence,
  opened,
  desktopSettings,
  isHidden,
  log,
  policy,
}: Started & { log: Log; policy: Policy }): MadeApp {
  const emit = (event: StewardEvent) => {
    // All that is drawn is drawn again on an event, so what was kept of it before isn't true any longer.
    if (!['command', 'progress', 'opened'].includes(event.topic)) lastScreen.changed();
    for (const window of windows.all()) send(window, event);
    activity.noteEvent(event);
    if (event.topic === 'settings' && !presence.isWindowless()) desktop.apply();
    else if (presence.isWindowless()) return;
    else if (event.topic === 'status') {
      desktop.unlockedOrLocked();
      // Only an open ledger says whether that is wanted.
      updates.checkIfDue();
    } else if (event.topic === 'connections' || event.topic === 'tokens') desktop.changed();
  };
  watchWindows(windows, {
    state,
    log,
    focused: () => host.focused(),
    used: () => autoLock.used(),
    pageGone: (contentsId) => pausedPlans.pageGone(contentsId),
    zoom: (direction) => void menu.zoomBy(direction),
  });

  const updates = createAppUpdates({
    folder,
    isWindowless: presence.isWindowless(),
    isOn: () => (host.core().ok ? settings.value('checkForUpdates') : null),
    proxy: () => proxyConfig(settings.state().values),
    log,
    emit,
  });
  const activity = createActivityLog({
    log,
    status: () => host.status(),
    connections() {
      const core = host.core();
      return core.ok ? core.value.connections.list() : null;
    },
    updates: () => updates.state(),
  });
  const reveals = createReveals();
  const pausedPlans = createPausedPlans((planId) => {
    const core = host.core();
    if (core.ok) core.value.changes.stop(planId);
  });
  const vault = createVault({ file: join(folder, 'vault.json'), keyring: createElectronKeyring() });
  const proxyPasswords = createProxyPasswords(vault);
  const proxies = createProxySignIns(() => emit({ topic: 'proxies' }), proxyPasswords);
  const html = readFileSync(join(built, 'renderer/index.html'), 'utf8');
  const lastScreen = createLastScreenKeeper({
    file: lastScreenFile(folder),
    seal: vault.sealScreen,
    surroundings() {
      const window = windows.first();
      return window === null ? null : surroundingsOf(window, state, html);
    },
    shownUntil(place) {
      const core = host.core();
      return core.ok ? shownUntil(core.value, place, Date.now()) : null;
    },
    now: Date.now,
  });
  const instance = createInstanceProcess(join(built, 'main/instance.cjs'), instanceFolder(folder), () =>
    host.instanceChanged(),
  );
  const host = createHost({
    policyNotice: policyNotice(policy),
    vault,
    instance,
    online: () => net.isOnline(),
    emit,
    isWindowless: presence.isWindowless,
    deleteInstanceData: () => rm(instanceFolder(folder), { recursive: true, force: true, maxRetries: 3 }),
    secrets: reveals,
    clearScreen() {
      lastScreen.changed();
      for (const { webContents } of windows.all()) webContents.reload();
    },
    notices: updates.notices,
    outdatedRuntime: outdatedRuntime(process.versions.electron, currentElectron),
    openStore: (open) =>
      openVaultStore({
        vault: open,
        folder,
        writerFile: join(built, 'main/writer.cjs'),
        searchFile: join(built, 'main/search.cjs'),
      }),
    folder,
    discardCopies: () => discardCopies(folder),
    createCore: (store) =>
      createAppCore(store, {
        vault,
        policy,
        proxies,
        settings: () => settings,
        isMetered: () => surroundings.isMetered(),
        presence,
        reveals,
        activity,
        log,
        emit,
      }),
  });
  const applyZoom = (factor: number) => {
    for (const { webContents } of windows.all()) {
      const zoom = () => webContents.setZoomFactor(factor);
      zoom();
      // Chromium keeps it for the page, which isn't there yet.
      if (webContents.isLoadingMainFrame()) webContents.once('did-navigate', zoom);
    }
  };
  const openedZoom = state.preferences().zoom;
  state
    .force(managedSettings(policy))
    .catch((cause: unknown) => log.warn({ cause: causeText(cause) }, 'forced look not saved'));
  // The window was opened by what the policy said at the last start.
  if (state.preferences().zoom !== openedZoom) applyZoom(state.preferences().zoom);
  const settings = createAppSettings({
    state,
    desktop: desktopSettings,
    core: host.core,
    managed: managedSettings(policy),
    log,
    applyZoom,
    updatesChanged: updates.checkIfDue,
    changed(keys) {
      activity.settingsChanged(keys);
      if (keys.includes('refreshOnMetered')) surroundings.lookAtNetwork();
    },
    emit,
  });
  const { platform, arch, versions } = process;
  log.info(
    { version: app.getVersion(), electron: versions.electron, platform, arch, policy: policy.state },
    'started',
  );
  const autoLock = createAutoLock({
    rules: () => ({
      afterMinutes: settings.value('lockAfterMinutes'),
      onSleep: settings.value('lockOnSleep'),
    }),
    busy: host.busy,
    isScreenLocked,
    lock: () => void host.lock(),
    now: Date.now,
    every,
  });
  const surroundings = createSurroundings({
    host,
    wantsMetered: () => settings.value('refreshOnMetered') !== 'same',
    asleep: autoLock.asleep,
  });
  windows.onSwitched((place) => {
    const core = host.core();
    if (core.ok) core.value.setInView(place);
  });
  const dialogs = createDialogs(windows.current, {
    current: state.dialogFolder,
    keep: (used) =>
      void state
        .setDialogFolder(used)
        .catch((cause: unknown) => log.warn({ cause: causeText(cause) }, 'folder not saved')),
  });
  const menu = createMenuCommands({
    windows,
    host,
    presence,
    settings,
    opened,
    dialogs,
    debuggable,
    log,
    send,
  });
  opened.onPut(() => menu.toCurrent({ topic: 'opened' }));
  let commandServer: CommandServer | null = null;
  const readList = createListReader(join(built, 'main/lists.cjs'));
  const handlers = callHandlers({
    folder,
    host,
    settings,
    proxies,
    proxyPasswords,
    windows,
    opened,
    pausedPlans,
    lastScreen,
    dialogs,
    readList,
    inventoryLists: createInventoryLists(join(built, 'main/inventory.cjs')),
    policy,
    vault,
    instance,
    onBattery: isOnBattery,
    reveals,
    updates,
    commandLine: () => ({ found: commandOnPath(), listening: commandServer !== null }),
    emit,
  });
  const desktop = createDesktop({
    host,
    settings,
    opened,
    online: () => net.isOnline(),
    show: presence.show,
    newWindow: menu.newWindow,
    lock: () => menu.command('lock'),
    badge: createBadge(windows),
    log,
  });
  if (!presence.isWindowless()) desktop.apply();
  // A policy may have taken its icon away, which alone would lead to it.
  if (isHidden && !desktop.staysWithoutWindow()) presence.show();
  windows.onPlaced(({ connectionId, workspaceId }) => {
    if (connectionId !== null && workspaceId !== null) desktop.placeShown({ connectionId, workspaceId });
  });
  menu.setMenu();

  return {
    handlers,
    // What the window is set to isn't in the databases.
    ready: (where) => (where === 'app.preferences' ? Promise.resolve() : host.settled()),
    async open() {
      commandServer = await openApp({
        folder,
        host,
        vault,
        settings,
        presence,
        surroundings,
        autoLock,
        updates,
        desktop,
        lastScreen,
        reveals,
        state,
        readList,
        log,
      });
    },
  };
}
