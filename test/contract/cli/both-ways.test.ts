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

describe('a change of a place whose lists were fetched at different times', () => {
  it('fetches those that it rests on, and says nothing of one that was never fetched', async () => {
    const at = ['Mobile', '--connection', 'workspaces-api'];
    await shared.profile.run(['members', 'list', ...at]);
    const invited = await shared.profile.run(['members', 'invite', ...at, email, '--role', 'viewer']);
    expect([invited.code, invited.stderr]).toEqual([0, expect.stringContaining('Done')]);
  });

  it('needs no list that it doesn’t rest on', async () => {
    const tokens = '/si/auth/workspaces/*/authTokens';
    shared.server.faults([{ path: tokens, method: 'GET', fault: { kind: 'status', status: 500 } }]);
    const invite = ['members', 'invite', 'Northwind Staging', email, '--yes'];
    const [invited, listed] = [
      await runOnServer(shared.server, 'system-initiative', invite),
      await runOnServer(shared.server, 'system-initiative', ['tokens', 'list', 'Northwind Staging']),
    ];
    shared.server.clearFaults();
    expect([invited.code, invited.stderr]).toEqual([0, expect.stringContaining('Done')]);
    expect(listed.code).toBe(1);
  });
});

describe('a file of changes', () => {
  const file = (connectionId: string, invited: string) =>
    JSON.stringify({
      changes: [
        {
          type: 'member.invite',
          connectionId,
          workspaceId: shared.server.workspaceId("Ana's laptop"),
          email: invited,
          role: null,
        },
      ],
    });

  it('is applied on a server alone, whatever the connection was called where it was written', async () => {
    const ended = await runOnServer(shared.server, 'system-initiative', ['apply', '-', '--yes'], {
      stdin: file('of-another-computer', email),
    });
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Done')]);
  });

  it('is planned with the app’s data although the lists were never fetched', async () => {
    const shown = await shared.profile.run(['connections', 'show', 'system-initiative', '--json']);
    const { connection } = shown.json() as { connection: { id: string } };
    const ended = await shared.profile.run(['plan', '-', '--json'], {
      stdin: file(connection.id, `2.${email}`),
    });
    expect([ended.code, outcomeOf(ended)]).toEqual([0, 'planned']);
  });

  it('that names several connections is refused on a server alone', async () => {
    const { changes } = JSON.parse(file('one', email)) as { changes: object[] };
    const two = JSON.stringify({ changes: [...changes, { ...changes[0], connectionId: 'two' }] });
    const ended = await runOnServer(shared.server, 'system-initiative', ['apply', '-', '--yes'], {
      stdin: two,
    });
    expect(ended.code).toBe(2);
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
