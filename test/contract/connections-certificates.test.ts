import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { X509Certificate } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createPins } from '../../src-main/connections/pins.ts';
import { testHttpClient } from '../support/http-client.ts';
import { answering, listening } from '../support/listening.ts';
import { deps, probe } from './probing.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url));
const sha256 = new X509Certificate(fixture('cert.pem')).fingerprint256;

const own = listening();

describe('a certificate that is not trusted', () => {
  let received: string[] = [];
  const secure = async (name: string) => {
    const options = { key: fixture(`${name}key.pem`), cert: fixture(`${name}cert.pem`) };
    const server = createHttpsServer(options, (request, response) => {
      received.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      answering(
        401,
        'application/json',
        '{"kind":"Unauthorized","message":"You are not logged in"}',
      )(request, response);
    });
    return `https://127.0.0.1:${await own.on(server)}`;
  };

  it('it shows an untrusted certificate, and sends the server no request', async () => {
    received = [];
    const address = await secure('');
    expect(await probe(address)).toMatchObject({
      verdict: 'certificate',
      certificate: {
        origin: address,
        reason: 'it’s self-signed',
        subject: 'steward.test',
        issuer: 'steward.test',
        sha256,
        replaces: null,
      },
    });
    expect(received).toEqual([]);
  });

  it('it trusts exactly the certificate that was shown, for this origin', async () => {
    const address = await secure('');
    const pins = createPins(deps.ledger, () => 5);
    const http = testHttpClient({ pinned: pins.pinned, onUntrusted: pins.noteSeen });
    expect(await pins.trust(address, sha256)).toMatchObject({ ok: false });
    await probe(address, {}, http);
    expect(await pins.trust(address, 'AA:BB')).toMatchObject({ ok: false });
    expect(await pins.trust(address, sha256)).toMatchObject({ ok: true });
    expect(pins.list()).toMatchObject([{ origin: address, sha256, subject: 'steward.test', trustedAt: 5 }]);
    expect(await probe(address, {}, http)).toMatchObject({ verdict: 'sign-in-needed' });
    await pins.revoke(address);
    expect(await probe(address, {}, http)).toMatchObject({ verdict: 'certificate' });
  });

  it('it warns when a trusted certificate was replaced', async () => {
    const address = await secure('other-');
    const verdict = await probe(address, {}, testHttpClient({ pinned: () => sha256 }));
    expect(verdict).toMatchObject({ verdict: 'certificate', certificate: { replaces: sha256 } });
    expect(JSON.stringify(verdict)).toContain('a different certificate than the one you trusted');
  });

  it('it refuses another certificate than the trusted one even if this computer trusts it, until the user does', async () => {
    received = [];
    const address = await secure('other-');
    const authorities = getCACertificates();
    setDefaultCACertificates([...authorities, fixture('other-cert.pem').toString()]);
    try {
      const pins = createPins(deps.ledger, () => 5);
      await deps.ledger.savePin({
        ...{ origin: address, sha256, subject: 'steward.test', issuer: 'steward.test' },
        ...{ validTo: 9, trustedAt: 1 },
      });
      const http = testHttpClient({ pinned: pins.pinned, onUntrusted: pins.noteSeen });
      const verdict = await probe(address, {}, http);
      expect(verdict).toMatchObject({
        verdict: 'certificate',
        certificate: { replaces: sha256, vouched: true },
      });
      expect(JSON.stringify(verdict)).toContain('This computer trusts its issuer.');
      expect(received).toEqual([]);
      await pins.revoke(address);
      expect(await probe(address, {}, http)).toMatchObject({ verdict: 'sign-in-needed' });
    } finally {
      setDefaultCACertificates(authorities);
    }
  });
});
