import type { Provider } from '../provider.ts';
import { consequences } from './consequences.ts';
import { systemRules } from './rules.ts';
import { kindOf } from './rows.ts';
import { inspectCredential } from './secret.ts';
import { createSession } from './session.ts';
import { formSignIn, recognise } from './sign-in.ts';
import { commonText } from '../text.ts';
import { systemText } from './text.ts';

/** SYSTEM, both published generations (v1.3 and v2), over a portal's own paths. */
export const system: Provider = {
  ...systemRules,
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
