import type { Health } from '../../src-preload/contract/connections.ts';
import type { ConnectionQueue, Target } from './connection-queue.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Tells the windows what has changed of a connection. */
export function createAnnouncements(deps: Pick<SyncDeps, 'onChanged'>) {
  function setHealth(queue: ConnectionQueue, health: Health): void {
    const changed = queue.health.state !== health.state || health.state === 'failing';
    queue.health = health;
    if (changed) deps.onChanged({ topic: 'connections' });
  }

  function announce(queue: ConnectionQueue, job: Target): void {
    if (job.list === 'workspaces') deps.onChanged({ topic: 'workspaces', connectionId: queue.connectionId });
    else deps.onChanged({ topic: job.list, connectionId: queue.connectionId, workspaceId: job.workspaceId });
  }

  return { setHealth, announce };
}
export type Announcements = ReturnType<typeof createAnnouncements>;
