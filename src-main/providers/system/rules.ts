import type { SystemRules } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { apiVariantId, facts } from './facts.ts';
import { product } from './forms.ts';
import { owner, permissionCodes, permits, permitsRemoval, permitsRole, roleTable } from './roles.ts';

/** What is known of SYSTEM without asking it. */
export const systemRules: SystemRules = {
  id: 'system',
  product,
  // It takes 120 requests a minute, which one change after the other reaches: there are no `writesAtOnce`.
  apiVariants: { [apiVariantId]: { capabilities, facts } },
  defaultApiVariant: apiVariantId,
  roleTable,
  ownerRole: (scope) => (scope === 'workspace' ? owner : null),
  // Which role people join with is nowhere documented, and it is a custom one of the workspace.
  inviteArrivesAs: () => null,
  roleReachingAllWorkspaces: null,
  namedByEmail: new Set(),
  permissionCodes,
  permits,
  permitsRemoval: (_who, role, self) => permitsRemoval(role, self),
  permitsRole: (_who, from, to) => permitsRole(from, to),
};
