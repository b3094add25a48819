/*
 * Both role tables of the documents, as far as the management API has something to allow. A person may do what either
 * of their roles grants: the organization's, everywhere in it, or the workspace's, there.
 */

export const organizationRoles = ['super_admin', 'member', 'billing_admin'] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

export const workspaceRoles = ['admin', 'developer', 'operator', 'viewer'] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

export interface Grants {
  readonly organization: readonly OrganizationRole[];
  readonly workspace: readonly WorkspaceRole[];
}

const everybody: readonly OrganizationRole[] = organizationRoles;

/** A Super Administrator reaches every workspace of the organization without being its member. */
export const rights = {
  /** The older of the two published pages shows members to Super Administrators only; this follows the newer. */
  viewOrganizationMembers: { organization: everybody, workspace: [] },
  manageOrganizationMembers: { organization: ['super_admin'], workspace: [] },
  createWorkspaces: { organization: ['super_admin'], workspace: [] },
  viewWorkspaceMembers: { organization: ['super_admin', 'member'], workspace: workspaceRoles },
  manageWorkspaceMembers: { organization: ['super_admin'], workspace: ['admin'] },
  /** The documents speak of creating and deleting; listing keys shows their values, so it needs the same right. */
  manageKeys: { organization: ['super_admin'], workspace: ['admin', 'developer'] },
} as const satisfies Readonly<Record<string, Grants>>;

export function mayDo(grants: Grants, organizationRole: string, workspaceRole: string | null): boolean {
  return (
    grants.organization.some((role) => role === organizationRole) ||
    grants.workspace.some((role) => role === workspaceRole)
  );
}
