import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { catalogue } from '../../../src-main/local-instance/dialects/system/failures.ts';
import type { Fault } from '../../../src-main/local-instance/faults.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { day, start } from '../../support/time.ts';
import { answers, systemSessions } from './sessions.ts';

const { ana, approver, collaborator } = samplePeople;
const { operations, treasury, logistics, sandbox, archive } = sampleSystemWorkspaces;

const local = localInstance({ systemRateLimit: 100_000 });
const { sessionOf, workspaceId, roleId, change, workspaceBy, invitationsOf, factOf, fault } =
  systemSessions(local);
beforeEach(() => local.start());

describe('paths of the connection', () => {
  it('it uses each path as it is set', async () => {
    const session = await sessionOf(ana, { 'path.roles': '/portal-b/{workspaceBizId}/roles' });
    const error = errorOf(await session.roles(workspaceId(operations), signal));
    expect(error).toMatchObject({
      kind: 'not-implemented',
      nextStep: 'Compare the paths in the connection’s settings with your portal’s.',
    });
    expect(local.asked(`/portal-b/${workspaceId(operations)}/roles`)).toBe(1);
    expect((await session.members(workspaceId(operations), signal)).ok).toBe(true);
  });

  it('it refuses a path without its placeholder before a request', async () => {
    const session = await sessionOf(ana, { 'path.leave': '/leave' });
    expect(errorOf(await change(session, logistics, { type: 'workspace.leave' }))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'path.leave', message: '{workspaceId} is missing.' }],
    });
    expect(local.asked('/leave')).toBe(0);
  });

  it('it distinguishes a missing member route from everything else', async () => {
    const session = await sessionOf(ana);
    const members = `/web/v1/workspaces/${workspaceId(operations)}/members`;
    const lacking: Fault[] = [
      { kind: 'status', status: 404, body: 'Cannot GET' },
      { kind: 'status', status: 501, body: { error: 'no' } },
    ];
    for (const one of lacking) {
      fault(members, one);
      const error = errorOf(await session.members(workspaceId(operations), signal));
      expect(error.kind).toBe('not-implemented');
      expect(error.sentence).toContain('doesn’t list members');
    }
    local.clearFaults();
    expect(errorOf(await session.members('nowhere', signal))).toMatchObject({
      kind: 'not-found',
      sentence: 'This workspace no longer exists.',
    });
  });
});

describe('reading', () => {
  it('it reads my workspaces in v2: role, default, and what can’t be the default', async () => {
    const list = valueOf(await (await sessionOf(ana)).workspaces(signal));
    expect([list.unreadable, list.serverDate, list.asOf]).toEqual([0, start, null]);
    const rows = new Map(list.rows.map((row) => [row.name, row]));
    expect(rows.get(operations)).toMatchObject({
      id: workspaceId(operations),
      scope: 'workspace',
      myRole: knownValue('OWNER'),
      owner: { state: 'known', value: { userId: local.idOf(ana) } },
      isDefault: knownValue(true),
      facts: [
        { label: 'Kind', value: knownValue('Live') },
        { label: 'Joined', value: knownValue('As its creator') },
      ],
      unavailable: {},
    });
    expect(rows.get(treasury)).toMatchObject({
      myRole: knownValue(roleId(treasury, 'Steward')),
      owner: notReported,
      isDefault: knownValue(false),
    });
    expect(rows.get(sandbox)?.unavailable['workspace.set-default']).toContain('sandbox');
    expect(rows.get(archive)?.facts).toContainEqual({ label: 'Can be entered', value: knownValue('No') });
    expect(rows.get(archive)?.unavailable['workspace.set-default']).toContain('can’t be the default');
  });

  it('it reads my workspaces in v1.3: time zone, kind and status, with my role from the members', async () => {
    await local.start({ systemGeneration: 'v1.3' });
    const { rows } = valueOf(await (await sessionOf(ana)).workspaces(signal));
    const found = new Map(rows.map((row) => [row.name, row]));
    expect(found.get(operations)).toMatchObject({
      myRole: knownValue('OWNER'),
      isDefault: notReported,
      facts: [
        { label: 'Kind', value: knownValue('Live') },
        { label: 'Status', value: knownValue('Active') },
        { label: 'Time zone', value: knownValue('Europe/Lisbon') },
      ],
    });
    expect(found.get(treasury)?.myRole).toEqual(knownValue(roleId(treasury, 'Steward')));
    expect(found.get(archive)?.facts).toContainEqual({ label: 'Status', value: knownValue('Suspended') });
    expect(found.get(operations)?.unavailable).toEqual({});
    expect(found.get(treasury)?.unavailable['member.invite']).toContain('only the owner can send');
  });

  it('it reports no role in v1.3 where no members list has it', async () => {
    await local.start({ systemGeneration: 'v1.3' });
    const session = await sessionOf(ana);
    fault('/web/v1/workspaces/*/members', { kind: 'status', status: 404, body: {} });
    expect((await workspaceBy(session, operations))?.myRole).toEqual(notReported);
    local.clearFaults();
    await session.members(workspaceId(operations), signal);
    expect((await workspaceBy(session, operations))?.myRole).toEqual(knownValue('OWNER'));
  });

  it('it reads members: the owner first and as OWNER, custom roles by their ID', async () => {
    const { rows } = valueOf(await (await sessionOf(ana)).members(workspaceId(operations), signal));
    expect(rows[0]).toMatchObject({
      userId: local.idOf(ana),
      email: ana,
      name: knownValue('Ana Oliveira'),
      role: 'OWNER',
      status: 'active',
      signedUpAt: { state: 'known' },
    });
    expect(rows.filter(({ role }) => role === 'OWNER')).toHaveLength(1);
    expect(rows.find(({ email }) => email === approver)?.role).toBe(roleId(operations, 'Recruiter'));
  });

  it('it finds the owner by the owner’s role where members aren’t marked', async () => {
    const session = await sessionOf(ana);
    const ownerRole = local.server.directory.memberships.roleOf(workspaceId(operations), local.idOf(ana));
    const line = {
      accountId: local.idOf(ana),
      accountName: 'Ana',
      email: ana,
      workspaceRoleBizId: ownerRole,
    };
    fault(`/web/v1/workspaces/${workspaceId(operations)}/members`, answers([line]));
    expect(valueOf(await session.members(workspaceId(operations), signal)).rows[0]?.role).toBe('OWNER');
  });

  it('it reads OWNER and the custom roles with their permissions', async () => {
    const session = await sessionOf(ana);
    const { rows } = valueOf(await session.roles(workspaceId(operations), signal));
    expect(rows.find(({ kind }) => kind === 'built-in')).toMatchObject({ id: 'OWNER', permissions: none });
    expect(rows.find(({ name }) => name === 'Auditor')).toMatchObject({
      id: roleId(operations, 'Auditor'),
      kind: 'custom',
      permissions: knownValue(['workspace:read', 'workspace:role:read', 'workspace:invitation:read']),
    });
  });

  it('it asks for the permissions that the list of roles omits', async () => {
    const session = await sessionOf(ana);
    const role = {
      bizId: roleId(operations, 'Auditor'),
      roleName: 'Auditor',
      roleType: { name: 'CUSTOM', value: 'x' },
      description: '',
      permissionCodes: null,
    };
    fault(`/web/v1/workspaces/${workspaceId(operations)}/roles`, answers([role]));
    const { rows } = valueOf(await session.roles(workspaceId(operations), signal));
    expect(rows[0]?.permissions).toEqual(
      knownValue(['workspace:read', 'workspace:role:read', 'workspace:invitation:read']),
    );
  });

  it('it still gets the role names from members when the roles can’t be read', async () => {
    const { rows } = valueOf(await (await sessionOf(collaborator)).roles(workspaceId(operations), signal));
    expect(rows.find(({ name }) => name === 'Recruiter')).toMatchObject({
      id: roleId(operations, 'Recruiter'),
      permissions: notReported,
      description: { state: 'known', value: textWith('there may be more') },
    });
    expect(rows.find(({ id }) => id === 'OWNER')).toMatchObject({ kind: 'built-in' });
  });

  it('it reads invitations of every state, over all pages', async () => {
    const session = await sessionOf(ana);
    const before = await invitationsOf(session, operations);
    const states = before.map(({ status }) => status);
    expect([...new Set(states)].sort()).toEqual(['accepted', 'cancelled', 'declined', 'expired', 'pending']);
    expect(before.find(({ status }) => status === 'accepted')?.endedAt.state).toBe('known');
    expect(before.find(({ status }) => status === 'declined')?.endedAt).toEqual(notReported);
    for (let one = 0; one < 120; one += 1) {
      local.server.directory.systemInvitations.add({
        id: `many-${one}`,
        workspaceId: workspaceId(operations),
        inviterId: local.idOf(ana),
        email: `many-${one}@example.com`,
        message: '',
        state: 'PENDING',
        createdAt: start,
        expiresAt: start + day,
        acceptedAt: null,
      });
    }
    expect(await invitationsOf(session, operations)).toHaveLength(before.length + 120);
  });

  it('it reads incomplete lists of the other page style again, and refuses them in the end', async () => {
    const session = await sessionOf(ana);
    const page = (currentPage: number, workspaceBizId: string, totalElements: number) => ({
      path: '/system/web/v1/tenant/workspaces/mine',
      times: 1,
      fault: answers({
        workspaces: [{ userBizId: 'u', workspaceBizId, workspaceName: workspaceBizId, isOwner: true }],
        ...{ totalElements, totalPages: 2, currentPage, pageSize: 1 },
      }),
    });
    local.faults([page(1, 'a', 2), page(2, 'b', 2)]);
    expect(valueOf(await session.workspaces(signal)).rows.map(({ id }) => id)).toEqual(['a', 'b']);
    const short = [page(0, 'a', 3), page(1, 'b', 3)];
    local.faults([...short, page(0, 'a', 2), page(1, 'b', 2)]);
    expect(valueOf(await session.workspaces(signal)).rows).toHaveLength(2);
    local.faults([...short, ...short, ...short]);
    expect(errorOf(await session.workspaces(signal))).toMatchObject({
      kind: 'malformed',
      sentence: textWith('incomplete'),
    });
  });

  it('it shows a fact that it can’t read as not reported', async () => {
    const session = await sessionOf(ana);
    const row = {
      bizId: 'w',
      workspaceName: 'W',
      workspaceKind: 7,
      workspaceStatus: null,
      workspaceTimezone: {},
    };
    fault('/web/v1/tenant/workspaces/mine', answers([row], { version: 'v1.3', code: 2000 }));
    expect(valueOf(await session.workspaces(signal)).rows[0]?.facts).toEqual([
      { label: 'Kind', value: notReported },
      { label: 'Status', value: notReported },
      { label: 'Time zone', value: notReported },
    ]);
    fault('/web/v1/workspaces/w', answers({ ...row, createdAt: 'once' }));
    const [details] = valueOf(await session.details('w', signal)).rows;
    expect(details?.facts).toContainEqual({
      label: 'Created',
      value: notReported,
      tone: 'neutral',
      hint: '',
    });
    expect(details?.facts).toContainEqual({ label: 'Status', value: notReported, tone: 'neutral', hint: '' });
  });

  it('it leaves out one bad record and counts it', async () => {
    const session = await sessionOf(ana);
    const rows = [{ bizId: 'w', workspaceName: 'W' }, { bizId: 7 }];
    fault('/web/v1/tenant/workspaces/mine', answers(rows, { version: 'v1.3', code: 2000 }));
    const list = valueOf(await session.workspaces(signal));
    expect([list.rows.length, list.unreadable]).toEqual([1, 1]);
  });

  it('it reads details: time zone, a warning for an inactive status, and no settings', async () => {
    const session = await sessionOf(ana);
    const details = valueOf(await session.details(workspaceId(archive), signal));
    expect(details.rows[0]?.settings).toEqual(none);
    expect(details.rows[0]?.facts).toContainEqual({
      label: 'Status',
      value: knownValue('Suspended'),
      tone: 'warn',
      hint: 'Inactive workspaces can’t be entered.',
    });
    expect(await factOf(session, archive, 'Time zone')).toEqual(knownValue('America/New_York'));
  });

  it('it doesn’t depend on the locale', async () => {
    const spanish = await sessionOf(ana, { locale: 'es-ES' });
    const english = await sessionOf(ana);
    expect(valueOf(await spanish.workspaces(signal)).rows).toEqual(
      valueOf(await english.workspaces(signal)).rows,
    );
  });

  it('it doesn’t ask for tokens', async () => {
    expect(errorOf(await (await sessionOf(ana)).tokens(workspaceId(operations), signal)).kind).toBe(
      'not-supported',
    );
  });
});

describe('every failure of the server', () => {
  it.each(Object.values(catalogue).map((entry) => [entry.code, entry] as const))(
    'it reports %s as an error with a next step',
    async (code, entry) => {
      const session = await sessionOf(ana);
      const failure = answers(null, { status: entry.status, success: false, code });
      // Where the session is refused, its refresh is too.
      fault(code === '4010' ? '/web/v1/**' : '/web/v1/tenant/workspaces/mine', failure);
      const error = errorOf(await session.workspaces(signal));
      expect(error.kind === 'signed-out').toBe(code === '4010');
      expect(error.nextStep).not.toBe('');
    },
  );

  it('it reports the same error when it comes with HTTP 200', async () => {
    const session = await sessionOf(ana);
    fault('/web/v1/tenant/workspaces/mine', answers(null, { success: false, code: 'U1071' }));
    expect(errorOf(await session.workspaces(signal)).kind).toBe('not-allowed');
  });
});
