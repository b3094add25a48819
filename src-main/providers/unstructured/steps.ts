import { quoted } from '../../base/quoted.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import { nameOfPlace } from './inventory.ts';
import { isWorkspace, partsOf } from './place-ids.ts';
import { labelOf } from './roles.ts';

/**
 * The clicks in Unstructured's own pages that make this change, as its documents give them (pages on organizations, workspaces and
 * API keys), naming who and what is meant. [] for what can't be done there.
 */
export function steps(request: ChangeRequest, snapshot: { workspace: WorkspaceRow | null }): string[] {
  switch (request.type) {
    case 'workspace.create':
      return [
        signIn,
        selectOrganization(organizationName(request.organizationId ?? '', snapshot.workspace)),
        settings,
        'Click “View All Workspaces”.',
        'Click “New Workspace”.',
        `In the “Create New Workspace” dialog, enter the name: ${request.name}`,
        finish,
      ];
    case 'member.invite': {
      const role = labelOf(scopeOf(request.workspaceId), request.role ?? '');
      return isWorkspace(request.workspaceId)
        ? [
            `Make sure ${request.email} is a member of the organization ${organizationName(request.workspaceId, snapshot.workspace)}.`,
            ...toWorkspace(request.workspaceId, snapshot.workspace),
            members,
            'Click “Add New Member”.',
            `In the “Add New Member” dialog, select ${request.email} among the organization’s members.`,
            `In the role selector, select ${quoted(role)}.`,
            finish,
          ]
        : [
            ...toAccount(request.workspaceId, snapshot.workspace),
            'Click “New Member”.',
            `In the “Add New Member” dialog, enter the e-mail address: ${request.email}`,
            `In the role selector, select ${quoted(role)}.`,
            finish,
          ];
    }
    case 'member.set-role':
      return [
        ...toMembers(request.workspaceId, snapshot.workspace),
        `Next to ${request.email}, click the ellipses.`,
        'Click “Edit Permissions”.',
        `Select the new role: ${quoted(labelOf(scopeOf(request.workspaceId), request.role))}.`,
        finish,
      ];
    case 'member.remove':
      return [
        ...toMembers(request.workspaceId, snapshot.workspace),
        `In the list of members, click the ellipses next to ${request.email}.`,
        'Click “Remove Member”.',
        'Confirm the removal: click “Continue”.',
      ];
    case 'token.create':
      return [
        ...toKeys(request.workspaceId, snapshot.workspace),
        'Click “Generate New Key”.',
        `Enter the name: ${request.name}`,
        finish,
        `To get its value, click the Copy icon next to ${quoted(request.name)} in the list of keys.`,
        'Store the value wherever it’s used. To test it from Steward, store it here too.',
      ];
    case 'token.enable':
      return [
        ...toKeys(request.workspaceId, snapshot.workspace),
        `In the list of keys, switch the Status of ${quoted(request.name)} ${request.enabled ? 'on' : 'off'}.`,
      ];
    case 'token.delete':
      return [
        ...toKeys(request.workspaceId, snapshot.workspace),
        `In the list of keys, click the ellipses next to ${quoted(request.name)}.`,
        'Click “Delete”.',
        'Confirm the deletion: click “Continue”. This is permanent.',
      ];
    default:
      return [];
  }
}

const signIn = 'Sign in to your Unstructured account if you aren’t signed in.';
const settings = 'In the sidebar, above your user icon, click the “Settings” (gear) icon.';
const members = 'In the navigation bar at the top, click “Members”.';
const finish = 'Click “Continue”.';

const selectOrganization = (name: string) =>
  `In the navigation bar at the top, in the account selector, select ${quoted(name)}.`;

const scopeOf = (placeId: string) => (isWorkspace(placeId) ? 'workspace' : 'organization');

/** From the row where there is one; else from the id, which is made of the name. */
function organizationName(placeId: string, row: WorkspaceRow | null): string {
  if (row?.scope === 'organization') return row.name;
  return row === null
    ? nameOfPlace(partsOf(placeId).organization)
    : valueOr(row.organization, { name: nameOfPlace(partsOf(placeId).organization) }).name;
}

function toWorkspace(placeId: string, row: WorkspaceRow | null): string[] {
  const name = row?.scope === 'workspace' ? row.name : nameOfPlace(placeId);
  return [
    signIn,
    selectOrganization(organizationName(placeId, row)),
    `In the workspace selector, select ${quoted(name)}.`,
    settings,
    'Click “Manage Workspace”.',
  ];
}

const toAccount = (placeId: string, row: WorkspaceRow | null): string[] => [
  signIn,
  selectOrganization(organizationName(placeId, row)),
  settings,
  'Click “Manage Account”.',
  members,
];

const toMembers = (placeId: string, row: WorkspaceRow | null): string[] =>
  isWorkspace(placeId) ? [...toWorkspace(placeId, row), members] : toAccount(placeId, row);

const toKeys = (placeId: string, row: WorkspaceRow | null): string[] => [
  ...toWorkspace(placeId, row),
  'In the navigation bar at the top, click “API Keys”.',
];
