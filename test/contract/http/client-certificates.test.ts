import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installSystemCertificates, startAskingServers } from '../../support/client-certificate-cases.ts';
import { playInElectron } from '../../support/play-in-electron.ts';

const fixture = join(import.meta.dirname, '../../fixtures/tls/cert.pem');
const pin = new X509Certificate(readFileSync(fixture)).fingerprint256;

let servers: Awaited<ReturnType<typeof startAskingServers>>;
let home: string;
beforeEach(async () => {
  servers = await startAskingServers();
  home = mkdtempSync(join(tmpdir(), 'steward-home-'));
});
afterEach(async () => {
  await servers.close();
  rmSync(home, { recursive: true, force: true });
});

const play = () =>
  playInElectron(
    { cases: 'client-certificate', addresses: servers.addresses, pin },
    { HOME: home, XDG_DATA_HOME: join(home, 'data') },
  );

describe('a server that asks for a client certificate', () => {
  it('it is shown the one that its connection was given, and no other', async () => {
    installSystemCertificates(home);
    const needed = 'client-certificate';
    const chosen = ['ana', 'bo', 'ana'];
    const gone = ['client-certificate-missing', 'client-certificate-missing'];
    const required = { offered: ['ana', 'bo'], without: [needed, needed], chosen, gone, after: needed };
    const nobody = ['nobody', 'nobody'];
    expect(await play()).toEqual({
      required,
      'required over TLS 1.2': required,
      optional: { ...required, without: nobody, after: 'nobody' },
      'of another authority': {
        ...{ offered: [], without: [needed, needed], after: needed },
        ...{ chosen: [gone[0], gone[0], gone[0]], gone },
      },
      'not asked for': {
        ...{ offered: [], without: nobody, after: 'nobody' },
        ...{ chosen: ['nobody', 'nobody', 'nobody'], gone: nobody },
      },
    });
  }, 120_000);

  it('it is offered none where this computer has none', async () => {
    expect(await play()).toMatchObject({
      required: { offered: [], without: ['client-certificate', 'client-certificate'] },
      optional: { offered: [], without: ['nobody', 'nobody'] },
    });
  }, 120_000);
});
