import type { Directory } from '../../directory.ts';
import { systemName } from './session.ts';
import { formatOrganizationExtra, formatWorkspaceExtra } from './workspace-extra.ts';

/**
 * Does for this person what only Unstructured's representatives can do: makes an organization with its default
 * workspace. Without it an instance that has no sample data would stay empty for ever. Nothing happens to somebody
 * who is in an organization already.
 */
export function ensureOrganization(directory: Directory, personId: string): void {
  if (directory.organizations.ofPerson(personId, systemName).length > 0) return;
  directory.transaction(() => {
    const organization = directory.organizations.add({
      system: systemName,
      name: 'Local organization',
      kind: 'organization',
      creatorId: personId,
      extra: formatOrganizationExtra({ paymentRequired: false }),
    });
    directory.organizations.addMember(organization.id, personId, 'super_admin');
    const workspace = directory.workspaces.add({
      system: systemName,
      name: 'Default workspace',
      description: null,
      creatorId: personId,
      extra: formatWorkspaceExtra({ isDefault: true, workflows: [] }),
    });
    directory.organizations.attachWorkspace(organization.id, workspace.id);
    directory.memberships.add(workspace.id, personId, 'admin');
  });
}
