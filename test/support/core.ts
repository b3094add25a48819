import { join } from 'node:path';
import { createCore, type Core } from '../../src-main/core.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import { openVaultStore } from '../../src-main/store/open-with-vault.ts';
import { createVault } from '../../src-main/vault/create.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import { ok, type Result } from '../../src-preload/contract/result.ts';

const writerFile = join(import.meta.dirname, '../../src-main/store/writer-thread.ts');

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.nextStep}`);
  return result.value;
};

export interface TestCore {
  core: Core;
  events: StewardEvent[];
  /** Secrets of new tokens that were handed out to be shown. */
  revealed: string[];
  close(): Promise<void>;
}

/** Everything behind the windows, in memory, over real sockets; no refresh runs by itself until `core.start()`. */
export async function startTestCore(): Promise<TestCore> {
  const events: StewardEvent[] = [];
  const revealed: string[] = [];
  const none = { state: 'none', why: 'This test has no keyring.' } as const;
  const notUsed = (): never => {
    throw new Error('this test has no keyring');
  };
  const vault = createVault({
    file: join(import.meta.dirname, 'no-such-folder', 'vault.json'),
    keyring: { state: () => none, encrypt: notUsed, decrypt: notUsed },
  });
  value(await vault.chooseMemory());
  const store = value(await openVaultStore({ vault, folder: import.meta.dirname, writerFile }));
  const core = createCore({
    store,
    vault,
    transport: (pinned) => createNodeTransport({ pinned }),
    online: () => true,
    secrets: {
      put(secret) {
        revealed.push(secret);
        return `reveal-${revealed.length}`;
      },
    },
    openExternal: async () => ok(null),
    emit: (event) => void events.push(event),
  });
  return { core, events, revealed, close: () => core.close() };
}
