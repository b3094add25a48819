import type { Invitation } from '../../src-preload/contract/invitations.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { InvitationRow } from '../base/records.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { labelled } from '../queries/labelled.ts';
import { no } from '../access/unsupported.ts';
import { permissionFor } from '../access/permissions.ts';
import { freshnessOf } from '../queries/freshness.ts';
import { listRefusal } from '../access/list-access.ts';
import { placeAccess, type PlaceAccess } from '../access/place-access.ts';

export function invitationsHandlers(context: Context): Handlers<'invitations'> {
  return {
    page(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, input);
      if (!standing.ok) return standing;
      const freshness = freshnessOf(core.value, input.connectionId, input.workspaceId, 'invitations');
      const notOffered = listRefusal(standing.value, 'invitations');
      if (freshness.hidden !== null)
        return ok({ rows: [], matching: 0, totals: { open: 0, ended: 0 }, freshness, notOffered });
      const page = core.value.store.roster.invitationsPage(input, {
        ...input,
        now: core.value.clock.nowFor(input.connectionId),
      });
      return ok({
        rows: page.rows.map((row) => viewOf(row, standing.value)),
        matching: page.matching,
        totals: page.totals,
        freshness,
        notOffered,
      });
    },
    joinOffers(ref) {
      const core = context.core();
      return core.ok ? ok(core.value.joinOffers(ref)) : core;
    },
  };
}

function viewOf(row: InvitationRow, standing: PlaceAccess): Invitation {
  return {
    ...row,
    role: labelled(row.role, standing.roleLabel),
    actions: {
      cancel:
        row.status === 'pending'
          ? permissionFor('invitation.cancel', standing)
          : no(`It is ${row.status} already.`),
    },
  };
}
