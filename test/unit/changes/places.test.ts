import { describe, expect, it } from 'vitest';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { deepEqual, settingsHold } from '../../../src-main/changes/kinds/workspace/settings.ts';
import { plainPeople, type FakeServer } from './fake-server.ts';
import { applied, codes, error, states, value, yes } from './plans.ts';
import { setRole } from './requests.ts';
import { person, workspace } from './rows.ts';
import { notOffered, system } from './systems.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const acme = knownValue({ id: 'org', name: 'Acme' });
const withOrganization = (server: FakeServer) => {
  plainPeople(server);
  server.workspaces = [
    workspace('org', { name: 'Acme', scope: 'organization', myRole: knownValue('owner') }),
    ...server.workspaces.map((row) => ({ ...row, organization: acme })),
  ];
};
const create: ChangeRequest = {
  type: 'workspace.create',
  connectionId: 'c1',
  kind: 'local-dev',
  name: 'Fresh',
  description: '',
  url: '',
  isDefault: false,
};
const plan = async (it: Awaited<ReturnType<typeof world>>, ...requests: ChangeRequest[]) =>
  value(await it.changes.plan(requests));

describe('creating places', () => {
  it('goes by the organization’s permissions, and requires the fields that the system has', async () => {
    const provider = system({
      facts: { createFields: ['organization', 'timezone', 'type'] },
      permits: (capability, who) =>
        capability === 'workspace.create' && who.scope !== 'organization'
          ? { allowed: false, reason: 'Organizations only.' }
          : { allowed: true },
    });
    const it = await world({ provider, seed: withOrganization });
    const made = { ...create, organizationId: 'org', timezone: 'Europe/Berlin' } as ChangeRequest;
    expect(codes(await plan(it, made))).toEqual([[]]);
    expect((await plan(it, made)).items[0]?.fact).toBe('Acme');
    expect(codes(await plan(it, { ...made, timezone: '' } as ChangeRequest))).toEqual([['invalid:block']]);
    expect(codes(await plan(it, create))).toEqual([['not-allowed:block', 'invalid:block']]);
    expect(codes(await plan(it, { ...made, organizationId: 'gone' } as ChangeRequest))).toEqual([
      ['unknown-ground:block'],
    ]);
  });

  it('says what this very organization doesn’t have', async () => {
    const seed = (server: FakeServer) => {
      withOrganization(server);
      server.workspaces = server.workspaces.map((row) =>
        row.id === 'org' ? { ...row, unavailable: { 'workspace.create': 'It is a personal one.' } } : row,
      );
    };
    const it = await world({ provider: system(), seed });
    const made = await plan(it, { ...create, organizationId: 'org' });
    expect(made.items[0]?.checks).toMatchObject([{ code: 'unsupported', words: 'It is a personal one.' }]);
  });

  it('warns about a taken name and refuses to create the same twice', async () => {
    const provider = system({ facts: { createFields: ['description', 'organization', 'type'] } });
    const it = await world({ provider, seed: withOrganization });
    const named = (name: string) => ({ ...create, name, organizationId: 'org' }) as ChangeRequest;
    expect(codes(await plan(it, named('W1'), named('New'), named('New')))).toEqual([
      ['name-taken:warn'],
      [],
      ['name-taken:block'],
    ]);
  });

  it('clones, returns the ID of the clone and undoes it where workspaces can be deleted', async () => {
    const it = await world({ provider: system(), seed: withOrganization });
    const clone = {
      type: 'workspace.clone',
      ...ref,
      name: 'Copy',
      copyMembers: true,
      copySettings: false,
    } as const;
    const made = await applied(it, [clone]);
    expect(made.plan.items[0]).toMatchObject({
      title: 'Clone “W1” as “Copy”',
      fact: 'with members',
      state: { state: 'done', words: '“Copy” was cloned from “W1”.' },
    });
    expect(made.createdWorkspaceId).toBe('w10');
    const undo = value(await it.changes.undo(made.plan.id));
    expect(undo.items[0]?.request).toMatchObject({ type: 'workspace.delete', workspaceId: 'w10' });
  });

  it('says that a new workspace can’t be deleted where the system can’t', async () => {
    const provider = system({ capabilities: { 'workspace.delete': notOffered('Ask the vendor.') } });
    const it = await world({ provider, seed: plainPeople });
    const made = await applied(it, [create]);
    expect(made.plan.items[0]?.undo).toEqual({
      possible: false,
      words: 'It can’t be deleted: Ask the vendor.',
    });
    expect(error(await it.changes.undo(made.plan.id)).sentence).toContain('Ask the vendor');
  });

  it('creates and renames an organization', async () => {
    const it = await world({ provider: system(), seed: withOrganization });
    const made = await applied(it, [{ type: 'organization.create', connectionId: 'c1', name: 'Initech' }]);
    expect(states(made.plan)).toEqual(['done']);
    const rename = {
      type: 'organization.update',
      connectionId: 'c1',
      workspaceId: 'org',
      name: 'Acme 2',
    } as const;
    const renamed = await applied(it, [rename]);
    expect(renamed.plan.items[0]?.state).toMatchObject({ words: '“Acme” is now called “Acme 2”.' });
    expect(value(await it.changes.undo(renamed.plan.id)).items[0]?.title).toBe('Rename “Acme 2” to “Acme”');
    expect(codes(await plan(it, { ...rename, name: ' ' }))).toEqual([['invalid:block']]);
  });
});

describe('a capability of another kind of place', () => {
  it('is refused with the kind of place that has it', async () => {
    const members = { supported: true, at: ['organization'], source: 'test' } as const;
    const provider = system({ capabilities: { 'member.set-role': members, 'member.list': members } });
    const it = await world({ provider, seed: withOrganization });
    expect(codes(await plan(it, setRole('dana', 'viewer')))).toEqual([['unsupported:block']]);
  });

  it('is refused at a place whose lists are kept elsewhere', async () => {
    const seed = (server: FakeServer) => {
      withOrganization(server);
      server.workspaces = server.workspaces.map((row) =>
        row.id === 'w1' ? { ...row, membersAt: 'org', tokensAt: 'org' } : row,
      );
    };
    const it = await world({ provider: system(), seed });
    const token = { type: 'token.create', ...ref, name: 'x', expiry: '' } as const;
    expect(codes(await plan(it, setRole('dana', 'viewer'), token))).toEqual([
      ['unsupported:block'],
      ['unsupported:block'],
    ]);
  });
});

describe('settings', () => {
  const change = (settings: unknown): ChangeRequest => ({
    type: 'workspace.change-settings',
    ...ref,
    settings: typeof settings === 'string' ? settings : JSON.stringify(settings),
  });
  const seed = (server: FakeServer) => {
    plainPeople(server);
    server.details.set('w1', { settings: knownValue('{"open":false,"theme":{"a":1}}'), facts: [] });
  };

  it('names the keys that change, reads back and restores the old ones', async () => {
    const it = await world({ provider: system(), seed });
    const { plan: receipt } = await applied(it, [change({ open: true, theme: { a: 1 } })]);
    expect(receipt.items[0]).toMatchObject({ title: 'Change the settings of “W1”', fact: 'open' });
    expect(states(receipt)).toEqual(['done']);
    const undo = value(await it.changes.undo(receipt.id));
    expect(undo.items[0]?.request).toMatchObject({ settings: '{"open":false,"theme":{"a":1}}' });
  });

  it('refuses what isn’t an object, and sees that no change is needed whatever the order', async () => {
    const it = await world({ provider: system(), seed });
    expect(codes(await plan(it, change('{"open":')))).toEqual([['invalid:block']]);
    expect(codes(await plan(it, change([1])))).toEqual([['invalid:block']]);
    expect(codes(await plan(it, change({ theme: { a: 1 }, open: false })))).toEqual([['already-so:info']]);
  });

  it('refuses a plan when the settings changed since', async () => {
    const it = await world({ provider: system(), seed });
    const made = await plan(it, change({ open: true }));
    it.server.details.set('w1', { settings: knownValue('{"open":false}'), facts: [] });
    it.clock.now += 61_000;
    expect(error(await it.changes.apply(made.id, yes(made))).sentence).toContain(
      'theme in the settings of “W1” was changed',
    );
  });

  it('accepts keys that the server adds, and not one that should be gone', () => {
    expect(deepEqual({ a: [1, { b: 2 }], c: null }, { c: null, a: [1, { b: 2 }] })).toBe(true);
    expect(deepEqual([1, 2], [2, 1])).toBe(false);
    expect(settingsHold({ a: 1, new: 2 }, { a: 1 }, { a: 0 })).toBe(true);
    expect(settingsHold({ a: 1, old: 2 }, { a: 1 }, { a: 0, old: 2 })).toBe(false);
    expect(settingsHold({ a: 1, b: 2 }, { a: 1 }, null)).toBe(false);
  });
});

describe('a time zone', () => {
  const provider = system({ facts: { updateFields: ['timezone'] } });
  const update = (timezone: string): ChangeRequest => ({
    type: 'workspace.update',
    ...ref,
    name: 'W1',
    description: '',
    timezone,
  });
  const zone = (server: FakeServer) => {
    plainPeople(server);
    server.workspaces = [
      workspace('w1', {
        myRole: knownValue('owner'),
        facts: [{ label: 'Time zone', value: knownValue('UTC') }],
      }),
    ];
  };

  it('is changed, confirmed and restored', async () => {
    const it = await world({ provider, seed: zone });
    const { plan: receipt } = await applied(it, [update('Europe/Berlin')]);
    expect(receipt.items[0]).toMatchObject({
      title: 'Change the time zone of “W1”',
      fact: 'UTC → Europe/Berlin',
      state: { state: 'done', words: 'The time zone of “W1” was changed to Europe/Berlin.' },
    });
    expect(value(await it.changes.undo(receipt.id)).items[0]?.request).toMatchObject({ timezone: 'UTC' });
    expect(codes(await plan(it, update('Europe/Berlin')))).toEqual([['already-so:info']]);
  });

  it('stays unverified where no list shows it', async () => {
    const it = await world({ provider, seed: plainPeople });
    it.server.onPerform = async (_, work) => {
      const done = work();
      it.server.workspaces = it.server.workspaces.map((row) => ({ ...row, facts: [] }));
      return done;
    };
    expect(states((await applied(it, [update('Europe/Berlin')])).plan)).toEqual(['unverified']);
  });
});

describe('deleting a place', () => {
  const deletion: ChangeRequest = { type: 'workspace.delete', ...ref };
  const running = (value: string) => ({
    settings: none,
    facts: [
      {
        label: 'Running sandboxes',
        value: knownValue(value),
        tone: value === '0' ? 'neutral' : 'warn',
        hint: '',
      } as const,
    ],
  });

  it('warns about what would be deleted with it', async () => {
    const seed = (server: FakeServer) => (plainPeople(server), server.details.set('w1', running('3')));
    const it = await world({ provider: system(), seed });
    const made = await plan(it, deletion);
    expect(made.items[0]?.checks).toMatchObject([
      { code: 'takes-resources', level: 'warn', words: 'This also deletes 3 running sandboxes.' },
    ]);
  });

  it('reads that again and refuses when there is more than was shown', async () => {
    const seed = (server: FakeServer) => (plainPeople(server), server.details.set('w1', running('0')));
    const it = await world({ provider: system(), seed });
    const made = await plan(it, deletion);
    it.server.details.set('w1', running('2'));
    expect(error(await it.changes.apply(made.id, yes(made, 'W1'))).sentence).toBe(
      'Changed since your review: This would now also delete 2 running sandboxes.',
    );
    expect(it.server.sent).toEqual([]);
  });
});

describe('handing a workspace over', () => {
  const transfer = (userId: string): ChangeRequest => ({
    type: 'workspace.transfer',
    ...ref,
    userId,
    email: `${userId}@example.com`,
  });

  it('asks for the name and both confirmations, is confirmed by the members, and can’t be undone', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    const made = await plan(it, transfer('dana'));
    expect(made).toMatchObject({
      title: 'Transfer “W1” to Dana',
      verb: 'Transfer ownership',
      confirmation: { type: 'type-name', name: 'W1' },
    });
    expect(codes(made)).toEqual([['owner-granted:warn', 'lock-out:warn']]);
    const { plan: receipt } = await applied(it, [transfer('dana')], 'W1');
    expect(receipt.items[0]?.state).toMatchObject({ state: 'done', words: '“W1” now belongs to Dana.' });
    expect(error(await it.changes.undo(receipt.id)).sentence).toContain('Only the new owner');
  });

  it('refuses an owner who hasn’t joined, or who already owns it', async () => {
    const it = await world({
      provider: system(),
      seed(server) {
        plainPeople(server);
        server.members.set('w1', [person('ana', 'owner'), person('gil', 'viewer', { status: 'pending' })]);
      },
    });
    expect(codes(await plan(it, transfer('gil')))).toEqual([['invalid:block']]);
    expect(codes(await plan(it, transfer('nobody')))).toEqual([['invalid:block']]);
    expect(codes(await plan(it, transfer('ana')))).toEqual([['already-so:info']]);
  });
});

it('personal marks are not called shared', async () => {
  const mark = { type: 'workspace.set-default', ...ref } as const;
  const own = await world({ provider: system(), seed: plainPeople });
  expect(codes(await plan(own, mark))).toEqual([[]]);
  expect((await plan(own, mark)).items[0]).toMatchObject({
    title: 'Make “W1” your default workspace',
    fact: 'for you',
  });
  const shared = await world({ provider: system({ facts: { sharedMarks: true } }), seed: plainPeople });
  expect(codes(await plan(shared, mark))).toEqual([['shared-flag:warn']]);
});

it('a place without an owner role has no last owner', async () => {
  const provider = system({ ownerRole: () => null });
  const it = await world({ provider, seed: plainPeople });
  expect(codes(await plan(it, setRole('ana', 'viewer')))).toEqual([['lock-out:warn']]);
});
