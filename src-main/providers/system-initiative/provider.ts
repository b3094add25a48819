import { ok } from '../../../src-preload/shared/result.ts';
import { isLoopback, parseAddress } from '../../http/address.ts';
import type { Provider } from '../provider.ts';
import { consequences, tokensAfter } from './consequences.ts';
import { expiryPresets, readExpiry } from './expiry.ts';
import { checkWorkspaceFields, emailProblem, tokenNameProblem, workspaceTypes } from './fields.ts';
import { localAddress, managedAddress, systemInitiativeRules } from './rules.ts';
import { createSession } from './session.ts';
import { browserSignInUrl, exchangeNonce, inspectCredential, localSignIn, recognise } from './sign-in.ts';
import { systemInitiativeText } from './text.ts';

const vendorHosts = new Set(['auth-api.systeminit.com', 'api.systeminit.com']);
/** Pages of the vendor that people copy from the address bar. */
const vendorPages = new Set([
  'app.systeminit.com',
  'auth.systeminit.com',
  'www.systeminit.com',
  'systeminit.com',
  'docs.systeminit.com',
]);

/** System Initiative, over its auth API (everything) or its public API (workspaces and members). */
export const systemInitiative: Provider = {
  ...systemInitiativeRules,
  kindOf(address) {
    const url = parseAddress(address);
    if (url === null) return 'remote-url';
    if (vendorHosts.has(url.host)) return 'managed';
    return isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
  },
  misdirected(url) {
    if (vendorPages.has(url.host)) {
      return {
        sentence: systemInitiativeText.webPage(url.host, managedAddress),
        suggestion: managedAddress,
      };
    }
    // The ports that the developers' set-up gives to the portal and the web app.
    if (
      isLoopback(url.hostname) &&
      url.protocol === 'http:' &&
      (url.port === '8080' || url.port === '9000')
    ) {
      return {
        sentence: systemInitiativeText.localWebPage(url.host, localAddress),
        suggestion: localAddress,
      };
    }
    return null;
  },
  recognise: (http, target, _options, signal) => recognise(http, target, signal),
  browserSignIn: { url: browserSignInUrl, exchange: exchangeNonce },
  documentsSessionEnd: true,
  localSignIn,
  formSignIn: (_http, _target, { values }) =>
    Promise.resolve(ok({ step: 'secret', secret: values.token ?? '' })),
  inspectCredential,
  session: createSession,
  inventory: null,
  workspaceTypes,
  workspaceUrl: ({ id, url }) =>
    url.state === 'known' ? instancePage(url.value, `/w/${encodeURIComponent(id)}`) : null,
  refreshAuthUrl({ id, kind, url }) {
    // A local instance re-reads the auth API's answer on its own.
    if (kind === 'local-dev' || url.state !== 'known') return null;
    return instancePage(url.value, `/refresh-auth?workspaceId=${encodeURIComponent(id)}`);
  },
  checkWorkspaceFields,
  emailProblem,
  tokenNameProblem,
  expiryPresets,
  readExpiry,
  consequences,
  tokensAfter,
};

function instancePage(instanceUrl: string, path: string): string | null {
  return parseAddress(instanceUrl) === null ? null : instanceUrl.replace(/\/+$/, '') + path;
}
