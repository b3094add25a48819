import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../../src-main/local-instance/sample/system.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { someText } from '../../../support/matchers.ts';
import { codeOf, dataOf, mine, outcome, systemCalls } from './calls.ts';

const { operations, treasury, logistics, sandbox, archive, commons } = sampleSystemWorkspaces;

const local = localInstance();
const { call, get, post, tokenFor, workspaceId, managed } = systemCalls(local);
beforeEach(() => local.start());

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

  it('it lists memberships in v2', async () => {
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

  it('it lists workspaces in v1.3, whose enums have no code', async () => {
    await local.start({ systemGeneration: 'v1.3' });
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
      createdAt: someText,
      updatedAt: someText,
    });
  });

  it('it words the value of an enum by the locale', async () => {
    const token = await tokenFor(samplePeople.ana);
    const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-locale': 'es-ES' });
    expect(z.array(lineSchema).parse(dataOf(answer))[0]?.workspaceKind).toEqual({
      code: 'LIVE',
      name: 'LIVE',
      value: 'Producción',
    });
  });

  it('it sets an eligible workspace as the default', async () => {
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

  it('it lets members leave, but not their owner', async () => {
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

  it('it leaves them unchanged when the server lies', async () => {
    const token = await tokenFor(samplePeople.ana);
    local.faults([{ method: 'POST', path: '/system/**', fault: { kind: 'lie' } }]);
    expect(codeOf(await post(`${mine}/${workspaceId(logistics)}/leave`, token))).toBe('2000');
    expect(await lines(token)).toHaveLength(6);
  });
});

describe('workspaces', () => {
  const body = { workspaceName: 'Mine', workspaceTimezone: 'Europe/Oslo', extraData: { team: 7 } };

  it('it creates one workspace per person', async () => {
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

  it('it reports what is wrong by field', async () => {
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

  it('it reads and updates workspaces', async () => {
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

  it('it lists their members', async () => {
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

  it('it transfers a workspace from its owner to a member', async () => {
    const token = await tokenFor(samplePeople.ana);
    const id = workspaceId(operations);
    const transfer = (to: string, by = token) =>
      post(`/workspaces/admin/${id}/ownership/${local.idOf(to)}`, by);
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

describe('the sample', () => {
  it('it is identical for the same seed and time, IDs included', async () => {
    const ids = () => Object.values(sampleSystemWorkspaces).map(workspaceId);
    const before = ids();
    await local.start({});
    expect(ids()).toEqual(before);
    await local.start({ seed: 2 });
    expect(ids()).not.toEqual(before);
  });
});
