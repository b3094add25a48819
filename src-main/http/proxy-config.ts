import type { Settings } from '../../src-preload/shared/settings/types.ts';

export type ProxySettings = Pick<Settings, 'proxyMode' | 'proxyServer' | 'proxyBypass' | 'proxyPacUrl'>;

/** Chromium's proxy configuration; null: none, so that it asks the system. */
export type ProxyConfig =
  | { mode: 'direct' }
  | { mode: 'pac_script'; pacScript: string }
  | { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string };

/** The proxy as it was chosen. A mode without its address counts as "system", so that nothing goes to an unintended proxy. */
export function proxyConfig({
  proxyMode,
  proxyServer,
  proxyBypass,
  proxyPacUrl,
}: ProxySettings): ProxyConfig | null {
  switch (proxyMode) {
    case 'system':
      return null;
    case 'none':
      return { mode: 'direct' };
    case 'manual':
      return proxyServer === ''
        ? null
        : {
            mode: 'fixed_servers',
            proxyRules: proxyServer,
            proxyBypassRules: proxyBypass.split(/[,; ]+/u).join(';'),
          };
    case 'pac':
      return proxyPacUrl === '' ? null : { mode: 'pac_script', pacScript: proxyPacUrl };
  }
}
