import { app } from 'electron';
import { lockDown } from '../../src-main/app/windows/lockdown.ts';
import { createNetwork } from '../../src-main/http/electron-network.ts';
import { createElectronTransport } from '../../src-main/http/electron-session.ts';
import type { ProxyConfig } from '../../src-main/http/proxy-config.ts';
import { createProxySignIns } from '../../src-main/http/proxy-sign-in.ts';
import { chosenCertificates, playClientCertificateCases } from './client-certificate-cases.ts';
import { playProxyCases } from './proxy-cases.ts';
import { playTlsCases } from './tls-cases.ts';
import { playTransportCases } from './transport-cases.ts';

/* The main process of an Electron that plays the cases against the addresses it is given, and says what came of them. */

/** What the test gives it. */
export interface ElectronCases {
  cases: 'transport' | 'tls' | 'proxy' | 'new-sessions' | 'client-certificate';
  addresses: Record<string, string>;
  pin: string | null;
  /** For all of Chromium, as the system's is. */
  proxy: string | null;
  /** The one that is set in Steward. */
  setting: ProxyConfig | null;
}

const { cases, addresses, pin, proxy, setting } = JSON.parse(
  process.env['STEWARD_TRANSPORT'] ?? '',
) as ElectronCases;
if (proxy !== null) {
  app.commandLine.appendSwitch('proxy-server', proxy);
  // Otherwise this computer's own servers are reached without it.
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
}

void app.whenReady().then(async () => {
  const proxies = createProxySignIns();
  lockDown(null);
  const choices = chosenCertificates();
  const transport = createElectronTransport({
    pinned: () => pin,
    clientCertificate: choices.clientCertificate,
    proxies,
    proxy: () => setting,
  });
  const all = Object.values(addresses);
  const found = await {
    transport: () => playTransportCases(transport, all[0] ?? ''),
    tls: () => playTlsCases(transport, addresses),
    proxy: () => playProxyCases(transport, proxies, all),
    'new-sessions': () => proxiesOfNewSessions(all[0] ?? ''),
    'client-certificate': () => playClientCertificateCases(transport, choices, addresses),
  }[cases]();
  console.log(`found ${JSON.stringify(found)}`);
  app.exit(0);
});

/** Where each of many sessions would send its first request: how often each answer came. */
async function proxiesOfNewSessions(origin: string): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (let at = 0; at < 100; at += 1) {
    const choice = { connectionId: `c${at}`, origin, pin, clientCertificate: null, proxy: setting };
    const { session, configured } = createNetwork(choice);
    await configured;
    const answer = await session.resolveProxy(origin);
    times[answer] = (times[answer] ?? 0) + 1;
  }
  return times;
}
