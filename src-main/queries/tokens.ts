import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import { listRefusal } from '../access/list-access.ts';
import { permissionFor } from '../access/permissions.ts';
import type { PlaceAccess } from '../access/place-access.ts';
import { stalePlacesOf } from '../access/stale-copies.ts';
import { no } from '../access/unsupported.ts';
import type { TokenRow } from '../base/records.ts';
import type { TokenOwner } from '../store/roster/types.ts';
import { freshnessOf } from './freshness.ts';
import { tokenStatusAt } from './history/as-of.ts';
import { tokenOwners, type TokenOwners } from './token-owners.ts';
import { atConnection, atPlace, type Query } from './query.ts';

export const tokensPage: Query<'tokens', 'page'> = atPlace((core, place, input) => {
  const { connectionId, workspaceId } = input;
  const freshness = freshnessOf(core, connectionId, workspaceId, 'tokens');
  const notOffered = listRefusal(place, 'tokens');
  if (freshness.hidden !== null)
    return ok({ rows: [], matching: 0, totals: { active: 0, inactive: 0 }, freshness, notOffered });
  const now = core.clock.nowFor(connectionId);
  const { rows, matching, totals } = core.store.roster.tokensPage(place.ref, {
    ...input,
    now,
    hidden: stalePlacesOf(core)(connectionId),
  });
  const owners = tokenOwners(core, place.ref);
  return ok({
    rows: rows.map((row) => tokenView(place, row, now, owners)),
    matching,
    totals,
    freshness,
    notOffered,
  });
});

export const expiryPresets: Query<'tokens', 'expiryPresets'> = atConnection((_core, { provider }) =>
  ok([...provider.expiryPresets]),
);
export const readExpiry: Query<'tokens', 'readExpiry'> = atConnection((_core, { provider }, { text }) =>
  ok(provider.readExpiry(text, Date.now())),
);
export const checkTokenName: Query<'tokens', 'checkName'> = atConnection((_core, { provider }, { name }) =>
  ok(provider.tokenNameProblem(name)),
);

function tokenView(place: PlaceAccess, row: TokenRow & TokenOwner, now: number, owners: TokenOwners): Token {
  const { enabled, refusal, ...rest } = row;
  const status = tokenStatusAt(row, now);
  const over = status === 'revoked' || status === 'expired' ? no(`Already ${status}.`) : null;
  const may = (name: Capability) => permissionFor(name, place);
  const unless = (permission: Permission, reason: string | null) =>
    permission.allowed && reason !== null ? no(reason) : permission;
  const unknown =
    enabled.state === 'known' ? null : 'It’s not known whether this token is on. Refresh first.';
  return {
    ...rest,
    status,
    ownerLeft: owners.hasLeft(row, status),
    actions: {
      revoke: over ?? unless(may('token.revoke'), refusal),
      delete: unless(may('token.delete'), refusal),
      enable: over ?? unless(may('token.enable'), unknown),
      copy: may('token.copy'),
      rotate: over ?? unless(may('token.rotate'), refusal),
      probe: may('token.probe'),
    },
  };
}
