import { expect, it } from 'vitest';
import { diagnosticGroups, diagnosticText } from '../../src-main/diagnostics/report.ts';
import { noPolicy } from '../../src-main/policy/policy.ts';
import { defaultSettings } from '../../src-preload/shared/settings/table.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { plainError } from '../../src-main/base/errors.ts';
import { startConnectedCore } from '../support/core.ts';

const parts = {
  versions: { Steward: '1.0.0' },
  vault: { state: 'open', backend: 'memory', name: '' },
  keyring: { state: 'none', why: '' },
  instance: { state: 'stopped' },
  proxies: [],
  settings: defaultSettings,
  policy: noPolicy,
  online: true,
  onBattery: false,
} as const;

it('a report says of each part and connection how it is', async () => {
  const { core, close } = await startConnectedCore();
  const groups = await diagnosticGroups({ ...parts, core: ok(core), now: Date.now() });
  const rows = Object.fromEntries(groups.flatMap(({ rows: all }) => all.map((row) => [row.name, row])));
  expect(rows).toMatchObject({
    Steward: { value: '1.0.0', state: 'fact' },
    Vault: { value: 'Open (in memory)', state: 'ok' },
    Writer: { value: 'Answers', state: 'ok' },
    Search: { value: 'Answers', state: 'ok' },
    Keyring: { value: 'None', state: 'fact' },
  });
  const [connection] = groups.find(({ title }) => title === 'Connections')?.rows ?? [];
  expect(connection?.name).toMatch(/^1 · System Initiative · /);
  expect(connection?.value).toMatch(/ · Signed in · .* · Refreshed /);
  expect(diagnosticText({ groups, log: ['{"msg":"x"}'] })).toContain('  + Writer: Answers');
  await close();
});

it('what a report says of a part begins with a capital', async () => {
  const { core, close } = await startConnectedCore();
  const groups = await diagnosticGroups({ ...parts, core: ok(core), now: Date.now() });
  const values = groups
    .flatMap(({ title, rows }) => (title === 'Parts' ? rows : []))
    .map(({ value }) => value);
  expect(values.filter((value) => /^\p{Ll}/u.test(value))).toEqual([]);
  await close();
});

it('a local instance that isn’t running is neither working nor broken', async () => {
  const stopped = {
    ...parts,
    core: fail(plainError('vault-locked', 'Steward is locked.', 'Unlock it.')),
    now: 0,
  };
  const stateOf = async (instance: Parameters<typeof diagnosticGroups>[0]['instance']) =>
    (await diagnosticGroups({ ...stopped, instance }))
      .flatMap(({ rows }) => rows)
      .find(({ name }) => name === 'Local instance');
  expect(await stateOf({ state: 'stopped' })).toMatchObject({ value: 'Stopped', state: 'fact' });
  expect(await stateOf({ state: 'starting' })).toMatchObject({ value: 'Starting', state: 'fact' });
  expect(await stateOf({ state: 'running', url: '' })).toMatchObject({ value: 'Running', state: 'ok' });
});

it('a report while the databases are closed, or the local instance and the policy failed, says so', async () => {
  const groups = await diagnosticGroups({
    ...parts,
    vault: { state: 'locked', by: 'passphrase', name: '' },
    instance: { state: 'failed', sentence: '', nextStep: '' },
    policy: { state: 'unusable', file: '', problem: '' },
    core: fail(plainError('vault-locked', 'Steward is locked.', 'Unlock it.')),
    now: 0,
  });
  const bad = groups.flatMap(({ rows }) =>
    rows.filter(({ state }) => state === 'bad').map(({ name }) => name),
  );
  expect(bad).toEqual(['Vault', 'Databases', 'Local instance', 'Policy']);
});
