import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import { modboxText } from './text.ts';

export const facts: SystemFacts = {
  apiVariant: 'api',
  apiVariantLabel: 'API',
  guided: false,
  joining: {
    verb: 'add',
    shownIn: 'members',
    role: 'carried',
    message: false,
    days: null,
    fromOrganization: false,
    cancelReason: false,
    keepsEnded: false,
  },
  memberSince: 'Added',
  tokens: {
    one: 'API token',
    many: 'API tokens',
    whose: 'you and work in every workspace you can access',
    listed: 'own',
    expiry: false,
    secret: 'once',
    scopes: [],
    keptValues: false,
    afterRemoval: 'work',
  },
  createFields: ['description'],
  updateFields: ['description'],
  sharedMarks: false,
  settings: [],
  scopes: ['workspace', 'account'],
  listsNote: modboxText.listsNote,
  refreshesInstances: false,
};
