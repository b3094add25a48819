import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, notReported } from '../../../../src-preload/shared/known.ts';
import { fail } from '../../../../src-preload/shared/result.ts';
import { textWith } from '../../../support/matchers.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { day } from '../../../support/time.ts';
import { apiVariant, header, inventoryOfAna, sample, lists } from './inventory.ts';

const inventory = inventoryOfAna();
const { session, importRows, preview, places, members, keys, rolesIn, change, create, keepKey } = inventory;

describe('reading', () => {
  it('it reads an empty inventory as empty now', async () => {
    expect(await places()).toEqual({
      rows: [],
      unreadable: 0,
      partlyUnreadable: 0,
      serverDate: null,
      asOf: null,
    });
  });

  it('it takes my role from the inventory, and concludes nothing from my absence', async () => {
    await importRows(
      ...sample,
      'Fabrikam,,dana@corp.example,,member,,',
      'Fabrikam,Scans,,,,,',
      'Lumen,Trial,ana@corp.example,,member,viewer,',
    );
    const roles = (await places()).rows.map(({ name, myRole }) => [name, myRole]);
    expect(roles).toEqual([
      ['Northwind', knownValue('super_admin')],
      ['Contracts', knownValue('super_admin')],
      ['Invoices', knownValue('super_admin')],
      ['Fabrikam', notReported],
      ['Scans', notReported],
      ['Lumen', knownValue('member')],
      ['Trial', knownValue('viewer')],
    ]);
  });

  it('it says what a personal account doesn’t have', async () => {
    await lists.import(
      { provider: unstructured, storage: inventory.storage },
      'organization,workspace,organization kind\nAna,Personal workspace,personal',
    );
    const { rows } = await places();
    expect(rows.map(({ unavailable }) => Object.keys(unavailable).sort())).toEqual([
      ['member.invite', 'member.remove', 'member.set-role', 'workspace.create', 'workspace.delete'],
      ['member.invite', 'member.remove', 'member.set-role', 'workspace.create', 'workspace.delete'],
    ]);
    expect(rows[0]?.facts).toContainEqual({ label: 'Kind', value: knownValue('Personal account') });
    expect(errorOf(await create('Ana', 'Second')).kind).toBe('not-allowed');
    expect(preview('Ana,Second,,,,,').rows[0]?.problem).toContain('exactly one');
  });

  it('it says how and when a place was added', async () => {
    // Noon where this runs: days are told in its time zone.
    const noon = new Date(2026, 2, 1, 12).getTime();
    inventory.clock = noon;
    await importRows('O,,,,,,');
    inventory.clock += day;
    await create('O', 'Made');
    const facts = (await places()).rows.map(({ facts: all }) => all.at(-1)?.value);
    expect(facts).toEqual([knownValue('Entered on 1 Mar 2026'), knownValue('Marked as done on 2 Mar 2026')]);
    expect((await places()).asOf).toBe(noon + day);
  });

  it('it leaves an inventory of a newer Steward unchanged and says so', async () => {
    await inventory.storage.inventory.write({ version: 2, organizations: [] });
    expect(errorOf(await session().workspaces(signal)).kind).toBe('store-unavailable');
    expect(
      (await lists.import({ provider: unstructured, storage: inventory.storage }, `${header}\nO,,,,,,`)).ok,
    ).toBe(false);
    expect(inventory.storage.inventory.read()).toEqual({ version: 2, organizations: [] });
  });

  it('it reports what couldn’t be saved', async () => {
    const error = { kind: 'disk-full', sentence: 's', nextStep: 'n', retryable: true, detail: null } as const;
    const full = {
      ...inventory.storage,
      inventory: { ...inventory.storage.inventory, writeText: async () => fail(error) },
    };
    expect(
      errorOf(await lists.import({ provider: unstructured, storage: full }, `${header}\nO,,,,,,`)).kind,
    ).toBe('disk-full');
  });
});

describe('marking as done', () => {
  beforeEach(async () => {
    await importRows(...sample);
    inventory.clock += day;
  });

  it('it records a new workspace', async () => {
    expect(valueOf(await create('Northwind', 'Research')).createdWorkspaceId).toBe('Northwind/Research');
    expect((await places()).rows.map(({ name }) => name)).toContain('Research');
    expect(errorOf(await create('Northwind', 'research')).kind).toBe('conflict');
    expect(errorOf(await create('Nowhere', 'Research')).kind).toBe('not-found');
  });

  it('it records a member of the organization, then of a workspace', async () => {
    const invite = (workspaceId: string, role: string | null) =>
      change({ type: 'member.invite', workspaceId, email: 'eve@corp.example', role });
    expect(errorOf(await invite('Northwind/Invoices', 'viewer'))).toMatchObject({
      kind: 'not-allowed',
      nextStep: textWith('Add them to the organization first'),
    });
    expect(errorOf(await invite('Northwind', null)).kind).toBe('invalid');
    valueOf(await invite('Northwind', 'member'));
    valueOf(await invite('Northwind/Invoices', 'viewer'));
    expect(await rolesIn('Northwind/Invoices')).toEqual([['eve@corp.example', 'viewer']]);
    expect((await members('Northwind/Invoices')).asOf).toBe(inventory.clock);
    expect(errorOf(await invite('Northwind/Invoices', 'viewer')).kind).toBe('conflict');
  });

  it('it records another role', async () => {
    const dana = { userId: 'dana@corp.example', email: 'dana@corp.example' };
    valueOf(
      await change({
        type: 'member.set-role',
        workspaceId: 'Northwind/Contracts',
        ...dana,
        role: 'operator',
      }),
    );
    expect(await rolesIn('Northwind/Contracts')).toEqual([['dana@corp.example', 'operator']]);
    const gone = {
      type: 'member.set-role',
      workspaceId: 'Northwind/Invoices',
      ...dana,
      role: 'viewer',
    } as const;
    expect(errorOf(await change(gone)).kind).toBe('not-found');
  });

  it('it removes a member from all workspaces with the organization, and doesn’t restore them on adding back', async () => {
    const dana = { userId: 'dana@corp.example', email: 'dana@corp.example' };
    valueOf(await change({ type: 'member.remove', workspaceId: 'Northwind', ...dana }));
    expect(await rolesIn('Northwind')).toEqual([['ana@corp.example', 'super_admin']]);
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
    expect((await members('Northwind/Contracts')).asOf).toBe(inventory.clock);
    valueOf(
      await change({ type: 'member.invite', workspaceId: 'Northwind', email: dana.email, role: 'member' }),
    );
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
  });

  it('it records keys: created without a value, disabled, and deleted with the stored value', async () => {
    const at = { workspaceId: 'Northwind/Invoices' } as const;
    const made = valueOf(await change({ type: 'token.create', ...at, name: 'Runner', expiry: '' }));
    expect(made.createdToken).toBeNull();
    const runner = { ...at, tokenId: 'runner', name: 'Runner' };
    expect((await keys(at.workspaceId)).rows).toMatchObject([
      { id: 'runner', createdAt: knownValue(inventory.clock), enabled: knownValue(true) },
    ]);
    expect(errorOf(await change({ type: 'token.create', ...at, name: 'Runner', expiry: '' })).kind).toBe(
      'conflict',
    );
    valueOf(await change({ type: 'token.enable', ...runner, enabled: false }));
    expect((await keys(at.workspaceId)).rows).toMatchObject([{ enabled: knownValue(false) }]);
    await keepKey(at.workspaceId, 'runner', 'Value0123456789');
    valueOf(await change({ type: 'token.delete', ...runner }));
    expect((await keys(at.workspaceId)).rows).toEqual([]);
    expect([...inventory.storage.kept()]).toEqual([]);
  });

  it('it refuses what can’t be done there', async () => {
    expect(
      errorOf(await change({ type: 'workspace.delete', workspaceId: 'Northwind/Invoices' })),
    ).toMatchObject({
      kind: 'not-supported',
      sentence: textWith('sales@unstructured.io'),
    });
  });
});

describe('forgetting', () => {
  beforeEach(() => importRows(...sample));

  it('it forgets a key, a member, a workspace and an organization, with their stored values', async () => {
    await keepKey('Northwind/Contracts', 'parser', 'Value0123456789');
    valueOf(
      await apiVariant().forget(inventory.storage, 'Northwind', {
        of: 'member',
        userId: 'dana@corp.example',
      }),
    );
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
    valueOf(await apiVariant().forget(inventory.storage, 'Northwind/Invoices', { of: 'place' }));
    expect((await places()).rows.map(({ id }) => id)).toEqual(['Northwind', 'Northwind/Contracts']);
    valueOf(await apiVariant().forget(inventory.storage, 'Northwind', { of: 'place' }));
    expect((await places()).rows).toEqual([]);
    expect([...inventory.storage.kept()]).toEqual([]);
    expect(errorOf(await apiVariant().forget(inventory.storage, 'Northwind', { of: 'place' })).kind).toBe(
      'not-found',
    );
  });

  it('it forgets one key alone', async () => {
    await keepKey('Northwind/Contracts', 'parser', 'Value0123456789');
    valueOf(
      await apiVariant().forget(inventory.storage, 'Northwind/Contracts', { of: 'token', tokenId: 'parser' }),
    );
    expect((await keys('Northwind/Contracts')).rows).toEqual([]);
    expect([...inventory.storage.kept()]).toEqual([]);
  });
});
