import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { Identity } from '../../../src-preload/contract/connections.ts';
import type { Transport } from '../../../src-main/http/http.ts';
import { createNodeTransport } from '../../../src-main/http/node-fetch.ts';
import { startInstance, type Instance } from '../../../src-main/local-instance/server.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import type { Provider, ProviderSession } from '../../../src-main/providers/provider.ts';
import { providers } from '../../../src-main/providers/registry.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';

export type List = 'workspaces' | 'members' | 'invitations' | 'tokens' | 'roles';

/** One API of a system: its lists, and what it answers of one thing. */
export interface System {
  provider: ProviderId;
  apiVariant: string;
  /** By the name of the place in the sample data where they are. `ids`: names of the ID in the records of each answer of a list. */
  lists: readonly { list: List; place: string | null; ids: readonly string[] }[];
  /** The paths of answers about one thing, with the place that it is about. */
  singles: readonly { read: 'whoami' | 'details'; place: string | null; path: RegExp }[];
}

export const systems: readonly System[] = [
  {
    provider: 'system-initiative',
    apiVariant: 'auth',
    lists: [
      { list: 'workspaces', place: null, ids: ['id'] },
      { list: 'members', place: 'Northwind Production', ids: ['userId'] },
      { list: 'tokens', place: 'Northwind Production', ids: ['id'] },
    ],
    singles: [{ read: 'whoami', place: null, path: /\/whoami$/ }],
  },
  {
    provider: 'system-initiative',
    apiVariant: 'public',
    lists: [
      { list: 'workspaces', place: null, ids: ['id'] },
      { list: 'members', place: 'Northwind Production', ids: ['userId'] },
    ],
    singles: [{ read: 'whoami', place: null, path: /\/whoami$/ }],
  },
  {
    provider: 'unstructured',
    apiVariant: 'management',
    lists: [
      { list: 'workspaces', place: null, ids: ['id', 'id'] },
      { list: 'members', place: 'Legal hold', ids: ['user_id'] },
      { list: 'tokens', place: 'Legal hold', ids: ['id'] },
    ],
    singles: [{ read: 'whoami', place: null, path: /\/users\/me$/ }],
  },
  {
    provider: 'workspaces-api',
    apiVariant: '',
    lists: [
      { list: 'workspaces', place: null, ids: ['id', 'id'] },
      { list: 'members', place: 'Northwind Platform', ids: ['user_id'] },
      { list: 'invitations', place: 'Northwind Platform', ids: ['id'] },
      { list: 'tokens', place: 'Northwind Platform', ids: ['id'] },
    ],
    singles: [
      { read: 'whoami', place: null, path: /\/auth\/me$/ },
      { read: 'details', place: 'Checkout', path: /\/workspaces\/\d+\/settings$/ },
    ],
  },
  {
    provider: 'modbox',
    apiVariant: '',
    lists: [
      { list: 'workspaces', place: null, ids: ['id'] },
      { list: 'members', place: 'Northwind Agents', ids: ['user_id'] },
      { list: 'tokens', place: 'Your API tokens', ids: ['id'] },
    ],
    singles: [
      { read: 'whoami', place: null, path: /\/auth\/me$/ },
      { read: 'details', place: 'Northwind Agents', path: /\/sandboxes$/ },
    ],
  },
  {
    provider: 'system',
    apiVariant: '',
    lists: [
      { list: 'workspaces', place: null, ids: ['workspaceBizId'] },
      { list: 'members', place: 'Northwind Operations', ids: ['accountId'] },
      { list: 'invitations', place: 'Northwind Operations', ids: ['bizId'] },
      { list: 'roles', place: 'Northwind Operations', ids: ['bizId'] },
    ],
    singles: [
      { read: 'whoami', place: null, path: /\/workspaces\/mine$/ },
      { read: 'details', place: 'Northwind Operations', path: /\/workspaces\/[^/]+$/ },
    ],
  },
];

/** A local instance with all systems, which is never in a hurry. */
export const startSystems = (): Promise<Instance> =>
  startInstance({
    directoryPath: ':memory:',
    port: 0,
    workspacesApiPerMinute: 1_000_000,
    systemRateLimit: 1_000_000,
  });

export interface SignedIn {
  provider: Provider;
  identity: Identity;
  /** A new session each time, because sessions remember what lists said. */
  open(): ProviderSession;
  /** One that doesn't know yet who is signed in. */
  openUnknown(): ProviderSession;
  placeId(name: string | null): Promise<string>;
}

/** Ana, signed in to a system; `wrap` stands between her and it. */
export async function signIn(
  server: Instance,
  { provider: providerId, apiVariant }: System,
  wrap: (transport: Transport) => Transport,
): Promise<SignedIn> {
  const http = testHttpClient({ transport: wrap(createNodeTransport({})) });
  const provider = present(providers.get(providerId), providerId);
  const signIns = await server.signInsOf(samplePeople.ana);
  const found = present(
    signIns.find((one) => one.provider === providerId),
    'a sign-in',
  );
  const isPublic = apiVariant === 'public';
  const address = isPublic ? server.publicApiUrl : found.address;
  const values = isPublic ? { token: await automationToken(found.address) } : found.values;
  const step = valueOf(
    await provider.formSignIn(http, targetOf(address), { method: 'token', values, options: {} }, signal),
  );
  if (step.step !== 'secret') throw new Error('expected a secret');
  const open = (more: Parameters<typeof memoryStorage>[1] = {}) =>
    provider.session(http, targetOf(address), memoryStorage(step.secret, { apiVariant, ...more }));
  const identity = valueOf(await open().whoami(signal));
  return {
    provider,
    identity,
    open: () => open({ identity }),
    openUnknown: () => open(),
    async placeId(name) {
      if (name === null) return '';
      const { rows } = valueOf(await open({ identity }).workspaces(signal));
      return present(
        rows.find((row) => row.name === name),
        name,
      ).id;
    },
  };

  async function automationToken(authAddress: string): Promise<string> {
    const session = provider.session(
      http,
      targetOf(authAddress),
      memoryStorage(server.token, { apiVariant: 'auth' }),
    );
    const [place] = valueOf(await session.workspaces(signal)).rows;
    const request = {
      type: 'token.create',
      connectionId: 'c',
      workspaceId: present(place, 'a workspace').id,
      name: 'Robot',
      expiry: '30d',
    } as const;
    const made = valueOf(await session.perform(request, { workspace: null }, signal));
    return present(made.createdToken, 'a token').secret;
  }
}

/** Nothing is said of it. A place without a name is called by its ID. */
export const saysNothing = (value: unknown): boolean =>
  value === '' ||
  value === 'not-reported' ||
  /\(name not reported\)/.test(JSON.stringify(value) ?? '') ||
  /^\{"state":"known","value":\{"userId":"\w+","name":""\}\}$/.test(JSON.stringify(value) ?? '') ||
  ['not-reported', 'none'].some((state) => JSON.stringify(value) === JSON.stringify({ state }));

interface Fact {
  label: string;
  value: unknown;
}
const isFact = (value: unknown): value is Fact =>
  typeof value === 'object' && value !== null && 'label' in value && 'value' in value;

/** Whether facts say what they said before, or nothing. */
export function factsHold(is: unknown, was: unknown): boolean {
  if (!Array.isArray(is) || !Array.isArray(was) || !is.every(isFact) || !was.every(isFact)) return false;
  const before = new Map(was.map(({ label, value }) => [label, value]));
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    is.every(({ label, value }) => saysNothing(value) || same(value, before.get(label))) &&
    was.every(({ label }) => is.some((fact) => fact.label === label))
  );
}
