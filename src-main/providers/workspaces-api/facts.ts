import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import { workspacesApiText } from './text.ts';

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
    keepsEnded: false,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'token',
    many: 'tokens',
    whose: 'the organization and act as their owner in all of its workspaces',
    listed: 'everyone',
    expiry: true,
    secret: 'once',
    scopes: [
      { id: 'read', label: 'Read', preset: true },
      { id: 'write', label: 'Write', preset: false },
    ],
    keptValues: false,
    afterRemoval: 'undocumented',
  },
  createFields: ['organization'],
  updateFields: [],
  sharedMarks: false,
  settings: [
    {
      key: 'allow_public_access',
      label: 'Public access',
      hint: workspacesApiText.publicAccessHint,
      kind: 'boolean',
    },
    {
      key: 'default_role_id',
      label: 'Default role',
      hint: workspacesApiText.defaultRoleHint,
      kind: 'role',
    },
  ],
  scopes: ['organization'],
  listsNote: workspacesApiText.listsNote,
  refreshesInstances: false,
};
