import { app } from 'electron';
import { createElectronTransport } from '../../src-main/http/electron-session.ts';
import { playTlsCases } from './tls-cases.ts';
import { playTransportCases } from './transport-cases.ts';

/* The main process of an Electron that plays the cases against the addresses it is given, and says what came of them. */

void app.whenReady().then(async () => {
  const { address, tls } = JSON.parse(process.env['STEWARD_TRANSPORT'] ?? '{}') as {
    address?: string;
    tls?: { addresses: Record<string, string>; pin: string };
  };
  const transport = createElectronTransport({ pinned: () => tls?.pin ?? null });
  const found =
    tls === undefined
      ? await playTransportCases(transport, address ?? '')
      : await playTlsCases(transport, tls.addresses);
  console.log(`found ${JSON.stringify(found)}`);
  app.exit(0);
});
