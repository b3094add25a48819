import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../../../src-main/local-instance/sample/unstructured.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { someText } from '../../../support/matchers.ts';
import { unstructuredCalls } from './calls.ts';

const { ana, secondOwner, approver, outsider } = samplePeople;

const local = localInstance();
const { send, call, organization, workspaces, workspace, newcomer } = unstructuredCalls(local);
beforeEach(() => local.start());

const keyWithValue = z.object({ id: z.string(), value: z.string() });
const createdId = z.object({ id: z.string() });

describe("a workspace's members and keys", () => {
  it.each([
    // The workspace's role, and what is allowed: viewing members, managing them, managing keys.
    ['viewer', true, false, false],
    ['operator', true, false, false],
    ['developer', true, false, true],
    ['admin', true, true, true],
  ])('it follows the matrix for a workspace role of %s', async (role, view, manage, keys) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, 'billing_admin');
    const base = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}`;
    await call('POST', `${base}/members/`, { body: { user_id: local.idOf(as), role } });
    await call('POST', `${base}/members/`, { body: { user_id: local.idOf(approver), role: 'viewer' } });
    await expectRights(base, as, { view, manage, keys });
  });

  it.each([
    // The organization's role of somebody who is in no workspace.
    ['super_admin', true, true, true],
    ['member', true, false, false],
    ['billing_admin', false, false, false],
  ])('it follows the matrix for an organization role of %s alone', async (role, view, manage, keys) => {
    const id = await organization(sampleUnstructured.northwind);
    const as = await newcomer(id, role);
    const base = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}`;
    await call('POST', `${base}/members/`, { body: { user_id: local.idOf(approver), role: 'viewer' } });
    await expectRights(base, as, { view, manage, keys });
  });

  async function expectRights(
    base: string,
    as: string,
    may: { readonly view: boolean; readonly manage: boolean; readonly keys: boolean },
  ) {
    const made = keyWithValue.parse(
      (await call('POST', `${base}/api-keys/`, { body: { name: 'Of Ana' } })).json,
    );
    const target = `${base}/members/${local.idOf(approver)}`;
    const add = { user_id: local.idOf(secondOwner), role: 'viewer' };
    const key = `${base}/api-keys/${made.id}`;
    const found = {
      view: (await call('GET', `${base}/members/`, { as })).status,
      add: (await call('POST', `${base}/members/`, { as, body: add })).status,
      change: (await call('PATCH', target, { as, body: { role: 'operator' } })).status,
      remove: (await call('DELETE', target, { as })).status,
      keys: (await call('GET', `${base}/api-keys/`, { as })).status,
      create: (await call('POST', `${base}/api-keys/`, { as, body: { name: 'k' } })).status,
      value: (await call('GET', `${key}/value`, { as })).status,
      disable: (await call('PATCH', key, { as, body: { enabled: false } })).status,
      delete: (await call('DELETE', key, { as })).status,
      deleteWorkspace: (await call('DELETE', base, { as })).status,
    };
    const status = (allowed: boolean, success: number) => (allowed ? success : 403);
    expect(found).toEqual({
      view: status(may.view, 200),
      add: status(may.manage, 201),
      change: status(may.manage, 200),
      remove: status(may.manage, 204),
      keys: status(may.keys, 200),
      create: status(may.keys, 201),
      value: status(may.keys, 200),
      disable: status(may.keys, 200),
      delete: status(may.keys, 204),
      deleteWorkspace: 403,
    });
  }

  it('it lets all three organization roles be added, and only members of the organization', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const members = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}/members/`;
    for (const role of ['super_admin', 'member', 'billing_admin']) {
      const user = local.idOf(await newcomer(id, role));
      const body = { user_id: user, role: 'operator' };
      const added = await call('POST', members, { body });
      expect([added.status, added.json]).toEqual([201, expect.objectContaining(body)]);
      expect((await call('POST', members, { body })).status).toBe(409);
    }
    const stranger = { user_id: local.idOf(outsider), role: 'viewer' };
    expect((await call('POST', members, { body: stranger })).status).toBe(409);
    expect(
      (await call('PATCH', `${members}${local.idOf(outsider)}`, { body: { role: 'viewer' } })).status,
    ).toBe(404);
    expect((await call('DELETE', `${members}${local.idOf(outsider)}`)).status).toBe(404);
  });

  it('it keeps keys: created by name, read again, enabled and disabled, deleted permanently', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const keys = `/organizations/${id}/workspaces/${await workspace(id, 'Scratch')}/api-keys/`;
    const created = await call('POST', keys, { body: { name: 'Runner' } });
    const { id: keyId, value } = keyWithValue.parse(created.json);
    const shown = {
      id: keyId,
      name: 'Runner',
      enabled: true,
      created_at: someText,
      created_by: local.idOf(ana),
    };
    expect(created).toEqual({ status: 201, json: { ...shown, value } });
    expect((await call('GET', keys)).json).toEqual([shown]);
    expect((await call('GET', `${keys}${keyId}/value`)).json).toEqual({ value });
    const off = await call('PATCH', `${keys}${keyId}`, { body: { enabled: false } });
    expect(off.json).toEqual({ ...shown, enabled: false });
    expect((await call('DELETE', `${keys}${keyId}`)).status).toBe(204);
    expect((await call('GET', `${keys}${keyId}/value`)).status).toBe(404);
    expect((await call('PATCH', `${keys}${keyId}`, { body: { enabled: true } })).status).toBe(404);
    expect((await call('DELETE', `${keys}${keyId}`)).status).toBe(404);
  });
});

describe('a body that is wrong', () => {
  it.each([
    ['no body', undefined, [{ loc: ['body'], msg: 'Field required', type: 'missing' }]],
    ['no field', {}, [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }]],
    [
      'another type',
      { name: 7 },
      [{ loc: ['body', 'name'], msg: 'Input should be a valid string', type: 'string_type' }],
    ],
    [
      'nothing in it',
      { name: ' ' },
      [{ loc: ['body', 'name'], msg: 'String should have at least 1 character', type: 'string_too_short' }],
    ],
    ['no JSON', '{', [{ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' }]],
  ])('it reports a wrong body as a list: %s', async (_what, body, detail) => {
    const id = await organization(sampleUnstructured.northwind);
    const answer = await call('POST', `/organizations/${id}/workspaces/`, { body });
    expect(answer).toEqual({ status: 422, json: { detail } });
  });

  it('it reports all problems of a body', async () => {
    const id = await organization(sampleUnstructured.northwind);
    const answer = await call('POST', `/organizations/${id}/members/`, {
      body: { email: 'nowhere', role: 'owner' },
    });
    expect(answer).toEqual({
      status: 422,
      json: {
        detail: [
          { loc: ['body', 'email'], msg: 'value is not a valid email address', type: 'value_error' },
          {
            loc: ['body', 'role'],
            msg: "Input should be 'super_admin', 'member' or 'billing_admin'",
            type: 'enum',
          },
        ],
      },
    });
  });
});

describe('the probe of the data API', () => {
  const path = '/data/api/v1/workflows/?page=1&page_size=1';
  const probe = (key: string, at = path) => send('GET', at, { 'unstructured-api-key': key });
  const malformed = {
    status: 401,
    json: { detail: 'API key is malformed, please type the API key correctly in the header.' },
  };

  async function keyOf(organizationName: string, workspaceName: string, name: string, as = ana) {
    const id = await organization(organizationName, as);
    const keys = `/organizations/${id}/workspaces/${await workspace(id, workspaceName, as)}/api-keys/`;
    const { id: keyId } = createdId.parse((await call('POST', keys, { as, body: { name } })).json);
    const { value } = z
      .object({ value: z.string() })
      .parse((await call('GET', `${keys}${keyId}/value`, { as })).json);
    return { value, path: `${keys}${keyId}` };
  }

  it('it lists workflows by page for a working key', async () => {
    const { value } = await keyOf(sampleUnstructured.northwind, 'Default workspace', 'Probe');
    const first = await probe(value);
    expect([first.status, first.json]).toEqual([
      200,
      [expect.objectContaining({ name: 'Nightly contracts' })],
    ]);
    expect((await probe(value, '/data/api/v1/workflows/?page=2&page_size=2')).json).toEqual([
      expect.objectContaining({ name: 'Support mail' }),
    ]);
  });

  it('it answers 401 without a key, and to a wrong, disabled or deleted one', async () => {
    expect(await send('GET', path)).toEqual({
      status: 401,
      json: { detail: 'API key is missing, please provide an API key in the header.' },
    });
    expect(await probe('no key!')).toEqual(malformed);
    expect(await probe('A'.repeat(30))).toEqual(malformed);
    const { value, path: key } = await keyOf(sampleUnstructured.northwind, 'Research', 'Probe');
    await call('PATCH', key, { body: { enabled: false } });
    expect(await probe(value)).toEqual(malformed);
    await call('PATCH', key, { body: { enabled: true } });
    expect((await probe(value)).status).toBe(200);
    await call('DELETE', key);
    expect(await probe(value)).toEqual(malformed);
  });

  it('it answers 402 where payment is due, 404 elsewhere, and 422 in both shapes', async () => {
    const priya = 'priya.raman@lumen-consulting.example';
    const unpaid = await keyOf(sampleUnstructured.unpaid, 'Default workspace', 'Probe', priya);
    expect(await probe(unpaid.value)).toEqual({ status: 402, json: { detail: 'Payment required' } });
    expect(await probe(unpaid.value, '/data/api/v1/nothing')).toEqual({
      status: 404,
      json: { detail: 'Not Found' },
    });
    const { value } = await keyOf(sampleUnstructured.northwind, 'Research', 'Probe');
    const wrong = await probe(value, '/data/api/v1/workflows/?page=x&page_size=0');
    expect(wrong).toEqual({
      status: 422,
      json: {
        detail: [
          { loc: ['query', 'page'], msg: someText, type: 'int_parsing' },
          { loc: ['query', 'page_size'], msg: someText, type: 'greater_than_equal' },
        ],
      },
    });
    expect(await probe(value, '/data/api/v1/workflows/?page_size=1000')).toEqual({
      status: 422,
      json: { detail: someText },
    });
  });
});

describe('the server', () => {
  it('it lies on request: the answer reports a change that wasn’t made', async () => {
    const id = await organization(sampleUnstructured.northwind);
    local.faults([{ method: 'POST', path: '/unstructured/**', fault: { kind: 'lie' } }]);
    const told = await call('POST', `/organizations/${id}/workspaces/`, { body: { name: 'Never' } });
    expect(told.status).toBe(201);
    expect((await workspaces(id)).map(({ name }) => name)).not.toContain('Never');
  });

  it('it has one organization with its default workspace without sample data', async () => {
    await local.start({ seed: false });
    const as = 'dev@systeminit.local';
    const id = await organization('Local organization', as);
    const all = await call('GET', `/organizations/${id}/workspaces/`, { as });
    expect(all.json).toEqual([expect.objectContaining({ name: 'Default workspace', is_default: true })]);
  });

  it('it has the same sample data every time, IDs and keys included', async () => {
    const rows = () => {
      const { organizations, apiKeys } = local.server.directory;
      return organizations.ofPerson(local.idOf(ana), 'unstructured').map(({ organization: found }) => ({
        found,
        workspaces: organizations.workspaceIdsOf(found.id),
        keys: apiKeys.ofOrganization(found.id),
        members: organizations.members(found.id),
      }));
    };
    const before = rows();
    expect(before).toHaveLength(4);
    await local.start();
    expect(rows()).toEqual(before);
  });
});
