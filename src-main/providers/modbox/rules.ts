import type { Product } from '../../../src-preload/contract/connections.ts';
import type { SystemRules } from '../provider.ts';
import { capabilities, writesAtOnce } from './capabilities.ts';
import { facts } from './facts.ts';
import { managedAddress } from './fields.ts';
import { owner, permits, permitsRemoval, permitsRole, roleTable } from './roles.ts';
import { modboxText } from './text.ts';

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

/** What is known of Modbox without asking it. */
export const modboxRules: SystemRules = {
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
};
