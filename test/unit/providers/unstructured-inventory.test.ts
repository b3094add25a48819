import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { knownValue, none, notReported } from '../../../src-preload/contract/known.ts';
import { fail, type Result } from '../../../src-preload/contract/result.ts';
import type { HttpClient } from '../../../src-main/http/http.ts';
import type { InventoryFace } from '../../../src-main/providers/provider.ts';
import { unstructured } from '../../../src-main/providers/unstructured/provider.ts';
import { memoryDevice } from '../../support/device.ts';

const signal = new AbortController().signal;
const day = 86_400_000;
const start = Date.parse('2026-03-01T12:00:00Z');

/** A client that must not be used: nothing here goes over the network. */
const refuse = () => {
  throw new Error('the network was used');
};
const noHttp: HttpClient = { request: refuse, probe: refuse, forget: refuse };

let clock: number;
let device: ReturnType<typeof memoryDevice>;
beforeEach(() => {
  clock = start;
  device = memoryDevice(JSON.stringify({ name: 'Ana Oliveira', email: 'Ana@corp.example' }), {
    face: 'console',
    now: () => clock,
  });
});

const face = (): InventoryFace => {
  if (unstructured.inventory === null) throw new Error('no inventory');
  return unstructured.inventory;
};
const session = () =>
  unstructured.session(
    noHttp,
    {
      connectionId: 'c',
      address: 'https://platform.unstructuredapp.io',
      credential: null,
      allowInsecure: false,
    },
    device,
  );
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.sentence}`);
  return result.value;
}
function errorOf(result: Result<unknown>) {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}
const header = 'Organization,Workspace,E-mail,Name,Organization role,Workspace role,Key';
const importRows = async (...rows: string[]) =>
  valueOf(await face().import(device, [header, ...rows].join('\n')));
const preview = (...rows: string[]) => face().preview(device, [header, ...rows].join('\n'));

const places = async () => valueOf(await session().workspaces(signal));
const members = async (place: string) => valueOf(await session().members(place, signal));
const keys = async (place: string) => valueOf(await session().tokens(place, signal));
const rolesIn = async (place: string) => (await members(place)).rows.map(({ email, role }) => [email, role]);

type Change<R = ChangeRequest> = R extends { workspaceId: string } ? Omit<R, 'connectionId'> : never;
const perform = (change: Change) =>
  session().perform({ ...change, connectionId: 'c' }, { workspace: null }, signal);
const create = (organizationId: string, name: string) =>
  session().perform(
    {
      type: 'workspace.create',
      connectionId: 'c',
      kind: 'managed',
      name,
      description: '',
      url: '',
      isDefault: false,
      organizationId,
    },
    { workspace: null },
    signal,
  );

const sample = [
  'Northwind,,ana@corp.example,Ana Oliveira,Super Administrator,,',
  'Northwind,,dana@corp.example,Dana Levi,member,,',
  'Northwind,Contracts,dana@corp.example,,,Workspace Admin,',
  'Northwind,Contracts,,,,,Parser',
  'Northwind,Invoices,,,,,',
];

describe('importing', () => {
  it('makes organizations, workspaces, people with both roles, and keys', async () => {
    expect(await importRows(...sample)).toEqual({ kept: 5, left: 0 });
    expect((await places()).rows.map(({ id, scope, name, origin }) => [id, scope, name, origin])).toEqual([
      ['Northwind', 'organization', 'Northwind', 'entered'],
      ['Northwind/Contracts', 'workspace', 'Contracts', 'entered'],
      ['Northwind/Invoices', 'workspace', 'Invoices', 'entered'],
    ]);
    expect(await rolesIn('Northwind')).toEqual([
      ['ana@corp.example', 'super_admin'],
      ['dana@corp.example', 'member'],
    ]);
    expect((await members('Northwind/Contracts')).rows).toEqual([
      {
        userId: 'dana@corp.example',
        email: 'dana@corp.example',
        name: knownValue('Dana Levi'),
        role: 'admin',
        status: 'active',
        signedUpAt: notReported,
        enteredAt: knownValue(start),
      },
    ]);
    expect((await keys('Northwind/Contracts')).rows).toMatchObject([
      { name: knownValue('Parser'), enabled: knownValue(true), createdAt: notReported, probe: notReported },
    ]);
    await session().keepTokenValue?.('Northwind/Contracts', 'parser', 'AbCdEf0123456789AbCdEf');
    expect((await keys('Northwind/Contracts')).rows).toMatchObject([{ probe: none }]);
  });

  it('twice changes nothing but when it was said', async () => {
    await importRows(...sample);
    const before = { places: await places(), members: await members('Northwind') };
    clock += day;
    expect(preview(...sample).rows.map(({ effect }) => effect)).toEqual(
      sample.map(() => 'Confirms what is there.'),
    );
    await importRows(...sample.map((row) => row.replace('Contracts', 'CONTRACTS').replace('dana@', 'Dana@')));
    expect((await places()).rows.map(({ id, name }) => [id, name])).toEqual(
      before.places.rows.map(({ id, name }) => [id, name]),
    );
    expect((await members('Northwind')).rows.map(({ userId, email }) => [userId, email])).toEqual(
      before.members.rows.map(({ userId, email }) => [userId, email]),
    );
    expect((await members('Northwind')).asOf).toBe(start + day);
  });

  it('tells of each row what it adds or changes, and keeps nothing', async () => {
    await importRows(...sample);
    const { rows, problem } = preview(
      'northwind,,dana@corp.example,,Billing Administrator,,',
      'Northwind,Research,dana@corp.example,,,viewer,',
      'Fabrikam,,,,,,',
    );
    expect(problem).toBeNull();
    expect(rows.map(({ line, effect }) => [line, effect])).toEqual([
      [2, 'dana@corp.example: Account Member → Billing Administrator in “Northwind”.'],
      [3, 'Adds the workspace “Research” of “Northwind”. Adds dana@corp.example to “Research” as Viewer.'],
      [4, 'Adds the organization “Fabrikam”.'],
    ]);
    expect((await places()).rows).toHaveLength(3);
  });

  it.each([
    [',W,,,,,', 'organization is missing'],
    ['O,,nowhere,,member,,', 'not an e-mail'],
    ['O,,,Dana,,,', 'needs an e-mail'],
    ['O,,,,member,,', 'needs the e-mail'],
    ['O,,d@x.example,,owner,,', 'no role of an organization'],
    ['O,W,d@x.example,,member,super_admin,', 'no role of a workspace'],
    ['O,,d@x.example,,member,viewer,', 'needs the workspace'],
    ['O,,,,,,Key', 'needs the workspace'],
    ['O,,d@x.example,,,,', 'Say the organization role too'],
    ['O,W,d@x.example,,member,,', 'Say the workspace role'],
  ])('leaves out %s, and says why', async (row, words) => {
    expect(preview(row).rows[0]?.problem).toContain(words);
    expect(await importRows(row)).toEqual({ kept: 0, left: 1 });
    expect((await places()).rows).toEqual([]);
  });

  it('leaves out what builds on a row that is left out, and keeps the rest', async () => {
    const rows = [
      'O,W,d@x.example,,,viewer,',
      'O,,d@x.example,,owner,,',
      'O,,e@x.example,,member,,',
      'O,W,e@x.example,,,viewer,',
    ];
    expect(await importRows(...rows)).toEqual({ kept: 2, left: 2 });
    expect(await rolesIn('O/W')).toEqual([['e@x.example', 'viewer']]);
  });

  it('doesn’t care which row comes first', async () => {
    await importRows('O,W,d@x.example,Dana,,viewer,', 'O,,d@x.example,,member,,');
    expect((await members('O/W')).rows).toMatchObject([{ role: 'viewer', name: knownValue('Dana') }]);
  });

  it.each([
    ['', 'nothing in it'],
    ['name,email\nx,y', '“organization” is not among them'],
    ['organization,Organisation\nx,y', 'twice'],
    ['organization\n"x', 'Line 2'],
  ])('refuses a text without sense: %s', async (text, words) => {
    expect(face().preview(device, text).problem).toContain(words);
    expect(errorOf(await face().import(device, text)).kind).toBe('invalid');
  });

  it('takes thousands of rows', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `O,W${index % 20},p${index}@x.example,,member,viewer,`,
    );
    expect(await importRows(...rows)).toEqual({ kept: 5000, left: 0 });
    expect((await members('O')).rows).toHaveLength(5000);
    expect((await members('O/W7')).rows).toHaveLength(250);
  });
});

describe('exporting', () => {
  it('is read back as the same inventory', async () => {
    await importRows(...sample, '"A, ""B"" / C",,x@y.example,,member,,');
    await perform({
      type: 'token.enable',
      workspaceId: 'Northwind/Contracts',
      tokenId: 'parser',
      name: 'Parser',
      enabled: false,
    });
    const text = face().exportCsv(device);
    expect(text.split('\r\n')[0]).toBe(
      'organization,workspace,email,name,organization role,workspace role,key,organization kind,key state',
    );
    const copy = memoryDevice('', { face: 'console', now: () => clock });
    const { kept, left } = valueOf(await face().import(copy, text));
    expect([kept > 0, left]).toEqual([true, 0]);
    expect(face().exportCsv(copy)).toBe(text);
    expect(text).toContain('disabled');
  });

  it('never has a key’s value', async () => {
    await importRows(...sample);
    await session().keepTokenValue?.('Northwind/Contracts', 'parser', 'AbCdEf0123456789AbCdEf');
    expect(device.kept().get('key:Northwind/Contracts:parser')).toBe('AbCdEf0123456789AbCdEf');
    expect(face().exportCsv(device) + JSON.stringify(device.inventory.read())).not.toContain('AbCdEf');
  });
});

describe('reading', () => {
  it('an empty inventory is empty, as of now', async () => {
    expect(await places()).toEqual({ rows: [], unreadable: 0, serverDate: null, asOf: null });
  });

  it('my role is what the inventory says; not being in it says nothing', async () => {
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

  it('a personal account says what it doesn’t have', async () => {
    await face().import(device, 'organization,workspace,organization kind\nAna,Personal workspace,personal');
    const { rows } = await places();
    expect(rows.map(({ unavailable }) => Object.keys(unavailable).sort())).toEqual([
      ['member.invite', 'member.remove', 'member.set-role', 'workspace.create', 'workspace.delete'],
      ['member.invite', 'member.remove', 'member.set-role', 'workspace.create', 'workspace.delete'],
    ]);
    expect(rows[0]?.facts).toContainEqual({ label: 'Kind', value: 'Personal account' });
    expect(errorOf(await create('Ana', 'Second')).kind).toBe('not-allowed');
    expect(preview('Ana,Second,,,,,').rows[0]?.problem).toContain('exactly one');
  });

  it('says how and when a place came in', async () => {
    await importRows('O,,,,,,');
    clock += day;
    await create('O', 'Made');
    const facts = (await places()).rows.map(({ facts: all }) => all.at(-1)?.value);
    expect(facts).toEqual(['Entered on 1 Mar 2026', 'Marked as done on 2 Mar 2026']);
    expect((await places()).asOf).toBe(start + day);
  });

  it('one that a newer Steward kept is left alone, and said so', async () => {
    await device.inventory.write({ version: 2, organizations: [] });
    expect(errorOf(await session().workspaces(signal)).kind).toBe('store-unavailable');
    expect((await face().import(device, `${header}\nO,,,,,,`)).ok).toBe(false);
    expect(device.inventory.read()).toEqual({ version: 2, organizations: [] });
  });

  it('what can’t be written is said', async () => {
    const error = { kind: 'disk-full', sentence: 's', nextStep: 'n', retryable: true, detail: null } as const;
    const full = { ...device, inventory: { ...device.inventory, write: async () => fail(error) } };
    expect(errorOf(await face().import(full, `${header}\nO,,,,,,`)).kind).toBe('disk-full');
  });
});

describe('marking as done', () => {
  beforeEach(async () => {
    await importRows(...sample);
    clock += day;
  });

  it('a new workspace', async () => {
    expect(valueOf(await create('Northwind', 'Research')).createdWorkspaceId).toBe('Northwind/Research');
    expect((await places()).rows.map(({ name }) => name)).toContain('Research');
    expect(errorOf(await create('Northwind', 'research')).kind).toBe('conflict');
    expect(errorOf(await create('Nowhere', 'Research')).kind).toBe('not-found');
  });

  it('a member of the organization, then of a workspace', async () => {
    const invite = (workspaceId: string, role: string | null) =>
      perform({ type: 'member.invite', workspaceId, email: 'eve@corp.example', role });
    expect(errorOf(await invite('Northwind/Invoices', 'viewer'))).toMatchObject({
      kind: 'not-allowed',
      nextStep: expect.stringContaining('Add them to the organization first') as unknown,
    });
    expect(errorOf(await invite('Northwind', null)).kind).toBe('invalid');
    valueOf(await invite('Northwind', 'member'));
    valueOf(await invite('Northwind/Invoices', 'viewer'));
    expect(await rolesIn('Northwind/Invoices')).toEqual([['eve@corp.example', 'viewer']]);
    expect((await members('Northwind/Invoices')).asOf).toBe(clock);
    expect(errorOf(await invite('Northwind/Invoices', 'viewer')).kind).toBe('conflict');
  });

  it('another role', async () => {
    const dana = { userId: 'dana@corp.example', email: 'dana@corp.example' };
    valueOf(
      await perform({
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
    expect(errorOf(await perform(gone)).kind).toBe('not-found');
  });

  it('removing from the organization removes from its workspaces; adding back doesn’t restore that', async () => {
    const dana = { userId: 'dana@corp.example', email: 'dana@corp.example' };
    valueOf(await perform({ type: 'member.remove', workspaceId: 'Northwind', ...dana }));
    expect(await rolesIn('Northwind')).toEqual([['ana@corp.example', 'super_admin']]);
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
    expect((await members('Northwind/Contracts')).asOf).toBe(clock);
    valueOf(
      await perform({ type: 'member.invite', workspaceId: 'Northwind', email: dana.email, role: 'member' }),
    );
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
  });

  it('keys: made without a value, switched off, deleted with what was kept of them', async () => {
    const at = { workspaceId: 'Northwind/Invoices' } as const;
    const made = valueOf(await perform({ type: 'token.create', ...at, name: 'Runner', expiry: '' }));
    expect(made.createdToken).toBeNull();
    const runner = { ...at, tokenId: 'runner', name: 'Runner' };
    expect((await keys(at.workspaceId)).rows).toMatchObject([
      { id: 'runner', createdAt: knownValue(clock), enabled: knownValue(true) },
    ]);
    expect(errorOf(await perform({ type: 'token.create', ...at, name: 'Runner', expiry: '' })).kind).toBe(
      'conflict',
    );
    valueOf(await perform({ type: 'token.enable', ...runner, enabled: false }));
    expect((await keys(at.workspaceId)).rows).toMatchObject([{ enabled: knownValue(false) }]);
    await session().keepTokenValue?.(at.workspaceId, 'runner', 'Value0123456789');
    valueOf(await perform({ type: 'token.delete', ...runner }));
    expect((await keys(at.workspaceId)).rows).toEqual([]);
    expect([...device.kept()]).toEqual([]);
  });

  it('what nobody can do there is refused', async () => {
    expect(
      errorOf(await perform({ type: 'workspace.delete', workspaceId: 'Northwind/Invoices' })),
    ).toMatchObject({
      kind: 'not-supported',
      sentence: expect.stringContaining('sales@unstructured.io') as unknown,
    });
  });
});

describe('forgetting', () => {
  beforeEach(() => importRows(...sample));

  it('a key, a member, a workspace, an organization: with the values kept', async () => {
    await session().keepTokenValue?.('Northwind/Contracts', 'parser', 'Value0123456789');
    valueOf(await face().forget(device, 'Northwind', { of: 'member', userId: 'dana@corp.example' }));
    expect(await rolesIn('Northwind/Contracts')).toEqual([]);
    valueOf(await face().forget(device, 'Northwind/Invoices', { of: 'place' }));
    expect((await places()).rows.map(({ id }) => id)).toEqual(['Northwind', 'Northwind/Contracts']);
    valueOf(await face().forget(device, 'Northwind', { of: 'place' }));
    expect((await places()).rows).toEqual([]);
    expect([...device.kept()]).toEqual([]);
    expect(errorOf(await face().forget(device, 'Northwind', { of: 'place' })).kind).toBe('not-found');
  });

  it('one key alone', async () => {
    await session().keepTokenValue?.('Northwind/Contracts', 'parser', 'Value0123456789');
    valueOf(await face().forget(device, 'Northwind/Contracts', { of: 'token', tokenId: 'parser' }));
    expect((await keys('Northwind/Contracts')).rows).toEqual([]);
    expect([...device.kept()]).toEqual([]);
  });
});

describe('the steps', () => {
  const steps = async (change: Change) => {
    const workspace = (await places()).rows.find(({ id }) => id === change.workspaceId) ?? null;
    return face().steps({ ...change, connectionId: 'c' }, { workspace });
  };
  const clicked = (all: string[]) =>
    all.flatMap((step) => [...step.matchAll(/“([^”]+)”/g)].map((hit) => hit[1]));
  beforeEach(() => importRows(...sample));

  it('of adding somebody to a workspace, in the documents’ order', async () => {
    const all = await steps({
      type: 'member.invite',
      workspaceId: 'Northwind/Contracts',
      email: 'ana@corp.example',
      role: 'developer',
    });
    expect(clicked(all)).toEqual([
      'Northwind',
      'Contracts',
      'Settings',
      'Manage Workspace',
      'Members',
      'Add New Member',
      'Add New Member',
      'Developer',
      'Continue',
    ]);
    expect(all[0]).toContain('ana@corp.example is a member of the organization Northwind');
    expect(all).toHaveLength(11);
  });

  it.each([
    [
      { type: 'member.set-role', userId: 'x', email: 'x@y.example', role: 'viewer' } as const,
      [
        'Northwind',
        'Contracts',
        'Settings',
        'Manage Workspace',
        'Members',
        'Edit Permissions',
        'Viewer',
        'Continue',
      ],
    ],
    [
      { type: 'member.remove', userId: 'x', email: 'x@y.example' } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'Members', 'Remove Member', 'Continue'],
    ],
    [
      { type: 'token.delete', tokenId: 'parser', name: 'Parser' } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'API Keys', 'Parser', 'Delete', 'Continue'],
    ],
    [
      { type: 'token.enable', tokenId: 'parser', name: 'Parser', enabled: false } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'API Keys', 'Parser'],
    ],
    [
      { type: 'token.create', name: 'Runner', expiry: '' } as const,
      [
        'Northwind',
        'Contracts',
        'Settings',
        'Manage Workspace',
        'API Keys',
        'Generate New Key',
        'Continue',
        'Runner',
      ],
    ],
  ])('in a workspace: $type', async (change, expected) => {
    expect(clicked(await steps({ ...change, workspaceId: 'Northwind/Contracts' }))).toEqual(expected);
  });

  it('of adding somebody to an organization', async () => {
    const all = await steps({
      type: 'member.invite',
      workspaceId: 'Northwind',
      email: 'eve@corp.example',
      role: 'member',
    });
    expect(clicked(all)).toEqual([
      'Northwind',
      'Settings',
      'Manage Account',
      'Members',
      'New Member',
      'Add New Member',
      'Account Member',
      'Continue',
    ]);
  });

  it('of making a workspace, named without a row at hand', () => {
    const all = face().steps(
      {
        type: 'workspace.create',
        connectionId: 'c',
        kind: 'managed',
        name: 'Research',
        description: '',
        url: '',
        isDefault: false,
        organizationId: encodeURIComponent('A/B Ltd'),
      },
      { workspace: null },
    );
    expect(clicked(all)).toEqual([
      'A/B Ltd',
      'Settings',
      'View All Workspaces',
      'New Workspace',
      'Create New Workspace',
      'Continue',
    ]);
    expect(all).toContain('In the “Create New Workspace” dialog, enter the name: Research');
  });

  it('of what nobody can do there: none', async () => {
    expect(await steps({ type: 'workspace.delete', workspaceId: 'Northwind/Contracts' })).toEqual([]);
  });
});

describe('signing in by entering', () => {
  const target = { connectionId: null, address: 'https://x.example', credential: null, allowInsecure: false };
  const enter = (values: Record<string, string>) =>
    unstructured.formSignIn(noHttp, target, { method: 'entered', values, options: {} }, signal);

  it('is who was entered, without asking anybody', async () => {
    const step = valueOf(await enter({ name: ' Ana Oliveira ', email: 'Ana@corp.example' }));
    if (step.step !== 'secret') throw new Error('a code was asked for');
    const entered = memoryDevice(step.secret, { face: 'console' });
    expect(valueOf(await unstructured.session(noHttp, target, entered).whoami(signal))).toEqual({
      userId: 'ana@corp.example',
      name: 'Ana Oliveira',
      email: 'Ana@corp.example',
    });
    expect(valueOf(unstructured.inspectCredential(step.secret)).expiresAt).toEqual(none);
  });

  it('wants both, field by field', async () => {
    const error = errorOf(await enter({ name: '', email: 'ana' }));
    expect(error.kind === 'invalid' && error.fields.map(({ path }) => path)).toEqual(['name', 'email']);
  });
});
