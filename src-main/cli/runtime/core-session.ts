import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import type { Core } from '../../core.ts';
import { createCore } from '../../create-core.ts';
import { createListReader } from '../../files/list-reader.ts';
import { createNodeTransport } from '../../http/node-fetch.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Store } from '../../store/types.ts';
import type { Vault } from '../../vault/vault.ts';
import { answerCall } from './answer.ts';
import type { CallName, CallOutputOf } from './call-schemas.ts';
import { builtFile } from './built.ts';
import { createCommandCalls } from './calls.ts';
import type { Session } from './session.ts';
import { runtimeText } from './text.ts';

/** A core over this store, for the time of one command: nothing is refreshed but what is asked for. */
export function commandCore(
  parts: { store: Store; vault: Vault; offline: boolean; policy: Policy },
  secrets: Map<string, string>,
): Core {
  return createCore({
    store: parts.store,
    vault: parts.vault,
    policy: parts.policy,
    transport: ({ pinned }) => createNodeTransport({ pinned }),
    online: () => !parts.offline,
    secrets: {
      put(secret) {
        const id = randomUUID();
        secrets.set(id, secret);
        return id;
      },
    },
    // There is no browser sign-in here.
    openExternal: () => Promise.resolve(ok(null)),
    emit: () => undefined,
    refreshes: () => 'asked',
  });
}

/** Answers calls from a core of this process. */
export function coreSession(
  via: Session['via'],
  core: Core,
  secrets: Map<string, string>,
  notices: Session['notices'],
): Session {
  const calls = createCommandCalls({
    core,
    reveals: {
      reveal(id): Result<{ secret: string }> {
        const secret = secrets.get(id);
        secrets.delete(id);
        return secret === undefined ? fail(errorFrom('not-found', runtimeText.alreadyShown)) : ok({ secret });
      },
      forget: (id) => void secrets.delete(id),
    },
    readList: createListReader(builtFile('lists.cjs')),
  });
  return {
    via,
    notices,
    call: async <N extends CallName>(name: N, input: unknown) =>
      // The answer was parsed with the schema of this very call.
      (await answerCall(calls, name, input)) as Result<CallOutputOf<N>>,
    close: () => core.close(),
  };
}
