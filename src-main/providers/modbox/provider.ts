import type { Product } from '../../../src-preload/contract/connections.ts';
import type { Provider } from '../provider.ts';
import { capabilities, writesAtOnce } from './capabilities.ts';
import { consequences } from './consequences.ts';
import { facts } from './facts.ts';
import { checkWorkspaceFields, kindOf, managedAddress, tokenNameProblem, workspaceTypes } from './fields.ts';
import { owner, permits, permitsRemoval, permitsRole, roleTable } from './roles.ts';
import { inspectCredential } from './secret.ts';
import { createSession } from './session.ts';
import { formSignIn, recognise } from './sign-in.ts';
import { modboxText } from './text.ts';

/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set(['app.modbox.run', 'docs.modbox.run', 'www.modbox.run', 'modbox.run']);
const tokenHint =
  'An mbx_ token from the dashboard stays signed in; an access token ends after minutes. After signing in with Google or GitHub, the ' +
  'whole address of the page on which it ended does too.';

const product: Product = {
  provider: 'modbox',
  name: 'Modbox',
  about: 'Sandboxes for teams',
  managedAddress,
  localAddress: null,
  addressHint: modboxText.addressHint,
  tokenHint,
  forms: [
    {
      method: 'password',
      hint: modboxText.passwordHint,
      fields: [
        { id: 'username', label: 'Username', hint: '', kind: 'text', optional: false, preset: '' },
        { id: 'password', label: 'Password', hint: '', kind: 'secret', optional: false, preset: '' },
      ],
    },
    {
      method: 'token',
      hint: tokenHint,
      fields: [
        {
          id: 'token',
          label: 'Token',
          hint: modboxText.tokenFieldHint,
          kind: 'secret',
          optional: false,
          preset: '',
        },
        {
          id: 'refreshToken',
          label: 'Refresh token',
          hint: modboxText.refreshTokenHint,
          kind: 'secret',
          optional: true,
          preset: '',
        },
      ],
    },
  ],
  options: [],
};

/** Modbox, over its API. */
export const modbox: Provider = {
  id: 'modbox',
  product,
  // A session's refresh token lives half an hour: it is traded in time while Steward runs.
  apiVariants: { api: { capabilities, facts, keepAliveMs: 10 * 60_000, writesAtOnce } },
  defaultApiVariant: 'api',
  roleTable,
  ownerRole: (scope) => (scope === 'workspace' ? owner : null),
  inviteArrivesAs: () => null,
  roleReachingAllWorkspaces: null,
  namedByEmail: new Set(),
  permissionCodes: [],
  permits,
  permitsRemoval,
  permitsRole,
  kindOf,
  recognise: (http, target, _options, signal) => recognise(http, target, signal),
  misdirected: (url) =>
    vendorPages.has(url.host)
      ? {
          sentence: modboxText.webPage(url.host, managedAddress),
          suggestion: managedAddress,
        }
      : null,
  browserSignIn: null,
  documentsSessionEnd: false,
  localSignIn: null,
  formSignIn,
  inspectCredential,
  session: createSession,
  inventory: null,
  workspaceTypes,
  workspaceUrl: () => null,
  refreshAuthUrl: () => null,
  checkWorkspaceFields,
  tokenNameProblem,
  expiryPresets: [],
  readExpiry: (text) =>
    text.trim() === ''
      ? { reading: 'never', text: 'no expiry', caution: null }
      : { reading: 'refused', message: modboxText.noExpiry, suggestion: null },
  consequences,
};
