import { peopleCalls } from '../../../src-preload/contract/people.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import { managedSettings, type Policy } from '../../policy/policy.ts';
import { rulesOfSystems } from '../../providers/rules.ts';
import { allTokens, allWorkspaces, peoplePage } from '../../queries/all-connections.ts';
import type { CopiesSource } from '../../queries/query.ts';
import { withManagedRetention } from '../../settings/managed-retention.ts';
import type { Store } from '../../store/types.ts';
import type { Vault } from '../../vault/vault.ts';
import type { CallName, CallOutputOf } from './call-schemas.ts';
import { answerParsed } from './parsed-answer.ts';
import type { Session } from './session.ts';

interface ProfileParts {
  store: Store;
  vault: Vault;
  policy: Policy;
  folder: string;
  offline: boolean;
  /** Said before something that takes a while. */
  note(text: string): void;
}

interface Whole {
  core: Core;
  session: Session & { start(): Promise<void> };
}

/**
 * A session on an open profile; `recover` reads back what an earlier run left open. The core is made, and most of the program loaded, with
 * the first call that needs it: a command that only reads the copies of all connections is done before.
 */
export function profileSession(parts: ProfileParts): Session & { recover(): Promise<void> } {
  const { store, policy } = parts;
  const source: CopiesSource = {
    store: withManagedRetention(store, managedSettings(policy)),
    providers: rulesOfSystems,
    // No server has said its time to this process yet.
    clock: { nowFor: () => Date.now() },
  };
  let loading: Promise<Whole> | null = null;
  const whole = () => (loading ??= wholeSession(parts));
  return {
    via: 'profile',
    notices: store.notices,
    async call<N extends CallName>(name: N, input: unknown) {
      const read = loading === null ? copyRead(source, name, input) : null;
      // The answer was parsed with the schema of this very call.
      return (await (read ?? (await whole()).session.call(name, input as never))) as Result<CallOutputOf<N>>;
    },
    async recover() {
      const { core, session } = await whole();
      if (!parts.offline && core.isLeftOnBuiltIn()) await session.start();
      await core.changes.recover();
    },
    close: async () => (loading === null ? store.close() : (await loading).session.close()),
  };
}

async function wholeSession({ store, vault, folder, offline, note, policy }: ProfileParts): Promise<Whole> {
  const [{ commandCore, coreSession }, { withBuiltInServer }] = await Promise.all([
    import('./core-session.ts'),
    import('./built-in-server.ts'),
  ]);
  const secrets = new Map<string, string>();
  const core = commandCore({ store, vault, offline, policy }, secrets);
  const session = coreSession('profile', core, secrets, store.notices);
  return { core, session: withBuiltInServer(session, core, { folder, note }) };
}

/** Answers what needs nothing but the copies; null for everything else. */
function copyRead(source: CopiesSource, name: CallName, raw: unknown): Promise<Result<unknown>> | null {
  const { page, tokens, workspaces } = peopleCalls;
  switch (name) {
    case 'people.page':
      return answerParsed(page, (input) => peoplePage(source, input), raw);
    case 'people.tokens':
      return answerParsed(tokens, (input) => allTokens(source, input), raw);
    case 'people.workspaces':
      return answerParsed(workspaces, (input) => allWorkspaces(source, input), raw);
    default:
      return null;
  }
}
