import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../../../../src-main/local-instance/dialects/system/failures.ts';
import { permissionCodes } from '../../../../src-main/local-instance/dialects/system/rules.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../../src-main/local-instance/sample/system.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { day, start } from '../../../support/time.ts';
import { codeOf, dataOf, mine, outcome, systemCalls } from './calls.ts';

const { operations, treasury, commons } = sampleSystemWorkspaces;

const local = localInstance();
const { call, get, post, tokenFor, workspaceId, managed } = systemCalls(local);
beforeEach(() => local.start());

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

describe('roles', () => {
  it('it lists the owner and custom roles', async () => {
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

  it('it creates roles with unique names, and replaces permissions whole', async () => {
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

  it('it answers 2004 to a role change, and 2000 when nothing changes', async () => {
    const token = await tokenFor(samplePeople.ana);
    const bizId = async (name: string, workspace: string = operations) =>
      (await roleNamed(name, workspace, token))?.bizId ?? '';
    const change = (email: string, workspaceRoleBizId: string) =>
      post(`${managed(operations)}/members/role/change`, token, {
        accountId: local.idOf(email),
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
  it.each(gated)(
    'it requires %s for %s %s, and no other permission',
    async (permission, method, path, body) => {
      const token = await tokenFor(samplePeople.collaborator);
      const id = workspaceId(operations);
      const role = local.server.directory.customRoles.byName(id, 'Member')?.id ?? '';
      for (const granted of permissionCodes) {
        local.server.directory.customRoles.setPermissions(role, [granted]);
        const answer = await call(method, `/web/v1/workspaces/${id}${path}`, token, body ?? undefined);
        if (granted === permission) expect(answer.status, granted).toBeLessThan(300);
        else expect(outcome(answer), granted).toEqual([403, 'WORKSPACE.PERMISSION_DENIED']);
      }
    },
  );
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

  it('it keeps invitations for their days, one at a time', async () => {
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
    local.clock += 3 * day;
    const later = await tokenFor(samplePeople.ana);
    const [expired] = (await list('?inviteeEmail=new@x.example', later)).content;
    expect(expired?.invitationStatus.name).toBe('EXPIRED');
    expect((await invite(later, 'new@x.example')).status).toBe(201);
  });

  it('it lists invitations by state and address, in pages from 0', async () => {
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

  it('it lets the invitee accept and join as Member', async () => {
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

  it('it handles invitations that are declined, expire, or meet a full workspace', async () => {
    const ana = await tokenFor(samplePeople.ana);
    const nora = await tokenFor(samplePeople.outsider);
    const [pending] = (await list(`?inviteeEmail=${samplePeople.outsider}`, ana)).content;
    expect(dataOf(await answerAs(nora, pending?.bizId ?? '', 'decline'))).toMatchObject({
      invitationStatus: { code: 'DECLINED' },
    });
    const [full] = local.server.directory.systemInvitations.of(workspaceId(treasury));
    const eddie = await tokenFor(samplePeople.collaborator);
    expect(codeOf(await answerAs(eddie, full?.id ?? '', 'accept'))).toBe('WORKSPACE.MEMBER_LIMIT_REACHED');
    local.clock += 6 * day;
    const later = await tokenFor(samplePeople.collaborator);
    expect(codeOf(await answerAs(later, full?.id ?? '', 'accept'))).toBe('WORKSPACE.INVITATION_EXPIRED');
  });

  it('it cancels pending invitations', async () => {
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
  beforeEach(() => local.start({ systemGeneration: 'v1.3' }));

  it('it has a number for each failure that its handbook numbers', () => {
    const numbers = Object.values(catalogue).flatMap((entry) => ('u' in entry ? [entry.u] : []));
    expect(numbers.toSorted()).toEqual([
      ...['U1030', 'U1031', 'U1032', 'U1033', 'U1040', 'U1041', 'U1042', 'U1043', 'U1044', 'U1045', 'U1046'],
      ...['U1069', 'U1070', 'U1071'],
    ]);
  });

  it('it fails with those numbers', async () => {
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

  it('it lets only the owner invite, whatever the role allows', async () => {
    const recruiter = await tokenFor(samplePeople.approver);
    const path = `${managed(operations)}/invitations`;
    expect(codeOf(await post(path, recruiter, { inviteeEmail: 'a@b.example' }))).toBe('U1046');
  });
});
