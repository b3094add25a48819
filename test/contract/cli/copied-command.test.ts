import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import { createCommandCalls, type CommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { startCommandServer, type CommandServer } from '../../../src-main/cli/runtime/socket-server.ts';
import type { Core } from '../../../src-main/core.ts';
import { copiedCommand } from '../../../src-main/queries/copied-command/copied-command.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { isBlocked } from '../../../src-preload/shared/plan.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { readCsv } from '../../../src-main/files/csv.ts';
import { runHere } from '../../support/command-in-process.ts';
import { buildCommandLine, newProfile, openProfileCore, type Profile } from '../../support/command-line.ts';
import { startTestInstance, type TestInstance } from '../../support/instance.ts';
import { valueOf } from '../../support/results.ts';

// A test runs several commands, each a process of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/* What the app copies is pasted into a shell beside it: the plan there is the plan that the app makes. */

let server: TestInstance;
let profile: Profile;
let core: Core;
let calls: CommandCalls;
let app: CommandServer;
/** Runs the command as a dry run, whatever it is. */
let program: string[];

beforeAll(async () => {
  await buildCommandLine();
  server = await startTestInstance();
  profile = await newProfile(server);
  core = await openProfileCore(profile.folder);
  calls = createCommandCalls({
    core,
    reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
    readList: (text) => Promise.resolve(readCsv(text)),
  });
  app = await startCommandServer({ folder: profile.folder, calls: () => ok(calls) });
  const wrapper = join(profile.folder, 'dry-run.mjs');
  await writeFile(
    wrapper,
    `import { spawnSync } from 'node:child_process';
${asDryRun.toString()}
const words = asDryRun(process.argv.slice(2));
process.exit(spawnSync(process.execPath, [${JSON.stringify(commandLine)}, ...words], { stdio: 'inherit' }).status);`,
  );
  program = [process.execPath, wrapper];
});
afterAll(async () => {
  await app.close();
  await core.close();
  await profile.remove();
  await server.close();
});

/** Options come before the `--` that ends them. */
function asDryRun(words: string[]) {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return words.toSpliced(end, 0, '--dry-run', '--json');
}

/** How the words of a command are made visible that a shell splits. */
const printer = ['printf', '%s\\0'];

const paste = (text: string): Promise<{ stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile('sh', ['-c', text], { maxBuffer: 2 ** 26 }, (_, stdout, stderr) => resolve({ stdout, stderr }));
  });

/** A change of every type that has a command of its own, and some that haven't, on what this place has. */
async function changesOf(system: string, workspace: string): Promise<ChangeRequest[][]> {
  const connection = core.connections.list().find(({ label }) => label === system);
  if (connection === undefined) throw new Error(`No connection ${system}`);
  const connectionId = connection.id;
  await calls['lists.fetch']({ connectionId, workspaceId: null, lists: ['workspaces'] });
  const listed = valueOf(await calls['workspaces.list']({ connectionId })).workspaces;
  const found = listed.find(({ name }) => name === workspace);
  if (found === undefined) throw new Error(`No workspace ${workspace}`);
  const ref = { connectionId, workspaceId: found.id };
  const lists = ['roles', 'members', 'invitations', 'tokens', 'details'] as const;
  await calls['lists.fetch']({ ...ref, lists: [...lists] });
  const { listsAt, roles } = valueOf(await calls['workspaces.get'](ref));
  const at = listsAt.members;
  const page = { query: '', offset: 0, limit: 50 } as const;
  const sort = { by: 'name', order: 'asc' } as const;
  const { rows } = valueOf(await calls['members.page']({ ...at, ...page, sort, count: 'none' }));
  const [one, two] = rows.filter(({ email }) => email !== 'ana@northwind.example');
  if (one === undefined || two === undefined) throw new Error('Too few members');
  const role = roles.find(({ id }) => id !== one.role.id)?.id ?? one.role.id;
  const invitations = await calls['invitations.page']({
    ...at,
    ...page,
    list: 'open',
    sort: { by: 'created', order: 'desc' },
  });
  const [invitation] = invitations.ok ? invitations.value.rows : [];
  const tokens = await calls['tokens.page']({ ...listsAt.tokens, ...page, list: 'active', sort });
  const [token] = tokens.ok ? tokens.value.rows : [];
  const organizations = listed.filter(({ scope }) => scope === 'organization');
  const days = connection.system.joining.days?.preset;
  const invite = (email: string): ChangeRequest => ({
    type: 'member.invite',
    ...at,
    email,
    role,
    ...(days === undefined ? {} : { days }),
  });
  const [type] = valueOf(await calls['workspaces.types']({ connectionId }));
  const { createFields, tokens: tokenFacts } = connection.system;
  const [organization] = listed.filter(({ scope }) => scope === 'organization');
  const tokenId = token?.id ?? '';
  const tokenName = token?.name.state === 'known' ? token.name.value : tokenId;
  const hostile = `It's "$(id)" \`x\` 🚀 \u202e\n--`;
  return [
    [invite('one.more@northwind.example')],
    [invite('one.more@northwind.example'), invite('-odd@northwind.example')],
    [{ type: 'member.set-role', ...at, userId: one.userId, email: one.email, role }],
    [{ type: 'member.remove', ...at, userId: one.userId, email: one.email }],
    [one, two].map(({ userId, email }) => ({ type: 'member.remove', ...at, userId, email })),
    [
      { type: 'member.remove', ...at, userId: two.userId, email: two.email },
      { type: 'member.set-role', ...at, userId: one.userId, email: one.email, role },
    ],
    [
      {
        type: 'workspace.create',
        connectionId,
        kind: type?.kind ?? 'managed',
        name: 'Made here',
        description: createFields.includes('description') ? 'Plain' : '',
        url: createFields.includes('type') ? (type?.url ?? '') : '',
        isDefault: false,
        ...(organization === undefined ? {} : { organizationId: organization.id }),
        ...(createFields.includes('timezone') ? { timezone: 'Europe/Lisbon' } : {}),
      },
    ],
    [
      {
        type: 'token.create',
        ...listsAt.tokens,
        name: "CI's",
        expiry: tokenFacts.expiry ? '30d' : '',
        ...(tokenFacts.scopes.length > 0 ? { scopes: tokenFacts.scopes.map(({ id }) => id) } : {}),
      },
    ],
    [{ type: 'workspace.leave', ...ref }],
    [{ type: 'workspace.delete', ...ref }],
    [{ type: 'workspace.set-default', ...ref }],
    [{ type: 'workspace.clone', ...ref, name: '--copy of it', copyMembers: true, copySettings: false }],
    [{ type: 'workspace.update', ...ref, name: hostile, description: 'Plain' }],
    [{ type: 'workspace.update', ...ref, name: found.name, description: "It's $HOME" }],
    [{ type: 'workspace.favourite', ...ref, enabled: true }],
    [{ type: 'organization.create', connectionId, name: hostile.slice(0, 12) }],
    ...organizations
      .slice(0, 1)
      .map(({ id }): ChangeRequest[] => [
        { type: 'organization.update', connectionId, workspaceId: id, name: 'Renamed' },
      ]),
    ...(invitation === undefined
      ? []
      : [
          [
            {
              type: 'invitation.cancel',
              ...at,
              invitationId: invitation.id,
              email: invitation.email,
              reason: '',
            } as const,
          ],
        ]),
    ...(token === undefined
      ? []
      : [
          [{ type: 'token.enable', ...listsAt.tokens, tokenId, name: tokenName, enabled: false } as const],
          [{ type: 'token.rotate', ...listsAt.tokens, tokenId, name: tokenName, newName: 'New' } as const],
          [{ type: 'token.revoke', ...listsAt.tokens, tokenId, name: tokenName } as const],
          [{ type: 'token.delete', ...listsAt.tokens, tokenId, name: tokenName } as const],
        ]),
  ];
}

describe.each([
  ['system-initiative', 'Northwind Production'],
  ['unstructured', 'Delivery notes'],
  ['workspaces-api', 'Checkout'],
  ['modbox', 'Northwind Agents'],
  ['system', 'Northwind Operations'],
])('on %s', (system, workspace) => {
  const commandOf = (words: string[], of: Parameters<ReturnType<typeof copiedCommand>>[1]) =>
    valueOf(copiedCommand({ program: words, profile: profile.folder, shell: 'posix' })(core, of));
  /** What is pasted, run as a process of its own, or with the words that a shell makes of it in this one, which is much quicker. */
  const dryRun = async (of: Parameters<typeof commandOf>[1], asProcess: boolean) => {
    const text = commandOf(program, of);
    if (asProcess || text.includes("<<'")) return { text, ...(await paste(text)) };
    const { stdout } = await paste(commandOf(printer, of));
    return { text, ...(await runHere(core, asDryRun(stdout.split('\0').slice(0, -1)))) };
  };

  it('makes the plan that the app makes, of a form as of the plan itself', async () => {
    for (const [number, requests] of (await changesOf(system, workspace)).entries()) {
      const plan = valueOf(await core.changes.plan(requests));
      const asked = plan.items.map(({ request }) => request);
      const isSame = commandOf(program, { requests }) === commandOf(program, { planId: plan.id });
      for (const of of isSame ? [{ requests }] : [{ requests }, { planId: plan.id }]) {
        const { text, stdout, stderr } = await dryRun(of, number === 0);
        const printed = JSON.parse(stdout) as {
          plan?: { items: { request: ChangeRequest }[] };
          error?: { exit: string };
        };
        // What a system doesn't offer may be refused before there is a plan.
        if (printed.plan === undefined) {
          expect([text, stderr, printed.error?.exit, plan.items.some(isBlocked)]).toEqual([
            text,
            stderr,
            'refused',
            true,
          ]);
        } else expect([text, printed.plan.items.map(({ request }) => request)]).toEqual([text, asked]);
      }
      await core.changes.discard(plan.id);
    }
  });
});
