import type { SystemRules } from '../provider.ts';
import { capabilities, writesAtOnce, type ApiVariantId } from './capabilities.ts';
import { facts } from './facts.ts';
import { managedAddress } from './places.ts';
import { permits, permitsRole, roleTable, superAdmin } from './roles.ts';
import { unstructuredText } from './text.ts';

/** The setting that names another address for the data API. */
export const dataApiOption = 'dataApi';
const tokenHint = unstructuredText.tokenHint;
const consoleVariant: ApiVariantId = 'console';

/** What is known of Unstructured without asking it. */
export const unstructuredRules: SystemRules = {
  id: 'unstructured',
  product: {
    provider: 'unstructured',
    name: 'Unstructured',
    about: 'Document processing for AI',
    managedAddress,
    localAddress: null,
    addressHint: unstructuredText.addressHint,
    tokenHint,
    forms: [
      {
        method: 'token',
        hint: tokenHint,
        fields: [
          {
            id: 'token',
            label: 'Session token',
            hint: tokenHint,
            kind: 'secret',
            optional: false,
            preset: '',
          },
        ],
      },
      {
        method: 'entered',
        hint: unstructuredText.enteredHint,
        fields: [
          {
            id: 'name',
            label: 'Your name',
            hint: unstructuredText.nameHint,
            kind: 'text',
            optional: false,
            preset: '',
          },
          {
            id: 'email',
            label: 'Your e-mail address',
            hint: unstructuredText.emailHint,
            kind: 'text',
            optional: false,
            preset: '',
          },
        ],
      },
    ],
    options: [
      {
        id: dataApiOption,
        label: 'Data API address',
        hint: unstructuredText.dataApiHint(managedAddress),
        kind: 'text',
        optional: true,
        preset: '',
      },
    ],
  },
  apiVariants: {
    console: { capabilities: capabilities.console, facts: facts('console') },
    management: { capabilities: capabilities.management, facts: facts('management'), writesAtOnce },
  },
  defaultApiVariant: consoleVariant,
  roleTable,
  // A workspace without an administrator is still its organization's Super Administrators' to manage.
  ownerRole: (scope) => (scope === 'organization' ? superAdmin : null),
  inviteArrivesAs: () => null,
  roleReachingAllWorkspaces: superAdmin,
  namedByEmail: new Set(),
  permissionCodes: [],
  permits,
  // By the documents, a member who can remove others can remove any of them.
  permitsRemoval: () => ({ allowed: true }),
  permitsRole: (who, _from, to) => permitsRole(who, to),
};
