import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputSchemas } from '../../../src-main/cli/output-schemas.ts';
import type { Core } from '../../../src-main/core.ts';
import { runHere, runOnServerHere } from '../../support/command-in-process.ts';
import { openProfileCore, runOnServer } from '../../support/command-line.ts';
import { shareProfile } from '../../support/shared-profile.ts';

const shared = shareProfile();

/** One workspace of each system of the sample data, and a person with access to it. */
const systems = [
  ['system-initiative', 'Northwind Production'],
  ['unstructured', 'Delivery notes'],
  ['workspaces-api', 'Checkout'],
  ['modbox', 'Northwind Agents'],
  ['system', 'Northwind Operations'],
] as const;
const person = 'ana@northwind.example';

const reading = (workspace: string): [command: string, words: string[]][] => [
  ['workspace list', []],
  ['workspace show', [workspace]],
  ['organization list', []],
  ['members list', [workspace]],
  ['invitations list', [workspace]],
  ['roles list', [workspace]],
  ['roles explain', [workspace, person]],
  ['tokens list', [workspace]],
  ['history', [workspace]],
  ['receipts list', []],
];

// In this process: that a process answers the same shows what is asked of servers alone.
describe('the lists of a profile', () => {
  let core: Core;
  beforeAll(async () => {
    core = await openProfileCore(shared.profile.folder);
  });
  afterAll(() => core.close());

  describe.each(systems)('on %s', (system, workspace) => {
    it.each(reading(workspace))('are printed by %s as its schema says', async (command, words) => {
      const ended = await runHere(core, [...command.split(' '), ...words, '--connection', system, '--json']);
      expectDocumented(command, ended.code, ended.json(), ended.stderr);
    });
  });
});

describe.each(systems)('reading from %s', (system, workspace) => {
  it('prints the members of a server alone, with the age of the list on standard error', async () => {
    const ended = await runOnServer(shared.server, system, ['members', 'list', workspace]);
    expect(ended.stderr).toContain('just now');
    expect(ended.stdout).toContain(person);
    expect(ended.code).toBe(0);
  });

  it('prints the lists of a server alone as their schemas say', async () => {
    // Each list in a process of its own for one system; what the others answer differently, they do in this process too.
    const run = system === 'system-initiative' ? runOnServer : runOnServerHere;
    for (const [command, words] of reading(workspace)) {
      const ended = await run(shared.server, system, [...command.split(' '), ...words, '--json']);
      expectDocumented(command, ended.code, ended.json(), ended.stderr);
    }
  });

  it('gives the same members both ways', async () => {
    const alone = await runOnServer(shared.server, system, ['members', 'list', workspace, '--ndjson']);
    const kept = await shared.profile.run(['members', 'list', workspace, '--connection', system, '--ndjson']);
    const ids = (stdout: string) =>
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { userId: string }).userId)
        .sort();
    expect(ids(alone.stdout)).toEqual(ids(kept.stdout));
  });
});

/** Exit 0 and the command's own shape; or exit 5 with a reason, where the system has no such list. */
function expectDocumented(command: string, code: number | null, json: unknown, stderr: string): void {
  if (code === 5) {
    expect(json).toMatchObject({ error: { exit: 'refused' } });
    expect(stderr.trim()).not.toBe('');
    return;
  }
  expect(stderr).not.toContain('Something went wrong');
  expect(outputSchemas[command]?.parse(json)).toEqual(json);
  expect(code).toBe(0);
}

describe('reading across connections', () => {
  it('shows where a person has access', async () => {
    await shared.profile.run(['connections', 'refresh']);
    const ended = await shared.profile.run(['who', person, '--json', '--offline']);
    expect(outputSchemas['who']?.parse(ended.json())).toEqual(ended.json());
    const { access } = ended.json() as { access: { workspace: string; role: { label: string } }[] };
    const found = access.find(({ workspace }) => workspace === 'Northwind Production');
    expect(found?.role.label).toBe('Owner');
  });

  it('says of a person’s tokens where some lists of them couldn’t be fetched', async () => {
    const ended = await shared.profile.run(['who', person, '--json', '--offline']);
    const { access } = ended.json() as { access: { connection: string; tokensComplete: boolean }[] };
    const completeOn = (connection: string) =>
      access.find((one) => one.connection === connection)?.tokensComplete;
    // Ana may list the tokens of all her workspaces on one, and not of each organization on the other.
    expect([completeOn('system-initiative'), completeOn('workspaces-api')]).toEqual([true, false]);
    const text = await shared.profile.run(['who', person, '--offline', '--connection', 'workspaces-api']);
    expect(text.stdout).toMatch(/≥ \d/);
  });

  it('never counts the tokens of others where a system lists only one’s own', async () => {
    const members = await shared.profile.run([
      ...['members', 'list', 'Northwind Agents', '--connection', 'modbox', '--json'],
    ]);
    const { members: rows } = members.json() as { members: { email: string }[] };
    const other = rows.find(({ email }) => email !== person)?.email ?? '';
    const asked = (email: string) =>
      shared.profile.run(['who', email, '--offline', '--connection', 'modbox', '--json']);
    const completeOf = (ended: { json(): unknown }) =>
      (ended.json() as { access: { tokensComplete: boolean }[] }).access.map((one) => one.tokensComplete);
    expect(new Set(completeOf(await asked(other)))).toEqual(new Set([false]));
    expect(new Set(completeOf(await asked(person)))).toEqual(new Set([true]));
    const text = await shared.profile.run(['who', other, '--offline', '--connection', 'modbox']);
    expect(text.stdout).toContain('Not known');
  });

  it.each(['people', 'tokens', 'workspaces'])('searches %s', async (list) => {
    const ended = await shared.profile.run(['search', 'north', '--in', list, '--json', '--offline']);
    expect(outputSchemas['search']?.parse(ended.json())).toEqual(ended.json());
    expect(ended.code).toBe(0);
  });

  it.each(['members', 'tokens', 'invitations'])('shows %s as of now', async (list) => {
    const ended = await shared.profile.run(['as-of', '0s', 'Northwind Production', '--list', list, '--json']);
    expect([0, 1]).toContain(ended.code);
    if (ended.code === 0) expect(outputSchemas['as-of']?.parse(ended.json())).toEqual(ended.json());
  });

  it('compares a workspace at two moments', async () => {
    const ended = await shared.profile.run(['diff', 'Northwind Production', '--from', '0s', '--json']);
    expect(outputSchemas['diff']?.parse(ended.json())).toEqual(ended.json());
    expect(ended.code).toBe(0);
  });

  it('never says that nothing changed since a moment that it knows nothing of', async () => {
    const ended = await shared.profile.run(['diff', 'Northwind Production', '--from', '90d']);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain('Nothing is known from before.');
    expect(ended.code).toBe(1);
  });

  it.each(['members', 'tokens', 'history', 'people', 'all-tokens', 'all-workspaces'])(
    'exports %s as CSV and JSON',
    async (list) => {
      const words = ['members', 'tokens'].includes(list) ? ['Northwind Production'] : [];
      const only = list === 'history' ? ['--connection', 'system-initiative'] : [];
      const csv = await shared.profile.run(['export', list, ...words, ...only]);
      const json = await shared.profile.run(['export', list, ...words, ...only, '--format', 'json']);
      expect(csv.stdout.split('\n').length).toBeGreaterThan(2);
      expect(() => json.json()).not.toThrow();
      expect([csv.code, json.code]).toEqual([0, 0]);
    },
  );

  it('says who is signed in where, and what a system doesn’t support', async () => {
    const list = await shared.profile.run(['connections', 'list', '--json']);
    expect(outputSchemas['connections list']?.parse(list.json())).toEqual(list.json());
    const show = await shared.profile.run(['connections', 'show', 'MODBOX', '--json']);
    expect(outputSchemas['connections show']?.parse(show.json())).toEqual(show.json());
  });
});
