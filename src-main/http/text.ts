import { formatDuration } from '../../src-preload/shared/format/dates.ts';
import { minute, second } from '../../src-preload/shared/units.ts';

/** What happened, and what to do about it. */
interface Explanation {
  sentence: string;
  nextStep: string;
}

const differentVersion = 'The server may run a different version. Ask its administrator.';

/** Why an exchange failed. `host` is the server's host and port. */
export const failureText = {
  offline: (host: string): Explanation => ({
    sentence: `This computer can’t reach ${host}.`,
    nextStep: 'Check your network or VPN. Steward tries again when the connection is back.',
  }),
  dns: (host: string): Explanation => ({
    sentence: `${host} can’t be found.`,
    nextStep: 'Check the spelling of the address, and your network or VPN if the name is internal.',
  }),
  refused: (host: string): Explanation => ({
    sentence: `${host} isn’t responding.`,
    nextStep: 'Check the port, and that the server is running.',
  }),
  timeout: (host: string): Explanation => ({
    sentence: `${host} didn’t respond in time.`,
    nextStep: 'Try again. If it stays slow, check your network, VPN and the server.',
  }),
  proxy: (host: string): Explanation => ({
    sentence: `A proxy blocked the request to ${host}.`,
    nextStep: 'Check your system’s proxy settings, or sign in to the network in a browser.',
  }),
  proxyPassword: (host: string): Explanation => ({
    sentence: `A proxy asks for a password before it lets requests through to ${host}.`,
    nextStep:
      'Add the proxy to your system’s proxy settings, or ask its administrator for an exception for this server.',
  }),
  proxySignIn: (proxy: string, isRefused: boolean): Explanation => ({
    sentence: isRefused
      ? `The proxy ${proxy} refused the user name or password.`
      : `The proxy ${proxy} asks for a user name and password.`,
    nextStep: 'Sign in to it in Settings under “Proxy”, then try again.',
  }),
  clientCertificate: (host: string): Explanation => ({
    sentence: `${host} asks for a client certificate.`,
    nextStep: 'Choose one of this computer’s certificates in the connection’s settings.',
  }),
  clientCertificateUnsupported: (host: string): Explanation => ({
    sentence: `${host} asks for a client certificate, which only Steward’s window can show.`,
    nextStep: 'Start Steward, choose the certificate in the connection’s settings, then try again.',
  }),
  clientCertificateMissing: (host: string): Explanation => ({
    sentence: `The client certificate that you chose for ${host} isn’t available on this computer.`,
    nextStep: 'Install it again, or choose another one in the connection’s settings.',
  }),
  clientCertificateRejected: (host: string): Explanation => ({
    sentence: `${host} rejected the client certificate that you chose.`,
    nextStep: 'Choose another one in the connection’s settings, or ask the server’s administrator.',
  }),
  tlsVersion: (host: string): Explanation => ({
    sentence: `${host} offers only encryption that is too old to be safe.`,
    nextStep: 'Ask the server’s administrator to enable TLS 1.2 or later.',
  }),
  tooLarge: (host: string): Explanation => ({
    sentence: `The response from ${host} is larger than 64 MiB, so it wasn’t read.`,
    nextStep: 'Ask the server’s administrator. A list this large needs paging.',
  }),
  cut: (host: string): Explanation => ({
    sentence: `The connection to ${host} was lost before the response was complete.`,
    nextStep:
      'Try again. If it keeps happening, check whether the address should start with http:// or https://.',
  }),
  cancelled: { sentence: 'The request was cancelled.', nextStep: 'Try again if you still need it.' },
  untrusted: (host: string, reason: string): Explanation => ({
    sentence: `The certificate of ${host} isn’t trusted: ${reason}.`,
    nextStep: 'Before you trust it, compare its fingerprint with the one from the server’s administrator.',
  }),
  certificateChanged: (host: string, isVouched: boolean): Explanation => ({
    sentence: isVouched
      ? `${host} uses a different certificate than the one you trusted. This computer trusts its issuer.`
      : `${host} uses a different certificate than the one you trusted, and this computer doesn’t trust it.`,
    nextStep:
      'Ask the server’s administrator whether it was replaced. If it wasn’t, don’t continue: the connection may be intercepted.',
  }),
  redirectedChange: (host: string, where: string): Explanation => ({
    sentence: `${host} redirected this change to ${where}. Steward doesn’t send a change twice.`,
    nextStep: 'Check the connection’s address, then refresh to see whether the change happened.',
  }),
  redirectedAway: (host: string, where: string): Explanation => ({
    sentence: `${host} redirected the request to ${where}, a different server.`,
    nextStep: 'If that’s the right server, use its address instead. Your sign-in wasn’t sent there.',
  }),
  rateLimited: (host: string, waitMs: number | null): Explanation => ({
    sentence: `${host} is limiting requests.`,
    nextStep:
      waitMs === null ? 'Wait a few minutes, then try again.' : `Wait ${waitText(waitMs)}, then try again.`,
  }),
  proxyPage: (host: string): Explanation => ({
    sentence: `A sign-in page or proxy responded instead of ${host}.`,
    nextStep: 'Sign in to the network or VPN in a browser, then try again.',
  }),
  cached: (host: string, ageMs: number): Explanation => ({
    sentence: `A cache responded instead of ${host}, with data from ${Math.round(ageMs / second)} s ago.`,
    nextStep: 'Try again. If it keeps happening, ask the server’s administrator not to cache its API.',
  }),
  notJson: (host: string): Explanation => ({
    sentence: `${host} didn’t respond with data.`,
    nextStep: 'Check the address. It should be that of the management API, not of a web page.',
  }),
  /** `what`: one of `malformedText`, or what a provider says of it. */
  malformed: (host: string, what: string): Explanation => ({
    sentence: `The response from ${host} ${what}.`,
    nextStep:
      'Try again. If it keeps failing, the server may run a different version, or something in between may alter its responses.',
  }),
  unusableId: {
    sentence: 'The server gave this item an ID that can’t be used in a request, so nothing was sent.',
    nextStep: 'Refresh the list. If it still fails, contact the server’s administrator.',
  },
};

/** What is wrong with a response; ends the sentence "The response from … …". */
export const malformedText = {
  redirects: 'redirects in a loop or to an invalid address',
  partial: 'is only part of the list',
  empty: 'is empty',
  garbled: 'is cut short or corrupted',
  otherShape: 'isn’t what this API returns',
};

/** What a status says where the server's own error can't be read. */
export const statusText = {
  invalid: (host: string): Explanation => ({
    sentence: `${host} rejected the values.`,
    nextStep: 'Check them and try again.',
  }),
  unauthorized: (host: string): Explanation => ({
    sentence: `${host} refused the request, but didn’t say that your sign-in ended.`,
    nextStep: 'Try again later. If it keeps failing, check the address and any proxy in between.',
  }),
  forbidden: (host: string): Explanation => ({
    sentence: `${host} doesn’t allow this.`,
    nextStep: 'Ask an owner. If this worked before, check your proxy or VPN.',
  }),
  notFound: (host: string): Explanation => ({
    sentence: `${host} couldn’t find this.`,
    nextStep: 'It may have been removed. Refresh, and if nothing loads, check the address.',
  }),
  notImplemented: (host: string): Explanation => ({
    sentence: `${host} doesn’t support this.`,
    nextStep: differentVersion,
  }),
  conflict: (host: string): Explanation => ({
    sentence: `${host} reports a conflict with its current data.`,
    nextStep: 'Refresh and check before you try again.',
  }),
  tooLarge: (host: string): Explanation => ({
    sentence: `${host} says the request is too large.`,
    nextStep: 'Try smaller steps.',
  }),
  server: (host: string, status: number): Explanation => ({
    sentence: `${host} had an internal error (${status}).`,
    nextStep: 'Try again in a few minutes. If it keeps failing, contact the server’s administrator.',
  }),
  unproven: (host: string, status: number): Explanation => ({
    sentence: `${host} answered ${status} in a form Steward doesn’t recognize, so the change may have been made.`,
    nextStep: 'Refresh to see. If it keeps happening, check any proxy in between.',
  }),
  unknown: (host: string, status: number): Explanation => ({
    sentence: `${host} sent a response that Steward doesn’t understand (${status}).`,
    nextStep: 'Check the address. The server may run a different version.',
  }),
};

/** Why nothing was sent to an address. */
export const addressText = {
  unusable: {
    sentence: 'Steward can’t use this address.',
    nextStep: 'Enter an address that starts with https://.',
  },
  insecure: (host: string): Explanation => ({
    sentence: `The connection to ${host} isn’t encrypted, and you haven’t allowed that.`,
    nextStep: 'Use its https:// address, or allow it for this connection if you trust the network.',
  }),
};

/** Why a certificate isn't trusted. */
export const certificateText = {
  selfSigned: 'it’s self-signed',
  unknownAuthority: 'it was issued by an authority that this computer doesn’t know',
  otherName: 'it was issued for another name',
  expired: 'it has expired',
  notYetValid: 'it isn’t valid yet',
  expiredOrNotYetValid: 'it, or the certificate of its issuer, has expired or isn’t valid yet',
  revoked: 'it was revoked',
  weak: 'its cryptography is too weak',
  unverified: 'it couldn’t be verified',
  vouched: 'this computer trusts its issuer, but it isn’t the certificate you trusted',
};

const waitText = (ms: number): string =>
  ms < 2 * minute ? `${Math.max(1, Math.ceil(ms / second))} s` : formatDuration(ms);
