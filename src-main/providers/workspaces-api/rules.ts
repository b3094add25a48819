import type { SystemRules } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { apiVariantId, facts } from './facts.ts';
import { forms, tokenHint } from './forms.ts';
import { admin, permits, roleTable } from './roles.ts';
import { workspacesApiText } from './text.ts';

/** The reference's base is this with `/api/v1`, which works as well: paths are computed from either. */
export const managedAddress = 'https://api.rivergen.com';

/** What is known of the Workspaces API without asking it. */
export const workspacesApiRules: SystemRules = {
  id: 'workspaces-api',
  product: {
    provider: 'workspaces-api',
    name: 'Workspaces API',
    about: 'Organizations and workspaces',
    managedAddress,
    localAddress: null,
    addressHint: workspacesApiText.addressHint,
    tokenHint,
    forms,
    options: [],
  },
  // It takes 100 requests a minute, which one change after the other reaches: there are no `writesAtOnce`.
  apiVariants: { [apiVariantId]: { capabilities, facts } },
  defaultApiVariant: apiVariantId,
  roleTable,
  // Rosters are the organizations'.
  ownerRole: (scope) => (scope === 'organization' ? admin : null),
  inviteArrivesAs: () => null,
  roleReachingAllWorkspaces: null,
  namedByEmail: new Set(),
  permissionCodes: [],
  permits,
  permitsRemoval: (who) => permits('member.remove', who),
  permitsRole: (who, from) => permits(from === null ? 'member.invite' : 'member.set-role', who),
};
