import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src-main/files/csv.ts';
import { readInviteList } from '../../../src-main/files/invite-list.ts';

const roles = [
  { id: 'editor', label: 'Collaborator' },
  { id: 'approver', label: 'Approver' },
];
const read = (text: string) => readInviteList(text, { readList: async (list) => readCsv(list), roles });
/** Line, e-mail, name and role of each row, none of which has a problem. */
async function rows(text: string) {
  const list = await read(text);
  expect([list.problem, list.rows.map(({ problem }) => problem)]).toEqual([null, list.rows.map(() => null)]);
  return list.rows.map(({ line, email, name, role }) => [line, email, name, role]);
}
const problems = async (text: string) => (await read(text)).rows.map(({ line, problem }) => [line, problem]);

describe('a list of people to invite', () => {
  it('has its e-mail, name and role under whatever header people write over them', async () => {
    const text =
      'Full name;E-Mail Address;Workspace role\nAna Lee;ana@x.example;Approver\nBen;ben@x.example;\n';
    expect(await rows(text)).toEqual([
      [2, 'ana@x.example', 'Ana Lee', 'approver'],
      [3, 'ben@x.example', 'Ben', null],
    ]);
  });

  it('may name a role by its label or by its ID, whatever the case', async () => {
    expect(await rows('email,role\nana@x.example,COLLABORATOR\nben@x.example,editor\n')).toEqual([
      [2, 'ana@x.example', '', 'editor'],
      [3, 'ben@x.example', '', 'editor'],
    ]);
  });

  it('may be addresses alone, one or several a line, with the names of a mail client', async () => {
    expect(await rows('ana@x.example\n"Lee, Ben" <ben@x.example>; zoe@x.example\n')).toEqual([
      [1, 'ana@x.example', '', null],
      [2, 'ben@x.example', '', null],
      [2, 'zoe@x.example', '', null],
    ]);
  });

  it('may have columns without a header, where one holds addresses', async () => {
    expect(await rows('Ana Lee,ana@x.example,Approver\nBen Roe,ben@x.example,Collaborator\n')).toEqual([
      [1, 'ana@x.example', 'Ana Lee', 'approver'],
      [2, 'ben@x.example', 'Ben Roe', 'editor'],
    ]);
  });

  it('may be an export of members, whose heading comes first', async () => {
    const text = 'What,Members,\nFrom,Northwind,\n,,\nName,E-mail,Role\nAna,ana@x.example,Approver\n';
    expect(await rows(text)).toEqual([[5, 'ana@x.example', 'Ana', 'approver']]);
  });

  it('may be a JSON list of addresses or of people, as a YAML list becomes', async () => {
    const text = '["ana@x.example", {"email": "ben@x.example", "name": "Ben", "role": "Approver"}]';
    expect(await rows(text)).toEqual([
      [1, 'ana@x.example', '', null],
      [2, 'ben@x.example', 'Ben', 'approver'],
    ]);
  });

  it('says of each line what is wrong with it', async () => {
    const text =
      'email,role\n,Approver\nana,Approver\nana@x.example,King\nben@x.example,\nben@x.example,\nzoe@x.example,,more\n';
    expect(await problems(text)).toEqual([
      [2, 'The e-mail address is missing.'],
      [3, '“ana” isn’t an e-mail address.'],
      [4, 'This workspace has no role “King”.'],
      [5, null],
      [6, 'Line 5 already has this address.'],
      [7, 'This line has more cells than the header: “more”.'],
    ]);
    expect(await problems('[1, {"name": "Ana"}]')).toEqual([
      [1, 'The e-mail address is missing.'],
      [2, 'The e-mail address is missing.'],
    ]);
  });

  it('says which columns it doesn’t use', async () => {
    expect((await read('email,team,phone\nana@x.example,a,1\n')).ignored).toEqual(['team', 'phone']);
  });

  it('says why nothing of a text can be read', async () => {
    expect((await read('name,region\nAtlas,eu\n')).problem).toBe('This list has no e-mail addresses.');
    expect((await read('[{]')).problem).toMatch(/^This looks like JSON/);
    expect((await read('{"people": []}')).problem).toMatch(/isn’t a list of people/);
    expect((await read('email\n"ana')).problem).toMatch(/^Line 2: /);
    expect(await read('  ')).toEqual({ rows: [], problem: null, ignored: [] });
  });
});
