import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import type { ObservedKind } from '../../../../src-preload/contract/history.ts';
import { acceptAfterMs } from '../../../sync/plausibility.ts';
import { factsOf } from '../../context.ts';
import { idKey } from '../../kinds/history-mark.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readPreImage } from '../../kinds/pre-image.ts';
import { expectedGone, justMade, plansNotShownYet } from '../../removals.ts';
import type { HasRecentLosses } from '../../snapshot/snapshot.ts';
import type { ChangesDeps } from '../deps.ts';
import type { SeenUntil } from './other-changes.ts';

/** How the history calls it when a list has lost a record; null: it is one row. */
const departures: Readonly<Record<ListName, ObservedKind | null>> = {
  workspaces: 'workspace.gone',
  members: 'member.left',
  invitations: 'invitation.ended',
  tokens: 'token.gone',
  roles: 'role.gone',
  details: null,
};

/**
 * Whether a list has lost records since, a moment ago and not by a change of this app, that aren't back. A server that cuts a list leaves
 * out what was just created too, and what it should have removed. A loss that stands is what the server has.
 */
export function recentLosses(deps: ChangesDeps, since: SeenUntil): HasRecentLosses {
  const { ledger, roster, connections, now } = deps;
  return (connectionId, placeId, list) => {
    const connection = connections.get(connectionId);
    const departure = departures[list];
    if (connection === null || departure === null) return false;
    const at = now();
    const workspaceId = list === 'workspaces' ? null : placeId;
    const lately = { id: since.id, at: Math.max(since.at, at - acceptAfterMs + 1) };
    const latest = ledger.departuresAfter({ connectionId, workspaceId }, lately, departure);
    if (latest.length === 0) return false;
    const plans = plansNotShownYet(ledger, connectionId, at);
    const ours = expectedGone(plans, { connectionId, workspaceId, list }, factsOf(connection), at);
    const unexpected = latest.filter(({ subjectId, row }) => {
      const organization = list === 'workspaces' ? organizationIn(row) : null;
      return !ours.has(subjectId) && (organization === null || !ours.has(organization));
    });
    if (unexpected.length === 0) return false;
    const ended = endedBy(plans, connectionId, departure, at);
    const isThere = presence(roster, connectionId, workspaceId ?? '', list, at);
    return unexpected.some(
      ({ subjectId }) => !idKey(subjectId).some((key) => ended.has(key)) && !isThere(subjectId),
    );
  };
}

/** Keys of what changes of these plans have just ended: it may stay in the list as ended or leave it, as the system does. */
function endedBy(
  plans: readonly Plan[],
  connectionId: string,
  departure: ObservedKind,
  now: number,
): ReadonlySet<string> {
  const marks = justMade(plans, connectionId, now).flatMap(
    ({ request, preImage }) => kindOf(request).historyMark(request, readPreImage(preImage)) ?? [],
  );
  return new Set(marks.flatMap(({ kinds, about }) => (kinds.includes(departure) ? about : [])));
}

/** Whether the copy of the list has a record. */
function presence(
  roster: ChangesDeps['roster'],
  connectionId: string,
  workspaceId: string,
  list: ListName,
  now: number,
): (id: string) => boolean {
  const ref = { connectionId, workspaceId };
  const among = (rows: readonly { id: string }[]) => {
    const ids = new Set(rows.map(({ id }) => id));
    return (id: string) => ids.has(id);
  };
  switch (list) {
    case 'workspaces':
      return among(roster.workspaces(connectionId, now));
    case 'members':
      return (id) => roster.member(ref, id) !== null;
    case 'invitations':
      return among(roster.invitations(ref));
    case 'tokens':
      return among(roster.tokens(ref));
    case 'roles':
      return among(roster.roles(ref));
    case 'details':
      return () => true;
  }
}

/** The organization of a workspace that went, from what is kept of it: the workspaces of one that is deleted go with it. */
function organizationIn(json: string | null): string | null {
  if (json === null) return null;
  try {
    const row: unknown = JSON.parse(json);
    const known = typeof row === 'object' && row !== null && 'organization' in row ? row.organization : null;
    const value = typeof known === 'object' && known !== null && 'value' in known ? known.value : null;
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
