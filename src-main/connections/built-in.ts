import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom, plainError } from '../base/errors.ts';
import { signInText } from './text.ts';
import type { Provider } from '../providers/provider.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { Sync } from '../sync/sync.ts';
import type { Connections } from './types.ts';
import type { SignIn } from './sign-in.ts';

/** How to sign in to one system of the server that the app itself runs, as that server says when it is up. */
export interface BuiltInSystem {
  provider: ProviderId;
  address: string;
  method: 'token';
  /** By the ids of the system's own form. */
  values: Readonly<Record<string, string>>;
}

export interface BuiltIn {
  /** The systems that the built-in server is connected as. */
  systems(): ProviderId[];
  /**
   * Connects to these systems of the built-in server, or finds their connections again: moved to its address, signed in anew where
   * nobody is any more. Answers with the first of them, or with what went wrong first; the others are connected all the same.
   */
  connect(systems: readonly BuiltInSystem[]): Promise<Result<Connection>>;
}

export interface BuiltInDeps {
  connections: Pick<Connections, 'get' | 'add' | 'signInAgain' | 'moveTo' | 'hasExpired' | 'noteBuiltIn'>;
  signIn: Pick<SignIn, 'authenticate'>;
  sync: Pick<Sync, 'refresh'>;
  ledger: Pick<LedgerReader, 'connections'>;
  providers: ReadonlyMap<ProviderId, Provider>;
}

/** The label of the connection to the first system that Steward spoke, where it is the only one. */
const loneLabel = 'Local instance';

export function createBuiltIn({ connections, signIn, sync, ledger, providers }: BuiltInDeps): BuiltIn {
  const ofBuiltIn = () => ledger.connections().filter(({ builtIn }) => builtIn);

  async function authenticate(system: BuiltInSystem): Promise<Result<string>> {
    const attemptId = randomUUID();
    const step = await signIn.authenticate({
      attemptId,
      address: system.address,
      provider: system.provider,
      allowInsecure: false,
      method: { type: system.method, values: system.values },
    });
    if (!step.ok) return step;
    return step.value.step === 'signed-in'
      ? { ok: true, value: attemptId }
      : fail(plainError('not-allowed', step.value.text, signInText.localNeedsCode));
  }

  async function reconnect(existing: Connection, system: BuiltInSystem): Promise<Result<Connection>> {
    const moved =
      existing.address === system.address ? null : await connections.moveTo(existing.id, system.address);
    if (moved !== null && !moved.ok) return moved;
    if (existing.signIn.state === 'signed-in' && !connections.hasExpired(existing.id)) {
      sync.refresh(existing.id, 'network');
      return connections.get(existing.id);
    }
    const attempt = await authenticate(system);
    return attempt.ok ? connections.signInAgain(existing.id, attempt.value) : attempt;
  }

  async function connectOne(system: BuiltInSystem, label: string): Promise<Result<Connection>> {
    const record = ofBuiltIn().find(({ provider }) => provider === system.provider);
    if (record !== undefined) {
      const existing = connections.get(record.id);
      return existing.ok ? reconnect(existing.value, system) : existing;
    }
    const attempt = await authenticate(system);
    if (!attempt.ok) return attempt;
    const look = { badge: 'development', colour: 'green', builtIn: true } as const;
    return connections.add({ attemptId: attempt.value, label, ...look });
  }

  function labelOf(provider: ProviderId, alone: boolean): string {
    const [first] = providers.keys();
    return alone && provider === first
      ? loneLabel
      : `Local · ${providers.get(provider)?.product.name ?? provider}`;
  }

  return {
    systems: () => ofBuiltIn().map(({ provider }) => provider),
    async connect(systems) {
      connections.noteBuiltIn(systems.map(({ address }) => address));
      const results: Result<Connection>[] = [];
      for (const system of systems) {
        results.push(await connectOne(system, labelOf(system.provider, systems.length === 1)));
      }
      return (
        results.find(({ ok }) => !ok) ??
        results[0] ??
        fail(errorFrom('not-supported', signInText.noLocalSystem))
      );
    },
  };
}
