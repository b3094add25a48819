import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleWorkspacesApi } from '../../../../src-main/local-instance/sample/workspaces-api.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { objectWith, someNumber, someText } from '../../../support/matchers.ts';
import {
  coded,
  missing,
  outcome,
  plain,
  workspaceAnswer,
  workspacesAnswer,
  workspacesApiCalls,
} from './calls.ts';

const local = localInstance();
const { call, organization, workspaces, workspace, role } = workspacesApiCalls(local);
beforeEach(() => local.start());

const settingsAnswer = z.object({ data: z.object({ settings: z.record(z.string(), z.unknown()) }) });

describe('the nine workspace endpoints', () => {
  it('it creates, reads, changes and deletes workspaces', async () => {
    const organizationId = await organization();
    const body = { name: 'Café Ops', organization_id: organizationId, settings: { theme: { dark: true } } };
    const created = await call('POST', '/v1/workspaces/', { body });
    expect(outcome(created)).toEqual([
      201,
      {
        success: true,
        message: someText,
        data: {
          message: someText,
          workspace: {
            id: someNumber,
            name: 'Café Ops',
            slug: 'cafe-ops',
            organization_id: organizationId,
            settings: {
              allow_public_access: false,
              default_role_id: await role(organizationId, 'Viewer'),
              theme: { dark: true },
            },
            created_at: someText,
            updated_at: someText,
          },
        },
      },
    ]);
    const { id } = workspaceAnswer.parse(created.json).data.workspace;
    const path = `/v1/workspaces/${id}`;
    expect((await call('GET', path)).json).toMatchObject({ data: { workspace: { id, slug: 'cafe-ops' } } });
    const changed = await call('PUT', path, {
      body: { name: 'Café', settings: { allow_public_access: true } },
    });
    expect(outcome(changed)).toEqual([
      200,
      {
        success: true,
        message: someText,
        data: { message: someText, workspace: { id, name: 'Café', updated_at: someText } },
      },
    ]);
    expect((await call('GET', path)).json).toMatchObject({
      data: { workspace: { name: 'Café', settings: { allow_public_access: true, theme: { dark: true } } } },
    });
    const deleted = await call('DELETE', path);
    expect(outcome(deleted)).toEqual([
      200,
      { success: true, message: someText, data: { message: someText } },
    ]);
    expect(outcome(await call('GET', path))).toEqual([404, coded('RESOURCE_NOT_FOUND')]);
  });

  it('it lists those of all my organizations, in both page styles', async () => {
    const all = workspacesAnswer.parse((await call('GET', '/v1/workspaces/')).json).data;
    expect([all.workspaces.length, all.total_count]).toEqual([17, 17]);
    const skipped = workspacesAnswer.parse((await call('GET', '/v1/workspaces/?skip=15&limit=10')).json).data;
    expect([skipped.workspaces, skipped.total_count]).toEqual([all.workspaces.slice(15), 17]);
    const page = (await call('GET', '/v1/workspaces/?page=2&page_size=5')).json;
    expect(workspacesAnswer.parse(page).data.workspaces).toEqual(all.workspaces.slice(5, 10));
    expect(page).toMatchObject({
      data: { total_count: 17, pagination: { page: 2, page_size: 5, total_count: 17, total_pages: 4 } },
    });
    for (const [query, field] of [
      ['skip=-1', 'skip'],
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['page=0', 'page'],
      ['page_size=x', 'page_size'],
    ]) {
      const refused = await call('GET', `/v1/workspaces/?${query}`);
      expect(outcome(refused)).toEqual([400, coded('VALIDATION_ERROR', { field, reason: someText })]);
    }
  });

  it('it clones with and without settings and members, which belong to the organization either way', async () => {
    const source = await workspace('Checkout');
    const path = `/v1/workspaces/${source}`;
    const clone = (name: string, copy: boolean) =>
      call('POST', `${path}/clone`, { body: { name, copy_members: copy, copy_settings: copy } });
    const bare = await clone('Bare', false);
    const { id } = workspaceAnswer.parse(bare.json).data.workspace;
    expect(outcome(bare)).toEqual([
      200,
      {
        success: true,
        message: someText,
        data: {
          message: someText,
          workspace: { id, name: 'Bare', slug: 'bare', source_workspace_id: source },
        },
      },
    ]);
    const settingsOf = async (workspaceId: number) =>
      settingsAnswer.parse((await call('GET', `/v1/workspaces/${workspaceId}/settings`)).json).data.settings;
    expect(Object.keys(await settingsOf(id)).sort()).toEqual(['allow_public_access', 'default_role_id']);
    const full = workspaceAnswer.parse((await clone('Full', true)).json).data.workspace.id;
    expect(await settingsOf(full)).toEqual(await settingsOf(source));
    expect(outcome(await clone('Full', true))).toEqual([
      409,
      coded('CONFLICT', { field: 'name', reason: 'already exists' }),
    ]);
    const wrong = await call('POST', `${path}/clone`, { body: { name: 'x', copy_members: 'yes' } });
    expect(outcome(wrong)).toEqual([
      400,
      coded('VALIDATION_ERROR', { field: 'copy_members', reason: someText }),
    ]);
  });

  it('it keeps keys of the settings that are called as what every object inherits', async () => {
    const path = `/v1/workspaces/${await workspace('Checkout')}/settings`;
    const odd = '{"__proto__":{"a":1},"constructor":2,"toString":{"__proto__":null}}';
    const changed = await call('PUT', path, { body: `{"settings":${odd}}` });
    const created = await call('POST', '/v1/workspaces/', {
      body: `{"name":"Odd keys","organization_id":${await organization()},"settings":${odd}}`,
    });
    expect([changed.status, created.status]).toEqual([200, 201]);
    for (const { text } of [changed, created, await call('GET', path)]) {
      expect(text).toContain(odd.slice(1, -1));
    }
  });

  it('it reads and changes settings, and keeps unknown keys', async () => {
    const path = `/v1/workspaces/${await workspace('Checkout')}/settings`;
    const developer = await role(await organization(), 'Developer');
    const settings = { default_role_id: developer, new_key: [1, { two: null }] };
    const changed = await call('PUT', path, { body: { settings } });
    const after = {
      allow_public_access: false,
      features: { beta: true },
      integrations: ['slack'],
      ...settings,
    };
    expect(changed.json).toMatchObject({ success: true, data: { settings: after } });
    expect(settingsAnswer.parse((await call('GET', path)).json).data.settings).toEqual(after);

    const foreign = await role(await organization(sampleWorkspacesApi.fabrikam), 'Viewer');
    for (const [wrong, field] of [
      [{ allow_public_access: 'yes' }, 'settings.allow_public_access'],
      [{ default_role_id: foreign }, 'settings.default_role_id'],
      [{ default_role_id: 'Admin' }, 'settings.default_role_id'],
    ] as const) {
      const refused = await call('PUT', path, { body: { settings: wrong } });
      expect(outcome(refused)).toEqual([400, coded('VALIDATION_ERROR', { field, reason: someText })]);
    }
    expect((await call('PUT', path, { body: {} })).status).toBe(400);
  });

  it('it provisions many, each on its own', async () => {
    const organizationId = await organization();
    const answer = await call('POST', '/v1/workspaces/provision', {
      body: {
        organization_id: organizationId,
        workspaces: [
          { name: 'P1' },
          { name: 'Storefront' },
          { name: '' },
          { name: 'P2', settings: { allow_public_access: true, x: 1 } },
          { name: 'P1' },
          { name: 'P3', settings: { allow_public_access: 'yes' } },
          {},
        ],
      },
    });
    const made = { organization_id: organizationId, slug: someText };
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      data: {
        total_count: 2,
        workspaces: [
          { ...made, name: 'P1' },
          { ...made, name: 'P2', settings: { x: 1, allow_public_access: true } },
        ],
        failed: [
          { name: 'Storefront', error: 'The organization has a workspace named "Storefront" already' },
          { name: '', error: 'name must not be empty' },
          { name: 'P1', error: someText },
          { name: 'P3', error: 'settings.allow_public_access must be true or false' },
          { name: null, error: 'name is required and must be text' },
        ],
      },
    });
    const names = (await workspaces(organizationId)).map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['P1', 'P2']);
    const none = await call('POST', '/v1/workspaces/provision', {
      body: { organization_id: organizationId, workspaces: [] },
    });
    expect(none.status).toBe(400);
  });

  it('it answers 404 to unknown numbers', async () => {
    for (const [method, rest] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/clone'],
      ['GET', '/settings'],
      ['PUT', '/settings'],
    ] as const) {
      const answer = await call(method, `/v1/workspaces/${missing}${rest}`, {
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: { name: 'x', settings: {} } }),
      });
      expect(outcome(answer)).toEqual([404, coded('RESOURCE_NOT_FOUND')]);
    }
    const create = { name: 'x', organization_id: missing };
    expect((await call('POST', '/v1/workspaces/', { body: create })).status).toBe(404);
    expect((await call('GET', '/v1/workspaces/text')).status).toBe(404);
    expect((await call('GET', '/v1/nothing')).status).toBe(404);
  });

  it('it answers 501 as stubs, while the organization’s path works', async () => {
    await local.start({ workspacesApi: 'stub' });
    for (const [method, path] of [
      ['POST', '/'],
      ['GET', '/'],
      ['GET', '/1'],
      ['PUT', '/1'],
      ['DELETE', '/1'],
      ['POST', '/1/clone'],
      ['GET', '/1/settings'],
      ['PUT', '/1/settings'],
      ['POST', '/provision'],
    ] as const) {
      const answer = await call(method, `/v1/workspaces${path}`);
      expect(outcome(answer)).toEqual([501, plain('not_implemented')]);
    }
    expect((await call('GET', '/v1/workspaces/', { token: null })).status).toBe(401);
    expect(await workspaces(await organization())).toHaveLength(8);
  });
});

describe("workspaces under the organization's path", () => {
  it('it creates, lists, reads, changes and deletes with the same bodies', async () => {
    const organizationId = await organization();
    const base = `/v1/organizations/${organizationId}/workspaces`;
    const created = await call('POST', base, { body: { name: 'New', settings: { a: 1 } } });
    const { id } = workspaceAnswer.parse(created.json).data.workspace;
    expect([created.status, created.json]).toEqual([
      201,
      objectWith({
        data: objectWith({
          workspace: objectWith({ id, organization_id: organizationId, slug: 'new' }),
        }),
      }),
    ]);
    expect((await call('POST', base, { body: { name: 'New' } })).status).toBe(409);
    expect((await call('PUT', `${base}/${id}`, { body: { name: 'Storefront' } })).status).toBe(409);
    expect((await call('PUT', `${base}/${id}`, { body: { name: 'Newer' } })).status).toBe(200);
    expect((await call('GET', `${base}/${id}`)).json).toMatchObject({
      data: { workspace: { name: 'Newer' } },
    });
    const page = workspacesAnswer.parse((await call('GET', `${base}?page=3&page_size=4`)).json).data;
    expect([page.workspaces.map(({ name }) => name), page.total_count]).toEqual([['Newer'], 9]);
    expect((await call('DELETE', `${base}/${id}`)).status).toBe(200);
    expect((await call('GET', `${base}/${id}`)).status).toBe(404);
    const foreign = await workspace('Robotics', sampleWorkspacesApi.fabrikam);
    expect((await call('GET', `${base}/${foreign}`)).status).toBe(404);
  });
});
