import { afterEach, describe, expect, it } from 'vitest';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Transport } from '../../src-main/http/http.ts';
import { startConnectedCore, type ConnectedCore } from '../support/core.ts';
import { present, valueOf } from '../support/results.ts';
import { signal } from '../support/signal.ts';

/* Where a system's records name the place that they are of, the answer for another place never replaces a copy. */

interface Case {
  provider: ProviderId;
  list: ListName;
  /** The place whose list it is; null: the list of all places. */
  place: string | null;
  /** The path of the answer, and the field in which its records name their place. */
  path: RegExp;
  field: string;
  other: unknown;
  options?: Partial<InstanceOptions>;
}

const cases: readonly Case[] = [
  {
    provider: 'unstructured',
    list: 'workspaces',
    place: null,
    path: /\/organizations\/[^/]+\/workspaces\/$/,
    field: 'organization_id',
    other: 'org-of-others',
  },
  {
    provider: 'modbox',
    list: 'members',
    place: 'Northwind Agents',
    path: /\/workspaces\/[^/]+$/,
    field: 'id',
    other: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  },
  {
    provider: 'modbox',
    list: 'workspaces',
    place: null,
    path: /\/workspaces\/[^/]+$/,
    field: 'id',
    other: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  },
  {
    provider: 'modbox',
    list: 'workspaces',
    place: null,
    path: /\/workspaces\/[^/]+$/,
    field: 'realm',
    other: 'elsewhere',
  },
  {
    provider: 'workspaces-api',
    list: 'tokens',
    place: 'Northwind Platform',
    path: /\/organizations\/\d+\/tokens$/,
    field: 'organization_id',
    other: 987_654,
  },
  {
    provider: 'workspaces-api',
    list: 'workspaces',
    place: null,
    path: /\/organizations\/\d+\/workspaces$/,
    field: 'organization_id',
    other: 987_654,
    options: { workspacesApi: 'stub' },
  },
  {
    provider: 'system',
    list: 'details',
    place: 'Northwind Operations',
    path: /\/web\/v1\/workspaces\/[^/]+$/,
    field: 'bizId',
    other: 'another-workspace',
  },
];

let app: ConnectedCore | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

/** Each field of this name in the answers of this path has another value while it is switched on. */
function createLiar({ path, field, other }: Case) {
  const liar = { on: false, told: 0 };
  const wrap = (transport: Transport): Transport => ({
    forget: (id) => transport.forget(id),
    async send(request) {
      const answer = await transport.send(request);
      if (!liar.on || !answer.ok || request.method !== 'GET' || !path.test(new URL(request.url).pathname))
        return answer;
      const lie = (key: string, value: unknown): unknown => {
        if (key !== field) return value;
        liar.told += 1;
        return other;
      };
      const { 'content-length': _length, ...headers } = answer.headers;
      const body = JSON.stringify(JSON.parse(answer.body.toString('utf8'), lie));
      return { ...answer, headers, body: Buffer.from(body) };
    },
  });
  return { liar, wrap };
}

describe('an answer whose records are of another place', () => {
  it.each(cases)('it doesn’t replace the copy of $list ($provider)', async (one) => {
    const { liar, wrap } = createLiar(one);
    app = await startConnectedCore(one.options ?? {}, { wrap, only: one.provider });
    const { core } = app;
    const connectionId = app.connectionTo(one.provider).id;
    valueOf(await core.sync.fetchNow(connectionId, null, ['workspaces'], signal));
    const place = core.store.roster
      .workspaces(connectionId, Date.now())
      .find(({ name }) => name === one.place);
    const workspaceId = one.place === null ? null : present(place, one.place).id;
    if (one.list === 'tokens') {
      const { session } = valueOf(core.connections.for(connectionId));
      const token = { name: 'One', expiry: '30d', workspaceId: workspaceId ?? '', connectionId };
      valueOf(await session.perform({ type: 'token.create', ...token }, { workspace: null }, signal));
    }
    valueOf(await core.sync.fetchNow(connectionId, workspaceId, [one.list], signal));
    const copy = () => {
      const ref = { connectionId, workspaceId: workspaceId ?? '' };
      if (one.list === 'tokens') return core.store.roster.tokens(ref);
      if (one.list === 'members') return core.store.roster.members(ref);
      if (one.list === 'details') return core.store.roster.details(ref);
      // How many are in each comes from lists that are fetched meanwhile.
      return core.store.roster.workspaces(connectionId, 0).map(({ counts: _, ...row }) => row);
    };
    const before = copy();

    liar.on = true;
    await core.sync.fetchNow(connectionId, workspaceId, [one.list], signal);

    expect(liar.told).toBeGreaterThan(0);
    expect(copy()).toEqual(before);
    const { error } = core.store.roster.freshness(connectionId, workspaceId, one.list);
    expect(error?.sentence).toContain('seems to belong to another place');
  });
});
