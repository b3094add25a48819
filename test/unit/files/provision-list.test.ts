import { describe, expect, it } from 'vitest';
import { readProvisionList } from '../../../src-main/files/provision-list.ts';

const read = (text: string, nameProblem: (name: string) => string | null = () => null) =>
  readProvisionList(text, nameProblem);
/** Line, name and settings of each row that can be made. */
const rows = (text: string) => {
  const list = read(text);
  expect([list.problem, list.rows.map(({ problem }) => problem)]).toEqual([null, list.rows.map(() => null)]);
  return list.rows.map(({ line, name, settings }) => [line, name, settings]);
};
const problems = (text: string) => read(text).rows.map(({ line, problem }) => [line, problem]);

describe('a list of workspaces to create', () => {
  it('can be one name per line, where empty lines count but are left out', () => {
    expect(rows('\uFEFFNorth\r\n\r\n  South, and more \n')).toEqual([
      [1, 'North', null],
      [3, 'South, and more', null],
    ]);
  });

  it('can be CSV with a header, whose other columns are settings', () => {
    const text =
      'Name;allow_public_access;settings.default_role_id;region\n"North; West";TRUE;3;\nSouth;;;eu\n';
    expect(rows(text)).toEqual([
      [2, 'North; West', '{"allow_public_access":true,"default_role_id":3}'],
      [3, 'South', '{"region":"eu"}'],
    ]);
  });

  it('can have all settings of a row as JSON in one column', () => {
    expect(rows('name,settings\nNorth,"{""a"":{""b"":1}}"\n')).toEqual([[2, 'North', '{"a":{"b":1}}']]);
    expect(problems('name,settings\nNorth,[1]\n')).toEqual([[2, 'The settings aren’t a JSON object.']]);
  });

  it('can be a JSON list of names, of objects, or the body of the request', () => {
    expect(
      rows('["North", {"name": "South", "settings": {"a": 1}}, {"name": "East", "settings": null}]'),
    ).toEqual([
      [1, 'North', null],
      [2, 'South', '{"a":1}'],
      [3, 'East', null],
    ]);
    expect(rows('{"organization_id": 7, "workspaces": [{"name": "North"}]}')).toEqual([[1, 'North', null]]);
  });

  it('is no problem while it is empty', () => {
    expect(read(' \n')).toEqual({ rows: [], problem: null });
  });
});

describe('a problem of a list of workspaces', () => {
  it('is shown at its row', () => {
    expect(problems('North\nSouth\nNorth')).toEqual([
      [1, null],
      [2, null],
      [3, 'Line 1 already uses this name.'],
    ]);
    expect(problems('name,a\n,1\nNorth,1,2')).toEqual([
      [2, 'The name is missing.'],
      [3, 'This line has more columns than the header’s 2.'],
    ]);
    expect(problems('[{"name": 5}, {"name": "N", "settings": "x"}]')).toEqual([
      [1, 'The name is missing or isn’t text.'],
      [2, 'The settings aren’t a JSON object.'],
    ]);
    expect(read('North', () => 'Too short.').rows).toMatchObject([{ problem: 'Too short.' }]);
  });

  it('is shown for the whole list where nothing can be read', () => {
    expect(read('[{"name": "North"').problem).toMatch(/looks like JSON/);
    expect(read('{"name": "North"}').problem).toMatch(/isn’t a list of workspaces/);
    expect(read('name,a\n"North,1').problem).toMatch(/^Line 2: /);
    expect(read('name,a\n').problem).toMatch(/no workspace/);
    expect(read(Array.from({ length: 1001 }, (_, n) => `W${n}`).join('\n')).problem).toMatch(/1,001/);
  });
});
