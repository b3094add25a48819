import { minute } from '../../src-preload/shared/units.ts';
import { labelIn } from '../access/access.ts';
import { connectionReading, type ConnectionReading } from '../access/place-access.ts';
import type { SystemRules } from '../providers/provider.ts';
import { stalePlacesOf } from '../access/stale-copies.ts';
import type { SearchedConnection } from '../store/search/types.ts';
import type { CopiesSource } from './query.ts';

/** A connection that a question across several is about. */
export interface Asked {
  access: ConnectionReading<SystemRules>;
  searched: SearchedConnection;
  roleLabel(role: string): string;
}

/** The connections that are asked, by id. One that was removed meanwhile is left out. */
export function askedOf(core: CopiesSource, connectionIds: readonly string[] | null): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const stalePlaces = stalePlacesOf(core);
  for (const { id } of core.store.ledger.connections()) {
    if (connectionIds !== null && !connectionIds.includes(id)) continue;
    const access = connectionReading(core, id);
    if (!access.ok) continue;
    const { record, provider, who } = access.value;
    const now = core.clock.nowFor(id);
    const hidden = stalePlaces(id);
    const custom = core.store.roster.workspaces(id, now).flatMap((row) => {
      if (hidden.has(row.id)) return [];
      const kept = core.store.roster.roles({ connectionId: id, workspaceId: row.id });
      return kept.length === 0 ? [] : provider.roleTable(row.scope, kept).roles;
    });
    const roles = [...new Map([...custom, ...who.roles].map((role) => [role.id, role])).values()].sort(
      (a, b) => b.rank - a.rank,
    );
    const searched = {
      id,
      label: record.label,
      system: { id: record.provider, label: provider.product.name },
      roles: roles.map((role) => ({ id: role.id, label: role.label })),
      hidden,
      // The guard says another time only where the clock is off for sure.
      ...(Math.abs(now - Date.now()) > minute ? { serverNow: now } : {}),
    };
    asked.set(id, { access: access.value, searched, roleLabel: labelIn(roles) });
  }
  return asked;
}

export const searchedOf = (all: ReadonlyMap<string, Asked>) =>
  [...all.values()].map(({ searched }) => searched);

/** A connection as a row across several shows it. */
export function rowConnection({ access: { record } }: Asked) {
  const { id, label, badge, colour, provider } = record;
  return { id, label, badge, colour, provider };
}
