import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src-main/files/csv.ts';
import { readProvisionList, type NameColumn } from '../../../src-main/files/provision-list.ts';

const read = (
  text: string,
  nameProblem: (name: string) => string | null = () => null,
  nameColumn: NameColumn = null,
) => readProvisionList(text, { readList: async (list) => readCsv(list), nameColumn, nameProblem });
/** Line, name and settings of each row that can be made. */
const rows = async (text: string, nameColumn: NameColumn = null) => {
  const list = await read(text, () => null, nameColumn);
  expect([list.problem, list.rows.map(({ problem }) => problem)]).toEqual([null, list.rows.map(() => null)]);
  return list.rows.map(({ line, name, settings }) => [line, name, settings]);
};
const problems = async (text: string) => (await read(text)).rows.map(({ line, problem }) => [line, problem]);

describe('a list of workspaces to create', () => {
  it('can be one name per line, where empty lines count but are left out', async () => {
    expect(await rows('\uFEFFNorth\r\n\r\n  South, and more \n')).toEqual([
      [1, 'North', null],
      [3, 'South, and more', null],
    ]);
  });

  it('can be CSV with a header, whose other columns are settings', async () => {
    const text =
      'Name;allow_public_access;settings.default_role_id;region\n"North; West";TRUE;3;\nSouth;;;eu\n';
    expect(await rows(text)).toEqual([
      [2, 'North; West', '{"allow_public_access":true,"default_role_id":3}'],
      [3, 'South', '{"region":"eu"}'],
    ]);
  });

  it('can have all settings of a row as JSON in one column', async () => {
    expect(await rows('name,settings\nNorth,"{""a"":{""b"":1}}"\n')).toEqual([[2, 'North', '{"a":{"b":1}}']]);
    expect(await problems('name,settings\nNorth,[1]\n')).toEqual([[2, 'The settings aren’t a JSON object.']]);
  });

  it('keeps settings that are called as what every object inherits', async () => {
    const settings = '{"__proto__":{"a":1},"constructor":2}';
    expect(await rows(`name,settings\nNorth,"${settings.replaceAll('"', '""')}"\n`)).toEqual([
      [2, 'North', settings],
    ]);
    expect(await rows(`[{"name":"North","settings":${settings}}]`)).toEqual([[1, 'North', settings]]);
  });

  it('can be a JSON list of names, of objects, or the body of the request', async () => {
    expect(
      await rows('["North", {"name": "South", "settings": {"a": 1}}, {"name": "East", "settings": null}]'),
    ).toEqual([
      [1, 'North', null],
      [2, 'South', '{"a":1}'],
      [3, 'East', null],
    ]);
    expect(await rows('{"organization_id": 7, "workspaces": [{"name": "North"}]}')).toEqual([
      [1, 'North', null],
    ]);
  });

  it('can have its names under another header', async () => {
    expect(await rows('sep=;\nWorkspace name;region\nNorth;eu')).toEqual([[3, 'North', '{"region":"eu"}']]);
    expect(await rows('Workspace\nNorth')).toEqual([[2, 'North', null]]);
  });

  it('keeps long ids, codes and numbers that spreadsheets would change as they are written', async () => {
    expect(await rows('name,id,code,zip,size\nNorth,12345678901234567890,1E5,00501,42')).toEqual([
      [2, 'North', '{"id":"12345678901234567890","code":"1E5","zip":"00501","size":42}'],
    ]);
  });

  it('takes names as they read', async () => {
    expect(await rows('No\u200brth\u00a0 West')).toEqual([[1, 'North West', null]]);
    expect(await problems('North\nNor\u00adth')).toEqual([
      [1, null],
      [2, 'Line 1 already uses this name.'],
    ]);
  });

  it('asks which column holds the names where no header is known, and takes none for a workspace meanwhile', async () => {
    for (const text of [
      'sep=;\nTeam;Region\nNorth;eu',
      'Team,Region\nNorth,eu\nSouth,us',
      'Team\tRegion\nNorth\teu',
    ])
      expect(await read(text)).toEqual({ rows: [], problem: null, question: ['Team', 'Region'] });
  });

  it('goes by the column that was chosen, or takes every line for a name', async () => {
    const text = 'Team,Region\nNorth,eu\nSouth,us';
    expect(await rows(text, 0)).toEqual([
      [2, 'North', '{"Region":"eu"}'],
      [3, 'South', '{"Region":"us"}'],
    ]);
    expect((await rows(text, 'lines')).map(([, name]) => name)).toEqual([
      'Team,Region',
      'North,eu',
      'South,us',
    ]);
  });

  it('is no problem while it is empty', async () => {
    expect(await read(' \n')).toEqual({ rows: [], problem: null, question: null });
  });
});

describe('a problem of a list of workspaces', () => {
  it('is shown at its row', async () => {
    expect(await problems('North\nSouth\nNorth')).toEqual([
      [1, null],
      [2, null],
      [3, 'Line 1 already uses this name.'],
    ]);
    expect(await problems('name,a\n,1\nNorth,1,2')).toEqual([
      [2, 'The name is missing.'],
      [3, 'This line has more cells than the header: “2”.'],
    ]);
    expect(await problems('[{"name": 5}, {"name": "N", "settings": "x"}]')).toEqual([
      [1, 'The name is missing or isn’t text.'],
      [2, 'The settings aren’t a JSON object.'],
    ]);
    expect((await read('North', () => 'Too short.')).rows).toMatchObject([{ problem: 'Too short.' }]);
  });

  it('is a number in JSON that can’t be kept', async () => {
    expect((await read('[{"name": "North", "settings": {"id": 12345678901234567890}}]')).problem).toBe(
      'The number 12345678901234567890 is too long to be kept exactly. Put it in quotes.',
    );
    expect(await problems('name,settings\nNorth,"{""id"":12345678901234567890}"')).toEqual([
      [2, 'The number 12345678901234567890 is too long to be kept exactly. Put it in quotes.'],
    ]);
  });

  it('is a header with other separators than its rows', async () => {
    expect((await read('name,region\nNorth;eu\nSouth;us')).problem).toMatch(
      /separated by commas and the rows by semicolons/,
    );
  });

  it('is shown for the whole list where nothing can be read', async () => {
    expect((await read('[{"name": "North"')).problem).toMatch(/looks like JSON/);
    expect((await read('{"name": "North"}')).problem).toMatch(/isn’t a list of workspaces/);
    expect((await read('name,a\n"North,1')).problem).toMatch(/^Line 2: /);
    expect((await read('name,a\n')).problem).toMatch(/no workspace/);
    expect((await read(Array.from({ length: 1001 }, (_, n) => `W${n}`).join('\n'))).problem).toMatch(/1,001/);
  });
});
