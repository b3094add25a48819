import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { outputSchemas } from '../../../src-main/cli/output-schemas.ts';
import type { Core } from '../../../src-main/core.ts';
import { runHere } from '../../support/command-in-process.ts';
import { openProfileCore, type Ended } from '../../support/command-line.ts';
import { shareProfile } from '../../support/shared-profile.ts';

/* What fetches is shown by a server that answers with errors: what doesn't ask it doesn't fail. */

const shared = shareProfile(async (profile) => {
  await profile.run(['connections', 'refresh', '--connection', 'system-initiative']);
  await profile.run(['connections', 'refresh', '--connection', 'modbox']);
});
afterEach(() => shared.server.clearFaults());

const place = 'Northwind Production';
const run = (...words: string[]): Promise<Ended> =>
  shared.profile.run([...words, '--connection', 'system-initiative']);
const failing = (path: string) => shared.server.faults([{ path, fault: { kind: 'status', status: 500 } }]);

/** Commands that read a list, and the words that they need. */
const reading: [command: string, words: string[]][] = [
  ['members list', [place]],
  ['tokens list', [place]],
  ['workspace list', []],
  ['workspace show', [place]],
  ['roles list', [place]],
  ['roles explain', [place, 'ana@northwind.example']],
  ['who', ['ana@northwind.example']],
  ['search', ['role:owner']],
  ['history', [place]],
  ['export', ['members', place]],
  ['export', ['people']],
];

/** Run in this process: which commands fetch, and when, needs no process of its own to be seen. */
describe('a reading command', () => {
  let core: Core;
  beforeAll(async () => {
    core = await openProfileCore(shared.profile.folder);
  });
  afterAll(() => core.close());
  const here = (...words: string[]) => runHere(core, [...words, '--connection', 'system-initiative']);

  it.each(reading)(
    'fetches what is older than --max-age and nothing else, and nothing with --offline: %s %j',
    async (command, words) => {
      failing('/si/**');
      const [young, old, offline] = [
        await here(...command.split(' '), ...words, '--max-age', '1d'),
        await here(...command.split(' '), ...words, '--max-age', '0s'),
        await here(...command.split(' '), ...words, '--offline'),
      ];
      expect([young.code, young.stderr]).toEqual([0, expect.anything()]);
      expect([old.code, old.stdout, old.stderr]).toEqual([1, '', expect.stringContaining('500')]);
      expect(offline.code).toBe(0);
    },
  );

  it.each([
    ['members list', [place]],
    ['tokens list', [place]],
    ['roles list', [place]],
    ['roles show', [place, 'approver']],
    ['roles explain', [place, 'ana@northwind.example']],
    ['history', [place]],
  ])('says the age of what it shows in the JSON and on standard error: %s', async (command, words) => {
    const ended = await here(...command.split(' '), ...words, '--json', '--offline');
    expect(outputSchemas[command]?.parse(ended.json())).toEqual(ended.json());
    const { freshness } = ended.json() as { freshness: { fetchedAt: number | null } };
    expect(freshness.fetchedAt).not.toBeNull();
    expect(ended.stderr).toMatch(/ as of .+ \(.+\)/);
  });
});

it('a command of its own process fetches what is older than --max-age, and nothing with --offline', async () => {
  failing('/si/**');
  const [old, offline] = [
    await run('members', 'list', place, '--max-age', '0s'),
    await run('members', 'list', place, '--offline'),
  ];
  expect([old.code, old.stdout, old.stderr]).toEqual([1, '', expect.stringContaining('500')]);
  expect([offline.code, offline.stderr]).toEqual([0, expect.stringContaining('as of')]);
});

describe('what was never fetched', () => {
  it.each([
    [['members', 'list', 'Checkout'], 'No fetched list has a workspace called “Checkout”'],
    [['workspace', 'list', '--connection', 'system'], 'there’s no copy to show'],
    [['search', 'north', '--connection', 'system'], 'There’s nothing to search yet'],
    [['search', 'north', '--in', 'tokens', '--connection', 'system'], 'There’s nothing to search yet'],
  ])('isn’t said to be none: %j ends with 6', async (words, said) => {
    const ended = await shared.profile.run([...words, '--offline']);
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([6, '', expect.stringContaining(said)]);
  });

  it('is left out of a list of several connections, which ends with 3', async () => {
    const ended = await shared.profile.run(['workspace', 'list', '--offline']);
    expect([ended.code, ended.stdout]).toEqual([3, expect.stringContaining(place)]);
    expect(ended.stderr).toContain('system: not fetched yet');
  });
});

describe('connections of which one can’t be asked', () => {
  it('shows its copy beside the others, says so, and ends with 3', async () => {
    failing('/modbox/**');
    const ended = await shared.profile.run(['who', 'ana@northwind.example', '--json', '--max-age', '0s']);
    const { access, failed } = ended.json() as {
      access: { connection: string }[];
      failed: { connection: string }[];
    };
    expect(outputSchemas['who']?.parse(ended.json())).toEqual(ended.json());
    expect(failed.map(({ connection }) => connection)).toEqual(['modbox']);
    expect(new Set(access.map(({ connection }) => connection))).toContain('modbox');
    expect(ended.stderr).toMatch(/modbox: .*500/);
    expect(ended.code).toBe(3);
  });

  it('lists the places of the others, and finds them by name', async () => {
    failing('/modbox/**');
    const list = await shared.profile.run(['workspace', 'list', '--refresh', '--json']);
    const { failed } = list.json() as { failed: { connection: string }[] };
    expect(outputSchemas['workspace list']?.parse(list.json())).toEqual(list.json());
    expect([list.code, failed.map(({ connection }) => connection)]).toEqual([3, ['modbox']]);
    const members = await shared.profile.run(['members', 'list', place, '--refresh']);
    expect([members.code, members.stdout]).toEqual([0, expect.stringContaining('ana@northwind.example')]);
  });

  it('refreshes the others, and says which failed', async () => {
    failing('/modbox/**');
    const ended = await shared.profile.run(['connections', 'refresh', '--json']);
    const { refreshed, failed } = ended.json() as {
      refreshed: { label: string }[];
      failed: { connection: string }[];
    };
    expect(outputSchemas['connections refresh']?.parse(ended.json())).toEqual(ended.json());
    expect(refreshed.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['system-initiative', 'system']),
    );
    expect(failed.map(({ connection }) => connection)).toContain('modbox');
    expect(ended.code).toBe(3);
  });
});
