import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleModboxWorkspaces } from '../../../../src-main/local-instance/sample/modbox.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import type { Answer } from '../../../support/instance.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { present } from '../../../support/results.ts';
import { detailSchema, detailText, modboxCalls } from './calls.ts';

const local = localInstance();
const { call, signIn, workspaceId } = modboxCalls(local);
beforeEach(() => local.start());

const madeToken = z.object({ id: z.uuid(), token: z.string().regex(/^mbx_/), prefix: z.string() });
const roleOf = (workspace: string, email: string) =>
  local.server.directory.memberships.roleOf(workspace, local.idOf(email));

/** One person of each role in Northwind Agents. */
const cast = {
  owner: samplePeople.ana,
  admin: samplePeople.approver,
  member: samplePeople.collaborator,
  viewer: samplePeople.outsider,
} as const;
type CastRole = keyof typeof cast;

describe('the role matrix', () => {
  const matrix: readonly (readonly [CastRole, string, boolean])[] = [
    ['owner', 'create sandboxes', true],
    ['admin', 'create sandboxes', true],
    ['member', 'create sandboxes', true],
    ['viewer', 'create sandboxes', false],
    ['owner', 'manage images', true],
    ['admin', 'manage images', true],
    ['member', 'manage images', false],
    ['viewer', 'manage images', false],
    ['owner', 'add members', true],
    ['admin', 'add members', true],
    ['member', 'add members', false],
    ['viewer', 'add members', false],
    ['owner', 'change members', true],
    ['admin', 'change members', true],
    ['member', 'change members', false],
    ['viewer', 'change members', false],
    ['owner', 'remove members', true],
    ['admin', 'remove members', true],
    ['member', 'remove members', false],
    ['viewer', 'remove members', false],
    ['owner', 'update', true],
    ['admin', 'update', true],
    ['member', 'update', false],
    ['viewer', 'update', false],
    ['owner', 'delete', true],
    ['admin', 'delete', false],
    ['member', 'delete', false],
    ['viewer', 'delete', false],
    ['owner', 'read', true],
    ['admin', 'read', true],
    ['member', 'read', true],
    ['viewer', 'read', true],
    // A second owner is there, so that the first may go.
    ['owner', 'leave', true],
    ['admin', 'leave', true],
    ['member', 'leave', true],
    ['viewer', 'leave', true],
  ];

  it.each(matrix)('it follows the matrix: %s: %s: %s', async (role, action, may) => {
    const id = workspaceId(sampleModboxWorkspaces.agents);
    const token = await signIn(cast[role]);
    const workspace = `/workspaces/${id}`;
    const target = `${workspace}/members/${local.idOf(samplePeople.pending)}`;
    const header = { 'x-workspace-id': id };
    const attempts: Readonly<Record<string, () => Promise<Answer>>> = {
      'create sandboxes': () => call('POST', '/sandboxes', token, { name: 's' }, header),
      'manage images': () => call('POST', '/images', token, { name: 'i' }, header),
      'add members': () =>
        call('POST', `${workspace}/members`, token, { email: 'a@b.example', role: 'member' }),
      'change members': () => call('PUT', target, token, { role: 'viewer' }),
      'remove members': () => call('DELETE', target, token),
      update: () => call('PUT', workspace, token, { name: 'x' }),
      delete: () => call('DELETE', workspace, token),
      read: () => call('GET', workspace, token),
      leave: () => call('DELETE', `${workspace}/members/${local.idOf(cast[role])}`, token),
    };
    const { status } = await present(attempts[action], `way to ${action}`)();
    if (may) expect(status).toBeLessThan(300);
    else expect(status).toBe(403);
  });
});

describe('members', () => {
  let agents: string;
  let path: string;
  beforeEach(() => {
    agents = workspaceId(sampleModboxWorkspaces.agents);
    path = `/workspaces/${agents}/members`;
  });

  it('it lists members in the detail, and adds them at once, only once', async () => {
    const token = await signIn(samplePeople.ana);
    const body = { email: 'colleague@new.example', role: 'member' };
    const added = await call('POST', path, token, body);
    expect([added.status, added.json]).toEqual([
      201,
      { user_id: local.idOf(body.email), ...body, created_at: '2026-03-01T12:00:00.000Z' },
    ]);
    const again = await call('POST', path, token, body);
    expect([again.status, detailText(again)]).toEqual([409, 'User is already a member of this workspace']);
    const detail = detailSchema.parse((await call('GET', `/workspaces/${agents}`, token)).json);
    expect(detail.members.find(({ email }) => email === body.email)?.role).toBe('member');
  });

  it('it accepts only valid roles and addresses', async () => {
    const token = await signIn(samplePeople.ana);
    expect((await call('POST', path, token, { email: 'a@b.example', role: 'editor' })).status).toBe(422);
    expect((await call('POST', path, token, { email: 'nonsense', role: 'member' })).status).toBe(422);
    const nobody = await call('PUT', `${path}/nobody`, token, { role: 'member' });
    expect([nobody.status, detailText(nobody)]).toEqual([404, 'Member not found']);
    expect((await call('DELETE', `${path}/nobody`, token)).status).toBe(404);
  });

  it('it lets only an owner make or unmake owners', async () => {
    const admin = await signIn(samplePeople.approver);
    const owner = await signIn(samplePeople.ana);
    const member = `${path}/${local.idOf(samplePeople.collaborator)}`;
    const second = `${path}/${local.idOf(samplePeople.secondOwner)}`;
    expect((await call('POST', path, admin, { email: 'a@b.example', role: 'owner' })).status).toBe(403);
    expect((await call('PUT', member, admin, { role: 'owner' })).status).toBe(403);
    expect((await call('PUT', second, admin, { role: 'member' })).status).toBe(403);
    expect((await call('DELETE', second, admin)).status).toBe(403);
    expect((await call('PUT', member, owner, { role: 'owner' })).json).toMatchObject({ role: 'owner' });
    expect((await call('PUT', member, owner, { role: 'admin' })).json).toMatchObject({ role: 'admin' });
  });

  it('it lets only owners themselves leave, and never the last one', async () => {
    const owner = await signIn(samplePeople.ana);
    const second = await signIn(samplePeople.secondOwner);
    const ana = `${path}/${local.idOf(samplePeople.ana)}`;
    expect((await call('DELETE', ana, second)).status).toBe(403);
    expect((await call('DELETE', `${path}/${local.idOf(samplePeople.secondOwner)}`, second)).status).toBe(
      204,
    );
    expect((await call('DELETE', ana, owner)).status).toBe(403);
    expect((await call('PUT', ana, owner, { role: 'member' })).status).toBe(403);
    expect(roleOf(agents, samplePeople.ana)).toBe('owner');
  });

  it('it leaves members unchanged when the server lies', async () => {
    local.faults([{ method: 'DELETE', path: '/modbox/**', fault: { kind: 'lie' } }]);
    const token = await signIn(samplePeople.ana);
    const member = `${path}/${local.idOf(samplePeople.collaborator)}`;
    expect((await call('DELETE', member, token)).status).toBe(204);
    expect(roleOf(agents, samplePeople.collaborator)).toBe('member');
  });
});

describe('api tokens', () => {
  it('it creates tokens whose secret is returned once, that work as their person and are deleted by it', async () => {
    const jwt = await signIn(samplePeople.ana);
    const made = await call('POST', '/api-tokens/', jwt, { description: 'CI' });
    const { token, id, prefix } = madeToken.parse(made.json);
    expect([made.status, token.startsWith(prefix)]).toEqual([201, true]);
    const list = await call('GET', '/api-tokens/', jwt);
    expect(list.json).toEqual([{ id, description: 'CI', prefix, created_at: '2026-03-01T12:00:00.000Z' }]);
    expect(list.text).not.toContain(token);
    local.clock += 365 * 24 * 3600_000;
    expect((await call('GET', '/auth/me', token)).json).toMatchObject({ email: samplePeople.ana });
    const later = await signIn(samplePeople.ana);
    expect((await call('DELETE', `/api-tokens/${token}`, later)).status).toBe(204);
    expect((await call('GET', '/auth/me', token)).status).toBe(401);
    expect((await call('DELETE', `/api-tokens/${token}`, later)).status).toBe(404);
  });

  it('it lets only a login session manage tokens, and only its own', async () => {
    const jwt = await signIn(samplePeople.ana);
    const { token } = madeToken.parse((await call('POST', '/api-tokens', jwt, { description: 'x' })).json);
    for (const [method, path] of [
      ['GET', '/api-tokens'],
      ['POST', '/api-tokens'],
      ['DELETE', `/api-tokens/${token}`],
    ] as const) {
      expect(
        (await call(method, path, token, method === 'POST' ? { description: 'y' } : undefined)).status,
      ).toBe(403);
    }
    const other = await signIn(samplePeople.approver);
    expect((await call('DELETE', `/api-tokens/${token}`, other)).status).toBe(404);
    expect((await call('POST', '/api-tokens', jwt, {})).status).toBe(422);
  });

  it('it never shows a token in the log or in the data', async () => {
    const jwt = await signIn(samplePeople.ana);
    const { token } = madeToken.parse((await call('POST', '/api-tokens', jwt, { description: 'x' })).json);
    await call('DELETE', `/api-tokens/${token}`, jwt);
    await call('DELETE', `/api%2Dtokens/${token.replace('m', '%6D')}`, jwt);
    await call('DELETE', `/elsewhere/${token}`, jwt);
    expect(local.requests.filter((line) => line.startsWith('DELETE'))).toEqual([
      'DELETE /modbox/api-tokens/[redacted] 204',
      'DELETE /modbox/api-tokens/[redacted] 404',
      'DELETE /modbox/elsewhere/[redacted] 404',
    ]);
    expect(local.requests.join('\n')).not.toContain(token.slice(4));
  });
});
