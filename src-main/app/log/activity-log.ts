import type { AppStatus } from '../../../src-preload/contract/app.ts';
import type { ItemState, Plan } from '../../../src-preload/contract/plan.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { UpdateState } from '../../../src-preload/contract/updates.ts';
import type { SettingKey } from '../../../src-preload/shared/settings/types.ts';
import type { Log } from './log.ts';

interface ActivityLogParts {
  log: Pick<Log, 'debug' | 'info' | 'warn'>;
  status(): AppStatus;
  /** null: the databases aren't open. */
  connections(): readonly Connection[] | null;
  updates(): UpdateState;
}

export interface ActivityLog {
  /** Looks at what an event is about, and notes what is another than before. */
  noteEvent(event: StewardEvent): void;
  /** A list of a connection was read whole. */
  refreshed(connectionId: string, list: ListName): void;
  /** A plan was applied, or what became of it is known now. */
  applied(plan: Plan): void;
  settingsChanged(keys: readonly SettingKey[]): void;
}

/**
 * Notes what Steward does in its log. Only what is picked here is written: states, counts and Steward's own IDs. Names, e-mail addresses,
 * the addresses of servers, their IDs and the values of settings never are.
 */
export function createActivityLog({ log, status, connections, updates }: ActivityLogParts): ActivityLog {
  let before: StatusParts = { vault: '', storage: '', network: '', instance: '' };
  let known: ReadonlyMap<string, ConnectionParts> = new Map();
  let update = '';

  function noteStatus(): void {
    const now = partsOf(status());
    for (const part of statusParts) {
      if (now[part] === before[part]) continue;
      const isBad = now[part] === 'failed' || now[part] === 'refused';
      log[isBad ? 'warn' : 'info']({ state: now[part] }, part);
    }
    before = now;
  }

  function noteConnections(): void {
    const list = connections();
    // Locked: they are still there.
    if (list === null) return;
    const now = new Map(list.map((connection) => [connection.id, connectionParts(connection)]));
    for (const [id, { system, signIn, health }] of now) {
      const earlier = known.get(id);
      const is = { connection: id, system };
      if (earlier?.signIn !== signIn) log.info(is, signIn);
      if ((earlier?.health ?? 'unknown') === health) continue;
      if (health === 'ok') log.info(is, 'answers');
      else if (health !== 'unknown') log.warn({ ...is, error: health }, 'refresh failed');
    }
    for (const id of known.keys()) if (!now.has(id)) log.info({ connection: id }, 'connection removed');
    known = now;
  }

  function noteUpdates(): void {
    const now = updates();
    if (now.state === update) return;
    // Its error may name the server.
    if (now.state === 'failed') log.warn({ error: now.error.kind }, 'update failed');
    else
      log.info(
        'version' in now ? { state: now.state, version: now.version } : { state: now.state },
        'update',
      );
    update = now.state;
  }

  return {
    noteEvent({ topic }) {
      if (topic === 'status') noteStatus();
      if (topic === 'status' || topic === 'connections') noteConnections();
      if (topic === 'updates') noteUpdates();
    },
    refreshed(connectionId, list) {
      const is = { connection: connectionId, system: known.get(connectionId)?.system };
      // The other lists follow it by the hundred.
      if (list === 'workspaces') log.info(is, 'refreshed');
      else log.debug({ ...is, list }, 'list refreshed');
    },
    applied(plan) {
      const outcomes = countsOf(plan.items.map(({ state }) => outcomeNames[state.state]));
      const isBad = 'failed' in outcomes || 'unknown' in outcomes;
      log[isBad ? 'warn' : 'info'](
        {
          plan: plan.id,
          status: plan.status,
          changes: countsOf(plan.items.map(({ request }) => request.type)),
          outcomes,
        },
        'plan applied',
      );
    },
    settingsChanged: (keys) => log.info({ settings: keys }, 'settings changed'),
  };
}

const statusParts = ['vault', 'storage', 'network', 'instance'] as const;
type StatusParts = Record<(typeof statusParts)[number], string>;

const partsOf = ({ vault, storage, online, instance }: AppStatus): StatusParts => ({
  vault: vault.state,
  storage: storage.state === 'open' ? storage.mode : storage.state,
  network: online ? 'online' : 'offline',
  instance: instance.state,
});

interface ConnectionParts {
  system: string;
  signIn: string;
  /** Of a connection that can't be refreshed: the kind of its error. */
  health: string;
}

const connectionParts = ({ provider, signIn, health }: Connection): ConnectionParts => ({
  system: provider,
  signIn: signIn.state,
  health: health.state === 'failing' ? health.error.kind : health.state,
});

const outcomeNames: Readonly<Record<ItemState['state'], string>> = {
  pending: 'open',
  sent: 'unknown',
  done: 'done',
  'already-so': 'no-op',
  failed: 'failed',
  unverified: 'unknown',
  skipped: 'skipped',
};

/** How often each stands in the list. */
function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
