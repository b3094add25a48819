import type { Known } from '../../src-preload/shared/known.ts';
import { valueOr } from '../../src-preload/shared/known.ts';
import type { Workspace, WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type { Core } from '../core.ts';
import type { LocalWorkspace } from '../store/ledger/types.ts';
import type { WorkspaceCounts } from '../store/roster/types.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { labelled } from './labelled.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { labelIn } from '../access/access.ts';
import type { PlaceAccess } from '../access/place-access.ts';

/** A place as the screens see it: the server's row, the admin's own marks, and counts with their age. */
export function viewOf(
  core: Core,
  connectionId: string,
  row: WorkspaceRow & { counts: WorkspaceCounts },
  local: LocalWorkspace | undefined,
  { facts, roleLabel }: { facts: SystemFacts; roleLabel(role: string): string },
): Workspace {
  const { counts, unavailable: _unavailable, ...rest } = row;
  const { fetchedAt, error, unreadable } = core.store.roster.freshness(
    connectionId,
    row.membersAt ?? row.id,
    'members',
  );
  return {
    ...rest,
    connectionId,
    facts: [...row.facts],
    myRole: labelled(row.myRole, roleLabel),
    favourite: local?.favourite ?? false,
    hidden: local?.hidden ?? false,
    note: local?.note ?? '',
    position: local?.position ?? 0,
    members: counts.members,
    pending: facts.joining.shownIn === 'invitations' ? counts.openInvitations : counts.pending,
    activeTokens: counts.activeTokens,
    roster: { fetchedAt, failed: error !== null, complete: fetchedAt !== null && unreadable === 0 },
  };
}

const kindOrder = { managed: 0, 'remote-url': 1, 'local-dev': 2 };
const scopeOrder = { organization: 0, workspace: 0, account: 1 };

/**
 * The admin's own order first; places never ordered follow as System Initiative's portal sorts them: default, starred, managed, remote,
 * local, then by name. An organization comes right before its workspaces, where the first of them would; the account comes last.
 */
export function inOrder(
  views: readonly Workspace[],
  locals: ReadonlyMap<string, LocalWorkspace>,
): Workspace[] {
  const place = (view: Workspace) => locals.get(view.id)?.position ?? Number.MAX_SAFE_INTEGER;
  const flag = (item: Known<boolean>) => (valueOr(item, false) ? 0 : 1);
  const sorted = views.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      scopeOrder[a.scope] - scopeOrder[b.scope] ||
      flag(a.isDefault) - flag(b.isDefault) ||
      flag(a.serverFavourite) - flag(b.serverFavourite) ||
      kindOrder[a.instance.kind] - kindOrder[b.instance.kind] ||
      a.name.localeCompare(b.name),
  );
  const organizations = new Set(views.filter(({ scope }) => scope === 'organization').map(({ id }) => id));
  const groupOf = (view: Workspace) => {
    if (view.scope === 'organization') return view.id;
    const above = view.organization.state === 'known' ? view.organization.value.id : null;
    return above !== null && organizations.has(above) ? above : `alone ${view.id}`;
  };
  // A Map keeps the order in which its keys came.
  const groups = new Map<string, Workspace[]>();
  for (const view of sorted) {
    const key = groupOf(view);
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  return [...groups.values()]
    .flatMap((group) => group.toSorted((a, b) => first(a) - first(b)))
    .map((view, position) => ({ ...view, position }));
}

const first = ({ scope }: Workspace) => (scope === 'organization' ? 0 : 1);

/** More names than anybody reads; the count tells the rest. */
const namesShown = 50;

/**
 * People who reach a workspace by a role in the organization above without being members of it. null where the system has no such role,
 * or where there is no organization with members.
 */
export function alsoReachOf(core: Core, standing: PlaceAccess): WorkspaceDetail['alsoReach'] {
  const { provider, organization, row, ref } = standing;
  const { roleReachingAllWorkspaces } = provider;
  if (roleReachingAllWorkspaces === null || row.scope !== 'workspace' || organization === null) return null;
  if (organization.row.unavailable['member.list'] !== undefined) return null;
  if (staleCopy(core, organization.ref) !== null) return null;
  const { roster } = core.store;
  const { roles } = provider.roleTable(organization.row.scope, roster.roles(organization.ref));
  const page = roster.membersPage(organization.ref, {
    query: `role:"${roleReachingAllWorkspaces}"`,
    sort: { by: 'name', order: 'asc' },
    offset: 0,
    limit: 200,
    roles,
  });
  const outside = page.rows.filter(({ userId }) => roster.member(ref, userId) === null);
  const { fetchedAt, unreadable } = roster.freshness(
    organization.ref.connectionId,
    organization.ref.workspaceId,
    'members',
  );
  return {
    roleLabel: labelIn(roles)(roleReachingAllWorkspaces),
    names: outside.slice(0, namesShown).map(({ name, email }) => valueOr(name, email)),
    count: page.matching - (page.rows.length - outside.length),
    complete: fetchedAt !== null && unreadable === 0,
  };
}
