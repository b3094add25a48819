import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { isLoopback, parseAddress } from '../../http/address.ts';
import type { Provider } from '../provider.ts';
import { consequences, tokensAfter } from './consequences.ts';
import { expiryPresets, readExpiry } from './expiry.ts';
import { checkWorkspaceFields, tokenNameProblem, workspaceTypes } from './fields.ts';
import { managedAddress, workspacesApiRules } from './rules.ts';
import { inspectCredential } from './secret.ts';
import { createSession } from './session.ts';
import { formSignIn, recognise } from './sign-in.ts';
import { workspacesApiText } from './text.ts';

const vendorHost = 'api.rivergen.com';
/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set(['rivergen.com', 'www.rivergen.com', 'app.rivergen.com', 'docs.rivergen.com']);

function kindOf(address: string): ConnectionKind {
  const url = parseAddress(address);
  if (url === null) return 'remote-url';
  if (url.host === vendorHost) return 'managed';
  return isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
}

/** The Workspaces API, with the organizations, sign-in and tokens around it. */
export const workspacesApi: Provider = {
  ...workspacesApiRules,
  kindOf,
  misdirected(url) {
    return vendorPages.has(url.host)
      ? {
          sentence: workspacesApiText.webPage(url.host, managedAddress),
          suggestion: managedAddress,
        }
      : null;
  },
  recognise: (http, target, _options, signal) => recognise(http, target, signal),
  browserSignIn: null,
  documentsSessionEnd: true,
  localSignIn: null,
  formSignIn: (http, target, form, signal) => formSignIn(http, target, form, Date.now(), signal),
  inspectCredential,
  session: (http, target, storage) => createSession(http, target, storage, kindOf),
  inventory: null,
  workspaceTypes,
  workspaceUrl: () => null,
  refreshAuthUrl: () => null,
  checkWorkspaceFields,
  tokenNameProblem,
  expiryPresets,
  readExpiry,
  consequences,
  tokensAfter,
};
