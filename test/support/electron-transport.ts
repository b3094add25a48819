import { app } from 'electron';
import { lockDown } from '../../src-main/app/windows/lockdown.ts';
import { createElectronTransport } from '../../src-main/http/electron-session.ts';
import { createProxySignIns } from '../../src-main/http/proxy-sign-in.ts';
import { chosenCertificates, playClientCertificateCases } from './client-certificate-cases.ts';
import { playProxyCases } from './proxy-cases.ts';
import { playTlsCases } from './tls-cases.ts';
import { playTransportCases } from './transport-cases.ts';

/* The main process of an Electron that plays the cases against the addresses it is given, and says what came of them. */

/** What the test gives it. */
export interface ElectronCases {
  cases: 'transport' | 'tls' | 'proxy' | 'client-certificate';
  addresses: Record<string, string>;
  pin: string | null;
  proxy: string | null;
}

const { cases, addresses, pin, proxy } = JSON.parse(process.env['STEWARD_TRANSPORT'] ?? '') as ElectronCases;
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
    proxy: () => null,
  });
  const all = Object.values(addresses);
  const found = await {
    transport: () => playTransportCases(transport, all[0] ?? ''),
    tls: () => playTlsCases(transport, addresses),
    proxy: () => playProxyCases(transport, proxies, all),
    'client-certificate': () => playClientCertificateCases(transport, choices, addresses),
  }[cases]();
  console.log(`found ${JSON.stringify(found)}`);
  app.exit(0);
});
