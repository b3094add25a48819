import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { knownValue, none, notReported, valueOr } from '../../../src-preload/shared/known.ts';
import { samplePeople, sampleWorkspaces } from '../../../src-main/local-instance/sample/seed.ts';
import { someNumber, textWith } from '../../support/matchers.ts';
import { newWorkspace, perform } from '../../support/perform.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { signedInToSystemInitiative } from './sessions.ts';

const si = signedInToSystemInitiative();
const {
  local,
  workspaceId,
  sessionWith,
  sessionOf,
  change,
  workspaceBy,
  memberBy,
  automationToken,
  workspaceSecret,
} = si;

describe('reading', () => {
  it('it reads whoami', async () => {
    expect(valueOf(await si.ana.whoami(signal))).toMatchObject({
      name: 'Ana Oliveira',
      email: samplePeople.ana,
    });
  });

  it('it reads everything about workspaces except their secret', async () => {
    const list = valueOf(await si.ana.workspaces(signal));
    expect(list.unreadable).toBe(0);
    expect(list.serverDate).toEqual(someNumber);
    const row = list.rows.find(({ id }) => id === si.production);
    expect(row).toMatchObject({
      name: sampleWorkspaces.production,
      instance: { kind: 'managed', url: knownValue('https://app.systeminit.com') },
      myRole: knownValue('OWNER'),
      owner: { state: 'known', value: { name: 'Ana Oliveira' } },
    });
    expect(JSON.stringify(list)).not.toContain(await workspaceSecret());
  });

  it('it reads members in any order, with invited ones pending and nameless', async () => {
    const { rows } = valueOf(await si.ana.members(si.production, signal));
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['OWNER', 'APPROVER', 'EDITOR']));
    const pending = rows.find(({ status }) => status === 'pending');
    expect(pending).toMatchObject({ name: none, signedUpAt: none });
    expect(rows.find(({ email }) => email === samplePeople.ana)).toMatchObject({
      status: 'active',
      name: knownValue('ana'),
    });
  });

  it('it reports the last use of tokens as not reported, which isn’t “never used”', async () => {
    const { rows } = valueOf(await si.ana.tokens(si.production, signal));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.lastUsedAt).toEqual(notReported);
  });

  it('it leaves out one bad record and counts it', async () => {
    const path = `/workspace/${si.production}/members`;
    const records = z.array(z.unknown()).parse((await si.get(path)).json);
    const body = [...records, { userId: 7 }];
    local.fault(`/si/auth${path}`, { kind: 'status', status: 200, body });
    const list = valueOf(await si.ana.members(si.production, signal));
    expect(list.rows).toHaveLength(records.length);
    expect(list.unreadable).toBe(1);
  });
});

describe('changing workspaces', () => {
  const create = (
    kind: 'managed' | 'local-dev' | 'remote-url',
    url: string,
    name = 'New one',
    session = si.ana,
  ) => perform(session, newWorkspace(name, { kind, url, description: 'd' }));

  it.each([
    ['managed', 'https://app.systeminit.com'],
    ['local-dev', 'http://localhost:8080'],
    ['remote-url', 'https://si.example.com:8443/x'],
  ] as const)('it creates a %s workspace', async (kind, url) => {
    const id = valueOf(await create(kind, url)).createdWorkspaceId ?? '';
    expect(await workspaceBy(si.ana, id)).toMatchObject({
      name: 'New one',
      instance: { kind, url: knownValue(url) },
    });
  });

  it('it points a refused field to the form’s', async () => {
    expect(errorOf(await create('remote-url', 'https://x/?a=1'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'url' }],
    });
    expect(errorOf(await create('managed', 'https://app.systeminit.com', 'a/b'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }],
    });
  });

  it('it doesn’t sign out for an unverified e-mail', async () => {
    const session = await sessionOf(samplePeople.unverified);
    const error = errorOf(await create('managed', 'https://app.systeminit.com', 'x', session));
    expect(error).toMatchObject({ kind: 'forbidden', sentence: textWith('verified') });
  });

  it('it updates name and description, keeping the URL', async () => {
    const before = present(await workspaceBy(si.ana, si.production), 'production workspace');
    const request = { type: 'workspace.update', name: 'Renamed', description: 'Other' } as const;
    valueOf(await change(si.ana, request, si.production, before));
    expect(await workspaceBy(si.ana, si.production)).toMatchObject({
      name: 'Renamed',
      description: knownValue('Other'),
      instance: before.instance,
    });
  });

  it('it doesn’t guess an unknown URL', async () => {
    const error = errorOf(await change(si.ana, { type: 'workspace.update', name: 'x', description: '' }));
    expect(error.kind).toBe('not-supported');
  });

  it('it sets default, approvals, favourite and hiding', async () => {
    const other = workspaceId(sampleWorkspaces.staging);
    valueOf(await change(si.ana, { type: 'workspace.set-default' }, other));
    expect((await workspaceBy(si.ana, other))?.isDefault).toEqual(knownValue(true));
    const before = await workspaceBy(si.ana, si.production);
    const flip = !present(valueOr(before?.approvalsEnabled ?? none, null), 'word on approvals');
    valueOf(await change(si.ana, { type: 'workspace.approvals', enabled: flip }));
    valueOf(await change(si.ana, { type: 'workspace.favourite', enabled: true }));
    valueOf(await change(si.ana, { type: 'workspace.hide', enabled: true }));
    expect(await workspaceBy(si.ana, si.production)).toMatchObject({
      approvalsEnabled: knownValue(flip),
      serverFavourite: knownValue(true),
      serverHidden: knownValue(true),
    });
  });

  it('it deletes a workspace twice with an empty answer, and its tokens are revoked', async () => {
    const robot = (await automationToken()).secret;
    valueOf(await change(si.ana, { type: 'workspace.delete' }));
    valueOf(await change(si.ana, { type: 'workspace.delete' }));
    expect(await workspaceBy(si.ana, si.production)).toBeUndefined();
    expect(errorOf(await sessionWith(robot).workspaces(signal)).kind).toBe('signed-out');
  });

  it('it leaves a workspace', async () => {
    const eddie = await sessionOf(samplePeople.collaborator);
    valueOf(await change(eddie, { type: 'workspace.leave' }));
    expect(await memberBy(samplePeople.collaborator)).toBeUndefined();
    expect(errorOf(await change(eddie, { type: 'workspace.leave' })).kind).toBe('forbidden');
  });

  it('it gets the server’s 500 when an owner leaves', async () => {
    expect(errorOf(await change(si.ana, { type: 'workspace.leave' }))).toMatchObject({ kind: 'server' });
  });

  it('it names the roles as people see them when something is forbidden', async () => {
    const eddie = await sessionOf(samplePeople.collaborator);
    const error = errorOf(await change(eddie, { type: 'workspace.delete' }));
    expect(error).toMatchObject({ kind: 'forbidden' });
    expect(error.sentence).toContain('Only Owners');
  });
});

describe('changing members', () => {
  const roleOfEddie = (role: string) =>
    ({ type: 'member.set-role', userId: local.idOf(samplePeople.collaborator), email: '', role }) as const;

  it('it invites a person, who arrives as Collaborator and pending', async () => {
    valueOf(await change(si.ana, { type: 'member.invite', email: 'fresh@example.com', role: 'APPROVER' }));
    expect(await memberBy('fresh@example.com')).toMatchObject({ role: 'EDITOR', status: 'pending' });
  });

  it('it reports a duplicate as a conflict, not as a database error', async () => {
    const error = errorOf(
      await change(si.ana, { type: 'member.invite', email: samplePeople.approver, role: null }),
    );
    expect(error).toMatchObject({ kind: 'conflict' });
    expect(JSON.stringify(error)).not.toMatch(/prisma/i);
  });

  it('it names the field of a bad e-mail', async () => {
    const error = errorOf(await change(si.ana, { type: 'member.invite', email: 'nope', role: null }));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path: 'email', message: 'Invalid email' }] });
  });

  it('it changes a role', async () => {
    valueOf(await change(si.ana, roleOfEddie('APPROVER')));
    expect((await memberBy(samplePeople.collaborator))?.role).toBe('APPROVER');
  });

  it('it sees only by reading back that an unknown role changed nothing', async () => {
    valueOf(await change(si.ana, roleOfEddie('BOGUS')));
    expect((await memberBy(samplePeople.collaborator))?.role).toBe('EDITOR');
  });

  it('it reports a bug and sends nothing without a user ID', async () => {
    const request = { type: 'member.set-role', userId: null, email: 'e', role: 'EDITOR' } as const;
    expect(errorOf(await change(si.ana, request)).kind).toBe('bug');
    expect(local.requests.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it('it removes a member by the exact case of the e-mail', async () => {
    const remove = (email: string) => change(si.ana, { type: 'member.remove', userId: 'u', email });
    expect(errorOf(await remove(samplePeople.collaborator.toUpperCase()))).toMatchObject({
      kind: 'not-found',
    });
    valueOf(await remove(samplePeople.collaborator));
    expect(await memberBy(samplePeople.collaborator)).toBeUndefined();
  });

  it('it gets the server’s 500 when an owner is removed', async () => {
    const error = errorOf(
      await change(si.ana, { type: 'member.remove', userId: 'u', email: samplePeople.secondOwner }),
    );
    expect(error.kind).toBe('server');
  });
});
