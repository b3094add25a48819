import type { Known } from '../../src-preload/contract/known.ts';
import { valueOr } from '../../src-preload/contract/known.ts';
import { fail, ok, type Result } from '../../src-preload/contract/result.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import type { Core } from '../core.ts';
import { plainError } from '../errors.ts';
import type { LocalWorkspace, WorkspaceCounts, WorkspaceRow } from '../store/types.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { allPermissions, permissionFor, rolesMay } from './permissions.ts';
import { connectionStanding, freshnessOf, standingOf } from './standing.ts';

export function workspacesHandlers(
  context: Context,
  openExternal: (url: string) => Promise<Result<null>>,
): Handlers<'workspaces'> {
  const openAddress = async (url: string | null, why: string) =>
    url === null
      ? fail(plainError('not-supported', why, 'Check the instance’s address in its settings.'))
      : openExternal(url);
  return {
    list({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      if (!standing.ok) return standing;
      const { store } = core.value;
      const rows = store.roster.workspaces(connectionId, Date.now());
      const locals = new Map(
        store.ledger.localWorkspaces(connectionId).map((item) => [item.workspaceId, item]),
      );
      const views = rows.map((row) =>
        viewOf(core.value, connectionId, row, locals.get(row.id), standing.value.roleLabel),
      );
      return ok({
        workspaces: inOrder(views, locals),
        freshness: freshnessOf(core.value, connectionId, null, 'workspaces'),
        create: permissionFor('workspace.create', standing.value),
      });
    },
    get(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, ref);
      if (!standing.ok) return standing;
      const { connectionId, workspaceId } = ref;
      const local = core.value.store.ledger
        .localWorkspaces(connectionId)
        .find((item) => item.workspaceId === workspaceId);
      const age = (list: 'members' | 'tokens') => freshnessOf(core.value, connectionId, workspaceId, list);
      return ok({
        workspace: viewOf(core.value, connectionId, standing.value.row, local, standing.value.roleLabel),
        roles: [...standing.value.provider.roles],
        rolesMay: rolesMay(standing.value.provider),
        permissions: allPermissions(standing.value),
        freshness: {
          workspaces: freshnessOf(core.value, connectionId, null, 'workspaces'),
          members: age('members'),
          tokens: age('tokens'),
        },
      });
    },
    types({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      return standing.ok ? ok([...standing.value.provider.workspaceTypes]) : standing;
    },
    check({ connectionId, ...fields }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      return standing.ok ? ok(standing.value.provider.checkWorkspaceFields(fields)) : standing;
    },
    async setLocal({ connectionId, workspaceId, favourite, hidden, note }) {
      const core = context.core();
      if (!core.ok) return core;
      const saved = await core.value.store.ledger.setLocalWorkspace(connectionId, {
        workspaceId,
        ...(favourite === undefined ? {} : { favourite }),
        ...(hidden === undefined ? {} : { hidden }),
        ...(note === undefined ? {} : { note }),
      });
      context.emit({ topic: 'workspaces', connectionId });
      return saved;
    },
    async reorder({ connectionId, workspaceIds }) {
      const core = context.core();
      if (!core.ok) return core;
      const saved = await core.value.store.ledger.reorderWorkspaces(connectionId, workspaceIds);
      context.emit({ topic: 'workspaces', connectionId });
      return saved;
    },
    refresh(ref) {
      const core = context.core();
      if (!core.ok) return core;
      core.value.sync.refresh(ref.connectionId, 'manual', ref);
      return ok(null);
    },
    async open(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, ref);
      if (!standing.ok) return standing;
      const { provider, row } = standing.value;
      return openAddress(
        provider.workspaceUrl({ id: row.id, url: row.instance.url }),
        'This workspace has no address to open.',
      );
    },
    async openRefreshAuth(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, ref);
      if (!standing.ok) return standing;
      const { provider, row } = standing.value;
      return openAddress(
        provider.refreshAuthUrl({ id: row.id, kind: row.instance.kind, url: row.instance.url }),
        'This instance needs no telling: it asks by itself.',
      );
    },
  };
}

function viewOf(
  core: Core,
  connectionId: string,
  row: WorkspaceRow & { counts: WorkspaceCounts },
  local: LocalWorkspace | undefined,
  roleLabel: (role: string) => string,
): Workspace {
  const { counts, ...rest } = row;
  const { fetchedAt, error } = core.store.roster.freshness(connectionId, row.id, 'members');
  return {
    ...rest,
    roster: { fetchedAt, failed: error !== null },
    connectionId,
    myRole: labelled(row.myRole, roleLabel),
    favourite: local?.favourite ?? false,
    hidden: local?.hidden ?? false,
    note: local?.note ?? '',
    position: local?.position ?? 0,
    ...counts,
  };
}

const labelled = (role: Known<string>, label: (role: string) => string) =>
  role.state === 'known'
    ? { state: 'known' as const, value: { id: role.value, label: label(role.value) } }
    : role;

const kindOrder = { managed: 0, 'remote-url': 1, 'local-dev': 2 };

/**
 * The admin's own order first; workspaces never ordered follow as System Initiative's portal sorts them: default, starred, managed,
 * remote, local, then by name.
 */
function inOrder(views: Workspace[], locals: Map<string, LocalWorkspace>): Workspace[] {
  const place = (view: Workspace) => locals.get(view.id)?.position ?? Number.MAX_SAFE_INTEGER;
  const flag = (item: Known<boolean>) => (valueOr(item, false) ? 0 : 1);
  return views
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        flag(a.isDefault) - flag(b.isDefault) ||
        flag(a.serverFavourite) - flag(b.serverFavourite) ||
        kindOrder[a.instance.kind] - kindOrder[b.instance.kind] ||
        a.name.localeCompare(b.name),
    )
    .map((view, position) => ({ ...view, position }));
}
