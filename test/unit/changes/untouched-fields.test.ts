import { describe, expect, it } from 'vitest';
import { knownValue, valueOr } from '../../../src-preload/shared/known.ts';
import { system } from '../../../src-main/providers/system/provider.ts';
import { workspacesApi } from '../../../src-main/providers/workspaces-api/provider.ts';
import { valueOf } from '../../support/results.ts';
import { customRole, workspace } from './rows.ts';
import { world, type World } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const seeded = (server: World['server']) => {
  server.workspaces = [workspace('w1', { name: 'Old', description: knownValue('first') })];
};
const onServer = ({ server }: World) => {
  const [row] = server.workspaces;
  return [row?.name, row ? valueOr(row.description, '') : ''];
};
const changeOnServer = ({ server }: World, part: { name?: string; description?: string }) => {
  server.workspaces = server.workspaces.map((row) => ({
    ...row,
    ...(part.name === undefined ? {} : { name: part.name }),
    ...(part.description === undefined ? {} : { description: knownValue(part.description) }),
  }));
};
const update = (name: string, description: string) =>
  ({
    type: 'workspace.update',
    ...ref,
    name,
    description,
    from: { name: 'Old', description: 'first' },
  }) as const;
const readable = { type: 'role.set-permissions', ...ref, roleId: 'r1', name: 'r1' } as const;
const withRole = () =>
  world({
    provider: system,
    seed(server) {
      seeded(server);
      server.roles.set('w1', [customRole('r1', ['workspace:read'])]);
    },
  });
const permissionsOnServer = (it: World) => {
  const [role] = it.server.roles.get('w1') ?? [];
  return role && valueOr(role.permissions, []);
};
const none = { typed: '', acknowledged: [] };

describe('a field that wasn’t touched', () => {
  it('it stays as someone else left it, although the copy is a moment old', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([update('New', 'first')]));
    changeOnServer(it, { description: 'theirs' });
    valueOf(await it.changes.apply(plan.id, none));
    expect(onServer(it)).toEqual(['New', 'theirs']);
  });

  it('it stays so after a refresh showed it', async () => {
    const it = await world({ seed: seeded });
    changeOnServer(it, { description: 'theirs' });
    await it.syncAll();
    const plan = valueOf(await it.changes.plan([update('New', 'first')]));
    expect(plan.items[0]).toMatchObject({ title: 'Rename “Old” to “New”', fact: 'Old → New' });
    valueOf(await it.changes.apply(plan.id, none));
    expect(onServer(it)).toEqual(['New', 'theirs']);
  });

  it('it stays so after “Review again”', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([update('New', 'first')]));
    changeOnServer(it, { description: 'theirs' });
    await it.syncAll();
    const again = valueOf(await it.changes.replan(plan.id));
    valueOf(await it.changes.apply(again.id, none));
    expect(onServer(it)).toEqual(['New', 'theirs']);
  });

  it('it isn’t taken back by an undo', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([update('New', 'first')]));
    valueOf(await it.changes.apply(plan.id, none));
    changeOnServer(it, { description: 'theirs' });
    const undo = valueOf(await it.changes.undo(plan.id));
    valueOf(await it.changes.apply(undo.id, none));
    expect(onServer(it)).toEqual(['Old', 'theirs']);
  });
});

describe('a field that was touched', () => {
  it('it is shown with what someone else made of it before it is overwritten', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([update('Old', 'mine')]));
    changeOnServer(it, { description: 'theirs' });
    const applied = await it.changes.apply(plan.id, none);
    expect(applied).toMatchObject({
      ok: false,
      error: { kind: 'plan-moved', sentence: expect.stringContaining('from “first” to “theirs”') as unknown },
    });
    expect(onServer(it)).toEqual(['Old', 'theirs']);
  });

  it('a plan made after a refresh warns that it was changed since the form was opened', async () => {
    const it = await world({ seed: seeded });
    changeOnServer(it, { description: 'theirs' });
    await it.syncAll();
    const plan = valueOf(await it.changes.plan([update('Old', 'mine')]));
    expect(plan.items[0]?.checks).toMatchObject([{ code: 'changed-since', level: 'warn' }]);
    expect(plan.confirmation.type).toBe('review');
  });

  it('every field that will differ is named', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([update('New', 'mine')]));
    expect(plan.items[0]).toMatchObject({
      title: 'Rename “Old” to “New” and change its description',
      fact: 'Old → New · description',
    });
  });
});

describe('settings and permissions that are sent as a whole', () => {
  it('settings that weren’t touched stay as someone else left them', async () => {
    const it = await world({
      provider: workspacesApi,
      seed(server) {
        seeded(server);
        server.details.set('w1', { settings: knownValue('{"a":1,"b":1}'), facts: [] });
      },
    });
    const plan = valueOf(
      await it.changes.plan([
        { type: 'workspace.change-settings', ...ref, settings: '{"a":2,"b":1}', from: '{"a":1,"b":1}' },
      ]),
    );
    it.server.details.set('w1', { settings: knownValue('{"a":1,"b":7,"c":3}'), facts: [] });
    const receipt = valueOf(await it.changes.apply(plan.id, none));
    expect(receipt.plan.items[0]?.state).toMatchObject({
      state: 'done',
      words:
        'The settings of “Old” were changed. Changed elsewhere in the meantime: b and c. Those changes are kept.',
    });
    const settings = it.server.details.get('w1')?.settings;
    expect(settings?.state === 'known' && JSON.parse(settings.value)).toEqual({ a: 2, b: 7, c: 3 });
  });

  it('a plan says which settings someone else changed since the form was opened', async () => {
    const it = await world({
      provider: workspacesApi,
      seed(server) {
        seeded(server);
        server.details.set('w1', { settings: knownValue('{"a":1,"b":7}'), facts: [] });
      },
    });
    const plan = valueOf(
      await it.changes.plan([
        { type: 'workspace.change-settings', ...ref, settings: '{"a":2,"b":1}', from: '{"a":1,"b":1}' },
      ]),
    );
    const words = 'Changed elsewhere in the meantime: b. Those changes are kept.';
    expect(plan.items[0]?.checks).toMatchObject([{ code: 'others-kept', level: 'warn', words }]);
  });

  it('permissions that someone else gave meanwhile aren’t taken, and the receipt says so', async () => {
    const it = await withRole();
    const plan = valueOf(
      await it.changes.plan([
        { ...readable, permissions: ['workspace:read', 'workspace:write'], from: ['workspace:read'] },
      ]),
    );
    it.server.roles.set('w1', [customRole('r1', ['workspace:read', 'workspace:role:read'])]);
    const receipt = valueOf(await it.changes.apply(plan.id, none));
    expect(permissionsOnServer(it)).toEqual(['workspace:read', 'workspace:role:read', 'workspace:write']);
    expect(receipt.plan.items[0]?.state).toMatchObject({
      state: 'done',
      words: expect.stringContaining(
        'Changed elsewhere in the meantime: added workspace:role:read. Those changes are kept.',
      ) as unknown,
    });
  });

  it('a plan says which permissions someone else changed since the form was opened', async () => {
    const it = await withRole();
    it.server.roles.set('w1', [customRole('r1', ['workspace:role:read'])]);
    await it.syncAll();
    const plan = valueOf(
      await it.changes.plan([
        { ...readable, permissions: ['workspace:read', 'workspace:write'], from: ['workspace:read'] },
      ]),
    );
    expect(plan.items[0]?.checks).toMatchObject([
      {
        code: 'others-kept',
        level: 'warn',
        words:
          'Changed elsewhere in the meantime: added workspace:role:read, removed workspace:read. Those changes are kept.',
      },
    ]);
  });
});

describe('a change that doesn’t say what it was made on', () => {
  const bare = (name: string, description: string) =>
    ({ type: 'workspace.update', ...ref, name, description }) as const;

  it('it touches only what differs from the copy that it was planned on', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([bare('New', 'first')]));
    changeOnServer(it, { description: 'theirs' });
    valueOf(await it.changes.apply(plan.id, none));
    expect(onServer(it)).toEqual(['New', 'theirs']);
  });

  it('settings that it leaves as they were stay as someone else left them', async () => {
    const it = await world({
      provider: workspacesApi,
      seed(server) {
        seeded(server);
        server.details.set('w1', { settings: knownValue('{"a":1,"b":1}'), facts: [] });
      },
    });
    const plan = valueOf(
      await it.changes.plan([{ type: 'workspace.change-settings', ...ref, settings: '{"a":2,"b":1}' }]),
    );
    it.server.details.set('w1', { settings: knownValue('{"a":1,"b":7}'), facts: [] });
    valueOf(await it.changes.apply(plan.id, none));
    const settings = it.server.details.get('w1')?.settings;
    expect(settings?.state === 'known' && JSON.parse(settings.value)).toEqual({ a: 2, b: 7 });
  });

  it('permissions that it doesn’t change stay as someone else left them', async () => {
    const it = await withRole();
    const plan = valueOf(
      await it.changes.plan([{ ...readable, permissions: ['workspace:read', 'workspace:write'] }]),
    );
    it.server.roles.set('w1', [customRole('r1', ['workspace:read', 'workspace:role:read'])]);
    valueOf(await it.changes.apply(plan.id, none));
    expect(permissionsOnServer(it)).toEqual(['workspace:read', 'workspace:role:read', 'workspace:write']);
  });

  it('a receipt of an earlier version takes back only what it touched', async () => {
    const it = await world({ seed: seeded });
    const plan = valueOf(await it.changes.plan([bare('New', 'first')]));
    valueOf(await it.changes.apply(plan.id, none));
    const kept = it.ledger.plan(plan.id);
    if (kept === null) throw new Error('the receipt is gone');
    valueOf(
      await it.ledger.savePlan({
        ...kept,
        items: kept.items.map((item) => ({ ...item, request: bare('New', 'first') })),
      }),
    );
    changeOnServer(it, { description: 'theirs' });
    const undo = valueOf(await it.changes.undo(plan.id));
    valueOf(await it.changes.apply(undo.id, none));
    expect(onServer(it)).toEqual(['Old', 'theirs']);
  });
});
