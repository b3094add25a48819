import type { Freshness, ListName } from '../../src-preload/contract/freshness.ts';
import { notReported } from '../../src-preload/contract/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/contract/result.ts';
import type { Core } from '../core.ts';
import { plainError } from '../errors.ts';
import type { WorkspaceCounts, WorkspaceRow } from '../store/types.ts';
import type { Standing } from './permissions.ts';

export interface ConnectionStanding extends Standing {
  me: string;
  roleLabel(role: string): string;
}
export interface WorkspaceStanding extends ConnectionStanding {
  row: WorkspaceRow & { counts: WorkspaceCounts };
}

/** My standing on a connection as a whole, where no role is known. */
export function connectionStanding(core: Core, connectionId: string): Result<ConnectionStanding> {
  const record = core.store.ledger.connections().find(({ id }) => id === connectionId);
  const provider = record && core.providers.get(record.provider);
  if (!record || !provider) {
    return fail(plainError('not-found', 'This connection was removed.', 'Choose another one.'));
  }
  return ok({
    provider,
    myRole: notReported,
    credential: record.credential,
    cannotWrite: core.cannotWrite(connectionId),
    me: record.identity.userId,
    roleLabel: (role) => provider.roles.find(({ id }) => id === role)?.label ?? role,
  });
}

export function standingOf(core: Core, ref: WorkspaceRef): Result<WorkspaceStanding> {
  const base = connectionStanding(core, ref.connectionId);
  if (!base.ok) return base;
  const row = core.store.roster.workspace(ref, Date.now());
  if (!row) {
    return fail(
      plainError(
        'not-found',
        'This workspace isn’t in your list any more.',
        'Choose another one, or refresh.',
      ),
    );
  }
  return ok({ ...base.value, myRole: row.myRole, row });
}

export function freshnessOf(
  core: Core,
  connectionId: string,
  workspaceId: string | null,
  list: ListName,
): Freshness {
  return {
    list,
    ...core.store.roster.freshness(connectionId, workspaceId, list),
    refreshing: core.sync.isSyncing(connectionId, workspaceId, list),
  };
}
