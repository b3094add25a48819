import { z } from 'zod';
import { capability, type Scope } from '../../../src-preload/contract/capabilities.ts';
import type { InstanceKind } from '../../../src-preload/contract/workspaces.ts';
import { knownValue, type Known } from '../../../src-preload/shared/known.ts';
import { readJson } from '../json-cells.ts';
import { factsCell } from './fact-cell.ts';
import { flagFromCells, fromCells } from '../known-cells.ts';
import type { WorkspaceRow } from '../../base/records.ts';

/** The columns of a workspace after its ids and name, in the order in which they are written. */
export const workspaceColumns = [
  'description',
  'description_state',
  'kind',
  'url',
  'url_state',
  'my_role',
  'my_role_state',
  'owner_id',
  'owner_name',
  'owner_state',
  'is_default',
  'is_default_state',
  'server_favourite',
  'server_favourite_state',
  'server_hidden',
  'server_hidden_state',
  'approvals_enabled',
  'approvals_enabled_state',
  'scope',
  'organization_id',
  'organization_name',
  'organization_state',
  'members_at',
  'tokens_at',
  'origin',
  'facts',
  'unavailable',
];

export interface WorkspaceSqlRow {
  pk: number;
  id: string;
  name: string;
  description: string | null;
  description_state: number;
  kind: InstanceKind;
  url: string | null;
  url_state: number;
  my_role: string | null;
  my_role_state: number;
  owner_id: string | null;
  owner_name: string | null;
  owner_state: number;
  is_default: number | null;
  is_default_state: number;
  server_favourite: number | null;
  server_favourite_state: number;
  server_hidden: number | null;
  server_hidden_state: number;
  approvals_enabled: number | null;
  approvals_enabled_state: number;
  scope: Scope;
  organization_id: string | null;
  organization_name: string | null;
  organization_state: number;
  members_at: string | null;
  tokens_at: string | null;
  origin: WorkspaceRow['origin'];
  facts: string;
  unavailable: string;
  member_count: number;
  pending_count: number;
}

const reasons = z.record(z.string(), z.string());

/** A capability that this version doesn't know is nothing it could offer. */
function unavailableFrom(text: string): WorkspaceRow['unavailable'] {
  const found: WorkspaceRow['unavailable'] = {};
  for (const [name, reason] of Object.entries(readJson(reasons, text, {}))) {
    const read = capability.safeParse(name);
    if (read.success) found[read.data] = reason;
  }
  return found;
}

export function workspaceFromSql(row: WorkspaceSqlRow): WorkspaceRow {
  const owner: Known<{ userId: string; name: string }> =
    row.owner_id !== null && row.owner_name !== null
      ? knownValue({ userId: row.owner_id, name: row.owner_name })
      : fromCells<never>(row.owner_state, null);
  const organization: Known<{ id: string; name: string }> =
    row.organization_id !== null && row.organization_name !== null
      ? knownValue({ id: row.organization_id, name: row.organization_name })
      : fromCells<never>(row.organization_state, null);
  return {
    id: row.id,
    scope: row.scope,
    name: row.name,
    description: fromCells(row.description_state, row.description),
    organization,
    membersAt: row.members_at,
    tokensAt: row.tokens_at,
    origin: row.origin,
    facts: readJson(factsCell, row.facts, []),
    unavailable: unavailableFrom(row.unavailable),
    instance: { kind: row.kind, url: fromCells(row.url_state, row.url) },
    myRole: fromCells(row.my_role_state, row.my_role),
    owner,
    isDefault: flagFromCells(row.is_default_state, row.is_default),
    serverFavourite: flagFromCells(row.server_favourite_state, row.server_favourite),
    serverHidden: flagFromCells(row.server_hidden_state, row.server_hidden),
    approvalsEnabled: flagFromCells(row.approvals_enabled_state, row.approvals_enabled),
  };
}
