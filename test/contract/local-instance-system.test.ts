import { createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../../src-main/local-instance/dialects/system/failures.ts';
import { sampleSignIn } from '../../src-main/local-instance/dialects/system/identity.ts';
import { permissionCodes } from '../../src-main/local-instance/dialects/system/rules.ts';
import { open, seal, wrapKey } from '../../src-main/local-instance/dialects/system/secure-channel-codec.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../src-main/local-instance/sample/system.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../src-main/local-instance/server.ts';
import type { Answer } from '../support/instance.ts';
import { callAt } from '../support/other-systems.ts';

const start = Date.parse('2026-03-01T12:00:00Z');
const day = 24 * 3600_000;
let clock: number;
let server: Instance;

async function startWith(options: Partial<InstanceOptions> = {}): Promise<void> {
  server = await startInstance({
    directoryPath: ':memory:',
    port: 0,
    faults: true,
    now: () => clock,
    ...options,
  });
}
async function restartWith(options: Partial<InstanceOptions>): Promise<void> {
  await server.close();
  await startWith(options);
}

beforeEach(async () => {
  clock = start;
  await startWith();
});
afterEach(() => server.close());

const portal = { 'x-portal-access-code': sampleSignIn.portalCode };
const call = (method: string, path: string, token: string | null, body?: unknown, headers = {}) =>
  callAt(
    server.systemUrl,
    method,
    path,
    { ...portal, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body,
  );
const get = (path: string, token: string | null) => call('GET', path, token);
const post = (path: string, token: string | null, body: unknown = {}) => call('POST', path, token, body);

const envelope = z.strictObject({
  version: z.enum(['v1.3', 'v2']),
  timestamp: z.number(),
  success: z.boolean(),
  code: z.string(),
  message: z.string(),
  data: z.unknown(),
});
const codeOf = (answer: Answer) => envelope.parse(answer.json).code;
const dataOf = (answer: Answer) => envelope.parse(answer.json).data;
const outcome = (answer: Answer) => [answer.status, codeOf(answer)];

const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';
function workspaceId(name: string): string {
  for (const person of server.directory.people.signedUp(1000)) {
    const found = server.directory.workspaces.createdBy(person.id, 'system').find((one) => one.name === name);
    if (found) return found.id;
  }
  throw new Error(`No workspace ${name}`);
}
const managed = (name: string) => `/web/v1/workspaces/${workspaceId(name)}`;
const mine = '/web/v1/tenant/workspaces';
const tokenData = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() });
const login = '/web/v1/system/auth/login';

async function signIn(email: string, headers = {}) {
  const credentials = { email, password: sampleSignIn.password };
  const initiated = await call('POST', `${login}/initiate`, null, credentials, headers);
  const { sessionId } = z.object({ sessionId: z.string() }).parse(dataOf(initiated));
  await call('POST', `${login}/mfa/send`, null, { sessionId, method: 'EMAIL' }, headers);
  const completed = { sessionId, code: sampleSignIn.mfaCode };
  return tokenData.parse(dataOf(await call('POST', `${login}/complete`, null, completed, headers)));
}
const tokenFor = async (email: string) => (await signIn(email)).accessToken;

const roleSchema = z.object({
  bizId: z.string(),
  roleName: z.string(),
  roleType: z.object({ name: z.enum(['OWNER', 'CUSTOM']) }),
  description: z.string(),
  permissionCodes: z.array(z.string()).nullable(),
});
const roleNamed = async (name: string, workspace: string, token: string) =>
  z
    .array(roleSchema)
    .parse(dataOf(await get(`${managed(workspace)}/roles`, token)))
    .find((role) => role.roleName === name);
const invitationSchema = z.object({
  bizId: z.string(),
  inviteeEmail: z.string(),
  inviterName: z.string(),
  invitationStatus: z.object({ name: z.string() }),
  message: z.string(),
  expiresAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
const { operations, treasury, logistics, sandbox, archive, commons } = sampleSystemWorkspaces;

describe('the door', () => {
  it('asks for the portal code, and for a token that is valid, apart from each other', async () => {
    const token = await tokenFor(samplePeople.ana);
    for (const code of ['', 'wrong']) {
      const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-portal-access-code': code });
      expect(outcome(answer)).toEqual([403, 'PORTAL.INVALID_ACCESS_CODE']);
    }
    for (const bad of [null, 'garbage', server.token]) {
      expect(outcome(await get(`${mine}/mine`, bad))).toEqual([401, '4010']);
    }
    clock += 901_000;
    expect(outcome(await get(`${mine}/mine`, token))).toEqual([401, '4010']);
  });

  it('answers in an envelope, with the request id it was given', async () => {
    const id = randomUUID();
    const token = await tokenFor(samplePeople.ana);
    const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-request-id': id });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(answer.json).toMatchObject({ version: 'v2', timestamp: start, success: true, code: '2000' });
    const bad = await call('GET', `${mine}/mine`, token, undefined, { 'x-request-id': 'x' });
    expect([outcome(bad), dataOf(bad)]).toEqual([
      [400, 'VALIDATION.INVALID_PARAMETER'],
      { 'X-Request-Id': ['must be a UUID'] },
    ]);
    expect(outcome(await get('/web/v1/nothing', token))).toEqual([404, 'COMMON.NOT_FOUND']);
  });

  it('lets 120 requests a minute pass, per person', async () => {
    const token = await tokenFor(samplePeople.ana);
    const other = await tokenFor(samplePeople.approver);
    for (let turn = 0; turn < 120; turn += 1) expect((await get(`${mine}/mine`, token)).status).toBe(200);
    const limited = await get(`${mine}/mine`, token);
    expect([...outcome(limited), limited.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMIT.EXCEEDED',
      '60',
    ]);
    expect((await get(`${mine}/mine`, other)).status).toBe(200);
    clock += 60_000;
    expect((await get(`${mine}/mine`, token)).status).toBe(200);
  });
});

describe('signing in', () => {
  it('goes by password, a code, and tokens that can be refreshed', async () => {
    const credentials = { email: samplePeople.ana, password: sampleSignIn.password };
    const initiated = await post(`${login}/initiate`, null, credentials);
    expect(dataOf(initiated)).toMatchObject({ mfaMethods: ['EMAIL', 'SMS'], expiresIn: 300 });
    const { sessionId } = z.object({ sessionId: z.string() }).parse(dataOf(initiated));
    const complete = (code: string) => post(`${login}/complete`, null, { sessionId, code });
    expect(outcome(await complete(sampleSignIn.mfaCode))).toEqual([400, 'AUTH.MFA_NOT_SENT']);
    expect(codeOf(await post(`${login}/mfa/send`, null, { sessionId, method: 'SMS' }))).toBe('2002');
    expect(outcome(await complete('000000'))).toEqual([401, 'AUTH.INVALID_MFA_CODE']);
    const { accessToken, refreshToken } = tokenData.parse(dataOf(await complete(sampleSignIn.mfaCode)));
    expect(outcome(await complete(sampleSignIn.mfaCode))).toEqual([404, 'AUTH.SESSION_NOT_FOUND']);
    expect((await get(`${mine}/mine`, accessToken)).status).toBe(200);
    expect((await get(`${mine}/mine`, refreshToken)).status).toBe(401);

    clock += 3600_000;
    const refreshed = tokenData.parse(
      dataOf(await post('/web/v1/system/auth/refresh', null, { refreshToken })),
    );
    expect((await get(`${mine}/mine`, refreshed.accessToken)).status).toBe(200);
    expect(codeOf(await post('/web/v1/system/auth/refresh', null, { refreshToken: accessToken }))).toBe(
      '4010',
    );
  });

  it('takes five minutes and five wrong codes at most', async () => {
    const credentials = { email: samplePeople.ana, password: sampleSignIn.password };
    const begin = async () => {
      const answer = await post(`${login}/initiate`, null, credentials);
      const { sessionId } = z.object({ sessionId: z.string() }).parse(dataOf(answer));
      await post(`${login}/mfa/send`, null, { sessionId, method: 'EMAIL' });
      return (code: string) => post(`${login}/complete`, null, { sessionId, code });
    };
    const guess = await begin();
    for (let turn = 0; turn < 5; turn += 1) await guess('1');
    expect(codeOf(await guess(sampleSignIn.mfaCode))).toBe('AUTH.SESSION_NOT_FOUND');
    const late = await begin();
    clock += 300_000;
    expect(codeOf(await late(sampleSignIn.mfaCode))).toBe('AUTH.SESSION_NOT_FOUND');
  });

  it('refuses wrong passwords and accounts that are not active, and tells missing fields', async () => {
    const initiate = (email: string, password: string) =>
      post(`${login}/initiate`, null, { email, password });
    const { password } = sampleSignIn;
    expect(codeOf(await initiate(samplePeople.ana, 'x'))).toBe('AUTH.INVALID_CREDENTIALS');
    expect(codeOf(await initiate(samplePeople.pending, password))).toBe('AUTH.INVALID_CREDENTIALS');
    expect(codeOf(await initiate(samplePeople.suspended, password))).toBe('ACCOUNT.INACTIVE');
    expect(dataOf(await post(`${login}/initiate`, null))).toEqual({
      email: ['must not be null'],
      password: ['must not be null'],
    });
  });

  it('ties the session to the client hash, where one was sent', async () => {
    const headers = { 'x-client-hash': 'laptop' };
    const { accessToken } = await signIn(samplePeople.ana, headers);
    expect((await call('GET', `${mine}/mine`, accessToken, undefined, headers)).status).toBe(200);
    expect(codeOf(await get(`${mine}/mine`, accessToken))).toBe('AUTH.FINGERPRINT_MISMATCH');
  });
});

describe('my workspaces', () => {
  const lineSchema = z.object({
    userBizId: z.string(),
    workspaceBizId: z.string(),
    workspaceName: z.string(),
    workspaceKind: z.object({ code: z.string(), name: z.string(), value: z.string() }),
    workspaceRoleBizId: z.string(),
    workspaceRoleName: z.string(),
    joinSource: z.object({ code: z.enum(['SELF_CREATED', 'INVITATION']) }),
    isOwner: z.boolean(),
    isDefault: z.boolean(),
    enterable: z.boolean(),
    defaultEligible: z.boolean(),
  });
  const lines = async (token: string) => z.array(lineSchema).parse(dataOf(await get(`${mine}/mine`, token)));

  it('are memberships in v2', async () => {
    const found = await lines(await tokenFor(samplePeople.ana));
    const summary = found.map((one) => [
      one.workspaceName,
      one.workspaceRoleName,
      one.isOwner,
      one.isDefault,
      one.enterable,
      one.defaultEligible,
    ]);
    expect(summary).toEqual([
      [operations, 'Owner', true, true, true, true],
      [treasury, 'Steward', false, false, true, true],
      [logistics, 'Member', false, false, true, true],
      [sandbox, 'Member', false, false, true, false],
      [archive, 'Member', false, false, false, false],
      [commons, 'Reporter', false, false, true, true],
    ]);
  });

  it('are workspaces in v1.3, and their enums have no code', async () => {
    await restartWith({ systemGeneration: 'v1.3' });
    const answer = await get(`${mine}/mine`, await tokenFor(samplePeople.ana));
    const first = z.array(z.unknown()).parse(dataOf(answer))[0];
    expect(answer.json).toMatchObject({ version: 'v1.3' });
    expect(first).toEqual({
      bizId: workspaceId(operations),
      institutionBizId: 'local-institution',
      workspaceName: operations,
      workspaceTimezone: 'Europe/Lisbon',
      workspaceStatus: { name: 'ACTIVE', value: 'Active' },
      workspaceKind: { name: 'LIVE', value: 'Live' },
      createdAt: expect.any(String) as unknown,
      updatedAt: expect.any(String) as unknown,
    });
  });

  it('word the value of an enum by the locale: never key on it', async () => {
    const token = await tokenFor(samplePeople.ana);
    const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-locale': 'es-ES' });
    expect(z.array(lineSchema).parse(dataOf(answer))[0]?.workspaceKind).toEqual({
      code: 'LIVE',
      name: 'LIVE',
      value: 'Producción',
    });
  });

  it('can be the default one where eligible', async () => {
    const token = await tokenFor(samplePeople.ana);
    const set = (name: string) => post(`${mine}/${workspaceId(name)}/default`, token);
    const answer = await set(treasury);
    expect([codeOf(answer), dataOf(answer)]).toEqual(['2000', {}]);
    expect((await lines(token)).filter(({ isDefault }) => isDefault).map((one) => one.workspaceName)).toEqual(
      [treasury],
    );
    expect(outcome(await set(sandbox))).toEqual([409, 'WORKSPACE.NOT_DEFAULT_ELIGIBLE']);
    expect(codeOf(await set(archive))).toBe('WORKSPACE.NOT_DEFAULT_ELIGIBLE');
    expect(codeOf(await post(`${mine}/x/default`, token))).toBe('WORKSPACE.NOT_FOUND');
  });

  it('can be left, but by their owner', async () => {
    const token = await tokenFor(samplePeople.ana);
    const leave = (name: string) => post(`${mine}/${workspaceId(name)}/leave`, token);
    await post(`${mine}/${workspaceId(logistics)}/default`, token);
    const left = await leave(logistics);
    expect([codeOf(left), dataOf(left)]).toEqual(['2000', null]);
    expect((await lines(token)).some(({ isDefault }) => isDefault)).toBe(false);
    expect(codeOf(await leave(logistics))).toBe('WORKSPACE.NOT_A_MEMBER');
    expect(outcome(await leave(operations))).toEqual([409, 'CANNOT_REMOVE_OWNER']);
    expect(codeOf(await leave(commons))).toBe('WORKSPACE.SYSTEM_DEFAULT_REQUIRED');
  });

  it('stay when the server lies', async () => {
    const token = await tokenFor(samplePeople.ana);
    server.faults?.set([{ method: 'POST', path: '/system/**', fault: { kind: 'lie' } }]);
    expect(codeOf(await post(`${mine}/${workspaceId(logistics)}/leave`, token))).toBe('2000');
    expect(await lines(token)).toHaveLength(6);
  });
});

describe('workspaces', () => {
  const body = { workspaceName: 'Mine', workspaceTimezone: 'Europe/Oslo', extraData: { team: 7 } };

  it('are made for oneself, once', async () => {
    const token = await tokenFor(samplePeople.outsider);
    const made = await post('/web/v1/workspaces/self', token, body);
    expect([...outcome(made), dataOf(made)]).toEqual([
      201,
      '2001',
      expect.objectContaining({
        workspaceName: 'Mine',
        workspaceTimezone: 'Europe/Oslo',
        extraData: { team: 7 },
      }),
    ]);
    const mineNow = dataOf(await get(`${mine}/mine`, token));
    expect(mineNow).toMatchObject([{ workspaceRoleName: 'Owner', isOwner: true, isDefault: true }]);
    expect(outcome(await post('/web/v1/workspaces/self', token, body))).toEqual([
      409,
      'WORKSPACE.ALREADY_OWNS_WORKSPACE',
    ]);
  });

  it('tell what is wrong by field', async () => {
    const token = await tokenFor(samplePeople.outsider);
    const answer = await post('/web/v1/workspaces/self', token, {
      workspaceName: ' ',
      workspaceTimezone: 'Nowhere',
    });
    expect([...outcome(answer), dataOf(answer)]).toEqual([
      400,
      'VALIDATION.INVALID_PARAMETER',
      { workspaceName: ['must not be blank'], workspaceTimezone: ['must be a time zone'] },
    ]);
    expect(codeOf(await post('/web/v1/workspaces/self', token, '{'))).toBe('VALIDATION.INVALID_PARAMETER');
  });

  it('are read and updated', async () => {
    const token = await tokenFor(samplePeople.ana);
    const updated = await post(`${managed(operations)}/update`, token, { workspaceName: 'Renamed' });
    expect(dataOf(updated)).toMatchObject({ workspaceName: 'Renamed', workspaceTimezone: 'Europe/Lisbon' });
    const read = await get(`/web/v1/workspaces/${workspaceId('Renamed')}`, token);
    expect(dataOf(read)).toEqual(dataOf(updated));
    const stranger = await tokenFor(samplePeople.outsider);
    expect(outcome(await get(managed('Renamed'), stranger))).toEqual([403, 'WORKSPACE.NOT_A_MEMBER']);
    expect(outcome(await get('/web/v1/workspaces/x', token))).toEqual([404, 'WORKSPACE.NOT_FOUND']);
    const owner = await tokenFor('priya.raman@lumen-consulting.example');
    expect(codeOf(await post(`${managed(commons)}/update`, owner, { workspaceName: 'x' }))).toBe(
      'WORKSPACE.SYSTEM_DEFAULT_IMMUTABLE',
    );
  });

  it('list their members', async () => {
    const answer = await get(`${managed(operations)}/members`, await tokenFor(samplePeople.ana));
    const members = z
      .array(
        z.strictObject({
          accountId: z.string(),
          accountName: z.string(),
          email: z.string(),
          workspaceRoleBizId: z.string(),
          workspaceRoleName: z.string(),
          isOwner: z.boolean(),
          joinedAt: z.iso.datetime(),
        }),
      )
      .parse(dataOf(answer));
    expect(members).toHaveLength(14);
    expect(members[0]).toMatchObject({ accountName: 'Ana Oliveira', isOwner: true });
  });

  it('change hands, by their owner, to somebody in them', async () => {
    const token = await tokenFor(samplePeople.ana);
    const id = workspaceId(operations);
    const transfer = (to: string, by = token) => post(`/workspaces/admin/${id}/ownership/${idOf(to)}`, by);
    const approver = await tokenFor(samplePeople.approver);
    expect(codeOf(await transfer(samplePeople.approver, approver))).toBe('WORKSPACE.OWNER_ONLY');
    expect(codeOf(await transfer(samplePeople.outsider))).toBe('WORKSPACE.MEMBER_NOT_FOUND');
    expect(codeOf(await transfer(samplePeople.secondOwner))).toBe('2000');
    expect(codeOf(await transfer(samplePeople.ana))).toBe('WORKSPACE.OWNER_ONLY');
    expect(codeOf(await post(`${mine}/${id}/leave`, token))).toBe('2000');
    const owners = z
      .array(z.object({ email: z.string(), isOwner: z.boolean() }))
      .parse(dataOf(await get(`/web/v1/workspaces/${id}/members`, await tokenFor(samplePeople.secondOwner))))
      .filter(({ isOwner }) => isOwner);
    expect(owners.map(({ email }) => email)).toEqual([samplePeople.secondOwner]);
  });
});

describe('roles', () => {
  it('are the owner and custom ones', async () => {
    const token = await tokenFor(samplePeople.ana);
    const roles = z.array(roleSchema).parse(dataOf(await get(`${managed(operations)}/roles`, token)));
    expect(roles.map((role) => [role.roleName, role.roleType.name, role.permissionCodes]).toSorted()).toEqual(
      [
        ['Auditor', 'CUSTOM', ['workspace:read', 'workspace:role:read', 'workspace:invitation:read']],
        ['Member', 'CUSTOM', ['workspace:read']],
        ['Owner', 'OWNER', null],
        [
          'Recruiter',
          'CUSTOM',
          ['workspace:read', 'workspace:invitation:read', 'workspace:invitation:write'],
        ],
      ],
    );
  });

  it('are made under a name of their own, and permitted by full replacement', async () => {
    const token = await tokenFor(samplePeople.ana);
    const path = `${managed(operations)}/roles`;
    const made = await post(path, token, { roleName: 'Clerk', description: 'Files things' });
    const role = roleSchema.parse(dataOf(made));
    expect([...outcome(made), role.roleType.name, role.permissionCodes]).toEqual([201, '2001', 'CUSTOM', []]);
    expect(outcome(await post(path, token, { roleName: 'clerk', description: '' }))).toEqual([
      409,
      'WORKSPACE.ROLE_NAME_EXISTS',
    ]);
    const permissions = `${path}/${role.bizId}/permissions`;
    const replace = (codes: readonly string[]) => post(permissions, token, { permissionCodes: codes });
    await replace(['workspace:read', 'workspace:write']);
    await replace(['workspace:role:read']);
    expect(dataOf(await get(permissions, token))).toMatchObject({ permissionCodes: ['workspace:role:read'] });
    expect(codeOf(await replace(['workspace:fly']))).toBe('VALIDATION.INVALID_PARAMETER');
    const owner = await roleNamed('Owner', operations, token);
    const ownerPath = `${path}/${owner?.bizId ?? ''}/permissions`;
    expect(outcome(await post(ownerPath, token, { permissionCodes: [] }))).toEqual([
      409,
      'WORKSPACE.OWNER_ROLE_IMMUTABLE',
    ]);
    expect(codeOf(await get(`${path}/x/permissions`, token))).toBe('WORKSPACE.ROLE_NOT_FOUND');
  });

  it('of members change with 2004, and with 2000 where nothing changes', async () => {
    const token = await tokenFor(samplePeople.ana);
    const bizId = async (name: string, workspace: string = operations) =>
      (await roleNamed(name, workspace, token))?.bizId ?? '';
    const change = (email: string, workspaceRoleBizId: string) =>
      post(`${managed(operations)}/members/role/change`, token, {
        accountId: idOf(email),
        workspaceRoleBizId,
      });
    const auditor = await bizId('Auditor');
    expect(outcome(await change(samplePeople.collaborator, auditor))).toEqual([200, '2004']);
    expect(codeOf(await change(samplePeople.collaborator, auditor))).toBe('2000');
    expect(codeOf(await change(samplePeople.collaborator, await bizId('Owner')))).toBe(
      'WORKSPACE.OWNER_ROLE_IMMUTABLE',
    );
    expect(codeOf(await change(samplePeople.ana, auditor))).toBe('WORKSPACE.OWNER_ROLE_IMMUTABLE');
    expect(codeOf(await change(samplePeople.outsider, auditor))).toBe('WORKSPACE.MEMBER_NOT_FOUND');
    expect(codeOf(await change(samplePeople.collaborator, await bizId('Reader', treasury)))).toBe(
      'WORKSPACE.ROLE_NOT_FOUND',
    );
  });

  const gated: readonly (readonly [permission: string, method: string, path: string, body: object | null])[] =
    [
      ['workspace:read', 'GET', '', null],
      ['workspace:read', 'GET', '/members', null],
      ['workspace:write', 'POST', '/update', { workspaceName: 'x' }],
      ['workspace:role:read', 'GET', '/roles', null],
      ['workspace:role:write', 'POST', '/roles', { roleName: 'x', description: '' }],
      ['workspace:invitation:read', 'GET', '/invitations', null],
      ['workspace:invitation:write', 'POST', '/invitations', { inviteeEmail: 'a@b.example' }],
    ];
  it.each(gated)('need %s for %s %s, and no other permission', async (permission, method, path, body) => {
    const token = await tokenFor(samplePeople.collaborator);
    const id = workspaceId(operations);
    const role = server.directory.customRoles.byName(id, 'Member')?.id ?? '';
    for (const granted of permissionCodes) {
      server.directory.customRoles.setPermissions(role, [granted]);
      const answer = await call(method, `/web/v1/workspaces/${id}${path}`, token, body ?? undefined);
      if (granted === permission) expect(answer.status, granted).toBeLessThan(300);
      else expect(outcome(answer), granted).toEqual([403, 'WORKSPACE.PERMISSION_DENIED']);
    }
  });
});

describe('invitations', () => {
  const list = async (query: string, token: string) =>
    z
      .object({
        content: z.array(invitationSchema),
        page: z.strictObject({
          size: z.number(),
          number: z.number(),
          totalElements: z.number(),
          totalPages: z.number(),
        }),
      })
      .parse(dataOf(await get(`${managed(operations)}/invitations${query}`, token)));
  const invite = (token: string, inviteeEmail: string, more = {}) =>
    post(`${managed(operations)}/invitations`, token, { inviteeEmail, message: 'Hello', ...more });
  const answerAs = (token: string, id: string, what: 'accept' | 'decline') =>
    post(`/web/v1/users/self/invitations/${id}/${what}`, token);

  it('wait for their days, one at a time', async () => {
    const token = await tokenFor(samplePeople.ana);
    const made = await invite(token, 'new@x.example', { expirationDays: 3 });
    const invitation = invitationSchema.parse(dataOf(made));
    expect([
      made.status,
      invitation.invitationStatus.name,
      invitation.inviterName,
      invitation.expiresAt,
    ]).toEqual([201, 'PENDING', 'Ana Oliveira', new Date(start + 3 * day).toISOString()]);
    expect(outcome(await invite(token, 'new@x.example'))).toEqual([
      409,
      'WORKSPACE.INVITATION_ALREADY_PENDING',
    ]);
    expect(codeOf(await invite(token, samplePeople.collaborator))).toBe('WORKSPACE.ALREADY_MEMBER');
    expect(codeOf(await invite(token, 'x'))).toBe('VALIDATION.INVALID_PARAMETER');
    clock += 3 * day;
    const later = await tokenFor(samplePeople.ana);
    const [expired] = (await list('?inviteeEmail=new@x.example', later)).content;
    expect(expired?.invitationStatus.name).toBe('EXPIRED');
    expect((await invite(later, 'new@x.example')).status).toBe(201);
  });

  it('are listed by state and address, in pages from 0', async () => {
    const token = await tokenFor(samplePeople.ana);
    const all = await list('?size=4', token);
    expect([all.content.length, all.page]).toEqual([
      4,
      { size: 4, number: 0, totalElements: 6, totalPages: 2 },
    ]);
    expect((await list('?size=4&page=1', token)).content).toHaveLength(2);
    const states = (await list('?statuses=PENDING,EXPIRED', token)).content;
    expect(states.map((one) => one.invitationStatus.name).toSorted()).toEqual([
      'EXPIRED',
      'PENDING',
      'PENDING',
    ]);
    expect((await list('?statuses=DECLINED&statuses=CANCELLED', token)).content).toHaveLength(2);
    const bad = await get(`${managed(operations)}/invitations?statuses=LOST`, token);
    expect(codeOf(bad)).toBe('VALIDATION.INVALID_PARAMETER');
  });

  it('are accepted by their invitee, who joins as Member', async () => {
    const ana = await tokenFor(samplePeople.ana);
    const nora = await tokenFor(samplePeople.outsider);
    const [pending] = (await list(`?inviteeEmail=${samplePeople.outsider}`, ana)).content;
    const id = pending?.bizId ?? '';
    expect(outcome(await answerAs(ana, id, 'accept'))).toEqual([403, 'WORKSPACE.INVITATION_TOKEN_INVALID']);
    expect(codeOf(await answerAs(nora, 'x', 'accept'))).toBe('WORKSPACE.INVITATION_NOT_FOUND');
    const accepted = invitationSchema.parse(dataOf(await answerAs(nora, id, 'accept')));
    expect([accepted.invitationStatus.name, accepted.acceptedAt]).toEqual([
      'ACCEPTED',
      new Date(start).toISOString(),
    ]);
    expect(dataOf(await get(`${mine}/mine`, nora))).toMatchObject([{ workspaceRoleName: 'Member' }]);
    expect(codeOf(await answerAs(nora, id, 'decline'))).toBe('WORKSPACE.INVITATION_ALREADY_PROCESSED');
  });

  it('are declined, run out, and meet a full workspace', async () => {
    const ana = await tokenFor(samplePeople.ana);
    const nora = await tokenFor(samplePeople.outsider);
    const [pending] = (await list(`?inviteeEmail=${samplePeople.outsider}`, ana)).content;
    expect(dataOf(await answerAs(nora, pending?.bizId ?? '', 'decline'))).toMatchObject({
      invitationStatus: { code: 'DECLINED' },
    });
    const [full] = server.directory.systemInvitations.of(workspaceId(treasury));
    const eddie = await tokenFor(samplePeople.collaborator);
    expect(codeOf(await answerAs(eddie, full?.id ?? '', 'accept'))).toBe('WORKSPACE.MEMBER_LIMIT_REACHED');
    clock += 6 * day;
    const later = await tokenFor(samplePeople.collaborator);
    expect(codeOf(await answerAs(later, full?.id ?? '', 'accept'))).toBe('WORKSPACE.INVITATION_EXPIRED');
  });

  it('are cancelled while they are pending', async () => {
    const token = await tokenFor(samplePeople.ana);
    const [pending] = (await list('?statuses=PENDING', token)).content;
    const cancel = (invitationBizId?: string) =>
      post(`${managed(operations)}/invitations/cancel`, token, { invitationBizId, reason: 'r' });
    expect(dataOf(await cancel(pending?.bizId))).toMatchObject({ invitationStatus: { code: 'CANCELLED' } });
    expect(codeOf(await cancel(pending?.bizId))).toBe('WORKSPACE.INVITATION_ALREADY_PROCESSED');
    expect(codeOf(await cancel('x'))).toBe('WORKSPACE.INVITATION_NOT_FOUND');
  });
});

describe('generation v1.3', () => {
  beforeEach(() => restartWith({ systemGeneration: 'v1.3' }));

  it('has a number for each failure that its handbook numbers', () => {
    const numbers = Object.values(catalogue).flatMap((entry) => ('u' in entry ? [entry.u] : []));
    expect(numbers.toSorted()).toEqual([
      ...['U1030', 'U1031', 'U1032', 'U1033', 'U1040', 'U1041', 'U1042', 'U1043', 'U1044', 'U1045', 'U1046'],
      ...['U1069', 'U1070', 'U1071'],
    ]);
  });

  it('fails with those numbers', async () => {
    const token = await tokenFor(samplePeople.ana);
    const body = { workspaceName: 'x', workspaceTimezone: 'UTC' };
    expect(codeOf(await post('/web/v1/workspaces/self', token, body))).toBe('U1032');
    expect(codeOf(await post(`${mine}/${workspaceId(commons)}/leave`, token))).toBe('U1031');
    const role = { roleName: 'auditor', description: '' };
    expect(codeOf(await post(`${managed(operations)}/roles`, token, role))).toBe('U1070');
    const invitation = { inviteeEmail: samplePeople.outsider };
    expect(codeOf(await post(`${managed(operations)}/invitations`, token, invitation))).toBe('U1044');
    expect(codeOf(await get(`${mine}/mine`, null))).toBe('4010');
  });

  it('lets only the owner invite, whatever the role allows', async () => {
    const recruiter = await tokenFor(samplePeople.approver);
    const path = `${managed(operations)}/invitations`;
    expect(codeOf(await post(path, recruiter, { inviteeEmail: 'a@b.example' }))).toBe('U1046');
  });
});

describe('the secure channel', () => {
  beforeEach(() => restartWith({ systemSecureChannel: true }));
  const base = '/web/v1/secure-channel';
  const update = () => `${managed(operations)}/update`;

  async function openChannel(token: string) {
    const key = z
      .object({ keyId: z.string(), publicKey: z.string(), algorithm: z.literal('RSA-OAEP-2048') })
      .parse(dataOf(await get(`${base}/public-key`, token)));
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const requestKey = randomBytes(32);
    const responseKey = randomBytes(32);
    const opened = await post(`${base}/session`, token, {
      keyId: key.keyId,
      encryptedRequestKey: wrapKey(publicKey, requestKey),
      encryptedResponseKey: wrapKey(publicKey, responseKey),
    });
    expect(outcome(opened)).toEqual([201, '2001']);
    const { sessionId } = z
      .object({ sessionId: z.uuid(), expiresAt: z.iso.datetime() })
      .parse(dataOf(opened));
    const headers = { 'x-sc-session-id': sessionId, 'x-sc-version': '2' };
    return {
      key,
      publicKey,
      headers,
      sealed: (body: unknown) => seal(requestKey, Buffer.from(JSON.stringify(body))),
      read: (answer: Answer): unknown => {
        const opened = open(responseKey, answer.json);
        return opened ? JSON.parse(opened.plaintext.toString()) : null;
      },
    };
  }

  it('carries changes and their answers, failures too', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed, read } = await openChannel(token);
    const good = await call('POST', update(), token, sealed({ workspaceName: 'Sealed' }), headers);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(good.json))).toEqual(['v', 'p']);
    expect(read(good)).toMatchObject({ code: '2000', data: { workspaceName: 'Sealed' } });
    const again = await call(
      'POST',
      '/web/v1/workspaces/self',
      token,
      sealed({ workspaceName: 'x', workspaceTimezone: 'UTC' }),
      headers,
    );
    expect([again.status, read(again)]).toEqual([
      409,
      expect.objectContaining({ code: 'WORKSPACE.ALREADY_OWNS_WORKSPACE' }),
    ]);
  });

  it('is needed for changes, not for reading, where it is switched on; elsewhere it may be used', async () => {
    const token = await tokenFor(samplePeople.ana);
    expect(outcome(await post(update(), token, { workspaceName: 'x' }))).toEqual([
      400,
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    ]);
    expect(codeOf(await get(managed(operations), token))).toBe('2000');
    await restartWith({});
    const free = await tokenFor(samplePeople.ana);
    expect(codeOf(await post(update(), free, { workspaceName: operations }))).toBe('2000');
    const { headers, sealed, read } = await openChannel(free);
    const answer = await call('POST', update(), free, sealed({ workspaceName: 'y' }), headers);
    expect(read(answer)).toMatchObject({ code: '2000' });
  });

  it('refuses what was changed on the way, said plainly, sealed with another key, or of another version', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed } = await openChannel(token);
    const { p } = sealed({ workspaceName: 'x' });
    const bytes = Buffer.from(p, 'base64');
    const flipped = [0, 12, bytes.length - 1].map((at) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return { v: 2, p: copy.toString('base64') };
    });
    const wrong: unknown[] = [
      ...flipped,
      { v: 1, p },
      { v: 2, p: bytes.subarray(0, 20).toString('base64') },
      { v: 2, p: '***' },
      { workspaceName: 'x' },
      seal(randomBytes(32), Buffer.from('{}')),
      '{',
    ];
    for (const body of wrong) {
      const answer = await call('POST', update(), token, body, headers);
      expect(outcome(answer), JSON.stringify(body)).toEqual([400, 'SECURE_CHANNEL.INVALID_PAYLOAD']);
    }
    const version = { ...headers, 'x-sc-version': '1' };
    expect(codeOf(await call('POST', update(), token, { v: 2, p }, version))).toBe(
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    );
  });

  it('refuses the same request a second time', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { headers, sealed } = await openChannel(token);
    const payload = sealed({ workspaceName: operations });
    expect((await call('POST', update(), token, payload, headers)).status).toBe(200);
    expect(codeOf(await call('POST', update(), token, payload, headers))).toBe(
      'SECURE_CHANNEL.INVALID_PAYLOAD',
    );
  });

  it('ends: after ten minutes, when closed, and for everybody else', async () => {
    const token = await tokenFor(samplePeople.ana);
    const first = await openChannel(token);
    const change = ({ headers, sealed }: typeof first, by = token) =>
      call('POST', update(), by, sealed({ workspaceName: operations }), headers);
    const other = await tokenFor(samplePeople.approver);
    expect(outcome(await change(first, other))).toEqual([404, 'SECURE_CHANNEL.SESSION_NOT_FOUND']);
    const close = () => call('POST', `${base}/session/close`, token, {}, first.headers);
    expect(codeOf(await close())).toBe('2000');
    expect(codeOf(await close())).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');
    expect(codeOf(await change(first))).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');

    const second = await openChannel(token);
    clock += 599_999;
    expect((await change(second)).status).toBe(200);
    clock += 1;
    expect(codeOf(await change(second))).toBe('SECURE_CHANNEL.SESSION_NOT_FOUND');
  });

  it('opens with two different 256-bit keys for its own public key only', async () => {
    const token = await tokenFor(samplePeople.ana);
    const { key, publicKey } = await openChannel(token);
    const one = randomBytes(32);
    const tryOpening = (keyId: string, request: Buffer, response: Buffer) =>
      post(`${base}/session`, token, {
        keyId,
        encryptedRequestKey: wrapKey(publicKey, request),
        encryptedResponseKey: wrapKey(publicKey, response),
      });
    for (const answer of [
      await tryOpening('other', one, randomBytes(32)),
      await tryOpening(key.keyId, one, one),
      await tryOpening(key.keyId, one, randomBytes(16)),
    ]) {
      expect(outcome(answer)).toEqual([400, 'SECURE_CHANNEL.INVALID_PAYLOAD']);
    }
    expect(codeOf(await post(`${base}/session`, token, {}))).toBe('VALIDATION.INVALID_PARAMETER');
  });
});

describe('the codec', () => {
  const zeros = (bytes: number) => Buffer.alloc(bytes);

  // The AES-256 test cases 13 and 14 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
  it.each([
    [0, '530f8afbc74536b9a963b4f1c4cb738b'],
    [16, 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'],
  ])('seals %i zero bytes as published', (length, expected) => {
    const payload = seal(zeros(32), zeros(length), zeros(12));
    expect(payload.v).toBe(2);
    expect(Buffer.from(payload.p, 'base64').toString('hex')).toBe(`${'00'.repeat(12)}${expected}`);
    expect(open(zeros(32), payload)?.plaintext).toEqual(zeros(length));
  });

  it('uses a new IV each time', () => {
    const key = randomBytes(32);
    expect(seal(key, zeros(1)).p).not.toBe(seal(key, zeros(1)).p);
  });
});

describe('the sample', () => {
  it('is the same for the same seed and time, ids included', async () => {
    const ids = () => Object.values(sampleSystemWorkspaces).map(workspaceId);
    const before = ids();
    await restartWith({});
    expect(ids()).toEqual(before);
    await restartWith({ seed: 2 });
    expect(ids()).not.toEqual(before);
  });
});
