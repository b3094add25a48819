import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { app, session, shell } from 'electron';
import type { Notice } from '../../src-preload/contract/app.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { VersionChanges } from '../../src-preload/contract/updates.ts';
import { hour } from '../../src-preload/shared/units.ts';
import { causeText } from '../base/causes.ts';
import { useProxy } from '../base/electron-proxy.ts';
import type { ProxyConfig } from '../http/proxy-config.ts';
import { changesOf } from '../updates/changelog.ts';
import type { Fetch } from '../updates/fetch.ts';
import { archiveFolder, createArchiveInstaller } from '../updates/install-archive.ts';
import { createOpenedInstaller } from '../updates/install-opened.ts';
import { installedAs } from '../updates/installed-as.ts';
import { openUpdateRecord } from '../updates/record.ts';
import { backUpLedger, ledgerBeforeUpdate, restoreLedger } from '../updates/ledger-before-update.ts';
import { updatesText } from '../updates/text.ts';
import { createUpdates, type Updates } from '../updates/updates.ts';
import { restartWords } from './launch.ts';
import type { Log } from './log/log.ts';

/** Put in by the build (`electron.vite.config.ts`): where it looks for updates, whose signature it trusts, and what has changed. */
declare const updateFeed: string;
declare const updateKey: string;
declare const changelog: string;

interface AppUpdatesParts {
  /** Of the user's data. */
  folder: string;
  /** Started by a command: neither the user's first start of a version nor the second. */
  isWindowless: boolean;
  /** null while settings can't be read. */
  isOn(): boolean | null;
  proxy(): ProxyConfig | null;
  log: Log;
  emit(event: StewardEvent): void;
}

export interface AppUpdates extends Pick<Updates, 'state' | 'check' | 'download'> {
  /** That this version runs for the first time after an update; or none. */
  notices: Notice[];
  whatsNew(): VersionChanges | null;
  /** The app has come up. Looks for updates from time to time. */
  start(): void;
  stop(): void;
  checkIfDue(): void;
  /** Quits, and starts what was installed meanwhile. Does nothing where nothing is ready. */
  restart(): void;
  /** Installs what is ready, once the databases are closed. */
  install(): Promise<void>;
}

/** Updates of the running app: its network, its files and the way it was installed. */
export function createAppUpdates({
  folder,
  isWindowless,
  isOn,
  proxy,
  log,
  emit,
}: AppUpdatesParts): AppUpdates {
  const version = app.getVersion();
  const record = openUpdateRecord(join(folder, 'updates.json'), version, !isWindowless);
  const wentBack = takeWentBack();
  if (wentBack) restoreLedger(folder);
  else if (record.updatedFrom === null && !isWindowless) rmSync(ledgerBeforeUpdate(folder), { force: true });
  const downloads = join(folder, 'updates');
  const program = process.execPath;
  const asInstalled = installedAs({ isPackaged: app.isPackaged, platform: process.platform, program });
  const archive = asInstalled === 'archive' ? archiveFolder(program) : null;
  const installer =
    archive === null ? createOpenedInstaller(shell.openPath) : createArchiveInstaller(archive);
  const updates = createUpdates({
    installation: { version, platform: process.platform, arch: process.arch, id: record.id },
    installedAs: asInstalled,
    feed: { url: updateFeed, key: updateKey },
    isOn,
    fetch: electronFetch(proxy),
    folder: downloads,
    installer,
    backUp: () => backUpLedger(folder),
    now: Date.now,
    onChange: () => emit({ topic: 'updates' }),
  });
  const checkIfDue = () => {
    updates.checkIfDue().catch((cause: unknown) => log.warn({ cause: causeText(cause) }, 'no update check'));
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    ...updates,
    notices: wentBack
      ? [{ id: randomUUID(), level: 'warn', ...updatesText.wentBack(version) }]
      : record.updatedFrom === null
        ? []
        : [{ id: randomUUID(), level: 'info', ...updatesText.updated(version) }],
    whatsNew: () => changesOf(changelog, version),
    start() {
      void installer.cameUp();
      // What was downloaded is installed, or has to be downloaded again.
      void rm(downloads, { recursive: true, force: true }).catch(() => undefined);
      checkIfDue();
      timer = setInterval(checkIfDue, hour);
    },
    stop: () => clearInterval(timer),
    checkIfDue,
    restart() {
      // A page may ask at any time.
      if (updates.state().state !== 'ready') return;
      // On the other systems the installer starts what it has installed.
      // The archive's own script watches whether the new version comes up.
      if (archive !== null)
        app.relaunch({
          execPath: join(archive, 'bin', 'steward'),
          args: ['--app', ...restartWords(process.argv.slice(1))],
        });
      app.quit();
    },
    async install() {
      const installed = await updates.install();
      if (installed !== null && !installed.ok)
        log.error({ cause: installed.error.sentence }, 'update not installed');
    },
  };
}

/** Whether `steward.sh` went back to this version, because the one after it didn't come up. It's true for one start. */
function takeWentBack(): boolean {
  const wentBack = process.env['STEWARD_WENT_BACK'] !== undefined;
  delete process.env['STEWARD_WENT_BACK'];
  return wentBack;
}

/** Over Chromium's network, with the proxy that is set and without cookies or a cache. */
const electronFetch =
  (proxy: () => ProxyConfig | null): Fetch =>
  async (url, options) => {
    const network = session.fromPartition('updates');
    await useProxy(network, proxy() ?? { mode: 'system' });
    return network.fetch(url, { ...options, credentials: 'omit', cache: 'no-store' });
  };
