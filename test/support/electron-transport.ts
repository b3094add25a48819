import { app } from 'electron';
import { createElectronTransport } from '../../src-main/http/electron-session.ts';
import { playTransportCases } from './transport-cases.ts';

/* The main process of an Electron that plays the cases against the address it is given, and says what came of them. */

void app.whenReady().then(async () => {
  const address = process.env['STEWARD_TRANSPORT_SERVER'] ?? '';
  const found = await playTransportCases(createElectronTransport({ pinned: () => null }), address);
  console.log(`found ${JSON.stringify(found)}`);
  app.exit(0);
});
