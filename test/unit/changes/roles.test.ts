import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { fakeRoleTable } from '../../support/provider.ts';
import { plainPeople, type FakeServer } from './fake-server.ts';
import { applied, codes, states, value, yes } from './plans.ts';
import { setRole } from './requests.ts';
import { customRole } from './rows.ts';
import { system } from './systems.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const seed = (server: FakeServer) => {
  plainPeople(server);
  server.roles.set('w1', [customRole('auditor', ['read', 'role:write'])]);
};
const plan = async (it: Awaited<ReturnType<typeof world>>, ...requests: ChangeRequest[]) =>
  value(await it.changes.plan(requests));
const setPermissions = (roleId: string, ...permissions: string[]): ChangeRequest => ({
  type: 'role.set-permissions',
  ...ref,
  roleId,
  name: 'Auditor',
  permissions,
});
const create = (name: string): ChangeRequest => ({ type: 'role.create', ...ref, name, description: '' });

describe('giving roles', () => {
  it('knows the roles that the server keeps', async () => {
    const it = await world({ provider: system(), seed });
    const { plan: receipt } = await applied(it, [setRole('dana', 'auditor')]);
    expect(receipt).toMatchObject({ title: 'Make Dana Auditor', verb: 'Make Auditor' });
    expect(receipt.items[0]).toMatchObject({
      fact: 'Editor → Auditor',
      state: { state: 'done', words: 'Dana is Auditor in “W1”.' },
    });
  });

  it('asks the system who may give which, with the source of a refusal', async () => {
    const provider = system({
      permitsRole: (who, from, to) =>
        to === 'owner'
          ? { allowed: false, reason: `Not from ${from} by ${who.role.state}.`, source: 'the guide' }
          : { allowed: true },
    });
    const it = await world({ provider, seed });
    expect((await plan(it, setRole('dana', 'owner'))).items[0]?.checks[0]).toMatchObject({
      code: 'not-allowed',
      words: 'Not from editor by known. (the guide)',
    });
    expect(codes(await plan(it, setRole('dana', 'viewer')))).toEqual([[]]);
  });

  it('says of a role that only a transfer moves that it is immutable', async () => {
    const provider = system({
      ownerRole: () => null,
      roleTable(scope, custom) {
        const table = fakeRoleTable(scope, custom);
        return { ...table, roles: table.roles.map((role) => ({ ...role, assignable: role.id !== 'owner' })) };
      },
      permitsRole: (_, from) =>
        from === 'owner' ? { allowed: false, reason: 'Transfer it first.' } : { allowed: true },
    });
    const it = await world({ provider, seed });
    expect(codes(await plan(it, setRole('dana', 'owner'), setRole('ana', 'viewer')))).toEqual([
      ['role-immutable:block'],
      ['role-immutable:block', 'lock-out:warn'],
    ]);
  });
});

describe('creating roles', () => {
  it('creates one, and blocks a taken name with what to do instead', async () => {
    const it = await world({ provider: system(), seed });
    const made = await applied(it, [create('Reviewer')]);
    expect(states(made.plan)).toEqual(['done']);
    expect(made.plan.items[0]?.undo.possible).toBe(false);
    const taken = await plan(it, create('auditor'));
    expect(taken.items[0]?.checks).toMatchObject([
      {
        code: 'name-taken',
        level: 'block',
        words: 'There’s already a role called “Auditor”. Use it, or choose another name.',
      },
    ]);
    expect(codes(await plan(it, create('New'), create('New')))).toEqual([[], ['name-taken:block']]);
  });
});

describe('setting the permissions of a role', () => {
  it('replaces the whole set, says what is removed and can restore it', async () => {
    const it = await world({ provider: system(), seed });
    const { plan: receipt } = await applied(it, [setPermissions('auditor', 'read', 'write')]);
    expect(receipt.items[0]).toMatchObject({
      title: 'Set the permissions of role “Auditor”',
      fact: '+1 −1',
      checks: [{ code: 'permissions-removed', level: 'warn', needsYes: false }],
      state: { state: 'done' },
    });
    expect(value(await it.changes.undo(receipt.id)).items[0]?.request).toMatchObject({
      permissions: ['read', 'role:write'],
    });
    expect(codes(await plan(it, setPermissions('auditor', 'write', 'read')))).toEqual([['already-so:info']]);
  });

  it('leaves built-in roles and roles that are gone alone', async () => {
    const it = await world({ provider: system(), seed });
    expect(codes(await plan(it, setPermissions('viewer', 'read'), setPermissions('gone', 'read')))).toEqual([
      ['role-immutable:block'],
      ['invalid:block'],
    ]);
  });

  it('asks before I take the right to change roles from myself', async () => {
    const provider = system({
      permits(capability, who) {
        const mine = who.roles.find(({ id }) => who.role.state === 'known' && id === who.role.value);
        const may = capability !== 'role.set-permissions' || mine?.permissions?.includes('role:write');
        return may ? { allowed: true } : { allowed: false, reason: 'No.' };
      },
    });
    const mine = (server: FakeServer) => {
      seed(server);
      server.workspaces = server.workspaces.map((row) => ({ ...row, myRole: knownValue('auditor') }));
    };
    const it = await world({ provider, seed: mine });
    expect((await plan(it, setPermissions('auditor', 'read'))).items[0]?.checks).toMatchObject([
      { code: 'permissions-removed', needsYes: true },
    ]);
    expect((await plan(it, setPermissions('auditor', 'role:write'))).items[0]?.checks).toMatchObject([
      { code: 'permissions-removed', needsYes: false },
    ]);
  });

  it('keeps what someone else changed since, and says so', async () => {
    const it = await world({ provider: system(), seed });
    const made = await plan(it, setPermissions('auditor', 'read', 'role:write', 'write'));
    it.server.roles.set('w1', [customRole('auditor', [])]);
    it.clock.now += 61_000;
    const { items } = value(await it.changes.apply(made.id, yes(made))).plan;
    expect(items[0]?.state).toMatchObject({
      state: 'done',
      words: expect.stringContaining(
        'Changed elsewhere in the meantime: removed read and role:write. Those changes are kept.',
      ) as unknown,
    });
    expect(it.server.roles.get('w1')).toMatchObject([{ permissions: knownValue(['write']) }]);
  });
});

it('a change of permissions that the server doesn’t report stays unverified', async () => {
  const it = await world({ provider: system(), seed });
  it.server.onPerform = async (_, work) => {
    const done = work();
    it.server.roles.set('w1', [customRole('auditor', [], { permissions: { state: 'not-reported' } })]);
    return done;
  };
  expect(states((await applied(it, [setPermissions('auditor', 'read', 'x')])).plan)).toEqual(['unverified']);
});
