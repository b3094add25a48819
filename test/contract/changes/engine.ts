import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { createChanges, type Changes } from '../../../src-main/changes/engine/changes.ts';
import { createHttpClient } from '../../../src-main/http/client.ts';
import type { Transport } from '../../../src-main/http/http.ts';
import { createNodeTransport } from '../../../src-main/http/node-fetch.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { openStore } from '../../../src-main/store/open/open-store.ts';
import type { Store } from '../../../src-main/store/types.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';
import { createSync } from '../../../src-main/sync/create-sync.ts';
import type { Sync } from '../../../src-main/sync/sync.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { sampleWorkspaces, startTestInstance, type TestInstance } from '../../support/instance.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';
import { writerFile } from '../../support/writer.ts';

/** What stands between the engine and its server. */
interface Wire {
  /** Called before a write leaves; never resolving is what a killed app looks like. */
  beforeWrite: (() => Promise<void>) | null;
  /** Called when the answer to a write has arrived, before the app sees it. */
  afterWrite: (() => Promise<void>) | null;
}

interface Running {
  readonly server: TestInstance;
  readonly store: Store;
  readonly me: ConnectionRecord;
  readonly production: string;
  readonly staging: string;
}

export const states = (plan: Plan) => plan.items.map(({ state }) => state.state);
export const codes = (plan: Plan) =>
  plan.items.flatMap(({ checks }) => checks.map(({ code, level }) => `${code}:${level}`));
/** Every question of the plan answered with yes. */
export const yes = (plan: Plan, typed = '') => ({
  typed,
  acknowledged: plan.items.flatMap((item) => item.checks.map(({ code }) => `${item.id}:${code}`)),
});

export const ref = (workspaceId: string) => ({ connectionId: 'c1', workspaceId });

/**
 * The engine as the app runs it, for each test of this file: real provider over HTTP, real sync, real encrypted store; only the server is
 * ours. Its lists have been fetched when a test begins.
 */
export function engineOverHttp() {
  let running: Running | null = null;
  let sync: Sync | null = null;
  let changes: Changes | null = null;
  const wire: Wire = { beforeWrite: null, afterWrite: null };
  const secrets: string[] = [];
  const signedOut: AppError[] = [];

  const plain = createNodeTransport();
  const transport: Transport = {
    forget: (id) => plain.forget(id),
    async send(request) {
      const writes = request.method !== 'GET';
      if (writes) await wire.beforeWrite?.();
      const answer = await plain.send(request);
      if (writes) await wire.afterWrite?.();
      return answer;
    },
  };
  const http = createHttpClient({ transport, sleep: () => Promise.resolve() });
  const sessionAt = ({ url, token }: TestInstance) =>
    systemInitiative.session(
      http,
      targetOf(url),
      memoryStorage(token, { apiVariant: systemInitiative.defaultApiVariant }),
    );

  const engine = {
    wire,
    /** Secrets of new tokens that were handed out to be shown. */
    secrets,
    signedOut,
    get server() {
      return here().server;
    },
    get store() {
      return here().store;
    },
    get production() {
      return here().production;
    },
    get staging() {
      return here().staging;
    },
    get changes() {
      return present(changes, 'engine before a test begins');
    },

    async apply(requests: ChangeRequest[], typed = '') {
      const plan = valueOf(await engine.changes.plan(requests));
      return engine.changes.apply(plan.id, yes(plan, typed));
    },
    /** Fetches lists of a workspace again, as after a change of someone else. */
    async refresh(workspaceId: string, lists: ListName[]) {
      valueOf(await present(sync, 'sync').fetchNow('c1', workspaceId, lists, signal));
    },
    /** A new engine and sync over the same store, as after a kill. */
    async restart() {
      await sync?.stop();
      startApp(here());
    },

    /** What the server itself has of somebody, asked without the app. */
    onServer(workspaceId: string, email: string) {
      const { people, memberships } = here().server.directory;
      const person = people.byEmail(email);
      return person ? memberships.roleOf(workspaceId, person.id) : null;
    },
    memberOf: (workspaceId: string, email: string) =>
      present(
        here()
          .store.roster.members(ref(workspaceId))
          .find((member) => member.email === email),
        `${email} in the roster`,
      ),
    setRole: (email: string, role: string, workspaceId = here().production): ChangeRequest => ({
      type: 'member.set-role',
      ...ref(workspaceId),
      userId: engine.memberOf(workspaceId, email).userId,
      email,
      role,
    }),
    remove: (email: string, workspaceId = here().production): ChangeRequest => ({
      type: 'member.remove',
      ...ref(workspaceId),
      userId: engine.memberOf(workspaceId, email).userId,
      email,
    }),
    invite: (email: string, role: string | null): ChangeRequest => ({
      type: 'member.invite',
      ...ref(here().production),
      email,
      role,
    }),
  };

  const here = () => present(running, 'server before a test begins');

  function startApp({ server, store, me }: Running): void {
    const sessions = { for: () => ok({ session: sessionAt(server), provider: systemInitiative }) };
    sync = createSync({
      sessions,
      roster: store.roster,
      ledger: store.ledger,
      now: Date.now,
      random: Math.random,
      onChanged: () => undefined,
      onSignedOut: (_, error) => signedOut.push(error),
    });
    changes = createChanges({
      sessions,
      connections: { get: (id) => (id === me.id ? { ...me, provider: systemInitiative } : null) },
      roster: store.roster,
      ledger: store.ledger,
      sync,
      now: Date.now,
      newId: randomUUID,
      cannotWrite: () => null,
      secrets: { put: (secret) => `reveal${secrets.push(secret)}` },
      onEvent: () => undefined,
      // The local instance's lists never lag behind.
      setTimer(callback, ms) {
        const timer = setTimeout(callback, Math.min(ms, 10));
        return () => clearTimeout(timer);
      },
    });
  }

  beforeEach(async () => {
    secrets.length = 0;
    signedOut.length = 0;
    Object.assign(wire, { beforeWrite: null, afterWrite: null });
    const server = await startTestInstance();
    const store = valueOf(
      await openStore({
        folder: join(tmpdir(), `steward-changes-${randomUUID()}`),
        ledgerKey: randomBytes(32),
        rosterKey: randomBytes(32),
        ephemeral: true,
        writerFile,
      }),
    );
    const me: ConnectionRecord = {
      id: 'c1',
      provider: 'system-initiative',
      kind: 'local-dev',
      address: server.url,
      label: 'Test',
      badge: 'development',
      colour: 'blue',
      position: 0,
      identity: valueOf(await sessionAt(server).whoami(signal)),
      credential: 'session',
      signedOut: null,
      builtIn: false,
      insecure: false,
      apiVariant: systemInitiative.defaultApiVariant,
      options: {},
      startsAt: 'selector',
    };
    valueOf(await store.ledger.saveConnection(me));
    const production = server.workspaceId(sampleWorkspaces.production);
    const staging = server.workspaceId(sampleWorkspaces.staging);
    running = { server, store, me, production, staging };
    startApp(running);
    const lists = present(sync, 'sync');
    valueOf(await lists.fetchNow('c1', null, ['workspaces'], signal));
    for (const id of [production, staging])
      valueOf(await lists.fetchNow('c1', id, ['members', 'tokens'], signal));
    // A server, a store on disk with its thread, and five lists: a slow machine takes its time.
  }, 60_000);
  afterEach(async () => {
    await changes?.close();
    await sync?.stop();
    await running?.store.close();
    await running?.server.close();
    running = null;
  });
  return engine;
}
