import { describe, expect, it } from 'vitest';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import type { InvitationRow } from '../../../src-main/base/records.ts';
import { fakeCapabilities, fakeApiVariant, fakeProvider } from '../../support/provider.ts';
import { bench, customRole, failing, minute, never, person, settle, token, workspace } from './support.ts';

const source = 'test';
const c1 = (workspaceId: string) => ({ connectionId: 'c1', workspaceId });

const invitation = (id: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  email: `${id}@example.com`,
  role: none,
  status: 'pending',
  invitedBy: none,
  message: none,
  createdAt: none,
  expiresAt: none,
  endedAt: none,
  ...more,
});

/** An organization that has the roster, a workspace in it, and the account that has the tokens. */
const organized = () => {
  const parts = bench({
    provider: fakeProvider({
      apiVariants: {
        only: fakeApiVariant({
          capabilities: fakeCapabilities({
            'role.list': { supported: true, at: ['organization'], source },
            'token.list': { supported: true, at: ['account', 'organization'], source },
            'workspace.details': { supported: true, source },
          }),
        }),
      },
    }),
  });
  parts.server.workspaces = [
    workspace('o1', {
      scope: 'organization',
      unavailable: { 'token.list': 'Acme’s plan has no tokens.' },
    }),
    workspace('o1/w1', {
      organization: knownValue({ id: 'o1', name: 'Acme' }),
      membersAt: 'o1',
      tokensAt: 'account',
    }),
    workspace('account', {
      scope: 'account',
      unavailable: { 'member.list': 'Yours alone.', 'invitation.list': 'Yours alone.' },
    }),
  ];
  parts.server.members = new Map([['o1', [person('ana', 'owner')]]]);
  parts.server.tokens = new Map([['account', [token('mine')]]]);
  return parts;
};

describe('all places', () => {
  it('exactly the lists that are offered at each place are fetched', async () => {
    const { sync, server, roster } = organized();
    sync.refresh('c1', 'sign-in');
    await settle();
    expect([...server.fetched].sort()).toEqual([
      'details o1/w1',
      'invitations o1',
      'members o1',
      'roles o1',
      'tokens account',
      'workspaces',
    ]);
    expect(roster.freshness('c1', 'o1/w1', 'members')).toMatchObject({ triedAt: null, error: null });
    expect(roster.workspace(c1('o1/w1'), 0)?.counts).toEqual({
      members: 1,
      pending: 0,
      activeTokens: 1,
      openInvitations: 0,
    });
  });

  it('every kind of list is kept, each with its own age', async () => {
    const { sync, server, roster, clock } = bench();
    server.workspaces = [workspace('w1')];
    server.invitations.set('w1', [invitation('new')]);
    server.roles.set('w1', [customRole('support', ['read'])]);
    server.details.set('w1', { settings: knownValue('{}'), facts: [] });
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(roster.invitations(c1('w1'))).toEqual(server.invitations.get('w1'));
    expect(roster.roles(c1('w1'))).toEqual(server.roles.get('w1'));
    expect(roster.details(c1('w1'))).toEqual(server.details.get('w1'));
    clock.now += minute;
    server.onFetch = (name) => (name === 'roles w1' ? failing('server') : null);
    sync.refresh('c1', 'manual');
    await settle();
    expect(roster.freshness('c1', 'w1', 'invitations').fetchedAt).toBe(1_060_000);
    expect(roster.freshness('c1', 'w1', 'roles')).toMatchObject({
      fetchedAt: 1_000_000,
      error: { kind: 'server' },
    });
    expect(roster.roles(c1('w1'))).toHaveLength(1);
  });

  it('changes are announced with the name of the list', async () => {
    const { sync, events } = organized();
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(events).toContainEqual({ topic: 'roles', connectionId: 'c1', workspaceId: 'o1' });
    expect(events).toContainEqual({ topic: 'details', connectionId: 'c1', workspaceId: 'o1/w1' });
    expect(events).toContainEqual({ topic: 'invitations', connectionId: 'c1', workspaceId: 'o1' });
  });

  it('lists that only a custom role permits are fetched as soon as the role is known', async () => {
    const { sync, server } = bench({
      provider: fakeProvider({
        permits: (capability, who) =>
          capability !== 'token.list' || who.roles.some(({ permissions }) => permissions?.includes('tokens'))
            ? { allowed: true }
            : { allowed: false, reason: 'Your role may not see tokens.' },
      }),
    });
    server.workspaces = [workspace('w1', { myRole: knownValue('support') })];
    server.roles.set('w1', [customRole('support', ['tokens'])]);
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(server.fetched.filter((name) => name === 'tokens w1')).toHaveLength(1);
    expect(server.fetched.indexOf('roles w1')).toBeLessThan(server.fetched.indexOf('tokens w1'));
  });
});

describe('a place whose lists are elsewhere', () => {
  it('it is refreshed together with the places that have them, and nothing else', async () => {
    const { sync, server } = organized();
    sync.refresh('c1', 'sign-in');
    await settle();
    server.fetched.length = 0;
    sync.refresh('c1', 'change', c1('o1/w1'));
    await settle();
    expect([...server.fetched].sort()).toEqual([
      'details o1/w1',
      'invitations o1',
      'members o1',
      'roles o1',
      'tokens account',
      'workspaces',
    ]);
    server.fetched.length = 0;
    sync.refresh('c1', 'change', c1('o1'));
    await settle();
    expect([...server.fetched].sort()).toEqual(['invitations o1', 'members o1', 'roles o1', 'workspaces']);
  });

  it('it is refreshed in the same way while in view', async () => {
    const { sync, server, pass } = organized();
    sync.refresh('c1', 'sign-in');
    await settle();
    sync.setInView(c1('o1/w1'));
    server.fetched.length = 0;
    await pass(5 * minute);
    expect(server.fetched).toContain('members o1');
    expect(server.fetched).toContain('tokens account');
  });

  it('it is refused without a request when its own list is fetched', async () => {
    const { sync, server } = organized();
    await sync.fetchNow('c1', null, ['workspaces'], never);
    await settle();
    server.fetched.length = 0;
    const asked = await sync.fetchNow('c1', 'o1/w1', ['members'], never);
    expect(asked.ok ? null : asked.error).toMatchObject({ kind: 'not-supported' });
    expect(asked.ok ? '' : asked.error.sentence).toContain('of its organization, Acme');
    expect((await sync.fetchNow('c1', 'o1', ['members', 'roles'], never)).ok).toBe(true);
    expect(server.fetched).toEqual(['members o1', 'roles o1']);
  });
});

describe('an inventory that was entered', () => {
  it('it is as old as it says, however recently it was read, and isn’t read at every selection', async () => {
    const { sync, server, roster } = bench();
    server.asOf = 400_000;
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(roster.freshness('c1', 'w1', 'members')).toMatchObject({ fetchedAt: 400_000, triedAt: 1_000_000 });
    expect(roster.freshness('c1', null, 'workspaces').fetchedAt).toBe(400_000);
    server.fetched.length = 0;
    sync.refresh('c1', 'selection', c1('w1'));
    await settle();
    expect(server.fetched).toEqual([]);
  });

  it('its changes are dated by when they were entered', async () => {
    const { sync, server, history, clock } = bench();
    server.asOf = 400_000;
    await sync.fetchNow('c1', null, ['workspaces'], never);
    await sync.fetchNow('c1', 'w2', ['members'], never);
    clock.now += 10 * minute;
    server.asOf = 1_200_000;
    server.members.set('w2', [person('ana', 'owner'), person('zoe', 'viewer')]);
    await sync.fetchNow('c1', 'w2', ['members'], never);
    expect(history).toMatchObject([{ kind: 'member.joined', from: 400_000, at: 1_200_000 }]);
  });
});

describe('what was seen to change in the other lists', () => {
  it('it becomes history of the place; absences from a list with unreadable records don’t', async () => {
    const { sync, server, history } = bench();
    server.invitations.set('w1', [invitation('a'), invitation('b')]);
    server.roles.set('w1', [customRole('support', ['read']), customRole('old', [])]);
    sync.refresh('c1', 'sign-in');
    await settle();
    expect(history).toEqual([]);
    server.invitations.set('w1', [invitation('a', { status: 'accepted' })]);
    server.roles.set('w1', [customRole('support', ['read', 'write'])]);
    server.unreadable = 1;
    await sync.fetchNow('c1', 'w1', ['invitations', 'roles'], never);
    expect(history.map(({ kind, workspaceId, before, after }) => [kind, workspaceId, before, after])).toEqual(
      [
        ['invitation.ended', 'w1', null, 'accepted'],
        ['role.permissions', 'w1', 'read', 'read, write'],
      ],
    );
  });
});
