import type { Provider } from '../providers/provider.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { RoleRow, WorkspaceRow } from '../base/records.ts';
import type { RosterReader } from '../store/roster/types.ts';
import type { Target } from './connection-queue.ts';
import { accessAt, accessOf, type ConnectionRules } from '../access/access.ts';
import { listRefusal } from '../access/list-access.ts';
import { rosterAccess } from '../access/roster-access.ts';
import { placeLists, rosterOwnerOf, type PlaceList } from '../base/lists.ts';
import { isDue } from './reasons.ts';

export interface FetchTargetDeps {
  roster: RosterReader;
  ledger: Pick<LedgerReader, 'connection'>;
  now: () => number;
}
type PlaceTarget = Target & { workspaceId: string; list: PlaceList };

/** The rules of a connection; one without a record (being removed) gets the least assumptions. */
export function connectionRules(
  ledger: FetchTargetDeps['ledger'],
  provider: Provider,
  connectionId: string,
): ConnectionRules {
  const record = ledger.connection(connectionId);
  return { provider, credential: record?.credential ?? 'unknown', apiVariant: record?.apiVariant ?? '' };
}

/** The roles that the server keeps where this place's members are. */
const rolesFor = (roster: RosterReader, connectionId: string, place: WorkspaceRow): RoleRow[] =>
  roster.roles({ connectionId, workspaceId: rosterOwnerOf('roles', place) });

/** The lists that are shown for a place: its own, and those that another place has for it. */
export function listsSeenAt(
  deps: FetchTargetDeps,
  connectionId: string,
  provider: Provider | null,
  workspaceId: string,
): PlaceTarget[] {
  const place = deps.roster.workspace({ connectionId, workspaceId }, deps.now());
  const targets = placeLists.map((list) => ({
    workspaceId: place === null ? workspaceId : rosterOwnerOf(list, place),
    list,
  }));
  // What isn't offered after all is found before anything is sent (fetch-list.ts).
  if (provider === null) return targets;
  const rules = connectionRules(deps.ledger, provider, connectionId);
  const reader = rosterAccess(deps.roster, deps.now);
  return targets.filter(
    (target) => listRefusal(accessAt(rules, reader, connectionId, target.workspaceId), target.list) === null,
  );
}

/**
 * The lists, each where it is offered, of all places (or of those that `of` picks) that were never tried, and with `olderThan` (ms) also
 * those that are at least this old.
 */
export function listsToCatchUp(
  deps: FetchTargetDeps,
  connectionId: string,
  provider: Provider,
  olderThan: number | null,
  of: (place: WorkspaceRow) => boolean = () => true,
): PlaceTarget[] {
  const now = deps.now();
  const rules = connectionRules(deps.ledger, provider, connectionId);
  return deps.roster
    .workspaces(connectionId, now)
    .filter(of)
    .flatMap((place) => {
      const roles = rolesFor(deps.roster, connectionId, place);
      const access = accessOf(rules, place, roles);
      const rolesFirst = roleIsUnread(deps.roster, connectionId, provider, place, roles);
      return placeLists
        .filter((list) => {
          if (rolesFirst && list !== 'roles') return false;
          const freshness = deps.roster.freshness(connectionId, place.id, list);
          const isNew = freshness.fetchedAt === null && freshness.triedAt === null;
          const isOld = olderThan !== null && isDue(freshness, olderThan, now);
          return (isNew || isOld) && listRefusal(access, list) === null;
        })
        .map((list) => ({ workspaceId: place.id, list }));
    });
}

/**
 * Whether my role is one that the server keeps and hasn't told yet: what it permits isn't known then, and asking for a list that it doesn't
 * would look like a failure. The other lists follow when the roles are there.
 */
function roleIsUnread(
  roster: RosterReader,
  connectionId: string,
  provider: Provider,
  place: WorkspaceRow,
  roles: readonly RoleRow[],
): boolean {
  const { myRole, scope } = place;
  if (myRole.state !== 'known' || roles.length > 0 || rosterOwnerOf('roles', place) !== place.id)
    return false;
  const isBuiltIn = provider.roleTable(scope, []).roles.some(({ id }) => id === myRole.value);
  return !isBuiltIn && roster.freshness(connectionId, place.id, 'roles').triedAt === null;
}
