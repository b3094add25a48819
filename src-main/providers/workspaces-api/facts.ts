import type { SystemFacts } from '../../../src-preload/contract/system.ts';

export const apiVariantId = 'v1';

export const facts: SystemFacts = {
  apiVariant: apiVariantId,
  apiVariantLabel: 'Workspaces API v1',
  guided: false,
  joining: {
    verb: 'invite',
    shownIn: 'invitations',
    role: 'carried',
    message: false,
    days: null,
    fromOrganization: false,
    cancelReason: false,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'token',
    many: 'tokens',
    whose: 'the organization and act as their owner in all of its workspaces',
    expiry: true,
    secret: 'once',
    scopes: [
      { id: 'read', label: 'Read', preset: true },
      { id: 'write', label: 'Write', preset: false },
    ],
    keptValues: false,
  },
  createFields: ['organization'],
  updateFields: [],
  sharedMarks: false,
  settings: [
    {
      key: 'allow_public_access',
      label: 'Public access',
      hint: 'People who aren’t members of the organization may see the workspace.',
      kind: 'boolean',
    },
    {
      key: 'default_role_id',
      label: 'Default role',
      hint: 'The role that the workspace gives where none is chosen; one of its organization’s.',
      kind: 'role',
    },
  ],
  scopes: ['organization'],
  listsNote:
    'Membership is the organization’s: members, invitations, roles and tokens here are those of the organization, for all of its workspaces.',
  refreshesInstances: false,
};
