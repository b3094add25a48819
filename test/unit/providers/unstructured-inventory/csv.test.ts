import { describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../../src-preload/shared/known.ts';
import { memoryStorage } from '../../../support/connection-storage.ts';
import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { day, start } from '../../../support/time.ts';
import { apiVariant, inventoryOfAna, lists, sample } from './inventory.ts';

const inventory = inventoryOfAna();
const { importRows, preview, places, members, keys, rolesIn, change, keepKey } = inventory;
/** Of a list with a header of its own. */
const previewOf = (text: string) =>
  apiVariant().preview(inventory.storage.inventory.read(), text, inventory.clock);
const importOf = (text: string, storage = inventory.storage) =>
  lists.import({ provider: unstructured, storage }, text);

describe('importing', () => {
  it('it adds organizations, workspaces, people with both roles, and keys', async () => {
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
    await keepKey('Northwind/Contracts', 'parser', 'AbCdEf0123456789AbCdEf');
    expect((await keys('Northwind/Contracts')).rows).toMatchObject([{ probe: none }]);
  });

  it('it takes the address and the name out of a cell as mail clients write them', async () => {
    await importRows('Northwind,,Dana Levi <dana@corp.example>,,member,,');
    expect((await members('Northwind')).rows).toMatchObject([
      { email: 'dana@corp.example', name: knownValue('Dana Levi') },
    ]);
  });

  it('it changes only the date when the same file is imported twice', async () => {
    await importRows(...sample);
    const before = { places: await places(), members: await members('Northwind') };
    inventory.clock += day;
    expect(preview(...sample).rows.map(({ effect }) => effect)).toEqual(
      sample.map(() => 'Confirms the existing entry.'),
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

  it('it previews what each row adds or changes, and saves nothing', async () => {
    await importRows(...sample);
    const { rows, problem } = preview(
      'northwind,,dana@corp.example,,Billing Administrator,,',
      'Northwind,Research,dana@corp.example,,,viewer,',
      'Fabrikam,,,,,,',
    );
    expect(problem).toBeNull();
    expect(rows.map(({ line, effect }) => [line, effect])).toEqual([
      [2, 'dana@corp.example: Account Member → Billing Administrator in “Northwind”.'],
      [3, 'Adds the workspace “Research” in “Northwind”. Adds dana@corp.example to “Research” as Viewer.'],
      [4, 'Adds the organization “Fabrikam”.'],
    ]);
    expect((await places()).rows).toHaveLength(3);
  });

  it.each([
    [',W,,,,,', 'organization is missing'],
    ['O,,nowhere,,member,,', 'isn’t an e-mail'],
    ['O,,d..l@x.example,,member,,', 'isn’t an e-mail'],
    ['O,,,Dana,,,', 'needs an e-mail'],
    ['O,,,,member,,', 'needs the person’s e-mail'],
    ['O,,d@x.example,,owner,,', 'isn’t a role of an organization'],
    ['O,W,d@x.example,,member,super_admin,', 'isn’t a role of a workspace'],
    ['O,,d@x.example,,member,viewer,', 'needs a workspace'],
    ['O,,,,,,Key', 'needs a workspace'],
    ['O,,d@x.example,,,,', 'Add the organization role'],
    ['O,W,d@x.example,,member,,', 'Add the workspace role'],
  ])('it leaves out %s and says why', async (row, words) => {
    expect(preview(row).rows[0]?.problem).toContain(words);
    expect(await importRows(row)).toEqual({ kept: 0, left: 1 });
    expect((await places()).rows).toEqual([]);
  });

  it('it leaves out rows that depend on a skipped row, and keeps the rest', async () => {
    const rows = [
      'O,W,d@x.example,,,viewer,',
      'O,,d@x.example,,owner,,',
      'O,,e@x.example,,member,,',
      'O,W,e@x.example,,,viewer,',
    ];
    expect(await importRows(...rows)).toEqual({ kept: 2, left: 2 });
    expect(await rolesIn('O/W')).toEqual([['e@x.example', 'viewer']]);
  });

  it('it accepts rows in any order', async () => {
    await importRows('O,W,d@x.example,Dana,,viewer,', 'O,,d@x.example,,member,,');
    expect((await members('O/W')).rows).toMatchObject([{ role: 'viewer', name: knownValue('Dana') }]);
  });

  it.each([
    ['', 'file is empty'],
    ['name,email\nx,y', 'include “organization”'],
    ['organization,Organisation\nx,y', 'twice'],
    ['organization\n"x', 'Line 2'],
  ])('it refuses a text that it can’t read: %s', async (text, words) => {
    expect(previewOf(text).problem).toContain(words);
    expect(errorOf(await importOf(text)).kind).toBe('invalid');
  });

  it('it finds columns under other names, and says which columns it doesn’t read', async () => {
    const text = 'Org;Full Name;Email Address;Organisation Role;Phone\nO;Dana Levi;d@x.example;member;1\n';
    expect(previewOf(text)).toMatchObject({
      renamed: [
        { column: 'organization', header: 'Org' },
        { column: 'email', header: 'Email Address' },
        { column: 'name', header: 'Full Name' },
      ],
      ignored: ['Phone'],
      problem: null,
    });
    expect(await importOf(text)).toMatchObject({ value: { kept: 1, left: 0 } });
    expect((await members('O')).rows).toMatchObject([{ name: knownValue('Dana Levi') }]);
  });

  it('it takes no row that has more cells than the header, and names them', () => {
    const { rows } = previewOf('organization,email\nO,d@x.example,member\n');
    expect(rows[0]?.problem).toBe('This line has more cells than the header: “member”.');
  });

  it('it takes an address and a name as they read', async () => {
    await importRows('O\u200b,,d\u00ad@x.example；,Dana\u00a0Levi,member,,');
    expect(await rolesIn('O')).toEqual([['d@x.example', 'member']]);
  });

  it('it imports thousands of rows', async () => {
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
  it('it exports what it can read back as the same inventory', async () => {
    await importRows(...sample, '"A, ""B"" / C",,x@y.example,,member,,');
    await change({
      type: 'token.enable',
      workspaceId: 'Northwind/Contracts',
      tokenId: 'parser',
      name: 'Parser',
      enabled: false,
    });
    const text = apiVariant().exportCsv(inventory.storage);
    expect(text.split('\r\n')[0]).toBe(
      '\uFEFForganization,workspace,email,name,organization role,workspace role,key,organization kind,key state',
    );
    const copy = memoryStorage('', { apiVariant: 'console', now: () => inventory.clock });
    const { kept, left } = valueOf(await importOf(text, copy));
    expect([kept > 0, left]).toEqual([true, 0]);
    expect(apiVariant().exportCsv(copy)).toBe(text);
    expect(text).toContain('disabled');
  });

  it('it exports nothing that a spreadsheet would run, and reads it back as it was', async () => {
    await importRows('"=1+1",,"d@x.example","a;=HYPERLINK(1)",member,,');
    const text = apiVariant().exportCsv(inventory.storage);
    expect(text).toContain(`'=1+1,,d@x.example,"a;'=HYPERLINK(1)"`);
    const copy = memoryStorage('', { apiVariant: 'console', now: () => inventory.clock });
    await importOf(text, copy);
    expect(apiVariant().exportCsv(copy)).toBe(text);
  });

  it('it never exports a key’s value', async () => {
    await importRows(...sample);
    await keepKey('Northwind/Contracts', 'parser', 'AbCdEf0123456789AbCdEf');
    expect(inventory.storage.kept().get('key:Northwind/Contracts:parser')).toBe('AbCdEf0123456789AbCdEf');
    expect(
      apiVariant().exportCsv(inventory.storage) + JSON.stringify(inventory.storage.inventory.read()),
    ).not.toContain('AbCdEf');
  });
});
