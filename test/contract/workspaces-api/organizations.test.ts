import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../../src-main/local-instance/sample/workspaces-api.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { workspacesApi } from '../../../src-main/providers/workspaces-api/provider.ts';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { perform, type Change } from '../../support/perform.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { day } from '../../support/time.ts';
import { creation, noLimit, placeBy, places, provision, row, workspacesApiSessions } from './sessions.ts';

const { ana, approver, collaborator, outsider } = samplePeople;

const local = localInstance(noLimit);
const { sessionWith, sessionOf } = workspacesApiSessions(local);

describe('an organization', () => {
  let session: ProviderSession;
  let organization: WorkspaceRow;
  beforeEach(async () => {
    await local.start();
    session = await sessionOf(ana);
    organization = await placeBy(session, sampleWorkspacesApi.northwind);
  });
  const memberBy = async (email: string) =>
    valueOf(await session.members(organization.id, signal)).rows.find((one) => one.email === email);
  const invitationBy = async (email: string) =>
    valueOf(await session.invitations(organization.id, signal)).rows.find((one) => one.email === email);
  const tokens = async () => valueOf(await session.tokens(organization.id, signal)).rows;

  it('it can be created and renamed', async () => {
    const made = valueOf(await perform(session, { type: 'organization.create', name: 'Side' }));
    expect(await placeBy(session, 'Side')).toMatchObject({
      id: made.createdWorkspaceId,
      scope: 'organization',
      myRole: knownValue('admin'),
    });
    const id = made.createdWorkspaceId ?? '';
    valueOf(await perform(session, { type: 'organization.update', workspaceId: id, name: 'Other side' }));
    expect((await placeBy(session, 'Other side')).id).toBe(id);
  });

  it('it has members by role', async () => {
    const list = valueOf(await session.members(organization.id, signal));
    // More than a page of a hundred.
    expect([list.rows.length, list.unreadable]).toEqual([150, 0]);
    expect(await memberBy(ana)).toMatchObject({
      role: 'admin',
      status: 'active',
      name: knownValue('Ana Oliveira'),
      signedUpAt: { state: 'known' },
    });
    expect(new Set(list.rows.map(({ role }) => role))).toEqual(new Set(['admin', 'developer', 'viewer']));
  });

  it('it has its three roles', async () => {
    expect(valueOf(await session.roles(organization.id, signal)).rows.map(({ id }) => id)).toEqual([
      'admin',
      'developer',
      'viewer',
    ]);
  });

  it('it changes and removes members', async () => {
    const { userId = '' } = (await memberBy(collaborator)) ?? {};
    const at = { workspaceId: organization.id, userId, email: collaborator };
    valueOf(await perform(session, { type: 'member.set-role', ...at, role: 'developer' }));
    expect((await memberBy(collaborator))?.role).toBe('developer');
    valueOf(await perform(session, { type: 'member.remove', ...at }));
    expect(await memberBy(collaborator)).toBeUndefined();
    expect(errorOf(await perform(session, { type: 'member.remove', ...at })).kind).toBe('not-found');
  });

  it('it invites people with a role, and lists and cancels invitations', async () => {
    const invite = (email: string, role: string | null): Change => ({
      type: 'member.invite',
      workspaceId: organization.id,
      email,
      role,
    });
    valueOf(await perform(session, invite(` ${outsider} `, 'developer')));
    expect(await invitationBy(outsider)).toMatchObject({
      role: knownValue('developer'),
      status: 'pending',
      expiresAt: knownValue(local.clock + 7 * day),
      invitedBy: notReported,
    });
    expect(errorOf(await perform(session, invite(outsider, 'viewer'))).kind).toBe('conflict');
    expect(errorOf(await perform(session, invite('nowhere', 'viewer')))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'email' }],
    });
    expect((await invitationBy('late.reply@partner.example'))?.status).toBe('expired');

    const { id: invitationId = '' } = (await invitationBy(outsider)) ?? {};
    const cancel: Change = {
      type: 'invitation.cancel',
      workspaceId: organization.id,
      invitationId,
      email: outsider,
      reason: '',
    };
    valueOf(await perform(session, cancel));
    expect(await invitationBy(outsider)).toBeUndefined();
    expect(errorOf(await perform(session, cancel)).kind).toBe('not-found');

    // Without a wish: the role that may do the least. It is taken up by signing in.
    valueOf(await perform(session, invite(outsider, null)));
    await local.server.sessionFor('workspaces-api', outsider);
    expect((await memberBy(outsider))?.role).toBe('viewer');
    expect(await invitationBy(outsider)).toBeUndefined();
  });

  const makeToken = (change: Partial<Extract<ChangeRequest, { type: 'token.create' }>> = {}) =>
    perform(session, {
      type: 'token.create',
      workspaceId: organization.id,
      name: 'CI 2',
      expiry: '30 days',
      scopes: ['read', 'write'],
      ...change,
    });
  const madeToken = async (change?: Parameters<typeof makeToken>[0]) =>
    present(valueOf(await makeToken(change)).createdToken, 'token that was made');

  it('it creates tokens whose secret is returned once', async () => {
    const made = await madeToken();
    expect(made.secret).toMatch(/^pat_/);
    const all = await tokens();
    expect(JSON.stringify(all)).not.toContain('pat_');
    expect(all.find(({ id }) => id === made.id)).toMatchObject({
      name: knownValue('CI 2'),
      scopes: knownValue('read, write'),
      expiresAt: knownValue(local.clock + 30 * day),
      createdAt: knownValue(local.clock),
      revokedAt: none,
      ownerId: valueOf(await session.whoami(signal)).userId,
    });
    expect(valueOf(await sessionWith(made.secret).whoami(signal)).email).toBe(ana);
  });

  it('it creates tokens that never expire', async () => {
    const { id } = await madeToken({ expiry: 'never' });
    expect((await tokens()).find((one) => one.id === id)?.expiresAt).toEqual(none);
  });

  it('it refuses tokens at the field that is wrong', async () => {
    expect(errorOf(await makeToken({ expiry: '2 weeks' }))).toMatchObject({ fields: [{ path: 'expiry' }] });
    expect(errorOf(await makeToken({ scopes: [] }))).toMatchObject({ fields: [{ path: 'scopes' }] });
    expect(errorOf(await makeToken({ name: ' ' }))).toMatchObject({ fields: [{ path: 'name' }] });
  });

  it('it deletes tokens, which then stop working', async () => {
    const { id: tokenId, secret } = await madeToken();
    const remove: Change = { type: 'token.delete', workspaceId: organization.id, tokenId, name: 'CI 2' };
    valueOf(await perform(session, remove));
    expect((await tokens()).some(({ id }) => id === tokenId)).toBe(false);
    expect(errorOf(await sessionWith(secret).whoami(signal)).kind).toBe('signed-out');
    expect(errorOf(await perform(session, remove)).kind).toBe('not-found');
  });

  it('it limits its tokens to itself and to their scopes', async () => {
    const token = sessionWith((await madeToken({ scopes: ['read'] })).secret);
    const mine = await places(token);
    expect(mine.filter(({ scope }) => scope === 'organization').map(({ id }) => id)).toEqual([
      organization.id,
    ]);
    expect(errorOf(await perform(token, creation(organization.id, 'By token')))).toMatchObject({
      kind: 'forbidden',
      sentence: textWith('write'),
    });
  });

  it('it has the lists, and a workspace has none and causes no request', async () => {
    const { id } = await placeBy(session, 'Checkout');
    local.faults([{ path: '/workspaces-api/**', fault: { kind: 'offline' } }]);
    for (const list of [session.members, session.invitations, session.roles, session.tokens]) {
      expect(errorOf(await list(id, signal)).kind).toBe('not-supported');
    }
    expect(errorOf(await session.details(organization.id, signal)).kind).toBe('not-supported');
    expect(errorOf(await perform(session, { type: 'workspace.leave', workspaceId: id })).kind).toBe(
      'not-supported',
    );
  });
});

describe('what each role may do', () => {
  it.each([
    [approver, 'developer'],
    [collaborator, 'viewer'],
  ] as const)('it agrees with the table for %s, %s', async (email, role) => {
    await local.start();
    const session = await sessionOf(email);
    const { id, myRole } = await placeBy(session, sampleWorkspacesApi.northwind);
    expect(myRole).toEqual(knownValue(role));
    const who = { role: myRole, credential: 'session', scope: 'organization', roles: [] } as const;
    const attempts: readonly [Parameters<typeof workspacesApi.permits>[0], Promise<Result<unknown>>][] = [
      ['member.list', session.members(id, signal)],
      ['role.list', session.roles(id, signal)],
      ['invitation.list', session.invitations(id, signal)],
      ['token.list', session.tokens(id, signal)],
      ['organization.update', perform(session, { type: 'organization.update', workspaceId: id, name: 'x' })],
      ['workspace.create', perform(session, creation(id, 'x'))],
      ['workspace.provision', provision(session, [row(id, 'x')])],
      [
        'member.invite',
        perform(session, { type: 'member.invite', workspaceId: id, email: 'a@b.example', role: 'viewer' }),
      ],
      [
        'token.create',
        perform(session, {
          type: 'token.create',
          workspaceId: id,
          name: 'Own',
          expiry: '',
          scopes: ['read'],
        }),
      ],
    ];
    for (const [capability, attempt] of attempts) {
      const result = await attempt;
      expect(result.ok, capability).toBe(workspacesApi.permits(capability, who).allowed);
      if (!result.ok) expect(result.error.kind, capability).toBe('forbidden');
    }
  });

  it('it tells strangers that the organization isn’t theirs', async () => {
    await local.start();
    const { id } = await placeBy(await sessionOf(ana), sampleWorkspacesApi.northwind);
    expect(errorOf(await (await sessionOf(outsider)).members(id, signal))).toMatchObject({
      kind: 'forbidden',
      sentence: textWith('denied access to this organization'),
    });
  });
});
