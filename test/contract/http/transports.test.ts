import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisplay } from '../../../scripts/display.mjs';
import { readRuntime } from '../../../scripts/runtime.mjs';
import { createNodeTransport } from '../../../src-main/http/node-fetch.ts';
import { playTlsCases, startTlsServers, tlsCases } from '../../support/tls-cases.ts';
import { playTransportCases, startTransportServer, transportCases } from '../../support/transport-cases.ts';

const expected = Object.fromEntries(
  Object.entries(transportCases).map(([name, one]) => [name, one.expected]),
);

describe('a server that errs', () => {
  let server: Awaited<ReturnType<typeof startTransportServer>>;
  beforeEach(async () => {
    server = await startTransportServer();
  });
  afterEach(() => server.close());

  it('it is told as it is over Node’s stack', async () => {
    expect(await playTransportCases(createNodeTransport(), server.address)).toEqual(expected);
    expect(server.followed()).toBe(0);
  }, 60_000);

  it('it is told the same over Electron’s stack', async () => {
    expect(await playInElectron({ address: server.address })).toEqual(expected);
    expect(server.followed()).toBe(0);
  }, 120_000);
});

describe('an encrypted server', () => {
  const expectedOfTls = Object.fromEntries(
    Object.entries(tlsCases).map(([name, one]) => [name, one.expected]),
  );
  let servers: Awaited<ReturnType<typeof startTlsServers>>;
  beforeEach(async () => {
    servers = await startTlsServers();
  });
  afterEach(() => servers.close());

  it('it is judged by the pinned certificate, and needs none of ours, over Node’s stack', async () => {
    const transport = createNodeTransport({ pinned: () => servers.pin });
    expect(await playTlsCases(transport, servers.addresses)).toEqual(expectedOfTls);
  }, 60_000);

  it('it is judged the same over Electron’s stack', async () => {
    const { addresses, pin } = servers;
    expect(await playInElectron({ tls: { addresses, pin } })).toEqual(expectedOfTls);
  }, 120_000);
});

/** What Electron's main process makes of each case, in a process of its own. */
async function playInElectron(servers: object): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-transport-'));
  const display = await openDisplay();
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        ssr: join(import.meta.dirname, '../../support/electron-transport.ts'),
        rollupOptions: {
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'main.cjs' },
        },
      },
    });
    return await runElectron(join(folder, 'main.cjs'), folder, {
      ...display.env,
      STEWARD_TRANSPORT: JSON.stringify(servers),
    });
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runElectron(main: string, folder: string, env: Record<string, string>): Promise<unknown> {
  const runtime = readRuntime();
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const child = spawn(runtime.path, [...runtime.args, main, `--user-data-dir=${join(folder, 'data')}`], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  let complained = '';
  child.stderr.on('data', (data) => (complained += String(data)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const found = /^found (.*)$/m.exec(said)?.[1];
      if (found === undefined) reject(new Error(`Electron said nothing: ${complained.slice(-2_000)}`));
      else resolve(JSON.parse(found));
    });
  });
}
