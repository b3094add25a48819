import type { Provider } from '../provider.ts';
import { consequences, tokensAfter } from './consequences.ts';
import { createConsoleSession } from './console-session.ts';
import { checkWorkspaceFields, readExpiry, tokenNameProblem } from './fields.ts';
import { manualInventory } from './manual-inventory.ts';
import { createManagementSession } from './management-session.ts';
import { isVendorHost, kindOf, managedAddress } from './places.ts';
import { unstructuredRules } from './rules.ts';
import { formSignIn, inspectCredential, recognise } from './sign-in.ts';
import { unstructuredText } from './text.ts';

/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set([
  'platform.unstructured.io',
  'docs.unstructured.io',
  'www.unstructured.io',
  'unstructured.io',
]);

/**
 * Unstructured: its real service, which has no management API and is administered by following steps and keeping an inventory
 * (`console`), and the management API of gateways that offer one and of the local instance (`management`).
 */
export const unstructured: Provider = {
  ...unstructuredRules,
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
