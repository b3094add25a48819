import { describe, expect, it } from 'vitest';
import { createClientCertificates } from '../../../src-main/connections/client-certificates.ts';
import type { OfferedCertificates } from '../../../src-main/http/http.ts';
import { ok } from '../../../src-preload/shared/result.ts';

const ana = { sha256: 'AA', subject: 'Ana', issuer: 'Northwind', validTo: 1 };
const bo = { sha256: 'BB', subject: 'Bo', issuer: 'Northwind', validTo: 2 };
const address = 'https://api.example/v1';
const origin = 'https://api.example';

/** A server that offers Ana's and Bo's certificates, and a ledger that can be opened again. */
function setUp(offered: OfferedCertificates = { ok: true, certificates: [ana, bo] }) {
  const preferences = new Map<string, unknown>();
  const ledger = {
    preference: (key: string) => preferences.get(key) ?? null,
    setPreference: async (key: string, value: unknown) => {
      preferences.set(key, JSON.parse(JSON.stringify(value)));
      return ok(null);
    },
  };
  const start = () =>
    createClientCertificates({ ledger, transport: () => ({ offeredCertificates: async () => offered }) });
  return { certificates: start(), start, preferences };
}

describe('a client certificate', () => {
  it('it is shown by the connection that it was chosen for, at its origin only, also after a restart', async () => {
    const { certificates, start } = setUp();
    await certificates.offered(address);
    expect(await certificates.choose('c1', address, 'AA')).toEqual(ok(null));
    for (const each of [certificates, start()]) {
      expect(each.of('c1')).toEqual(ana);
      expect(each.chosen('c1', origin)).toBe('AA');
      expect(each.chosen('c1', 'https://other.example')).toBeNull();
      expect(each.chosen('c2', origin)).toBeNull();
      expect(each.chosen(null, origin)).toBeNull();
    }
  });

  it('it is refused unless the server offered it', async () => {
    const { certificates } = setUp();
    const early = await certificates.choose('c1', address, 'AA');
    await certificates.offered(address);
    const foreign = await certificates.choose('c1', address, 'CC');
    expect([early, foreign]).toMatchObject([
      { error: { kind: 'plan-moved' } },
      { error: { kind: 'plan-moved' } },
    ]);
    expect(certificates.chosen('c1', origin)).toBeNull();
  });

  it('it can be taken away, and goes with its connection', async () => {
    const { certificates, preferences } = setUp();
    await certificates.offered(address);
    await certificates.choose('c1', address, 'AA');
    await certificates.choose('c2', address, 'BB');
    await certificates.choose('c1', address, null);
    expect([certificates.of('c1'), certificates.of('c2')]).toEqual([null, bo]);
    await certificates.forget('c2');
    expect([...preferences.values()]).toEqual([[]]);
  });

  it('it is the new connection’s once an address that it was chosen for is connected', async () => {
    const { certificates } = setUp();
    certificates.prepare(null, address);
    await certificates.offered(address);
    await certificates.choose(null, address, 'BB');
    certificates.prepare(null, address);
    expect(certificates.chosen(null, origin)).toBe('BB');
    await certificates.adopt('c1', address);
    expect([certificates.chosen('c1', origin), certificates.chosen(null, origin)]).toEqual(['BB', null]);
  });

  it('it is not shown when an address is checked again without choosing', async () => {
    const { certificates } = setUp();
    await certificates.offered(address);
    await certificates.choose(null, address, 'BB');
    certificates.prepare(null, address);
    certificates.prepare(null, address);
    expect(certificates.chosen(null, origin)).toBeNull();
  });

  it('it is shown again when its connection is signed in to again, unless another one is chosen then', async () => {
    const { certificates } = setUp();
    await certificates.offered(address);
    await certificates.choose('c1', address, 'AA');
    certificates.prepare('c1', address);
    expect(certificates.chosen(null, origin)).toBe('AA');
    await certificates.choose(null, address, 'BB');
    certificates.prepare('c1', address);
    await certificates.adopt('c1', address);
    expect(certificates.of('c1')).toEqual(bo);
  });

  it('it can’t be offered where the server is out of reach, or without a store', async () => {
    const failure = { failure: 'refused' as const, detail: 'ERR_CONNECTION_REFUSED' };
    expect(await setUp({ ok: false, failure }).certificates.offered(address)).toMatchObject({
      error: { kind: 'refused' },
    });
    const { preferences } = setUp();
    const ledger = { preference: (key: string) => preferences.get(key), setPreference: async () => ok(null) };
    const without = createClientCertificates({ ledger, transport: () => ({}) });
    expect(await without.offered(address)).toMatchObject({ error: { kind: 'not-supported' } });
  });

  it.each(['http://api.example', 'file:///etc', 'nothing', ''])(
    'it isn’t asked for at an address without encryption: %s',
    async (plain) => {
      const asked: string[] = [];
      const certificates = createClientCertificates({
        ledger: { preference: () => null, setPreference: async () => ok(null) },
        transport: () => ({
          offeredCertificates: async (at) => {
            asked.push(at);
            return { ok: true, certificates: [ana] };
          },
        }),
      });
      expect([await certificates.offered(plain), asked]).toEqual([ok([]), []]);
    },
  );

  it('it is forgotten where another version wrote something else', () => {
    const { start, preferences } = setUp();
    preferences.set('client-certificates', [{ connectionId: 'c1' }, { ...ana, connectionId: 'c2', origin }]);
    expect([start().of('c1'), start().of('c2')]).toEqual([null, ana]);
    preferences.set('client-certificates', 'x');
    expect(start().of('c2')).toBeNull();
  });
});
