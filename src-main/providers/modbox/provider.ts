import type { Provider } from '../provider.ts';
import { consequences } from './consequences.ts';
import { checkWorkspaceFields, kindOf, managedAddress, tokenNameProblem, workspaceTypes } from './fields.ts';
import { modboxRules } from './rules.ts';
import { inspectCredential } from './secret.ts';
import { createSession } from './session.ts';
import { formSignIn, recognise } from './sign-in.ts';
import { modboxText } from './text.ts';

/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set(['app.modbox.run', 'docs.modbox.run', 'www.modbox.run', 'modbox.run']);

/** Modbox, over its API. */
export const modbox: Provider = {
  ...modboxRules,
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
