import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandEnd, valueOf } from '../../../src-main/cli/command-end.ts';
import type { CommandContext } from '../../../src-main/cli/command.ts';
import { commands } from '../../../src-main/cli/definitions/commands.ts';
import { nameOf } from '../../../src-main/cli/definitions/definition.ts';
import { answerCall } from '../../../src-main/cli/runtime/answer.ts';
import type { CallName, CallOutputOf } from '../../../src-main/cli/runtime/call-schemas.ts';
import { createCommandCalls, type CommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Core } from '../../../src-main/core.ts';
import { readCsv } from '../../../src-main/files/csv.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { openProfileCore, runCommandLine } from '../../support/command-line.ts';
import { shareProfile } from '../../support/shared-profile.ts';

/*
 * Every option of every command that changes something, on all five systems: it's in the plan, or the command is refused. None is left out
 * without a word.
 */

const shared = shareProfile();
let core: Core;
let calls: CommandCalls;

beforeAll(async () => {
  await writeFile(teams(), 'name\nTeam A\n');
  core = await openProfileCore(shared.profile.folder);
  calls = createCommandCalls({
    core,
    reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
    readList: (text) => Promise.resolve(readCsv(text)),
  });
});
afterAll(() => core.close());

const teams = () => join(shared.profile.folder, 'teams.csv');

interface Words {
  arguments: Readonly<Record<string, readonly string[]>>;
  options: Readonly<Record<string, string | true>>;
}

/** Runs a command in this process, as a dry run: the requests of its plan, or null where it's refused. */
async function requestsOf(name: string, system: string, words: Words): Promise<unknown[] | null> {
  const definition = commands.find((one) => one.name === name);
  if (definition === undefined) throw new Error(`No command ${name}`);
  const options: Words['options'] = { ...words.options, connection: system, 'dry-run': true };
  const text = (option: string) => (typeof options[option] === 'string' ? [options[option]] : []);
  const attempt = async <N extends CallName>(call: N, input: unknown) =>
    // The answer was parsed with the schema of this very call.
    (await answerCall(calls, call, input)) as Result<CallOutputOf<N>>;
  const context: CommandContext = {
    argument: (argument) => words.arguments[argument]?.[0] ?? '',
    arguments: (argument) => words.arguments[argument] ?? [],
    option: (option) => text(option)[0],
    options: text,
    flag: (option) => options[option] === true,
    now: Date.now(),
    via: () => Promise.resolve('profile'),
    attempt,
    call: async (call, input) => valueOf(await attempt(call, input)),
    terminal: {
      columns: null,
      isInteractive: false,
      isQuiet: true,
      bold: (bold) => bold,
      print: () => Promise.resolve(),
      note: () => undefined,
      complain: () => undefined,
      progress: () => undefined,
      ask: () => Promise.resolve(null),
      askSecret: () => Promise.resolve(null),
      stopAsking: () => undefined,
    },
  };
  const run = await definition.load();
  try {
    const { exit, data } = await run(context);
    // What every change prints; its schema is checked elsewhere.
    const { plan } = data as { plan: Plan };
    return exit === 'refused' ? null : plan.items.map(({ request }) => request);
  } catch (cause) {
    if (cause instanceof CommandEnd && ['refused', 'usage'].includes(cause.exit)) return null;
    throw cause;
  }
}

/** What each command is given beside the option. */
const given = (place: Place): Readonly<Record<string, Words['arguments']>> => ({
  'workspace create': { name: ['Made here'] },
  'workspace update': { workspace: [place.workspace] },
  'workspace clone': { workspace: [place.workspace], name: ['A copy'] },
  'workspace provision': { file: [teams()] },
  'organization update': { organization: [place.organization] },
  'members invite': { workspace: [place.workspace], email: ['new.person@northwind.example'] },
  'invitations cancel': { workspace: [place.workspace], invitation: [place.invitation] },
  'tokens create': { workspace: [place.workspace], name: ['ci'] },
  'tokens rotate': { workspace: [place.workspace], token: [place.token] },
});

/** A value that no default has. */
const values = (place: Place): Readonly<Record<string, string | true>> => ({
  organization: place.organization,
  type: 'remote-url',
  'instance-url': 'https://si.northwind.example',
  description: 'Live services',
  timezone: 'Pacific/Auckland',
  default: true,
  name: 'Renamed',
  members: true,
  settings: true,
  role: place.role,
  message: 'Welcome',
  days: '3',
  reason: 'Left the company',
  expiry: '9d',
  scope: place.scope,
  'new-name': 'Rotated',
});

/** What is printed of a change, not what is changed. */
const ofPrinting: ReadonlySet<string> = new Set(['reveal']);

/** Where a command is run, with what the sample data has there. */
interface Place {
  system: string;
  workspace: string;
  organization: string;
  role: string;
  scope: string;
  token: string;
  invitation: string;
}

const nowhere = {
  organization: 'Northwind Platform',
  scope: 'write',
  token: 'CI',
  invitation: 'newhire@northwind.example',
};
const places: Place[] = [
  {
    ...nowhere,
    system: 'system-initiative',
    workspace: 'Northwind Production',
    role: 'Approver',
    token: 'CI deploy',
  },
  {
    ...nowhere,
    system: 'unstructured',
    workspace: 'Contracts',
    organization: 'Northwind Documents',
    role: 'Developer',
    token: 'Contract parser',
  },
  { ...nowhere, system: 'workspaces-api', workspace: 'Checkout', role: 'Viewer' },
  { ...nowhere, system: 'modbox', workspace: 'Northwind Agents', role: 'Viewer' },
  { ...nowhere, system: 'system', workspace: 'Northwind Operations', role: 'Auditor' },
];

const options = commands.flatMap((command) =>
  command.kind === 'change'
    ? command.options
        .map(nameOf)
        .filter((option) => !ofPrinting.has(option))
        .map((option) => ({ command: command.name, option }))
    : [],
);

describe.each(places)('on $system', (place) => {
  it.each(options)(
    'takes --$option of $command into the plan, or refuses it',
    async ({ command, option }) => {
      const words = given(place)[command];
      const value = values(place)[option];
      if (words === undefined || value === undefined)
        throw new Error('This option has no words in this test.');
      const withIt = await requestsOf(command, place.system, {
        arguments: words,
        options: { [option]: value },
      });
      if (withIt === null) return;
      expect(withIt).not.toEqual(await requestsOf(command, place.system, { arguments: words, options: {} }));
    },
  );
});

it.each(['workspaces-api', 'unstructured', 'modbox', 'system'])(
  'refuses a type for a new workspace on %s, which has none, whichever it is',
  async (system) => {
    for (const type of ['managed', 'local-dev', 'remote-url'])
      expect(
        await requestsOf('workspace create', system, {
          arguments: { name: ['Made here'] },
          options: { type },
        }),
      ).toBeNull();
  },
);

describe('signing in to a server alone', () => {
  it.each([
    ['modbox', ['--email', 'ana@northwind.example'], 'Modbox doesn’t ask for --email.'],
    ['unstructured', ['--client-hash-fd', '3'], 'Unstructured doesn’t ask for --client-hash-fd.'],
    ['workspaces-api', ['--option', 'nothing=x'], 'Workspaces API has no setting “nothing”.'],
  ])('refuses what %s has no use for: %j', async (system, words, said) => {
    const address = shared.server.addresses[system as keyof typeof shared.server.addresses];
    const ended = await runCommandLine(
      ['workspace', 'list', '--url', address, '--system', system, ...words],
      {
        env: { STEWARD_TOKEN: 'not-needed' },
        fds: ['not-needed'],
      },
    );
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});
