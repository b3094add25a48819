import { join } from 'node:path';
import type { Core } from '../../src-main/core.ts';
import { createCore } from '../../src-main/create-core.ts';
import type { InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Transport } from '../../src-main/http/http.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import { noPolicy, type Policy } from '../../src-main/policy/policy.ts';
import { openVaultStore } from '../../src-main/store/open/open-with-vault.ts';
import type { Vault } from '../../src-main/vault/vault.ts';
import { createVault } from '../../src-main/vault/create-vault.ts';
import type { SetTimer } from '../../src-main/sync/timers.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import { samplePeople, startTestInstance, type TestInstance } from './instance.ts';
import { present, valueOf } from './results.ts';
import { writerFile } from './writer.ts';

/** As the tests of the core call it. */
export const value = valueOf;

export interface TestCore {
  core: Core;
  vault: Vault;
  events: StewardEvent[];
  /** Secrets of new tokens that were handed out to be shown. */
  revealed: string[];
  close(): Promise<void>;
}

export interface TestCoreOptions {
  /** Stands between the app and its servers. */
  wrap?: (transport: Transport) => Transport;
  /** Waits of the engine and of repeated requests pass at once. */
  fast?: boolean;
  /** What the organization decides; nothing where not given. */
  policy?: Policy;
  /** How long (ms) the refreshes of a start wait, and how the core waits. */
  refreshesAfterMs?: number;
  setTimer?: SetTimer;
  /** Connects to this system alone. */
  only?: ProviderId;
}

/** Everything behind the windows, in memory, over real sockets; no refresh runs until `core.start()`. */
export async function startTestCore({
  wrap = (transport) => transport,
  fast = false,
  policy = noPolicy,
  refreshesAfterMs = 0,
  setTimer,
}: TestCoreOptions = {}): Promise<TestCore> {
  const events: StewardEvent[] = [];
  const revealed: string[] = [];
  const none = { state: 'none', why: 'This test has no keyring.' } as const;
  const notUsed = (): never => {
    throw new Error('this test has no keyring');
  };
  const vault = createVault({
    file: join(import.meta.dirname, 'no-such-folder', 'vault.json'),
    keyring: { state: async () => none, encrypt: notUsed, decrypt: notUsed },
  });
  valueOf(await vault.chooseMemory());
  const store = valueOf(await openVaultStore({ vault, folder: import.meta.dirname, writerFile }));
  const core = createCore({
    store,
    vault,
    transport: ({ pinned }) => wrap(createNodeTransport({ pinned })),
    online: () => true,
    secrets: {
      put(secret) {
        revealed.push(secret);
        return `reveal-${revealed.length}`;
      },
    },
    policy,
    refreshesAfterMs,
    ...(setTimer && { setTimer }),
    openExternal: async () => ok(null),
    emit: (event) => void events.push(event),
    ...(fast && {
      setTimer(callback, ms) {
        const timer = setTimeout(callback, ms < 60_000 ? Math.min(ms, 5) : ms);
        timer.unref();
        return () => clearTimeout(timer);
      },
      sleep: () => Promise.resolve(),
    }),
  });
  return { core, vault, events, revealed, close: () => core.close() };
}

export interface ConnectedCore extends TestCore {
  server: TestInstance;
  /** What the IPC handlers are made with. */
  context(): { core(): Result<Core>; emit(): void };
  connectionTo(provider: ProviderId): Connection;
}

/** The same, connected as Ana to the systems of a local instance; nothing has been fetched. */
export async function startConnectedCore(
  options: Partial<InstanceOptions> = {},
  coreOptions: TestCoreOptions = {},
): Promise<ConnectedCore> {
  const server = await startTestInstance(options);
  const app = await startTestCore(coreOptions);
  const { core } = app;
  const { only } = coreOptions;
  const systems = (await server.signInsOf(samplePeople.ana)).filter(
    ({ provider }) => only === undefined || provider === only,
  );
  valueOf(await core.connectBuiltIn(systems.map((system) => ({ ...system }))));
  return {
    ...app,
    server,
    context: () => ({ core: () => ok(core), emit: () => undefined }),
    connectionTo: (provider) =>
      present(
        core.connections.list().find((one) => one.provider === provider),
        `connection to ${provider}`,
      ),
    async close() {
      await app.close();
      await server.close();
    },
  };
}
