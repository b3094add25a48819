import type { Provider } from '../provider.ts';
import { capabilities, writesAtOnce, type ApiVariantId } from './capabilities.ts';
import { consequences, tokensAfter } from './consequences.ts';
import { createConsoleSession } from './console-session.ts';
import { facts } from './facts.ts';
import { checkWorkspaceFields, readExpiry, tokenNameProblem } from './fields.ts';
import { manualInventory } from './manual-inventory.ts';
import { dataApiOption } from './key-probe.ts';
import { createManagementSession } from './management-session.ts';
import { isVendorHost, kindOf, managedAddress } from './places.ts';
import { permits, permitsRole, roleTable, superAdmin } from './roles.ts';
import { formSignIn, inspectCredential, recognise } from './sign-in.ts';
import { unstructuredText } from './text.ts';

/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set([
  'platform.unstructured.io',
  'docs.unstructured.io',
  'www.unstructured.io',
  'unstructured.io',
]);

const tokenHint = unstructuredText.tokenHint;
const consoleVariant: ApiVariantId = 'console';

/**
 * Unstructured: its real service, which has no management API and is administered by following steps and keeping an inventory
 * (`console`), and the management API of gateways that offer one and of the local instance (`management`).
 */
export const unstructured: Provider = {
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
  kindOf,
  misdirected(url) {
    if (vendorPages.has(url.host)) {
      return {
        sentence: unstructuredText.webPage(url.host, managedAddress),
        suggestion: managedAddress,
      };
    }
    if (isVendorHost(url.hostname) && url.pathname !== '/') {
      return {
        sentence: unstructuredText.addressWithoutPath,
        suggestion: url.origin,
      };
    }
    return null;
  },
  recognise: (http, target, _options, signal) => recognise(http, target, signal),
  browserSignIn: null,
  documentsSessionEnd: false,
  localSignIn: null,
  formSignIn: (_http, _target, form) => Promise.resolve(formSignIn(form)),
  inspectCredential,
  session: (http, target, storage) =>
    storage.apiVariant === 'management'
      ? createManagementSession(http, target, storage)
      : createConsoleSession(http, target, storage),
  inventory: manualInventory,
  workspaceTypes: [],
  workspaceUrl: () => null,
  refreshAuthUrl: () => null,
  checkWorkspaceFields,
  tokenNameProblem,
  expiryPresets: [],
  readExpiry,
  consequences,
  tokensAfter,
};
