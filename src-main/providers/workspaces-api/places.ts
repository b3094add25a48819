import { knownValue, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { plainPlace, type WorkspaceRow } from '../../base/records.ts';
import { textOrEmpty } from '../record-fields.ts';
import { unnamed } from '../../base/unnamed.ts';
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

/** A workspace with the organization that it was found in. */
export type WorkspaceIn = wire.Workspace & { organizationId: string };

const roleOf = (organization: wire.Organization | undefined): WorkspaceRow['myRole'] =>
  organization?.role.state === 'known' ? knownValue(roleIdOf(organization.role.value)) : notReported;

const slugFact = (slug: Known<string>): WorkspaceRow['facts'][number] => ({ label: 'Slug', value: slug });

const organizationName = (id: string, organization: wire.Organization | undefined): string =>
  (organization && textOrEmpty(organization.name)) || unnamed('Organization', id);

export function fromOrganization(row: wire.Organization, kind: ConnectionKind): WorkspaceRow {
  return {
    ...plainPlace,
    ...unreportedFields,
    id: organizationPlace(row.id),
    scope: 'organization',
    name: organizationName(row.id, row),
    facts: [
      ...(row.is_personal.state === 'known' && row.is_personal.value
        ? [{ label: 'Kind', value: knownValue('Personal organization') }]
        : []),
      slugFact(row.slug),
    ],
    instance: { kind, url: notReported },
    myRole: roleOf(row),
  };
}

/** `unavailable`: what this server has not built. My role in a workspace is the one in its organization. */
export function fromWorkspace(
  row: WorkspaceIn,
  organizations: ReadonlyMap<string, wire.Organization>,
  kind: ConnectionKind,
  unavailable: WorkspaceRow['unavailable'],
): WorkspaceRow {
  const organization = organizations.get(row.organizationId);
  const id = organizationPlace(row.organizationId);
  return {
    ...plainPlace,
    ...unreportedFields,
    id: workspacePlace(row.organizationId, row.id),
    name: textOrEmpty(row.name) || unnamed('Workspace', row.id),
    organization: knownValue({ id, name: organizationName(row.organizationId, organization) }),
    membersAt: id,
    tokensAt: id,
    facts: [slugFact(row.slug)],
    unavailable,
    instance: { kind, url: notReported },
    myRole: roleOf(organization),
  };
}
