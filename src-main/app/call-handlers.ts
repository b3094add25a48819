import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, net } from 'electron';
import type { CallOutput } from '../../src-preload/contract/api.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import { profileFolder } from '../cli/runtime/profile-folder.ts';
import { knownHosts } from '../diagnostics/known-hosts.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { ReadList } from '../files/list-reader.ts';
import type { ProxySignIns } from '../http/proxy-sign-in.ts';
import type { AllHandlers, Caller } from '../ipc/handle.ts';
import { appHandlers } from '../ipc/app.ts';
import { changesHandlers } from '../ipc/changes.ts';
import { connectionsHandlers } from '../ipc/connections.ts';
import { diagnosticsHandlers } from '../ipc/diagnostics.ts';
import { historyHandlers } from '../ipc/history.ts';
import { inventoryHandlers } from '../ipc/inventory.ts';
import { invitationsHandlers } from '../ipc/invitations.ts';
import { lastScreenHandlers } from '../ipc/last-screen.ts';
import { membersHandlers } from '../ipc/members.ts';
import { openedHandlers } from '../ipc/opened.ts';
import { peopleHandlers } from '../ipc/people.ts';
import { railHandlers } from '../ipc/rail.ts';
import { reportsHandlers } from '../ipc/reports.ts';
import { rolesHandlers } from '../ipc/roles.ts';
import { secondPersonsHandlers } from '../ipc/second-persons.ts';
import { settingsHandlers } from '../ipc/settings.ts';
import { storageHandlers } from '../ipc/storage.ts';
import { timelineHandlers } from '../ipc/timeline.ts';
import { tokensHandlers } from '../ipc/tokens.ts';
import { transferHandlers } from '../ipc/transfer.ts';
import { updatesHandlers } from '../ipc/updates.ts';
import { vaultHandlers } from '../ipc/vault.ts';
import { viewsHandlers } from '../ipc/views.ts';
import { workspacesHandlers } from '../ipc/workspaces.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { Policy } from '../policy/policy.ts';
import type { InventoryLists } from '../providers/inventory-lists.ts';
import { shellOf } from '../../src-preload/shared/shell.ts';
import type { ProxyPasswords } from '../vault/proxy-passwords.ts';
import type { Vault } from '../vault/vault.ts';
import type { createAppSettings } from './app-settings.ts';
import { openExternal } from './windows/external.ts';
import type { Host } from './host.ts';
import type { InstanceProcess } from './instance-process.ts';
import { lastScreenFile } from './windows/last-screen.ts';
import type { OpenedQueue } from './opened.ts';
import type { PausedPlans } from './paused-plans.ts';
import type { Reveals } from './reveals.ts';
import { fileText } from './text.ts';
import { ledgerBeforeUpdate, ledgerOfFailedUpdate } from '../updates/ledger-before-update.ts';
import type { AppUpdates } from './updates.ts';
import { versions } from './versions.ts';
import type { Windows } from './windows/windows.ts';

interface HandledParts {
  /** Of the user's data. */
  folder: string;
  host: Host;
  settings: ReturnType<typeof createAppSettings>;
  proxies: ProxySignIns;
  proxyPasswords: ProxyPasswords;
  windows: Windows;
  opened: OpenedQueue;
  pausedPlans: PausedPlans;
  lastScreen: LastScreenKeeper;
  dialogs: Dialogs;
  readList: ReadList;
  inventoryLists: InventoryLists;
  policy: Policy;
  vault: Vault;
  instance: InstanceProcess;
  onBattery(): boolean;
  reveals: Reveals;
  updates: AppUpdates;
  /** Where commands are found, and whether they reach this app. */
  commandLine(): CallOutput<'settings', 'commandLine'>;
  emit(event: StewardEvent): void;
}

/** What answers each call of a window. */
export function callHandlers({
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
  inventoryLists,
  policy,
  vault,
  instance,
  onBattery,
  reveals,
  updates,
  commandLine,
  emit,
}: HandledParts): AllHandlers {
  const context = { core: host.core, emit };
  const isCurrent = ({ contentsId }: Caller) => windows.current()?.webContents.id === contentsId;
  return {
    app: appHandlers({
      host,
      context,
      settings,
      proxies,
      proxyPasswords,
      windows,
      lastScreen,
      openExternal,
    }),
    vault: vaultHandlers(host),
    transfer: transferHandlers(context, dialogs),
    settings: settingsHandlers({ settings, policy, commandLine }),
    secondPersons: secondPersonsHandlers(context, settings),
    diagnostics: diagnosticsHandlers({
      folder,
      logFile: join(folder, 'steward.log'),
      home: homedir(),
      hosts: () => knownHosts(host.core(), settings.state().values, proxies.list()),
      report: () => ({
        versions: versions(host.status()),
        vault: vault.status(),
        keyring: vault.keyring(),
        instance: instance.status(),
        proxies: proxies.list(),
        settings: settings.state().values,
        policy,
        online: net.isOnline(),
        onBattery: onBattery(),
        core: host.core(),
        now: Date.now(),
      }),
    }),
    connections: connectionsHandlers(context),
    workspaces: workspacesHandlers(context, openExternal, dialogs, readList),
    members: membersHandlers(context),
    invitations: invitationsHandlers(context, readList),
    roles: rolesHandlers(context),
    tokens: tokensHandlers(context, reveals),
    changes: pausedPlans.watched(
      changesHandlers(context, dialogs, {
        program: app.isPackaged ? ['steward'] : ['npm', 'run', 'steward', '--'],
        profile: folder === profileFolder() ? null : folder,
        shell: shellOf(process.platform),
      }),
    ),
    history: historyHandlers(context),
    timeline: timelineHandlers(context),
    storage: storageHandlers({
      context,
      vault,
      reopen: host.reopen,
      otherFiles: [
        { path: join(folder, 'window.json'), what: fileText.window },
        { path: join(folder, 'desktop.json'), what: fileText.desktop },
        { path: lastScreenFile(folder), what: fileText.lastScreen },
        { path: join(folder, 'updates.json'), what: fileText.updates },
        { path: ledgerBeforeUpdate(folder), what: fileText.ledgerBeforeUpdate },
        { path: ledgerOfFailedUpdate(folder), what: fileText.ledgerOfFailedUpdate },
        { path: join(folder, 'steward.log'), what: fileText.log },
        { path: join(folder, 'steward.1.log'), what: fileText.previousLog },
      ],
    }),
    inventory: inventoryHandlers(context, dialogs, inventoryLists),
    people: peopleHandlers(context),
    reports: reportsHandlers(context, dialogs),
    views: viewsHandlers(context),
    updates: updatesHandlers(updates),
    lastScreen: lastScreenHandlers(
      lastScreen,
      ({ contentsId }) => windows.first()?.webContents.id === contentsId,
    ),
    rail: railHandlers(context),
    opened: openedHandlers(opened, isCurrent),
  };
}
