import { knownValue, notReported } from '../../../src-preload/shared/known.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { plainPlace, type WorkspaceRow } from '../../base/records.ts';
import { roleIdOf } from './roles.ts';
import type * as wire from './wire.ts';

/** A place id taken apart: `ORG` is an organization, `ORG/WS` a workspace of it. */
export type Place = { organization: string; workspace: string | null };

export const organizationPlace = (organization: string): string => organization;
export const workspacePlace = (organization: string, workspace: string): string =>
  `${organization}/${workspace}`;

/** null for what this provider never gave out. */
export function readPlace(placeId: string): Place | null {
  const [, organization, workspace] = /^(\d+)(?:\/(\d+))?$/.exec(placeId) ?? [];
  return organization === undefined ? null : { organization, workspace: workspace ?? null };
}

const unreportedFields = {
  description: notReported,
  owner: notReported,
  isDefault: notReported,
  serverFavourite: notReported,
  serverHidden: notReported,
  approvalsEnabled: notReported,
} as const satisfies Partial<WorkspaceRow>;

const roleOf = (organization: wire.Organization | undefined): WorkspaceRow['myRole'] =>
  organization?.role === undefined || organization.role === null
    ? notReported
    : knownValue(roleIdOf(organization.role));

const slugOf = (slug: string | null | undefined): WorkspaceRow['facts'] =>
  slug === undefined || slug === null ? [] : [{ label: 'Slug', value: slug }];

export function fromOrganization(row: wire.Organization, kind: ConnectionKind): WorkspaceRow {
  return {
    ...plainPlace,
    ...unreportedFields,
    id: organizationPlace(row.id),
    scope: 'organization',
    name: row.name,
    facts: [
      ...(row.is_personal === true ? [{ label: 'Kind', value: 'Personal organization' }] : []),
      ...slugOf(row.slug),
    ],
    instance: { kind, url: notReported },
    myRole: roleOf(row),
  };
}

/** `unavailable`: what this server has not built. My role in a workspace is the one in its organization. */
export function fromWorkspace(
  row: wire.Workspace & { organization_id: string },
  organizations: ReadonlyMap<string, wire.Organization>,
  kind: ConnectionKind,
  unavailable: WorkspaceRow['unavailable'],
): WorkspaceRow {
  const organization = organizations.get(row.organization_id);
  const id = organizationPlace(row.organization_id);
  return {
    ...plainPlace,
    ...unreportedFields,
    id: workspacePlace(row.organization_id, row.id),
    name: row.name,
    organization: knownValue({ id, name: organization?.name ?? `Organization ${row.organization_id}` }),
    membersAt: id,
    tokensAt: id,
    facts: slugOf(row.slug),
    unavailable,
    instance: { kind, url: notReported },
    myRole: roleOf(organization),
  };
}
