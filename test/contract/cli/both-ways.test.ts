import { describe, expect, it } from 'vitest';
import { runOnServer, type Ended } from '../../support/command-line.ts';
import { shareProfile } from '../../support/shared-profile.ts';

/* The same changes on every system, with the data of the app and on a server alone; each is read back by the engine. */

const shared = shareProfile();

type Run = (...words: string[]) => Promise<Ended>;
const ways: [way: string, run: (system: string) => Run][] = [
  [
    'with the app’s data',
    (system) =>
      (...words) =>
        shared.profile.run([...words, '--connection', system]),
  ],
  [
    'on a server alone',
    (system) =>
      (...words) =>
        runOnServer(shared.server, system, words),
  ],
];

const email = 'both.ways@northwind.example';
const outcomeOf = (ended: Ended) =>
  ended.code === 0 ? (ended.json() as { outcome: string }).outcome : ended.stderr;

/** Changes of one workspace that take each other back, as the words of commands. */
const systems: [system: string, workspace: string, changes: string[][]][] = [
  [
    'system-initiative',
    'Northwind Production',
    [
      ['members', 'invite', email, '--role', 'approver'],
      ['members', 'role', email, 'collaborator'],
      ['members', 'remove', email],
      ['tokens', 'create', 'both ways', '--expiry', '30d'],
      ['tokens', 'revoke', 'both ways', '--confirm', 'Northwind Production'],
      ['tokens', 'delete', 'both ways', '--confirm', 'Northwind Production'],
    ],
  ],
  [
    'unstructured',
    'Delivery notes',
    [
      ['tokens', 'create', 'both ways'],
      ['tokens', 'disable', 'both ways'],
      ['tokens', 'enable', 'both ways'],
      ['tokens', 'delete', 'both ways', '--confirm', 'Delivery notes'],
    ],
  ],
  [
    'workspaces-api',
    'Checkout',
    [
      ['members', 'invite', email, '--role', 'developer'],
      ['invitations', 'cancel', email],
      ['tokens', 'create', 'both ways', '--expiry', '30d'],
      ['tokens', 'delete', 'both ways', '--confirm', 'Checkout'],
    ],
  ],
  [
    'modbox',
    'Northwind Agents',
    [
      ['members', 'invite', email, '--role', 'admin'],
      ['members', 'role', email, 'member'],
      ['members', 'remove', email],
    ],
  ],
  [
    'system',
    'Northwind Operations',
    [
      ['members', 'invite', email],
      ['invitations', 'cancel', email],
    ],
  ],
];

describe.each(systems)('changes on %s', (system, workspace, changes) => {
  it.each(ways)('are made and taken back %s', async (_, runOn) => {
    const run = runOn(system);
    const outcomes: [string, string][] = [];
    for (const [noun = '', verb = '', ...words] of changes) {
      const ended = await run(noun, verb, workspace, ...words, '--yes', '--json');
      outcomes.push([`${noun} ${verb}`, outcomeOf(ended)]);
    }
    expect(outcomes).toEqual(changes.map(([noun, verb]) => [`${noun} ${verb}`, 'done']));
  });
});

describe('an option that the system has no field for', () => {
  it.each([
    ['unstructured', ['tokens', 'create', 'Delivery notes', 'ci', '--expiry', '30d'], 'expiry'],
    ['modbox', ['tokens', 'create', 'Northwind Agents', 'ci', '--expiry', '30d'], 'expiry'],
    ['workspaces-api', ['workspace', 'update', 'Checkout', '--description', 'Live'], 'description'],
    ['system', ['workspace', 'update', 'Northwind Operations', '--description', 'Live'], 'description'],
  ])('refuses it on %s before anything is sent', async (system, words, field) => {
    const ended = await runOnServer(shared.server, system, [...words, '--yes']);
    expect(ended.stderr).toContain(`takes no ${field}`);
    expect(ended.code).toBe(5);
  });
});
