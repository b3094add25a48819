import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import { notReported } from '../../../src-preload/shared/known.ts';
import type { Role } from '../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import { supportAt } from '../../providers/capability-table.ts';
import { apiVariantOf, type ApiVariant, type Caller } from '../../providers/provider.ts';
import type { RoleRow, WorkspaceRow } from '../../base/records.ts';
import type { ConnectionFacts } from '../engine/deps.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The connection, its API variant and the roles of the place of one change: what its words and checks are made from. */
export interface ChangeContext {
  connection: ConnectionFacts;
  apiVariant: ApiVariant;
  facts: SystemFacts;
  /** The place whose role and limits decide: the change's own, or the organization that something is made in. */
  row: WorkspaceRow | null;
  roles: readonly Role[];
}

export const factsOf = (connection: ConnectionFacts): SystemFacts =>
  apiVariantOf(connection.provider, connection.apiVariant).facts;

/** The place that decides who may do it: its own, or the organization that something is made in. */
export function decidingPlace(request: ChangeRequest): string | null {
  return placeOf(request) ?? ('organizationId' in request ? (request.organizationId ?? null) : null);
}

const tables = new WeakMap<readonly RoleRow[], { key: string; provider: unknown; roles: readonly Role[] }>();

function rolesAt(connection: ConnectionFacts, row: WorkspaceRow | null, custom: readonly RoleRow[]) {
  const scope = row?.scope ?? 'workspace';
  const kept = tables.get(custom);
  // A plan of thousands of items asks for the same table each time.
  if (kept && kept.key === scope && kept.provider === connection.provider) return kept.roles;
  const { roles } = connection.provider.roleTable(scope, custom);
  tables.set(custom, { key: scope, provider: connection.provider, roles });
  return roles;
}

export function changeContextOf(
  connection: ConnectionFacts,
  ground: Snapshot,
  request: ChangeRequest,
): ChangeContext {
  const place = decidingPlace(request);
  const row = place === null ? null : ground.row(request.connectionId, place);
  // Roles are kept where the members are.
  const keeper = row?.membersAt ?? place;
  const custom = keeper === null ? [] : ground.place(request.connectionId, keeper).roles;
  const apiVariant = apiVariantOf(connection.provider, connection.apiVariant);
  return { connection, apiVariant, facts: apiVariant.facts, row, roles: rolesAt(connection, row, custom) };
}

export const whoOf = ({ connection, row, roles }: ChangeContext): Caller => ({
  role: row?.myRole ?? notReported,
  credential: connection.credential,
  scope: row?.scope ?? 'workspace',
  roles,
});

export const roleLabel = (roles: readonly Role[], id: string): string =>
  roles.find((role) => role.id === id)?.label ?? id;

export const scopeOf = ({ row }: Pick<ChangeContext, 'row'>) => row?.scope ?? 'workspace';

/** The role that nobody is above here, or null. */
export const ownerRoleOf = (teller: ChangeContext): string | null =>
  teller.connection.provider.ownerRole(scopeOf(teller));

/** The role that somebody invited here has at first; null: the one that was asked for. */
export const arrivesAs = (teller: ChangeContext): string | null =>
  teller.facts.joining.role === 'carried'
    ? null
    : teller.connection.provider.inviteArrivesAs(scopeOf(teller));

/** Made in the connection or in an organization, not done to a place: the kind of the place says nothing. */
const placeless: ReadonlySet<Capability> = new Set<Capability>([
  'organization.create',
  'workspace.create',
  'workspace.provision',
  'invitation.accept',
  'invitation.decline',
]);

/** Why this isn't offered here, in words with their source, or null. */
export function unsupportedReason(
  { apiVariant, row }: Pick<ChangeContext, 'apiVariant' | 'row'>,
  capability: Capability,
): string | null {
  const entry = apiVariant.capabilities[capability];
  if (!entry.supported) return withSource(entry.reason, entry.source);
  if (row === null) return null;
  if (!placeless.has(capability)) {
    const here = supportAt(entry, row.scope);
    if (!here.ok) return here.reason;
  }
  return row.unavailable[capability] ?? null;
}

export const offers = (teller: Pick<ChangeContext, 'apiVariant' | 'row'>, capability: Capability): boolean =>
  unsupportedReason(teller, capability) === null;

/** A refusal with the document that says so. */
export const withSource = (reason: string, source: string | undefined): string =>
  source === undefined || source === '' ? reason : `${reason} (${source})`;
