import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import { readProvisionList } from '../files/provision-list.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { rolesFor } from '../sync/fetch-targets.ts';
import type { Context } from './context.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import type { Handlers } from './handle.ts';
import { ownersOf } from './members.ts';
import { alsoReachOf, inOrder, viewOf } from '../queries/place-view.ts';
import { allPermissions, permissionFor } from '../access/permissions.ts';
import { mayLeave, type Subject } from '../access/member-rules.ts';
import {
  connectionAccess,
  placeAccess,
  type ConnectionAccess,
  type PlaceAccess,
} from '../access/place-access.ts';
import { freshnessOf } from '../queries/freshness.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { labelIn } from '../access/access.ts';
import { roleTablesOf } from '../queries/role-tables.ts';

/** Me as a roster that was read whole has me; null where it doesn't, or is kept elsewhere. */
function meIn(
  core: Core,
  { ref, row, me, provider }: PlaceAccess,
): (Subject & { activeOwners: number }) | null {
  const { roster } = core.store;
  const { fetchedAt, unreadable } = roster.freshness(ref.connectionId, ref.workspaceId, 'members');
  const known =
    row.membersAt === null && fetchedAt !== null && unreadable === 0 && staleCopy(core, ref) === null;
  const member = known ? roster.member(ref, me) : null;
  if (member === null) return null;
  return {
    role: member.role,
    status: member.status,
    isMe: true,
    activeOwners: ownersOf(core, ref, provider.ownerRole(row.scope)),
  };
}

export function workspacesHandlers(
  context: Context,
  openExternal: (url: string) => Promise<Result<null>>,
  dialogs: Pick<Dialogs, 'openText'>,
): Handlers<'workspaces'> {
  const openAddress = async (url: string | null, why: string) =>
    url === null
      ? fail(plainError('not-supported', why, 'Check the instance’s address in its settings.'))
      : openExternal(url);
  return {
    list({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      if (!standing.ok) return standing;
      const { store } = core.value;
      const { apiVariant, provider } = standing.value;
      const rows = store.roster.workspaces(connectionId, core.value.clock.nowFor(connectionId));
      const locals = new Map(
        store.ledger.localWorkspaces(connectionId).map((item) => [item.workspaceId, item]),
      );
      const views = rows.map((row) => {
        // A role that the server keeps for one place has its name there alone.
        const custom = rolesFor(store.roster, connectionId, row);
        const words = {
          facts: apiVariant.facts,
          roleLabel: labelIn(provider.roleTable(row.scope, custom).roles),
        };
        return viewOf(core.value, connectionId, row, locals.get(row.id), words);
      });
      return ok({
        workspaces: inOrder(views, locals),
        freshness: freshnessOf(core.value, connectionId, null, 'workspaces'),
        create: mayCreate(core.value, standing.value, rows),
      });
    },
    get(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const found = placeAccess(core.value, ref);
      if (!found.ok) return found;
      const standing = found.value;
      const { connectionId, workspaceId } = ref;
      const { apiVariant, roleLabel, row } = standing;
      const { roster, ledger } = core.value.store;
      const local = ledger.localWorkspaces(connectionId).find((item) => item.workspaceId === workspaceId);
      const hiddenRoles = staleCopy(core.value, standing.roster.ref);
      const age = (list: ListName) => freshnessOf(core.value, connectionId, workspaceId, list);
      const at = (place: string | null) => ({ connectionId, workspaceId: place ?? workspaceId });
      return ok({
        workspace: viewOf(core.value, connectionId, row, local, { facts: apiVariant.facts, roleLabel }),
        roles: standing.table.roles.filter(({ kind }) => kind !== 'custom' || hiddenRoles === null),
        roleTables: roleTablesOf(core.value, standing),
        permissions: {
          ...allPermissions(standing),
          'workspace.leave': mayLeave(standing, meIn(core.value, standing)),
        },
        listsAt: { members: at(row.membersAt), tokens: at(row.tokensAt) },
        alsoReach: alsoReachOf(core.value, standing),
        details: staleCopy(core.value, ref) === null ? roster.details(ref) : null,
        freshness: {
          workspaces: freshnessOf(core.value, connectionId, null, 'workspaces'),
          members: age('members'),
          invitations: age('invitations'),
          tokens: age('tokens'),
          roles: age('roles'),
          details: age('details'),
        },
      });
    },
    types({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      return standing.ok ? ok([...standing.value.provider.workspaceTypes]) : standing;
    },
    check({ connectionId, ...fields }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
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
    readProvisionList({ connectionId, text }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      if (!standing.ok) return standing;
      const { checkWorkspaceFields } = standing.value.provider;
      return ok(
        readProvisionList(text, (name) => {
          const problems = checkWorkspaceFields({ kind: 'remote-url', name, description: '', url: '' });
          return problems.find(({ path }) => path === 'name')?.message ?? null;
        }),
      );
    },
    openTextFile: ({ title }) => dialogs.openText(title),
    timezones: () => ok(timezones()),
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
      const standing = placeAccess(core.value, ref);
      if (!standing.ok) return standing;
      const { provider, row, record } = standing.value;
      return openAddress(
        provider.workspaceUrl({ id: row.id, url: row.instance.url, address: record.address }),
        'This workspace has no address to open.',
      );
    },
    async openRefreshAuth(ref) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, ref);
      if (!standing.ok) return standing;
      const { provider, row } = standing.value;
      return openAddress(
        provider.refreshAuthUrl({ id: row.id, kind: row.instance.kind, url: row.instance.url }),
        'This instance needs no telling: it asks by itself.',
      );
    },
  };
}

/** May I make a workspace anywhere? Where they belong to organizations, in one of those; the first refusal stands for all. */
function mayCreate(core: Core, standing: ConnectionAccess, rows: readonly WorkspaceRow[]): Permission {
  const { apiVariant, provider, record, who } = standing;
  const organizations = rows.filter(({ scope }) => scope === 'organization');
  if (!apiVariant.facts.createFields.includes('organization') || organizations.length === 0) {
    return permissionFor('workspace.create', standing);
  }
  const answers = organizations.map((row) => {
    const custom = core.store.roster.roles({ connectionId: record.id, workspaceId: row.id });
    const { roles } = provider.roleTable(row.scope, custom);
    return permissionFor('workspace.create', {
      ...standing,
      row,
      who: { ...who, role: row.myRole, scope: row.scope, roles },
    });
  });
  return answers.find(({ allowed }) => allowed) ?? answers[0] ?? { allowed: true };
}

/** The device's own first, then UTC, then all others by name. */
function timezones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
