import type { Provider } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { consequences } from './consequences.ts';
import { apiVariantId, facts } from './facts.ts';
import { product } from './forms.ts';
import { owner, permissionCodes, permits, permitsRemoval, permitsRole, roleTable } from './roles.ts';
import { kindOf } from './rows.ts';
import { inspectCredential } from './secret.ts';
import { createSession } from './session.ts';
import { formSignIn, recognise } from './sign-in.ts';
import { commonText } from '../text.ts';
import { systemText } from './text.ts';

/** SYSTEM, both published generations (v1.3 and v2), over a portal's own paths. */
export const system: Provider = {
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
  kindOf,
  recognise,
  browserSignIn: null,
  documentsSessionEnd: true,
  localSignIn: null,
  formSignIn,
  inspectCredential,
  session: (http, target, storage) => createSession(http, target, storage),
  inventory: null,
  workspaceTypes: [],
  workspaceUrl: () => null,
  refreshAuthUrl: () => null,
  checkWorkspaceFields: ({ name }) =>
    name.trim() === '' ? [{ path: 'name', message: commonText.nameWorkspace }] : [],
  tokenNameProblem: () => null,
  expiryPresets: [],
  readExpiry: () => ({ reading: 'refused', message: systemText.noTokensToCreate, suggestion: null }),
  consequences,
};
