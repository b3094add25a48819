import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { ApiVariantId } from './sign-in.ts';

const labels: Readonly<Record<ApiVariantId, string>> = { auth: 'auth API', public: 'public API' };

export const facts = (apiVariant: ApiVariantId): SystemFacts => ({
  apiVariant,
  apiVariantLabel: labels[apiVariant],
  guided: false,
  joining: {
    verb: 'invite',
    shownIn: 'members',
    role: 'second-step',
    message: false,
    days: null,
    fromOrganization: false,
    cancelReason: false,
    keepsEnded: false,
  },
  memberSince: 'Signed up',
  tokens: {
    one: 'token',
    many: 'tokens',
    whose: 'this workspace and act as their owner in all of the owner’s workspaces',
    listed: 'everyone',
    expiry: true,
    secret: 'once',
    scopes: [],
    keptValues: false,
    afterRemoval: 'work',
  },
  createFields: ['type', 'description', 'default'],
  updateFields: ['description'],
  sharedMarks: true,
  settings: [],
  scopes: ['workspace'],
  listsNote: null,
  refreshesInstances: true,
});
