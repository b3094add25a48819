import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../../src-main/local-instance/sample/unstructured.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { unstructured } from '../../../src-main/providers/unstructured/provider.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { answering, listening } from '../../support/listening.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textLike } from '../../support/matchers.ts';
import { perform } from '../../support/perform.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';
import { createKey, http, keysOf, placeId, priya, unstructuredSessions } from './sessions.ts';

const { ana } = samplePeople;
const { northwind, unpaid } = sampleUnstructured;

const local = localInstance();
const { sessionOf } = unstructuredSessions(local);
const own = listening();
beforeEach(() => local.start());

describe('the real service: keys are tried', () => {
  const header = 'organization,workspace,email,name,organization role,workspace role,key';
  let storage: ReturnType<typeof memoryStorage>;
  let session: ProviderSession;
  const place = 'Northwind/Default';
  const tokenId = 'runner';

  const connect = (options: Readonly<Record<string, string>> = {}) => {
    const base = `${local.server.addresses.unstructured}/data`;
    return unstructured.session(http, targetOf(base), { ...storage, options });
  };
  beforeEach(async () => {
    storage = memoryStorage(JSON.stringify({ name: 'Ana', email: ana }), {
      apiVariant: 'console',
      now: () => local.clock,
    });
    session = connect();
    const inventory = present(unstructured.inventory, 'inventory');
    const list = `${header}\nNorthwind,Default,,,,,Runner`;
    const imported = valueOf(inventory.import(null, list, local.clock));
    await storage.inventory.write(imported.inventory);
  });

  async function realKey(organization: string, as = ana) {
    const manager = await sessionOf(as);
    const workspaceId = await placeId(manager, organization, 'Default workspace');
    const { id, secret } = present(await createKey(manager, workspaceId, 'Probe'), 'key that was made');
    const enable = (enabled: boolean) =>
      perform(manager, { type: 'token.enable', workspaceId, tokenId: id, name: 'Probe', enabled });
    return { secret, enable };
  }
  const keep = (value: string, id = tokenId) =>
    present(session.keepTokenValue, 'way to keep a key')(place, id, value);
  const probe = () => present(session.probeToken, 'way to try a key')(place, tokenId, signal);

  it('it tests a working key and a disabled one, and records the result with its time', async () => {
    const { secret, enable } = await realKey(northwind);
    valueOf(await keep(` ${secret}\n`));
    expect(valueOf(await probe())).toMatchObject({ at: local.clock, works: true });
    expect((await keysOf(session, place))[0]?.probe).toMatchObject({
      state: 'known',
      value: { works: true },
    });
    valueOf(await enable(false));
    local.clock += 60_000;
    const refused = valueOf(await probe());
    expect(refused).toMatchObject({
      at: local.clock,
      works: false,
      words: textLike(/^Rejected \(401\)/),
    });
    expect((await keysOf(session, place))[0]?.probe).toEqual(knownValue(refused));
    expect(JSON.stringify(storage.inventory.read())).not.toContain(secret);
  });

  it('it reports a payment that is due, and a wrong address', async () => {
    const { secret } = await realKey(unpaid, priya);
    valueOf(await keep(secret));
    expect(valueOf(await probe()).words).toMatch(/payment due/);
    session = connect({ dataApi: `${local.server.addresses.unstructured}/data/wrong/` });
    expect(valueOf(await probe()).words).toMatch(/isn’t at this address \(404\)/);
    session = connect({ dataApi: `${local.server.addresses.unstructured}/data/api/v1/` });
    expect(valueOf(await probe()).words).toMatch(/payment due/);
  });

  it.each([
    [401, 'API key is missing, please provide an API key in the header.', /didn’t arrive/],
    [
      422,
      [{ loc: ['query', 'page'], msg: 'Input should be a valid integer', type: 'int_parsing' }],
      /valid integer/,
    ],
    [422, 'page_size must not be greater than 100', /page_size/],
    [403, 'Key is not for this region', /Refused \(403\): Key is not for this region/],
  ])('it explains an answer of %i: %s', async (status, detail, words) => {
    valueOf(await keep('A'.repeat(30)));
    local.faults([{ path: '/unstructured/data/**', fault: { kind: 'status', status, body: { detail } } }]);
    expect(valueOf(await probe())).toMatchObject({
      works: false,
      words: textLike(words),
    });
  });

  it('it reports an error, and records nothing, when the answer says nothing about the key', async () => {
    valueOf(await keep('A'.repeat(30)));
    const kinds: string[] = [];
    for (const fault of [
      { kind: 'status', status: 500, body: { detail: 'Internal Server Error' } },
      { kind: 'status', status: 401, body: { message: 'sign in to the network' } },
      { kind: 'rate-limit', retryAfter: 60 },
      { kind: 'garble', as: 'html' },
    ] as const) {
      local.faults([{ path: '/unstructured/data/**', fault }]);
      kinds.push(errorOf(await probe()).kind);
    }
    expect(kinds).toEqual(['server', 'forbidden', 'rate-limited', 'proxy']);
    expect((await keysOf(session, place))[0]?.probe).toEqual(none);
  });

  it('it refuses a key that isn’t stored, isn’t a key, or isn’t in the inventory', async () => {
    expect(errorOf(await probe()).kind).toBe('not-found');
    expect(errorOf(await keep('  ')).kind).toBe('invalid');
    expect(errorOf(await keep('no key!\u00e9 at all')).kind).toBe('invalid');
    expect(errorOf(await keep('AAA', 'other')).kind).toBe('not-found');
  });

  it('it sends the key in its own header and nothing else', async () => {
    const seen: (string | undefined)[][] = [];
    const address = await own.serve((request, reply) => {
      seen.push([
        request.url,
        String(request.headers['unstructured-api-key']),
        request.headers.authorization,
      ]);
      answering(200, 'application/json', '[]')(request, reply);
    });
    session = connect({ dataApi: `${address}/api/v1` });
    valueOf(await keep('K'.repeat(30)));
    expect(valueOf(await probe()).works).toBe(true);
    expect(seen).toEqual([['/api/v1/workflows/?page=1&page_size=1', 'K'.repeat(30), undefined]]);
  });
});
