import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../../src-main/local-instance/sample/unstructured.ts';
import { unstructured } from '../../../src-main/providers/unstructured/provider.ts';
import { answeringJson, listening } from '../../support/listening.ts';
import { localInstance } from '../../support/local-instance.ts';
import { someNumber } from '../../support/matchers.ts';
import { perform, type Change } from '../../support/perform.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';
import { http, keysOf, placeId, placesOf, roleOf, roster, unstructuredSessions } from './sessions.ts';

const { ana, collaborator } = samplePeople;
const { northwind, fabrikam, unpaid } = sampleUnstructured;

const local = localInstance();
const { sessionOf } = unstructuredSessions(local);
beforeEach(() => local.start());

describe('recognising an address', () => {
  const recognise = (address: string) => unstructured.recognise(http, targetOf(address), {}, signal);

  it('it recognizes the management API, and the data API of the real service', async () => {
    const { unstructured: base } = local.server.addresses;
    expect(valueOf(await recognise(base))).toEqual({ apiVariant: 'management', methods: ['token'] });
    expect(valueOf(await recognise(`${base}/data`))).toEqual({ apiVariant: 'console', methods: ['entered'] });
  });

  it('it takes no other system for it', async () => {
    const origin = `http://127.0.0.1:${local.server.port}`;
    const others = [
      local.server.url,
      local.server.publicApiUrl,
      local.server.modboxUrl,
      local.server.systemUrl,
      local.server.addresses['workspaces-api'],
      origin,
    ];
    for (const address of others)
      expect([address, await recognise(address)]).toEqual([address, { ok: true, value: null }]);
  });

  describe('of a server that only resembles it', () => {
    const own = listening();
    const unauthorized = { status: 401, body: { detail: 'Not authenticated' } };
    const unknown = { status: 404, body: { detail: 'Not Found' } };

    it.each([
      ['refuses everything alike', () => unauthorized],
      [
        'has the person’s route alone',
        (path: string) => (path.endsWith('/users/me') ? unauthorized : unknown),
      ],
      ['sends strangers away', () => ({ status: 302, body: {}, location: 'https://login.example/' })],
      [
        'says more than Unstructured',
        (path: string) =>
          path.includes('/none/none')
            ? unknown
            : { status: 401, body: { detail: 'Not authenticated', code: 1 } },
      ],
    ])('it isn’t misled by %s', async (_what, answer) => {
      expect(await recognise(await own.serve(answeringJson(answer)))).toEqual({ ok: true, value: null });
    });
  });
});

describe('the management API: reading', () => {
  it('it reads who I am', async () => {
    expect(valueOf(await (await sessionOf(ana)).whoami(signal))).toEqual({
      userId: local.idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
  });

  it('it reads organizations with their workspaces, and my role in each', async () => {
    const session = await sessionOf(ana);
    const list = valueOf(await session.workspaces(signal));
    expect(list).toMatchObject({ unreadable: 0, asOf: null });
    expect(list.serverDate).toEqual(someNumber);
    const organizations = list.rows.filter(({ scope }) => scope === 'organization');
    expect(organizations.map(({ name, myRole }) => [name, myRole])).toEqual([
      [northwind, knownValue('super_admin')],
      [fabrikam, knownValue('member')],
      ['Ana (personal)', knownValue('super_admin')],
      [unpaid, knownValue('billing_admin')],
    ]);
    const row = list.rows.find(({ name }) => name === 'Scanned archive');
    const organizationId = await placeId(session, fabrikam);
    expect(row).toMatchObject({
      scope: 'workspace',
      origin: 'live',
      organization: knownValue({ id: organizationId, name: fabrikam }),
      myRole: knownValue('developer'),
      isDefault: knownValue(false),
      membersAt: null,
      tokensAt: null,
      description: notReported,
      unavailable: {},
      instance: { kind: 'local-dev', url: none },
    });
    expect(row?.id).toMatch(new RegExp(`^${organizationId}/[^/]+$`));
  });

  it('it gives a Super Administrator that role even without membership or with a lesser role', async () => {
    const session = await sessionOf(ana);
    const scratch = await placeId(session, northwind, 'Scratch');
    const mine = async (name: string) => (await placesOf(session)).find((row) => row.name === name);
    expect((await mine('Scratch'))?.myRole).toEqual(knownValue('super_admin'));
    const asViewer: Change = { type: 'member.invite', workspaceId: scratch, email: ana, role: 'viewer' };
    valueOf(await perform(session, asViewer));
    expect((await mine('Scratch'))?.myRole).toEqual(knownValue('super_admin'));
    expect((await mine('Scratch'))?.facts).toContainEqual({
      label: 'Your role as its member',
      value: knownValue('Viewer'),
    });
    expect(await roleOf(session, scratch, ana)).toBe('viewer');
  });

  it('it says what a personal account doesn’t have', async () => {
    const rows = (await placesOf(await sessionOf(ana))).filter(
      ({ name }) => name === 'Ana (personal)' || name === 'Personal workspace',
    );
    expect(rows).toHaveLength(2);
    for (const { unavailable } of rows) {
      expect(Object.keys(unavailable).sort()).toEqual([
        'member.invite',
        'member.remove',
        'member.set-role',
        'workspace.create',
        'workspace.delete',
      ]);
    }
  });

  it('it reads members of both kinds of places, highest role first', async () => {
    const session = await sessionOf(ana);
    const everybody = await roster(session, await placeId(session, northwind));
    expect(everybody[0]).toEqual({
      userId: local.idOf(ana),
      email: ana,
      name: knownValue('Ana Oliveira'),
      role: 'super_admin',
      status: 'active',
      signedUpAt: notReported,
      enteredAt: notReported,
    });
    const here = await roster(session, await placeId(session, northwind, 'Contracts'));
    const order = ['admin', 'developer', 'operator', 'viewer'];
    const ranks = here.map(({ role }) => order.indexOf(role));
    expect(ranks).toEqual([...ranks].sort());
    expect(here.find(({ email }) => email === collaborator)?.role).toBe('operator');
  });

  it('it reads keys, which never expire, without their values', async () => {
    const session = await sessionOf(ana);
    const keys = await keysOf(session, await placeId(session, northwind, 'Default workspace'));
    expect(keys.map(({ name, enabled }) => [name, enabled])).toEqual(
      expect.arrayContaining([
        [knownValue('Ingest service'), knownValue(true)],
        [knownValue('Old ingest service'), knownValue(false)],
      ]) as unknown,
    );
    for (const key of keys)
      expect(key).toMatchObject({ expiresAt: none, revokedAt: none, lastUsedAt: notReported });
  });

  it('it refuses what isn’t supported before a request', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    local.faults([{ path: '/unstructured/**', fault: { kind: 'offline' } }]);
    for (const result of [
      await session.invitations(organization, signal),
      await session.roles(organization, signal),
      await session.details(organization, signal),
      await session.tokens(organization, signal),
      await perform(session, { type: 'workspace.delete', workspaceId: `${organization}/x` }),
      await perform(session, {
        type: 'token.revoke',
        workspaceId: `${organization}/x`,
        tokenId: 'k',
        name: 'k',
      }),
      await perform(session, { type: 'workspace.leave', workspaceId: `${organization}/x` }),
    ]) {
      expect(errorOf(result).kind).toBe('not-supported');
    }
  });
});
