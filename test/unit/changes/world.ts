import type { Badge, CredentialKind } from '../../../src-preload/contract/connections.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../../src-main/base/errors.ts';
import { createChanges } from '../../../src-main/changes/engine/changes.ts';
import type { ConnectionFacts } from '../../../src-main/changes/context.ts';
import { expectedGone, plansNotShownYet } from '../../../src-main/changes/removals.ts';
import type { Provider } from '../../../src-main/providers/provider.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { createSync } from '../../../src-main/sync/create-sync.ts';
import { fakeLedger, type FakeLedger } from './fake-ledger.ts';
import { fakeRoster, type FakeRoster } from './fake-roster.ts';
import { fakeServer, type FakeServer } from './fake-server.ts';
import { me } from './rows.ts';

/** What Grace, the second person, confirms with. */
export const graces = { personId: 'grace', passphrase: 'grace knows this one' };

/** The engine over a server, a roster and a ledger in memory; its clock stands still. */
export interface World {
  server: FakeServer;
  roster: FakeRoster;
  ledger: FakeLedger;
  clock: { now: number };
  events: StewardEvent[];
  secrets: string[];
  changes: ReturnType<typeof createChanges>;
  connections: { get(connectionId: string): ConnectionFacts | null };
  /** A new engine and sync over the same disk, as after a restart. */
  restart(): void;
  /** Fetches all that the server has. */
  syncAll(): Promise<void>;
  offline: string | null;
  badge: Badge;
  secondPersonFrom: number | null;
  /** How often a passphrase was checked. */
  checked: number;
  /** What the engine does in the background some minutes later, by the time it waits for (ms). */
  later: { ms: number; run(): void }[];
}

export async function world(
  options: {
    credential?: CredentialKind;
    provider?: Provider;
    /** Prepares the server before its lists are first fetched. */
    seed?: (server: FakeServer) => void;
    /** Waits that a server asks for: over at once, or never by themselves. */
    waits?: 'end at once' | 'never end';
    typeNameFrom?: number;
    /** From how many removals Grace has to confirm, whose passphrase is `graces`; null: she isn't asked. */
    secondPersonFrom?: number | null;
  } = {},
): Promise<World> {
  const credential = options.credential ?? 'session';
  const provider = options.provider ?? systemInitiative;
  const apiVariant = provider.defaultApiVariant;
  const server = fakeServer();
  options.seed?.(server);
  const ledger = fakeLedger(credential, apiVariant);
  const roster = fakeRoster(ledger);
  let ids = 0;
  const sessions = { for: () => ok({ session: server.session, provider }) };
  const make = () => {
    const sync = createSync({
      sessions,
      roster,
      ledger,
      expectedGone(target, facts) {
        const { now } = it.clock;
        return expectedGone(plansNotShownYet(ledger, target.connectionId, now), target, facts, now);
      },
      now: () => it.clock.now,
      setTimer: () => () => undefined,
      random: () => 0.5,
      onChanged: () => undefined,
      onSignedOut: () => undefined,
    });
    const changes = createChanges({
      sessions,
      connections: it.connections,
      roster,
      ledger,
      sync,
      now: () => it.clock.now,
      newId: () => `id${(ids += 1)}`,
      cannotWrite: () => it.offline,
      ...(options.typeNameFrom === undefined ? {} : { typeNameFrom: () => options.typeNameFrom ?? 0 }),
      secondPerson: {
        from: () => it.secondPersonFrom,
        async check({ personId, passphrase }) {
          it.checked += 1;
          return personId === graces.personId && passphrase === graces.passphrase
            ? ok({ name: 'Grace' })
            : fail(invalidError('That isn’t the passphrase of Grace.', 'Try again.'));
        },
      },
      secrets: {
        put(secret) {
          it.secrets.push(secret);
          return `reveal${it.secrets.length}`;
        },
      },
      onEvent: (event) => it.events.push(event),
      setTimer(callback, ms) {
        // Looking again in the background, minutes later, is for the tests that are about it.
        if (ms >= 60_000) it.later.push({ ms, run: callback });
        else if (options.waits !== 'never end') queueMicrotask(callback);
        return () => undefined;
      },
    });
    return { sync, changes };
  };
  const it: World = {
    server,
    roster,
    ledger,
    clock: { now: 1_000_000 },
    events: [],
    secrets: [],
    offline: null,
    badge: 'development',
    secondPersonFrom: options.secondPersonFrom ?? null,
    checked: 0,
    later: [],
    connections: {
      get: (id) =>
        id === 'c1'
          ? {
              label: 'Test',
              badge: it.badge,
              address: 'http://127.0.0.1:1',
              apiVariant,
              identity: me,
              credential,
              provider,
            }
          : null,
    },
    // Replaced below, once the clock that it reads exists.
    changes: undefined as unknown as World['changes'],
    restart() {
      it.changes = make().changes;
    },
    async syncAll() {
      const { sync } = make();
      const signal = new AbortController().signal;
      await sync.fetchNow('c1', null, ['workspaces'], signal);
      const lists: ListName[] = ['members', 'invitations', 'roles', 'tokens', 'details'];
      // Those that aren't offered here answer with an error, which is as good.
      for (const { id } of server.workspaces)
        for (const list of lists) await sync.fetchNow('c1', id, [list], signal);
      server.fetched.length = 0;
      await sync.stop();
    },
  };
  it.restart();
  await it.syncAll();
  return it;
}
