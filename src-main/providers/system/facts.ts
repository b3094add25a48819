import type { SystemFacts } from '../../../src-preload/contract/system.ts';

/** The only API variant that SYSTEM has. */
export const apiVariantId = 'portal';

/** The handbook sends 7; the limits are Steward's, as it names none. */
export const invitationDays = { preset: 7, min: 1, max: 30 } as const;

export const facts: SystemFacts = {
  apiVariant: apiVariantId,
  apiVariantLabel: 'portal API',
  guided: false,
  joining: {
    verb: 'invite',
    shownIn: 'invitations',
    role: 'after-join',
    message: true,
    days: { ...invitationDays },
    fromOrganization: false,
    cancelReason: true,
    keepsEnded: true,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'token',
    many: 'tokens',
    whose: 'SYSTEM has none',
    listed: 'everyone',
    expiry: false,
    secret: 'once',
    scopes: [],
    keptValues: false,
    afterRemoval: 'work',
  },
  createFields: ['timezone'],
  updateFields: ['timezone'],
  sharedMarks: false,
  settings: [],
  scopes: ['workspace'],
  listsNote: null,
  refreshesInstances: false,
};
