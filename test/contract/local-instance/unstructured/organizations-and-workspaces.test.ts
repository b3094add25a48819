import { beforeEach, describe, expect, it } from 'vitest';
import { sessionLifetime } from '../../../../src-main/local-instance/dialects/unstructured/session.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../../../src-main/local-instance/sample/unstructured.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { bearer } from '../../../support/other-systems.ts';
import { memberList, organizationList, unstructuredCalls } from './calls.ts';

const { ana, approver, collaborator, outsider, suspended } = samplePeople;

const local = localInstance();
const { send, call, organization, workspaces, workspace, newcomer } = unstructuredCalls(local);
beforeEach(() => local.start());

describe('signing in', () => {
  it('it accepts a session of this system, and says who it belongs to', async () => {
    expect(await call('GET', '/users/me')).toEqual({
      status: 200,
      json: { id: local.idOf(ana), email: ana, name: 'Ana Oliveira' },
    });
  });

  it('it refuses missing, wrong, foreign and expired sessions, and blocked people', async () => {
    const path = '/api/v1/users/me';
    expect(await send('GET', path)).toEqual({ status: 401, json: { detail: 'Not authenticated' } });
    for (const token of [
      'garbage',
      local.server.token,
      await local.server.sessionFor('workspaces-api', ana),
    ]) {
      const answer = await send('GET', path, bearer(token));
      expect(answer).toEqual({ status: 401, json: { detail: 'Invalid authentication credentials' } });
    }
    await call('GET', '/users/me');
    local.clock += sessionLifetime * 1000;
    expect(await call('GET', '/users/me')).toEqual({
      status: 401,
      json: { detail: 'The session has expired' },
    });
    expect((await call('GET', '/users/me', { as: suspended })).status).toBe(403);
  });

  it('it doesn’t open System Initiative’s dialect', async () => {
    const token = await local.server.sessionFor('unstructured', ana);
    const answer = await fetch(`${local.server.url}/whoami`, { headers: bearer(token) });
    expect(answer.status).toBe(401);
  });

  it('it has a page that shows a session token', async () => {
    const page = await (await fetch(`${local.server.addresses.unstructured}/sign-in`)).text();
    const link = /href="([^"]+)">Sign in as Ana Oliveira</.exec(page)?.[1] ?? '';
    const tokenPage = await (await fetch(`${local.server.addresses.unstructured}/sign-in${link}`)).text();
    const token = /<code>([^<]+)<\/code>/.exec(tokenPage)?.[1] ?? '';
    const me = await send('GET', '/api/v1/users/me', bearer(token));
    expect(me.json).toMatchObject({ email: ana });
  });
});

describe('organizations', () => {
  it('it lists the caller’s organizations, personal accounts among them', async () => {
    const all = organizationList.parse((await call('GET', '/organizations/')).json);
    expect(all.map(({ name, kind, role }) => [name, kind, role])).toEqual([
      [sampleUnstructured.northwind, 'organization', 'super_admin'],
      [sampleUnstructured.fabrikam, 'organization', 'member'],
      ['Ana (personal)', 'personal', 'super_admin'],
      [sampleUnstructured.unpaid, 'organization', 'billing_admin'],
    ]);
  });

  it('it lets only representatives create and delete organizations', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const refused = (what: string) => ({
      status: 403,
      json: { detail: `Only authorized Unstructured representatives can ${what}` },
    });
    expect(await call('POST', '/organizations/', { body: { name: 'Mine' } })).toEqual(
      refused('create organizational accounts'),
    );
    expect(await call('DELETE', `/organizations/${id}`)).toEqual(refused('delete organizational accounts'));
  });

  it('it hides organizations from people who aren’t in them', async () => {
    const id = await organization(sampleUnstructured.northwind);
    for (const path of ['workspaces/', 'members/']) {
      const answer = await call('GET', `/organizations/${id}/${path}`, { as: outsider });
      expect(answer).toEqual({ status: 404, json: { detail: 'Organization not found' } });
    }
    expect((await call('DELETE', '/organizations/nothing')).status).toBe(404);
    expect(await call('GET', '/nothing')).toEqual({ status: 404, json: { detail: 'Not Found' } });
  });
});

describe('workspaces', () => {
  it('it begins with one default workspace, and shows all only to a Super Administrator', async () => {
    const northwind = await organization(sampleUnstructured.northwind);
    const all = await workspaces(northwind);
    expect(all).toHaveLength(8);
    expect(all.filter((one) => one.is_default).map(({ name }) => name)).toEqual(['Default workspace']);
    expect(all.find(({ name }) => name === 'Contracts')?.role).toBeNull();
    const theirs = await workspaces(northwind, approver);
    expect(theirs.map(({ name, role }) => [name, role])).toEqual([
      ['Default workspace', 'admin'],
      ['Contracts', 'admin'],
    ]);
  });

  it.each([
    ['super_admin', 201],
    ['member', 403],
    ['billing_admin', 403],
  ])('it lets only Super Administrators create workspaces: %s → %i', async (role, status) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const path = `/organizations/${id}/workspaces/`;
    const answer = await call('POST', path, { as, body: { name: 'New' } });
    expect(answer.status).toBe(status);
    if (status === 201) {
      expect(answer.json).toMatchObject({ name: 'New', organization_id: id, is_default: false });
    }
    const names = (await workspaces(id)).map(({ name }) => name);
    expect(names.includes('New')).toBe(status === 201);
  });

  it('it lets only representatives delete workspaces', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const scratch = await workspace(id, 'Scratch');
    expect(await call('DELETE', `/organizations/${id}/workspaces/${scratch}`)).toEqual({
      status: 403,
      json: { detail: 'Only authorized Unstructured representatives can delete workspaces' },
    });
    expect((await call('DELETE', `/organizations/${id}/workspaces/nothing`)).status).toBe(404);
  });

  it('it keeps a workspace in one organization', async () => {
    const northwind = await organization(sampleUnstructured.northwind);
    const fabrikam = await organization(sampleUnstructured.fabrikam);
    const foreign = await workspace(fabrikam, 'Scanned archive');
    const answer = await call('GET', `/organizations/${northwind}/workspaces/${foreign}/members/`);
    expect(answer).toEqual({ status: 404, json: { detail: 'Workspace not found' } });
  });
});

describe('a personal account', () => {
  it('it has exactly one workspace, and no members but its owner', async () => {
    const id = await organization('Ana (personal)');
    const base = `/organizations/${id}`;
    const all = await workspaces(id);
    expect(all.map(({ name, is_default: isDefault }) => [name, isDefault])).toEqual([
      ['Personal workspace', true],
    ]);
    const only = `${base}/workspaces/${await workspace(id, 'Personal workspace')}`;
    const roster = `${only}/members/`;
    const body = { email: approver, role: 'member' };
    expect((await call('POST', `${base}/workspaces/`, { body: { name: 'Second' } })).status).toBe(403);
    expect((await call('POST', `${base}/members/`, { body })).status).toBe(403);
    expect((await call('DELETE', `${base}/members/${local.idOf(ana)}`)).status).toBe(403);
    expect(
      (await call('POST', roster, { body: { user_id: local.idOf(approver), role: 'viewer' } })).status,
    ).toBe(403);
    expect((await call('DELETE', `${roster}${local.idOf(ana)}`)).status).toBe(403);
    expect((await call('DELETE', only)).status).toBe(403);
    expect(memberList.parse((await call('GET', `${base}/members/`)).json)).toHaveLength(1);
    const key = await call('POST', `${only}/api-keys/`, { body: { name: 'Mine' } });
    expect(key.status).toBe(201);
  });
});

describe("an organization's members", () => {
  it.each([
    ['super_admin', 200, 201],
    ['member', 200, 403],
    ['billing_admin', 200, 403],
  ])('it follows the matrix: %s: view %i, manage %i', async (role, view, manage) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const members = `/organizations/${id}/members/`;
    expect((await call('GET', members, { as })).status).toBe(view);
    const body = { email: 'invited@newcomers.example', role: 'member' };
    expect((await call('POST', members, { as, body })).status).toBe(manage);
    const target = `${members}${local.idOf(collaborator)}`;
    const change = await call('PATCH', target, { as, body: { role: 'billing_admin' } });
    expect(change.status).toBe(manage === 201 ? 200 : 403);
    expect((await call('DELETE', target, { as })).status).toBe(manage === 201 ? 204 : 403);
  });

  it('it adds members by e-mail and role, once, and creates unknown people', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const members = `/organizations/${id}/members/`;
    const body = { email: 'somebody@new.example', role: 'billing_admin' };
    const added = await call('POST', members, { body });
    const member = { user_id: local.idOf(body.email), ...body, name: body.email };
    expect(added).toEqual({ status: 201, json: member });
    expect((await call('POST', members, { body })).status).toBe(409);
    const changed = await call('PATCH', `${members}${member.user_id}`, { body: { role: 'member' } });
    expect(changed).toEqual({ status: 200, json: { ...member, role: 'member' } });
    const listed = memberList.parse((await call('GET', members)).json);
    expect(listed).toContainEqual({ ...member, role: 'member' });
    expect((await call('PATCH', `${members}nobody`, { body: { role: 'member' } })).status).toBe(404);
    expect((await call('DELETE', `${members}nobody`)).status).toBe(404);
  });

  it('it removes members from all workspaces, keeps their keys, and restores them to none', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const base = `/organizations/${id}`;
    const research = `${base}/workspaces/${await workspace(id, 'Research')}`;
    const emails = async () =>
      memberList.parse((await call('GET', `${research}/members/`)).json).map(({ email }) => email);
    expect(await emails()).toContain(collaborator);
    expect((await call('DELETE', `${base}/members/${local.idOf(collaborator)}`)).status).toBe(204);
    expect(await emails()).not.toContain(collaborator);
    expect((await call('GET', `${research}/api-keys/`)).json).toEqual([
      expect.objectContaining({ name: 'Embedding trial', created_by: local.idOf(collaborator) }),
    ]);
    await call('POST', `${base}/members/`, { body: { email: collaborator, role: 'member' } });
    expect(await emails()).not.toContain(collaborator);
    const theirs = await call('GET', `${base}/workspaces/`, { as: collaborator });
    expect(theirs.json).toEqual([]);
  });
});
