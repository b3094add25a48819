import type { Session, WebContents } from 'electron';
import { useProxy } from './electron-proxy.ts';

/** Port 0 can't be listened at, so nothing answers there. */
const deadProxy = 'http://127.0.0.1:0';

/** Denies every permission that a page could ask for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Leaves a page's session no way to the network: requests for addresses that don't match `own` are cancelled, and what isn't a request
 * (preconnecting, WebRTC over TCP) goes to a proxy that isn't there, on this computer too. Resolves when the proxy is in force.
 */
export function cutFromNetwork(session: Session, own: RegExp): Promise<void> {
  // A session's spell checker fetches dictionaries from a server of Chromium's, even where its pages ask for none.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !own.test(details.url) }));
  return useProxy(session, {
    mode: 'fixed_servers',
    proxyRules: deadProxy,
    // Otherwise Chromium goes to loopback addresses directly.
    proxyBypassRules: '<-loopback>',
  });
}

/** WebRTC sends UDP past every proxy unless it's told not to. */
export function cutWebRtc(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
