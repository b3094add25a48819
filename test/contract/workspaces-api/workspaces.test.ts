import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, notReported, valueOr } from '../../../src-preload/shared/known.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../../src-main/local-instance/sample/workspaces-api.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textLike, textWith } from '../../support/matchers.ts';
import { perform, type Change } from '../../support/perform.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import {
  creation,
  noLimit,
  placeBy,
  places,
  provision,
  row,
  settingsOf,
  workspacesApiSessions,
} from './sessions.ts';

const { ana } = samplePeople;

const local = localInstance(noLimit);
const { address, sessionWith, sessionOf } = workspacesApiSessions(local);

describe.each(['built', 'stub'] as const)('with the workspace endpoints %s', (mode) => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  beforeEach(async () => {
    await local.start({ workspacesApi: mode });
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
  });

  it('it lists organizations and workspaces, with my role and where their rosters are', async () => {
    const rows = await places(session);
    const organizations = rows.filter(({ scope }) => scope === 'organization');
    expect(organizations.map(({ name, myRole }) => [name, valueOr(myRole, null)])).toEqual(
      expect.arrayContaining([
        [sampleWorkspacesApi.northwind, 'admin'],
        [sampleWorkspacesApi.fabrikam, 'developer'],
      ]),
    );
    expect(organizations.flatMap(({ facts }) => facts.map(({ value }) => value))).toContainEqual(
      knownValue('Personal organization'),
    );
    expect(rows.filter(({ scope }) => scope === 'workspace')).toHaveLength(17);
    expect(rows.find(({ name }) => name === 'Checkout')).toMatchObject({
      id: textLike(new RegExp(`^${organization.id}/\\d+$`)),
      organization: knownValue({ id: organization.id, name: sampleWorkspacesApi.northwind }),
      membersAt: organization.id,
      tokensAt: organization.id,
      myRole: knownValue('admin'),
      facts: [{ label: 'Slug', value: knownValue('checkout') }],
      instance: { kind: 'local-dev' },
    });
  });

  it('it accepts a base that ends in /api/v1', async () => {
    const token = await local.server.sessionFor('workspaces-api', ana);
    const other = sessionWith(token, `${address()}/api/v1`);
    expect(await places(other)).toEqual(await places(session));
  });

  it('it creates, renames and deletes workspaces', async () => {
    const id =
      valueOf(await perform(session, creation(organization.id, 'Café Ops'))).createdWorkspaceId ?? '';
    expect(await placeBy(session, 'Café Ops')).toMatchObject({ id, membersAt: organization.id });
    expect(errorOf(await perform(session, creation(organization.id, 'Café Ops')))).toMatchObject({
      kind: 'conflict',
      sentence: textWith('Café Ops'),
    });
    expect(errorOf(await perform(session, creation(organization.id, ' ')))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name', message: 'must not be empty' }],
    });
    const rename: Change = { type: 'workspace.update', workspaceId: id, name: 'Café', description: '' };
    valueOf(await perform(session, rename));
    expect((await placeBy(session, 'Café')).id).toBe(id);
    valueOf(await perform(session, { type: 'workspace.delete', workspaceId: id }));
    expect((await places(session)).some((place) => place.id === id)).toBe(false);
    expect(errorOf(await perform(session, { type: 'workspace.delete', workspaceId: id })).kind).toBe(
      'not-found',
    );
  });

  it('it can create one row of a list, settings included', async () => {
    const made = await perform(session, row(organization.id, 'Single', '{"theme":"dark"}'));
    expect((await placeBy(session, 'Single')).id).toBe(valueOf(made).createdWorkspaceId);
  });

  it('it checks in a new session whether the collection exists', async () => {
    const fresh = await sessionOf(ana);
    const made = valueOf(await perform(fresh, creation(organization.id, 'Out of the blue')));
    expect((await placeBy(session, 'Out of the blue')).id).toBe(made.createdWorkspaceId);
  });
});

describe('where the endpoints are built', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  let checkout: WorkspaceRow;
  beforeEach(async () => {
    await local.start();
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
    checkout = await placeBy(session, 'Checkout');
  });

  it('it reports nothing as unavailable', async () => {
    const rows = await places(session);
    expect(rows.map(({ unavailable }) => unavailable)).toEqual(rows.map(() => ({})));
  });

  it('it reads whole settings, in order, with the default role by name', async () => {
    expect(Object.entries(await settingsOf(session, checkout.id))).toEqual([
      ['allow_public_access', false],
      ['default_role_id', 'viewer'],
      ['features', { beta: true }],
      ['integrations', ['slack']],
    ]);
  });

  it('it shows settings with a number that it can’t keep exactly as not reported', async () => {
    const settings = '{"allow_public_access": false, "seat_id": 12345678901234567890}';
    valueOf(
      await perform(session, { type: 'workspace.change-settings', workspaceId: checkout.id, settings }),
    );
    expect(valueOf(await session.details(checkout.id, signal))).toMatchObject({
      rows: [{ settings: notReported }],
      partlyUnreadable: 1,
    });
  });

  it('it changes whole settings, and keeps unknown keys', async () => {
    const change = (settings: string) =>
      perform(session, { type: 'workspace.change-settings', workspaceId: checkout.id, settings });
    const wanted = {
      ...(await settingsOf(session, checkout.id)),
      allow_public_access: true,
      default_role_id: 'developer',
      new_key: [1, { two: null }],
    };
    valueOf(await change(JSON.stringify(wanted)));
    expect(await settingsOf(session, checkout.id)).toEqual(wanted);

    expect(errorOf(await change('[1]'))).toMatchObject({ kind: 'invalid', fields: [{ path: 'settings' }] });
    expect(errorOf(await change('{"default_role_id": "emperor"}'))).toMatchObject({ kind: 'invalid' });
    expect(errorOf(await change('{"allow_public_access": "yes"}'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'settings' }],
      sentence: textWith('allow_public_access'),
    });
  });

  it.each([
    [true, { beta: true }],
    [false, undefined],
  ])('it clones a workspace with its settings: %s', async (copySettings, features) => {
    const clone: Change = {
      type: 'workspace.clone',
      workspaceId: checkout.id,
      name: 'Copy',
      copyMembers: copySettings,
      copySettings,
    };
    const id = valueOf(await perform(session, clone)).createdWorkspaceId ?? '';
    expect((await placeBy(session, 'Copy')).id).toBe(id);
    expect((await settingsOf(session, id))['features']).toEqual(features);
    expect(errorOf(await perform(session, clone)).kind).toBe('conflict');
  });

  it('it provisions many in one request, each with its outcome', async () => {
    const rows = [
      row(organization.id, 'P1', '{"theme":"dark","default_role_id":"developer"}'),
      row(organization.id, 'Checkout'),
      row(organization.id, 'P2'),
      row(organization.id, 'P2'),
      row(organization.id, 'P3', '{"allow_public_access":"maybe"}'),
      row(organization.id, 'P4', 'not json'),
    ];
    const outcomes = valueOf(await provision(session, rows));
    expect(outcomes).toMatchObject([
      { made: true },
      { made: false, error: { kind: 'conflict' } },
      { made: true },
      { made: false, error: { kind: 'conflict' } },
      { made: false, error: { kind: 'invalid' } },
      { made: false, error: { kind: 'invalid' } },
    ]);
    const [first] = outcomes;
    const id = first?.made === true ? first.workspaceId : '';
    expect((await placeBy(session, 'P1')).id).toBe(id);
    expect(await settingsOf(session, id)).toMatchObject({ theme: 'dark', default_role_id: 'developer' });
  });
});

describe('where the endpoints are stubs', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  let checkout: WorkspaceRow;
  beforeEach(async () => {
    await local.start({ workspacesApi: 'stub' });
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
    checkout = await placeBy(session, 'Checkout');
  });

  it('it says what this server lacks before it is tried, on workspaces but not on organizations', () => {
    expect(Object.keys(checkout.unavailable).sort()).toEqual([
      'workspace.change-settings',
      'workspace.clone',
      'workspace.details',
    ]);
    for (const reason of Object.values(checkout.unavailable))
      expect(reason).toMatch(/^127.*doesn’t support.*\.$/);
    expect(organization.unavailable).toEqual({});
  });

  it.each([
    [
      'clone',
      (s: ProviderSession, at: string) =>
        perform(s, {
          type: 'workspace.clone',
          workspaceId: at,
          name: 'x',
          copyMembers: true,
          copySettings: true,
        }),
    ],
    [
      'settings',
      (s: ProviderSession, at: string) =>
        perform(s, { type: 'workspace.change-settings', workspaceId: at, settings: '{}' }),
    ],
    ['details', (s: ProviderSession, at: string) => s.details(at, signal)],
    ['provision', (s: ProviderSession, at: string) => provision(s, [row(at.split('/')[0] ?? '', 'x')])],
  ] as const)(
    'it reports %s as not implemented, even in a session that has listed nothing',
    async (_name, attempt) => {
      for (const one of [session, await sessionOf(ana)]) {
        expect(errorOf(await attempt(one, checkout.id))).toMatchObject({
          kind: 'not-implemented',
          sentence: textLike(/doesn’t support/),
        });
      }
    },
  );
});
