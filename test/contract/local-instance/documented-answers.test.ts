import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import { sampleUnstructured } from '../../../src-main/local-instance/sample/unstructured.ts';
import { localInstance } from '../../support/local-instance.ts';
import { shapeOf } from '../../support/shape.ts';
import { modboxCalls } from './modbox/calls.ts';
import { systemCalls } from './system/calls.ts';
import { unstructuredCalls } from './unstructured/calls.ts';
import { workspacesApiCalls } from './workspaces-api/calls.ts';

/* Every documented call of the systems whose real servers can't be asked here: its status and the keys of its answer. */

const local = localInstance();
beforeEach(() => local.start());
const { ana, collaborator, outsider } = samplePeople;

type Row = readonly [method: string, path: string, body: unknown, expected: string];
type Ask = (method: string, path: string, body: unknown) => Promise<{ status: number; json: unknown }>;

async function play(rows: readonly Row[], ask: Ask): Promise<void> {
  const found: string[] = [];
  for (const [method, path, body] of rows) {
    const { status, json } = await ask(method, path, body);
    found.push(`${method} ${path}: ${status} ${shapeOf(json)}`.trim());
  }
  expect(found).toEqual(rows.map(([method, path, , expected]) => `${method} ${path}: ${expected}`));
}

const withId = z.object({ id: z.string() });

describe('Unstructured', () => {
  const { call, organization, workspace } = unstructuredCalls(local);

  it('its management calls answer as documented', async () => {
    const org = await organization(sampleUnstructured.northwind);
    const base = `/organizations/${org}`;
    const made = await call('POST', `${base}/workspaces/`, { body: { name: 'Made' } });
    const ws = `${base}/workspaces/${withId.parse(made.json).id}`;
    const user = local.idOf(outsider);
    const key = await call('POST', `${ws}/api-keys/`, { body: { name: 'First' } });
    const keyPath = `${ws}/api-keys/${withId.parse(key.json).id}`;
    expect(await workspace(org, 'Made')).toBeTruthy();
    const member = '{user_id,email,name,role}';
    const one = '{id,name,organization_id,is_default,role,created_at}';
    const keyShape = 'id,name,enabled,created_at,created_by';
    await play(
      [
        ['GET', '/users/me', undefined, '200 {id,email,name}'],
        ['GET', '/organizations/', undefined, '200 [{id,name,kind,role}]'],
        ['POST', '/organizations/', { name: 'x' }, '403 {detail}'],
        ['GET', `${base}/workspaces/`, undefined, `200 [${one}]`],
        ['POST', `${base}/workspaces/`, { name: 'Another' }, `201 ${one}`],
        ['DELETE', ws, undefined, '403 {detail}'],
        ['DELETE', base, undefined, '403 {detail}'],
        ['GET', `${base}/members/`, undefined, `200 [${member}]`],
        ['POST', `${base}/members/`, { email: outsider, role: 'member' }, `201 ${member}`],
        ['POST', `${base}/members/`, { email: outsider, role: 'member' }, '409 {detail}'],
        ['PATCH', `${base}/members/${user}`, { role: 'billing_admin' }, `200 ${member}`],
        ['POST', `${ws}/members/`, { user_id: user, role: 'viewer' }, `201 ${member}`],
        ['POST', `${ws}/members/`, { user_id: local.idOf(ana), role: 'viewer' }, '409 {detail}'],
        ['POST', `${ws}/members/`, { user_id: 'nobody', role: 'viewer' }, '409 {detail}'],
        ['POST', `${ws}/members/`, { role: 'viewer' }, '422 {detail:[{loc:[],msg,type}]}'],
        ['GET', `${ws}/members/`, undefined, `200 [${member}]`],
        ['PATCH', `${ws}/members/${user}`, { role: 'operator' }, `200 ${member}`],
        ['DELETE', `${ws}/members/${user}`, undefined, '204'],
        ['DELETE', `${base}/members/${user}`, undefined, '204'],
        ['GET', `${ws}/api-keys/`, undefined, `200 [{${keyShape}}]`],
        ['POST', `${ws}/api-keys/`, { name: 'Second' }, `201 {${keyShape},value}`],
        ['GET', `${keyPath}/value`, undefined, '200 {value}'],
        ['PATCH', keyPath, { enabled: false }, `200 {${keyShape}}`],
        ['DELETE', keyPath, undefined, '204'],
        ['GET', '/nothing', undefined, '404 {detail}'],
      ],
      async (method, path, body) => call(method, path, { body }),
    );
  });
});

describe('Modbox', () => {
  const { call, signIn, login } = modboxCalls(local);

  it('its calls answer as documented', async () => {
    const token = await signIn(ana);
    const { refresh_token: refresh } = await login(ana);
    const made = await call('POST', '/workspaces', token, { name: 'First' });
    const ws = `/workspaces/${withId.parse(made.json).id}`;
    const user = local.idOf(outsider);
    const created = await call('POST', '/api-tokens/', token, { description: 'x' });
    const { token: secret } = z.object({ token: z.string() }).parse(created.json);
    const one = 'id,name,description,realm,created_by,created_at,updated_at';
    const member = '{user_id,role,email,created_at}';
    const detail = `{${one},members:[${member}]}`;
    const tokens =
      '200 {success,tokens:{access_token,refresh_token,token_type,expires_in,refresh_expires_in}}';
    await play(
      [
        ['POST', '/auth/login', { username: 'ana', password: 'wrong' }, '401 {detail}'],
        ['POST', '/auth/refresh', { refresh_token: refresh }, tokens],
        ['GET', '/auth/me', undefined, '200 {user_id,email,name}'],
        ['GET', '/workspaces', undefined, `200 {workspaces:[{${one}}]}`],
        ['POST', '/workspaces', { name: 'Made' }, `201 ${detail}`],
        ['POST', '/workspaces', { name: '' }, '422 {detail:[{loc:[],msg,type}]}'],
        ['POST', '/workspaces', { name: 'x'.repeat(256) }, '422 {detail:[{loc:[],msg,type}]}'],
        ['GET', ws, undefined, `200 ${detail}`],
        ['PUT', ws, { description: 'y'.repeat(1000) }, `200 ${detail}`],
        ['PUT', ws, { description: 'y'.repeat(1001) }, '422 {detail:[{loc:[],msg,type}]}'],
        ['POST', `${ws}/members`, { email: outsider, role: 'member' }, `201 ${member}`],
        ['POST', `${ws}/members`, { email: outsider, role: 'member' }, '409 {detail}'],
        ['PUT', `${ws}/members/${user}`, { role: 'viewer' }, `200 ${member}`],
        ['DELETE', `${ws}/members/${user}`, undefined, '204'],
        ['GET', '/api-tokens/', undefined, '200 [{id,description,prefix,created_at}]'],
        ['POST', '/api-tokens/', { description: 'x' }, '201 {id,description,prefix,created_at,token}'],
        ['DELETE', `/api-tokens/${secret}`, undefined, '204'],
        ['GET', '/sandboxes?status=running', undefined, '422 {detail:[{loc:[],msg,type}]}'],
        ['DELETE', ws, undefined, '204'],
        ['GET', ws, undefined, '404 {detail}'],
      ],
      (method, path, body) => call(method, path, token, body),
    );
  });
});

describe('SYSTEM', () => {
  const { call, tokenFor, managed, workspaceId } = systemCalls(local);

  it('its calls answer as documented', async () => {
    const token = await tokenFor(ana);
    const guest = await tokenFor(outsider);
    const ws = managed(sampleSystemWorkspaces.operations);
    const role = { roleName: 'Auditors', description: '' };
    const inviteeEmail = 'new@x.example';
    const sent = await call('POST', `${ws}/invitations`, token, { inviteeEmail, message: '' });
    const { bizId } = z.object({ data: z.object({ bizId: z.string() }) }).parse(sent.json).data;
    const envelope = (data: string) => `{version,timestamp,success,code,message,data${data}}`;
    const named = ':{code,name,value}';
    const roleShape = `{bizId,roleName,roleType${named},description,permissionCodes`;
    const invitation = `{bizId,inviteeEmail,inviterName,invitationStatus${named},message,expiresAt,acceptedAt,createdAt}`;
    const workspace = `{bizId,institutionBizId,workspaceName,workspaceTimezone,workspaceStatus${named},workspaceKind${named},createdAt,updatedAt,extraData}`;
    const mine = `[{userBizId,workspaceBizId,workspaceName,workspaceKind${named},workspaceRoleBizId,workspaceRoleName,joinSource${named},isOwner,isDefault,enterable,defaultEligible}]`;
    const page = '{size,number,totalElements,totalPages}';
    const tenant = `/web/v1/tenant/workspaces`;
    const operations = workspaceId(sampleSystemWorkspaces.operations);
    await play(
      [
        ['GET', `${tenant}/mine`, undefined, `200 ${envelope(`:${mine}`)}`],
        ['POST', `${tenant}/${operations}/default`, {}, `200 ${envelope(':{}')}`],
        ['POST', `${tenant}/${operations}/leave`, {}, `409 ${envelope('')}`],
        [
          'POST',
          '/web/v1/workspaces/self',
          { workspaceName: 'x', workspaceTimezone: 'UTC' },
          `409 ${envelope('')}`,
        ],
        ['GET', ws, undefined, `200 ${envelope(`:${workspace}`)}`],
        ['POST', `${ws}/update`, { workspaceName: 'Renamed' }, `200 ${envelope(`:${workspace}`)}`],
        [
          'POST',
          `${ws}/update`,
          { workspaceTimezone: 'Nowhere' },
          `400 ${envelope(':{workspaceTimezone:[]}')}`,
        ],
        ['GET', `${ws}/roles`, undefined, `200 ${envelope(`:[${roleShape}:[]}]`)}`],
        ['POST', `${ws}/roles`, role, `201 ${envelope(`:${roleShape}:[]}`)}`],
        ['POST', `${ws}/roles`, role, `409 ${envelope('')}`],
        ['POST', `${ws}/invitations`, { inviteeEmail, message: '' }, `409 ${envelope('')}`],
        [
          'GET',
          `${ws}/invitations?statuses=&inviteeEmail=${inviteeEmail}`,
          undefined,
          `200 ${envelope(`:{content:[${invitation}],page:${page}}`)}`,
        ],
        [
          'POST',
          `${ws}/invitations/cancel`,
          { invitationBizId: bizId, reason: 'x' },
          `200 ${envelope(`:${invitation}`)}`,
        ],
        ['POST', `${ws}/invitations/cancel`, { invitationBizId: bizId, reason: 'x' }, `409 ${envelope('')}`],
        [
          'GET',
          `${ws}/members`,
          undefined,
          `200 ${envelope(':[{accountId,accountName,email,workspaceRoleBizId,workspaceRoleName,isOwner,joinedAt}]')}`,
        ],
        [
          'GET',
          '/web/v1/secure-channel/public-key',
          undefined,
          `200 ${envelope(':{keyId,publicKey,algorithm}')}`,
        ],
      ],
      (method, path, body) => call(method, path, token, body),
    );
    const foreign = await call('GET', ws, guest);
    expect([foreign.status, shapeOf(foreign.json)]).toEqual([403, envelope('')]);
  });
});

describe('The Workspaces API', () => {
  const { call, organization, role, member, workspace } = workspacesApiCalls(local);

  it('its calls answer as documented', async () => {
    await local.start({ workspacesApi: 'built' });
    const org = await organization();
    const ws = await workspace('Attic');
    const viewer = await role(org, 'Viewer');
    const user = (await member(org, collaborator))?.user_id;
    const base = `/v1/organizations/${org}`;
    const created = await call('POST', `${base}/tokens`, { body: { name: 'x', scopes: ['read'] } });
    const { id: token } = z.object({ data: z.object({ id: z.int() }) }).parse(created.json).data;
    const done = (data: string) => `{success,data:{${data === '' ? '' : `${data},`}message},message}`;
    const settings = 'settings:{allow_public_access,default_role_id}';
    const one = `id,name,slug,organization_id,${settings},created_at,updated_at`;
    const invitation = '{id,email,role_id,status,expires_at}';
    const person = '{user_id,email,name,role:{id,name},joined_at}';
    const tokenShape = 'id,name,scopes:[],organization_id,user_id,expires_at,created_at';
    const invite = { email: 'new@x.example', role_id: viewer };
    await play(
      [
        ['GET', '/auth/me', undefined, `200 ${done('user:{id,username,email,role}')}`],
        [
          'POST',
          '/v1/workspaces/',
          { name: 'Made', organization_id: org },
          `201 ${done(`workspace:{${one}}`)}`,
        ],
        [
          'POST',
          '/v1/workspaces/',
          { organization_id: org },
          '400 {error:{code,message,details:{field,reason},timestamp}}',
        ],
        [
          'GET',
          '/v1/workspaces/?skip=0&limit=100',
          undefined,
          `200 ${done(`workspaces:[{${one}}],total_count`)}`,
        ],
        ['GET', `/v1/workspaces/${ws}`, undefined, `200 ${done(`workspace:{${one}}`)}`],
        ['PUT', `/v1/workspaces/${ws}`, { name: 'Loft' }, `200 ${done('workspace:{id,name,updated_at}')}`],
        [
          'POST',
          `/v1/workspaces/${ws}/clone`,
          { name: 'Copy' },
          `200 ${done('workspace:{id,name,slug,source_workspace_id}')}`,
        ],
        ['GET', `/v1/workspaces/${ws}/settings`, undefined, `200 ${done(settings)}`],
        ['PUT', `/v1/workspaces/${ws}/settings`, { settings: {} }, `200 ${done(settings)}`],
        [
          'POST',
          '/v1/workspaces/provision',
          { organization_id: org, workspaces: [{ name: 'P1' }, {}] },
          `201 ${done(`workspaces:[{${one}}],failed:[{name,error}],total_count`)}`,
        ],
        ['GET', `${base}/workspaces/${ws}`, undefined, `200 ${done(`workspace:{${one}}`)}`],
        ['DELETE', `/v1/workspaces/${ws}`, undefined, `200 ${done('')}`],
        ['GET', `/v1/workspaces/${ws}`, undefined, '404 {error:{code,message,details:{},timestamp}}'],
        [
          'GET',
          '/v1/organizations/',
          undefined,
          `200 ${done('organizations:[{id,name,slug,is_personal,role,created_at}],total_count')}`,
        ],
        ['GET', base, undefined, `200 ${done('organization:{id,name,slug,is_personal,role,created_at}')}`],
        [
          'PATCH',
          base,
          { name: 'Renamed' },
          `200 ${done('organization:{id,name,slug,is_personal,role,created_at}')}`,
        ],
        ['GET', `${base}/members`, undefined, `200 ${done(`members:[${person}],total_count`)}`],
        ['PUT', `${base}/members/${user}`, { role_id: viewer }, `200 ${done(`member:${person}`)}`],
        ['DELETE', `${base}/members/${user}`, undefined, `200 ${done('')}`],
        ['GET', `${base}/roles`, undefined, `200 ${done('roles:[{id,name}]')}`],
        ['POST', `${base}/members/invite`, invite, `201 ${done(`invitation:${invitation}`)}`],
        [
          'POST',
          `${base}/members/invite`,
          invite,
          '409 {error:{code,message,details:{field,reason},timestamp}}',
        ],
        ['GET', `${base}/invitations`, undefined, `200 ${done(`invitations:[${invitation}],total_count`)}`],
        ['GET', `${base}/tokens`, undefined, `200 ${done(`tokens:[{${tokenShape}}],total_count`)}`],
        ['POST', `${base}/tokens`, { name: 'x', scopes: [] }, '400 {success,error:{code,message}}'],
        ['POST', `${base}/tokens`, { name: 'y', scopes: ['read'] }, `201 ${done(`${tokenShape},token`)}`],
        ['DELETE', `${base}/tokens/${token}`, undefined, `200 ${done('')}`],
      ],
      (method, path, body) => call(method, path, { body }),
    );
    const foreign = await call('GET', base, { as: outsider });
    expect([foreign.status, shapeOf(foreign.json)]).toEqual([403, '{success,error:{code,message}}']);
  });
});
