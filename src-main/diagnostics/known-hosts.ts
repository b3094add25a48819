import type { ProxySignIn } from '../../src-preload/contract/app.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Settings } from '../../src-preload/shared/settings/types.ts';
import type { Core } from '../core.ts';

/** Every name of a server or proxy that Steward knows of. */
export function knownHosts(
  core: Result<Core>,
  { proxyServer, proxyPacUrl, proxyBypass }: Settings,
  proxies: readonly ProxySignIn[],
): string[] {
  const addresses = core.ok ? core.value.store.ledger.connections().map(({ address }) => address) : [];
  return [
    ...[...addresses, proxyPacUrl].flatMap((address) =>
      URL.canParse(address) ? [new URL(address).host, new URL(address).hostname] : [],
    ),
    ...[proxyServer.replace(/^[a-z\d]+:\/\//iu, ''), ...proxies.map(({ proxy }) => proxy)].flatMap(
      (proxy) => [proxy, proxy.replace(/:\d+$/u, '')],
    ),
    ...proxyBypass.split(/[,; ]+/u).filter((host) => /[a-z]/iu.test(host)),
  ];
}
