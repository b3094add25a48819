import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { ApiVariantId } from './capabilities.ts';

const labels: Readonly<Record<ApiVariantId, string>> = {
  console: 'console-guided',
  management: 'management API',
};

export const facts = (apiVariant: ApiVariantId): SystemFacts => ({
  apiVariant,
  apiVariantLabel: labels[apiVariant],
  guided: apiVariant === 'console',
  joining: {
    verb: 'add',
    shownIn: 'members',
    role: 'carried',
    message: false,
    days: null,
    fromOrganization: true,
    cancelReason: false,
    keepsEnded: false,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'API key',
    many: 'API keys',
    whose: 'this workspace',
    listed: 'everyone',
    expiry: false,
    secret: 'again',
    scopes: [],
    keptValues: apiVariant === 'console',
    afterRemoval: 'work',
  },
  createFields: ['organization'],
  updateFields: [],
  sharedMarks: false,
  settings: [],
  scopes: ['organization'],
  listsNote: null,
  refreshesInstances: false,
});
