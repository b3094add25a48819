import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppStatus, Notice } from '../../src-preload/contract/app.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { VaultStatus, VaultTarget } from '../../src-preload/contract/vault.ts';
import type { Core } from '../core.ts';
import { errorFrom } from '../base/errors.ts';
import type { Store } from '../store/types.ts';
import type { Vault } from '../vault/vault.ts';
import type { InstanceProcess } from './instance-process.ts';
import { packagedBuild } from './packaged-build.ts';
import { changeVaultText, hostText, lockText } from './text.ts';

export interface Host {
  vault: Vault;
  status(): AppStatus;
  core(): Result<Core>;
  /** Resolves once the databases aren't being opened, whether that worked or not. */
  settled(): Promise<void>;
  /** Opens the databases if the vault is open; called at the start, and after everything the user does with the vault. */
  open(): Promise<void>;
  /** Opens the databases once a call to the vault has unlocked it. */
  afterVault(answer: Promise<Result<VaultStatus>>): Promise<Result<VaultStatus>>;
  /** Another passphrase or another kind of vault; what was in memory only comes to the disk with it. */
  changeVault(to: VaultTarget, current: string | null): Promise<Result<VaultStatus>>;
  /** Closes everything and opens it again, if `prepare` succeeds; calls made meanwhile wait. */
  reopen(prepare: (core: Core) => Promise<Result<null>>): Promise<Result<null>>;
  /** Closes everything, then the vault, and clears the screen at once; refused where nothing could unlock it again. */
  lock(): Promise<Result<VaultStatus>>;
  /** Whether a new token waits to be stored, in whichever window. */
  secretsWaiting(): boolean;
  /** Something is under way that locking would lose or stop. */
  busy(): boolean;
  /** Tells the user, until the notice is dismissed. */
  say(notice: Omit<Notice, 'id'>): void;
  dismissNotice(id: string): void;
  /** Starts the built-in server and connects to it as these systems; answers with the first. */
  startInstance(sample: boolean, systems: readonly ProviderId[]): Promise<Result<Connection>>;
  stopInstance(): Promise<void>;
  /** Removes the connections to the built-in server with its sample data, ends that server and deletes its data. */
  removeSampleData(): Promise<Result<null>>;
  /** Resolves once the built-in server, where it's wanted, can be asked. */
  readyToAsk(): Promise<void>;
  /** A window was opened in a copy that was started without one: refreshing begins. */
  shown(): void;
  /** The built-in server started, ended or failed. */
  instanceChanged(): void;
  networkChanged(): void;
  resumed(): void;
  focused(): void;
  close(): Promise<void>;
}

interface HostParts {
  /** Of a policy that can't be used; it stays. */
  policyNotice: Notice | null;
  vault: Vault;
  instance: InstanceProcess;
  /** Nothing is refreshed and no server started but what a command asks for. */
  isWindowless(): boolean;
  online(): boolean;
  openStore(vault: Vault): Promise<Result<Store>>;
  createCore(store: Store): Core;
  /** The folder of the databases, and how copies are removed from it that aren't wanted. */
  folder: string;
  discardCopies(): void;
  deleteInstanceData(): Promise<void>;
  /** Secrets of new tokens that wait to be stored. */
  secrets: { waiting(): number; forgetAll(): void; clearClipboard(): Promise<void> };
  /** Loads the page again, with nothing of what it held. */
  clearScreen(): void;
  outdatedRuntime: AppStatus['outdatedRuntime'];
  /** What the user is told first, such as that this is a new version. */
  notices: Notice[];
  emit(event: StewardEvent): void;
}

/** Opens and closes the databases, the core and the local instance, and reports their state to the user. */
export function createHost(parts: HostParts): Host {
  const { vault, instance, emit } = parts;
  let core: Core | null = null;
  let refused: AppError | null = null;
  let notices = parts.notices;
  let opening: Promise<void> | null = null;
  let builtIn: Promise<unknown> | null = null;

  const openOnce = async () => {
    await vault.ready();
    if (core || vault.status().state !== 'open') return;
    // At a start the page is being drawn now, and gets what it asks this process for between two steps.
    await nextTurn();
    const store = await parts.openStore(vault);
    await nextTurn();
    if (!store.ok) {
      refused = store.error;
      emit({ topic: 'status' });
      return;
    }
    refused = null;
    notices = [...notices, ...store.value.notices.map((notice) => ({ ...notice, id: randomUUID() }))];
    startCore(store.value);
  };
  const startCore = (store: Store) => {
    core = parts.createCore(store);
    core.start();
    builtIn = null;
    emit({ topic: 'status' });
    emit({ topic: 'connections' });
    // What was being applied to it when Steward ended is read once it runs.
    if (!parts.isWindowless() || core.isLeftOnBuiltIn()) void startBuiltIn();
  };
  /** Without sample data, which an instance that was started empty must not get; one that has it keeps it. */
  const startBuiltIn = async () => {
    const systems = core?.builtInSystems() ?? [];
    if (systems.length > 0) await (builtIn ??= startInstance(false, systems));
  };
  const open = () => (opening ??= openOnce().finally(() => (opening = null)));

  const currentCore = (): Result<Core> => {
    if (core) return ok(core);
    if (refused) return fail(refused);
    return fail(errorFrom('vault-locked', hostText.locked));
  };

  const startInstance: Host['startInstance'] = async (sample, systems) => {
    const current = currentCore();
    if (!current.ok) return current;
    const running = await instance.start({ sample });
    if (!running.ok) return running;
    const offered = running.value.systems;
    return current.value.connectBuiltIn(
      systems.flatMap((wanted) => offered.filter(({ provider }) => provider === wanted)),
      running.value.sample,
    );
  };

  return {
    vault,
    core: currentCore,
    settled: () => opening ?? Promise.resolve(),
    open,
    status: () => ({
      version: app.getVersion(),
      build: packagedBuild,
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      online: parts.online(),
      vault: vault.status(),
      storage: core
        ? { state: 'open', mode: core.store.mode, path: core.store.folder }
        : refused
          ? { state: 'refused', sentence: refused.sentence, nextStep: refused.nextStep }
          : { state: 'closed' },
      notices: [
        ...(parts.policyNotice === null ? [] : [parts.policyNotice]),
        ...notices,
        ...(core?.notices() ?? []),
      ],
      instance: instance.status(),
      sampleData: core?.hasSampleData() ?? false,
      outdatedRuntime: parts.outdatedRuntime,
    }),
    async afterVault(answer) {
      const result = await answer;
      if (result.ok) await open();
      emit({ topic: 'status' });
      return result;
    },
    async changeVault(to, current) {
      await opening;
      const from = core;
      const status = vault.status();
      if (from === null || status.state !== 'open' || status.backend !== 'memory')
        return vault.change(to, current);
      if (from.changes.running()) return fail(errorFrom('not-allowed', changeVaultText.busy));
      const toDisk = async () => {
        let isStopped = false;
        const changed = await vault.change(to, current, async () => {
          core = null;
          isStopped = true;
          // Whatever still writes is finished first, so that the copies hold all of it.
          await from.stop();
          return from.store.copies.copyInto(parts.folder);
        });
        if (changed.ok) {
          await from.store.close();
          await openOnce();
        } else if (isStopped) {
          parts.discardCopies();
          startCore(from.store);
        }
        return changed;
      };
      const changing = toDisk();
      opening = changing.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await changing;
      } finally {
        opening = null;
      }
    },
    async reopen(prepare) {
      const current = currentCore();
      const prepared = current.ok ? await prepare(current.value) : current;
      if (!prepared.ok) return prepared;
      const closeAndOpen = async () => {
        const before = core;
        core = null;
        await before?.close();
        // The ledger that one offered may be the one that is opened now.
        notices = notices.filter(({ earlierLedger }) => earlierLedger === undefined);
        await openOnce();
      };
      opening = closeAndOpen().finally(() => (opening = null));
      await opening;
      const opened = currentCore();
      return opened.ok ? ok(null) : opened;
    },
    async lock() {
      await opening;
      const refusal = vault.cannotLock();
      if (refusal !== null) return fail(refusal);
      const { state } = vault.status();
      if (state !== 'open') return ok(vault.status());
      const lost = parts.secrets.waiting();
      const closeAndLock = async () => {
        const before = core;
        core = null;
        refused = null;
        parts.secrets.forgetAll();
        await parts.secrets.clearClipboard();
        // What is on its way is finished first: it may renew a sign-in, which the vault has to keep.
        try {
          await before?.close();
        } finally {
          await vault.lock();
        }
        // What wasn't read yet isn't said again at the next opening.
        if (lost > 0)
          notices = [...notices, { id: randomUUID(), level: 'warn', ...lockText.tokensLost(lost) }];
      };
      opening = closeAndLock().finally(() => (opening = null));
      // Its calls wait until everything is closed.
      parts.clearScreen();
      await opening;
      emit({ topic: 'status' });
      return ok(vault.status());
    },
    secretsWaiting: () => parts.secrets.waiting() > 0,
    busy: () => parts.secrets.waiting() > 0 || (core?.changes.running() ?? false),
    say(notice) {
      notices = [...notices, { id: randomUUID(), ...notice }];
      emit({ topic: 'status' });
    },
    dismissNotice(id) {
      const offered = notices.find((notice) => notice.id === id)?.earlierLedger;
      if (offered !== undefined) void core?.store.earlier.decline(offered);
      notices = notices.filter((notice) => notice.id !== id);
      core?.dismissNotice(id);
      emit({ topic: 'status' });
    },
    startInstance,
    async readyToAsk() {
      await (parts.isWindowless() ? startBuiltIn() : builtIn);
    },
    shown() {
      core?.start();
      void startBuiltIn();
    },
    async stopInstance() {
      await instance.stop();
      core?.networkChanged();
    },
    async removeSampleData() {
      const current = currentCore();
      const removed = current.ok ? await current.value.removeSampleData() : current;
      if (!removed.ok) return removed;
      await instance.stop();
      await parts.deleteInstanceData();
      emit({ topic: 'status' });
      return ok(null);
    },
    instanceChanged() {
      const { state } = instance.status();
      if (state === 'stopped' || state === 'failed') core?.builtInStopped();
      emit({ topic: 'status' });
    },
    networkChanged() {
      emit({ topic: 'status' });
      // Whether anything can be written depends on it.
      emit({ topic: 'connections' });
      core?.networkChanged();
    },
    resumed: () => core?.resumed(),
    focused: () => core?.focused(),
    async close() {
      await opening;
      await core?.close();
      core = null;
      await instance.stop();
    },
  };
}

/** The folder of the built-in server's own data, inside the user-data folder. */
export const instanceFolder = (userData: string) => join(userData, 'local-instance');
