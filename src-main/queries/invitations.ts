import type { Invitation } from '../../src-preload/contract/invitations.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { listRefusal } from '../access/list-access.ts';
import { permissionFor } from '../access/permissions.ts';
import type { PlaceAccess } from '../access/place-access.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { no } from '../access/unsupported.ts';
import type { InvitationRow } from '../base/records.ts';
import { freshnessOf } from './freshness.ts';
import { labelled } from './labelled.ts';
import { atPlace, type Query } from './query.ts';

export const invitationsPage: Query<'invitations', 'page'> = atPlace(async (core, place, input) => {
  const freshness = freshnessOf(core, input.connectionId, input.workspaceId, 'invitations');
  const notOffered = listRefusal(place, 'invitations');
  if (freshness.hidden !== null)
    return ok({ rows: [], matching: 0, totals: { open: 0, ended: 0 }, freshness, notOffered });
  const { rows, matching, totals } = await core.store.roster.invitationsPage(place.ref, {
    ...input,
    now: core.clock.nowFor(input.connectionId),
  });
  return ok({
    rows: rows.map((row) => invitationView(place, row)),
    matching,
    totals,
    freshness,
    notOffered,
  });
});

/** Members who joined after an invitation from here and don't have its role yet. None from a copy that is too old to be shown. */
export const joinOffers: Query<'invitations', 'joinOffers'> = (core, ref) =>
  ok(staleCopy(core, ref) === null ? core.joinOffers(ref) : []);

function invitationView(place: PlaceAccess, row: InvitationRow): Invitation {
  const cancel =
    row.status === 'pending' || row.status === 'not-reported'
      ? permissionFor('invitation.cancel', place)
      : no(`Already ${row.status}.`);
  return { ...row, role: labelled(row.role, place.roleLabel), actions: { cancel } };
}
