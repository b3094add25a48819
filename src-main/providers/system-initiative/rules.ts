import type { SystemRules } from '../provider.ts';
import { capabilities, writesAtOnce } from './capabilities.ts';
import { facts } from './facts.ts';
import { editor, owner, permits, permitsRemoval, roleTable } from './roles.ts';
import { systemInitiativeText } from './text.ts';

export const managedAddress = 'https://auth-api.systeminit.com';
export const localAddress = 'http://localhost:9001';

const tokenHint = systemInitiativeText.tokenHint;

/** What is known of System Initiative without asking it. */
export const systemInitiativeRules: SystemRules = {
  id: 'system-initiative',
  product: {
    provider: 'system-initiative',
    name: 'System Initiative',
    about: 'Infrastructure automation',
    managedAddress,
    localAddress,
    addressHint: systemInitiativeText.addressHint,
    tokenHint,
    forms: [
      {
        method: 'token',
        hint: tokenHint,
        fields: [
          { id: 'token', label: 'Token', hint: tokenHint, kind: 'secret', optional: false, preset: '' },
        ],
      },
    ],
    options: [],
  },
  apiVariants: {
    auth: { capabilities: capabilities.auth, facts: facts('auth'), writesAtOnce: writesAtOnce.auth },
    public: { capabilities: capabilities.public, facts: facts('public'), writesAtOnce: writesAtOnce.public },
  },
  defaultApiVariant: 'auth',
  roleTable,
  ownerRole: () => owner,
  inviteArrivesAs: () => editor,
  roleReachingAllWorkspaces: null,
  // `DELETE …/members` takes nothing else.
  namedByEmail: new Set(['member.remove']),
  permissionCodes: [],
  permits,
  permitsRemoval: (_who, role, self) => permitsRemoval(role, self),
  permitsRole: () => ({ allowed: true }),
};
