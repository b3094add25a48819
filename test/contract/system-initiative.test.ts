import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import { knownValue, none, notReported } from '../../src-preload/contract/known.ts';
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import type { ProviderSession } from '../../src-main/providers/provider.ts';
import type { WorkspaceRow } from '../../src-main/rows.ts';
import { systemInitiative } from '../../src-main/providers/system-initiative/provider.ts';
import { memoryDevice } from '../support/device.ts';
import { testHttpClient } from '../support/http-client.ts';
import { samplePeople, sampleWorkspaces, startTestInstance, type TestInstance } from '../support/instance.ts';

const http = testHttpClient();
const signal = new AbortController().signal;
const day = 86_400_000;

let clock: number;
let server: TestInstance;
let production: string;
let ana: ProviderSession;

beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  server = await startTestInstance({ now: () => clock });
  production = server.workspaceId(sampleWorkspaces.production);
  ana = sessionWith(server.token);
});
afterEach(() => server.close());

function sessionWith(token: string | null, address = server.url): ProviderSession {
  const target = { connectionId: 'c', address, credential: null, allowInsecure: false };
  return systemInitiative.session(http, target, memoryDevice(token ?? ''));
}
const sessionOf = async (email: string) => sessionWith(await server.signInAs(email));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

/** A change of a workspace, without the two ids that all of them carry. */
type Change<R = ChangeRequest> = R extends { workspaceId: string }
  ? Omit<R, 'connectionId' | 'workspaceId'>
  : never;
const perform = (
  session: ProviderSession,
  change: Change,
  workspaceId = production,
  workspace: WorkspaceRow | null = null,
) => session.perform({ ...change, connectionId: 'c', workspaceId }, { workspace }, signal);

const workspaceBy = async (session: ProviderSession, id: string) =>
  valueOf(await session.workspaces(signal)).rows.find((row) => row.id === id);
const memberBy = async (email: string, id = production) =>
  valueOf(await ana.members(id, signal)).rows.find((row) => row.email === email);
const tokenBy = async (name: string, id = production) =>
  valueOf(await ana.tokens(id, signal)).rows.find(
    (row) => row.name.state === 'known' && row.name.value === name,
  );

async function automationToken(workspaceId = production): Promise<string> {
  const made = await perform(ana, { type: 'token.create', name: 'robot', expiry: '1d' }, workspaceId);
  const secret = valueOf(made).createdToken?.secret;
  if (secret === undefined) throw new Error('no secret');
  return secret;
}

describe('reading', () => {
  it('whoami', async () => {
    expect(valueOf(await ana.whoami(signal))).toMatchObject({
      name: 'Ana Oliveira',
      email: samplePeople.ana,
    });
  });

  it('workspaces: everything the row has, and never its secret', async () => {
    const list = valueOf(await ana.workspaces(signal));
    expect(list.unreadable).toBe(0);
    expect(list.serverDate).toEqual(expect.any(Number));
    const row = list.rows.find(({ id }) => id === production);
    expect(row).toMatchObject({
      name: sampleWorkspaces.production,
      instance: { kind: 'managed', url: knownValue('https://app.systeminit.com') },
      myRole: knownValue('OWNER'),
      owner: { state: 'known', value: { name: 'Ana Oliveira' } },
    });
    const wire = await server.call('GET', `/workspaces/${production}`);
    const secret = (wire.json as { token: string }).token;
    expect(secret).toMatch(/^[0-9A-Z]{26}$/);
    expect(JSON.stringify(list)).not.toContain(secret);
  });

  it('members: in whatever order the server has them; invited ones are pending and nameless', async () => {
    const { rows } = valueOf(await ana.members(production, signal));
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['OWNER', 'APPROVER', 'EDITOR']));
    const pending = rows.find(({ status }) => status === 'pending');
    expect(pending).toMatchObject({ name: none, signedUpAt: none });
    expect(rows.find(({ email }) => email === samplePeople.ana)).toMatchObject({
      status: 'active',
      name: knownValue('ana'),
    });
  });

  it('tokens: use is not reported, which is not "never used"', async () => {
    const { rows } = valueOf(await ana.tokens(production, signal));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.lastUsedAt).toEqual(notReported);
  });

  it('one bad record is left out and counted', async () => {
    const answer = await server.call('GET', `/workspace/${production}/members`);
    const records = answer.json as unknown[];
    server.faults([
      {
        path: `/si/auth/workspace/${production}/members`,
        fault: { kind: 'status', status: 200, body: [...records, { userId: 7 }] },
      },
    ]);
    const list = valueOf(await ana.members(production, signal));
    expect(list.rows).toHaveLength(records.length);
    expect(list.unreadable).toBe(1);
  });
});

describe('changing workspaces', () => {
  const create = (kind: 'managed' | 'local-dev' | 'remote-url', url: string, name = 'New one') =>
    ana.perform(
      { type: 'workspace.create', connectionId: 'c', kind, name, description: 'd', url, isDefault: false },
      { workspace: null },
      signal,
    );

  it.each([
    ['managed', 'https://app.systeminit.com'],
    ['local-dev', 'http://localhost:8080'],
    ['remote-url', 'https://si.example.com:8443/x'],
  ] as const)('creates a %s one', async (kind, url) => {
    const id = valueOf(await create(kind, url)).createdWorkspaceId ?? '';
    expect(await workspaceBy(ana, id)).toMatchObject({
      name: 'New one',
      instance: { kind, url: knownValue(url) },
    });
  });

  it('maps a refused field to ours', async () => {
    expect(errorOf(await create('remote-url', 'https://x/?a=1'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'url' }],
    });
    expect(errorOf(await create('managed', 'https://app.systeminit.com', 'a/b'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }],
    });
  });

  it('an unverified e-mail is no sign-out', async () => {
    const session = await sessionOf(samplePeople.unverified);
    const result = await session.perform(
      {
        type: 'workspace.create',
        connectionId: 'c',
        kind: 'managed',
        name: 'x',
        description: '',
        url: 'https://app.systeminit.com',
        isDefault: false,
      },
      { workspace: null },
      signal,
    );
    expect(errorOf(result)).toMatchObject({ kind: 'forbidden' });
    expect(errorOf(result).sentence).toContain('verified');
  });

  it('updates name and description, keeping the URL', async () => {
    const before = await workspaceBy(ana, production);
    const change = { type: 'workspace.update', name: 'Renamed', description: 'Other' } as const;
    valueOf(await perform(ana, change, production, before ?? null));
    expect(await workspaceBy(ana, production)).toMatchObject({
      name: 'Renamed',
      description: knownValue('Other'),
      instance: before?.instance,
    });
  });

  it('does not guess the URL when it is not known', async () => {
    const error = errorOf(await perform(ana, { type: 'workspace.update', name: 'x', description: '' }));
    expect(error.kind).toBe('not-supported');
  });

  it('default, approvals, favourite and hiding', async () => {
    const other = server.workspaceId(sampleWorkspaces.staging);
    valueOf(await perform(ana, { type: 'workspace.set-default' }, other));
    expect((await workspaceBy(ana, other))?.isDefault).toEqual(knownValue(true));
    const before = await workspaceBy(ana, production);
    const flip = before?.approvalsEnabled.state === 'known' ? !before.approvalsEnabled.value : true;
    valueOf(await perform(ana, { type: 'workspace.approvals', enabled: flip }));
    valueOf(await perform(ana, { type: 'workspace.favourite', enabled: true }));
    valueOf(await perform(ana, { type: 'workspace.hide', enabled: true }));
    expect(await workspaceBy(ana, production)).toMatchObject({
      approvalsEnabled: knownValue(flip),
      serverFavourite: knownValue(true),
      serverHidden: knownValue(true),
    });
  });

  it('delete answers with empty text, twice, and revokes its tokens', async () => {
    const robot = await automationToken();
    valueOf(await perform(ana, { type: 'workspace.delete' }));
    expect(await workspaceBy(ana, production)).toBeUndefined();
    expect(errorOf(await sessionWith(robot).workspaces(signal)).kind).toBe('signed-out');
  });

  it('leaving', async () => {
    const eddie = await sessionOf(samplePeople.collaborator);
    valueOf(await perform(eddie, { type: 'workspace.leave' }));
    expect(await memberBy(samplePeople.collaborator)).toBeUndefined();
    expect(errorOf(await perform(eddie, { type: 'workspace.leave' })).kind).toBe('forbidden');
  });

  it('an owner leaving is the server’s 500', async () => {
    expect(errorOf(await perform(ana, { type: 'workspace.leave' }))).toMatchObject({ kind: 'server' });
  });

  it('what is forbidden is told in the roles’ shown names', async () => {
    const eddie = await sessionOf(samplePeople.collaborator);
    const error = errorOf(await perform(eddie, { type: 'workspace.delete' }));
    expect(error).toMatchObject({ kind: 'forbidden' });
    expect(error.sentence).toContain('Owners only');
  });
});

describe('changing members', () => {
  it('invites; the person arrives as Collaborator and pending', async () => {
    valueOf(await perform(ana, { type: 'member.invite', email: 'fresh@example.com', role: 'APPROVER' }));
    expect(await memberBy('fresh@example.com')).toMatchObject({ role: 'EDITOR', status: 'pending' });
  });

  it('a duplicate is a conflict in words, not a database error', async () => {
    const error = errorOf(
      await perform(ana, { type: 'member.invite', email: samplePeople.approver, role: null }),
    );
    expect(error).toMatchObject({ kind: 'conflict' });
    expect(JSON.stringify(error)).not.toMatch(/prisma/i);
  });

  it('a bad e-mail names the field', async () => {
    const error = errorOf(await perform(ana, { type: 'member.invite', email: 'nope', role: null }));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path: 'email', message: 'Invalid email' }] });
  });

  it('changes a role', async () => {
    const eddie = await memberBy(samplePeople.collaborator);
    const change = {
      type: 'member.set-role',
      userId: eddie?.userId ?? '',
      email: '',
      role: 'APPROVER',
    } as const;
    valueOf(await perform(ana, change));
    expect((await memberBy(samplePeople.collaborator))?.role).toBe('APPROVER');
  });

  it('an unknown role is accepted and changes nothing: only reading back shows it', async () => {
    const eddie = await memberBy(samplePeople.collaborator);
    const change = {
      type: 'member.set-role',
      userId: eddie?.userId ?? '',
      email: '',
      role: 'BOGUS',
    } as const;
    expect((await perform(ana, change)).ok).toBe(true);
    expect((await memberBy(samplePeople.collaborator))?.role).toBe('EDITOR');
  });

  it('without a user id it is a bug, and nothing is sent', async () => {
    const change = { type: 'member.set-role', userId: null, email: 'e', role: 'EDITOR' } as const;
    expect(errorOf(await perform(ana, change)).kind).toBe('bug');
  });

  it('removes; the exact case counts', async () => {
    const remove = (email: string) => perform(ana, { type: 'member.remove', userId: 'u', email });
    expect(errorOf(await remove(samplePeople.collaborator.toUpperCase()))).toMatchObject({
      kind: 'not-found',
    });
    valueOf(await remove(samplePeople.collaborator));
    expect(await memberBy(samplePeople.collaborator)).toBeUndefined();
  });

  it('removing an owner is the server’s 500', async () => {
    const error = errorOf(
      await perform(ana, { type: 'member.remove', userId: 'u', email: samplePeople.secondOwner }),
    );
    expect(error.kind).toBe('server');
  });
});

describe('tokens', () => {
  it('the expiry is what was shown before', async () => {
    for (const text of ['1d', '1M', '90m', '1y', '', 'never']) {
      const reading = systemInitiative.readExpiry(text, clock);
      const name = `exp ${text || 'none'}`;
      valueOf(await perform(ana, { type: 'token.create', name, expiry: text }));
      const made = await tokenBy(name);
      expect(reading.reading === 'instant' && made?.expiresAt).toEqual(
        reading.reading === 'instant' && knownValue(reading.expiresAt),
      );
    }
  });

  it.each(['3600', '500ms', '1 month', '1mo', '1h30m', 'garbage', '-1h', '1.5h', '1y!', '0h'])(
    'the server refuses "%s" as we said it would',
    async (text) => {
      expect(systemInitiative.readExpiry(text, clock).reading).toBe('refused');
      const error = errorOf(await perform(ana, { type: 'token.create', name: 'x', expiry: text }));
      expect(['invalid', 'server']).toContain(error.kind);
    },
  );

  it('the secret comes once and works', async () => {
    const made = valueOf(
      await perform(ana, { type: 'token.create', name: 'once', expiry: '1d' }),
    ).createdToken;
    expect(systemInitiative.inspectCredential(made?.secret ?? '')).toMatchObject({
      ok: true,
      value: { credential: 'automation', expiresAt: knownValue(clock + day) },
    });
    expect(valueOf(await sessionWith(made?.secret ?? '').whoami(signal)).email).toBe(samplePeople.ana);
    expect(JSON.stringify(valueOf(await ana.tokens(production, signal)))).not.toContain(made?.secret);
  });

  it('revoking answers with the copy before; reading again shows it', async () => {
    await automationToken();
    const tokenId = (await tokenBy('robot'))?.id ?? '';
    valueOf(await perform(ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await tokenBy('robot'))?.revokedAt.state).toBe('known');
  });

  it('deleting; gone already is not-found', async () => {
    await automationToken();
    const tokenId = (await tokenBy('robot'))?.id ?? '';
    valueOf(await perform(ana, { type: 'token.delete', tokenId, name: 'robot' }));
    expect(errorOf(await perform(ana, { type: 'token.delete', tokenId, name: 'robot' })).kind).toBe(
      'not-found',
    );
  });

  it('a token of another workspace is a 401 that signs nobody out', async () => {
    await automationToken();
    const tokenId = (await tokenBy('robot'))?.id ?? '';
    const other = server.workspaceId(sampleWorkspaces.staging);
    const error = errorOf(await perform(ana, { type: 'token.revoke', tokenId, name: 'robot' }, other));
    expect(error.kind).toBe('forbidden');
  });
});

describe('an automation token', () => {
  it('reads all workspaces of its user, and is refused the token lists without being signed out', async () => {
    const robot = sessionWith(await automationToken());
    const mine = valueOf(await ana.workspaces(signal)).rows.map(({ id }) => id);
    expect(
      valueOf(await robot.workspaces(signal))
        .rows.map(({ id }) => id)
        .sort(),
    ).toEqual(mine.sort());
    expect(errorOf(await robot.tokens(production, signal)).kind).toBe('not-allowed');
    expect(errorOf(await perform(robot, { type: 'workspace.set-default' })).kind).toBe('not-allowed');
  });
});

describe('the end of a session', () => {
  const reason = async (token: string | null) => errorOf(await sessionWith(token).workspaces(signal));

  it.each([
    ['a corrupt token', async () => 'eyJgarbage.garbage.garbage'],
    ['no token', async () => null],
    ['an unknown user', async () => server.sign({ userId: '01M809PAQJP21447DA1XJRESPX' })],
    ['a quarantined user', async () => server.signInAs(samplePeople.quarantined)],
    ['a suspended user', async () => server.signInAs(samplePeople.suspended)],
  ])('%s', async (_, token) => {
    const error = await reason(await token());
    expect(error.kind).toBe('signed-out');
    expect(error.nextStep).not.toBe('');
  });

  it('an expired token', async () => {
    const token = await automationToken();
    clock += 2 * day;
    const error = await reason(token);
    expect(error).toMatchObject({ kind: 'signed-out' });
    expect(error.sentence).toContain('expired');
  });

  it('a revoked token', async () => {
    const token = await automationToken();
    const tokenId = (await tokenBy('robot'))?.id ?? '';
    valueOf(await perform(ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await reason(token)).sentence).toContain('revoked');
  });

  it('each has its own sentence', async () => {
    const quarantined = await reason(await server.signInAs(samplePeople.quarantined));
    const corrupt = await reason('eyJgarbage.garbage.garbage');
    expect(quarantined.sentence).not.toBe(corrupt.sentence);
    expect(quarantined.nextStep).toContain('support@systeminit.com');
  });
});

describe('what goes wrong in the middle of work', () => {
  const path = '/si/auth/workspaces';
  const page = '<!doctype html><title>Wi-Fi</title>';
  it.each([
    ['a page with 200', { kind: 'status', status: 200, body: page, contentType: 'text/html' }, 'proxy'],
    ['a page with 401', { kind: 'status', status: 401, body: page, contentType: 'text/html' }, 'proxy'],
    ['a foreign 401', { kind: 'status', status: 401, body: { msg: 'nope' } }, 'forbidden'],
    [
      'a foreign 401 with {error}',
      { kind: 'status', status: 401, body: { error: 'unauthorized' } },
      'forbidden',
    ],
    [
      '403',
      {
        kind: 'status',
        status: 403,
        body: { kind: 'Forbidden', message: 'You are not member of this workspace' },
      },
      'forbidden',
    ],
    [
      '404',
      { kind: 'status', status: 404, body: { kind: 'NotFound', message: 'Workspace not found' } },
      'not-found',
    ],
    ['409', { kind: 'status', status: 409, body: { kind: 'Conflict', message: 'x' } }, 'conflict'],
    [
      '400',
      {
        kind: 'status',
        status: 400,
        body: { kind: 'ValidationError', message: 'Invalid `displayName` - Invalid' },
      },
      'invalid',
    ],
    ['500', { kind: 'status', status: 500, body: { kind: 'InternalServerError', message: 'x' } }, 'server'],
    [
      'a route that is not there',
      { kind: 'status', status: 404, body: { kind: 'NoMatchingURL', message: 'x' } },
      'not-implemented',
    ],
    ['429', { kind: 'rate-limit', retryAfter: 60 }, 'rate-limited'],
    ['nothing', { kind: 'garble', as: 'empty' }, 'malformed'],
    ['half of the JSON', { kind: 'garble', as: 'truncated-json' }, 'malformed'],
    ['a web page', { kind: 'garble', as: 'html' }, 'proxy'],
    ['a line that is cut', { kind: 'cut' }, 'server'],
    ['no answer at all', { kind: 'offline' }, 'server'],
    ['100 MB', { kind: 'huge' }, 'too-large'],
  ] as const)('%s is %s, and nobody is signed out', async (_, fault, kind) => {
    server.faults([{ path, fault }]);
    const error = errorOf(await ana.workspaces(signal));
    expect(error.kind).toBe(kind);
    expect(error.sentence).not.toBe('');
    expect(error.nextStep).not.toBe('');
    expect(JSON.stringify(error)).not.toContain(server.token);
    server.clearFaults();
    expect((await ana.workspaces(signal)).ok).toBe(true);
  });

  it('a read that is cut once is read again', async () => {
    server.faults([{ path, times: 1, fault: { kind: 'cut' } }]);
    expect((await ana.workspaces(signal)).ok).toBe(true);
  });

  it('a write that is cut is not sent again', async () => {
    server.faults([
      { path: `/si/auth/workspace/${production}/members`, method: 'POST', fault: { kind: 'cut' } },
    ]);
    expect(
      errorOf(await perform(ana, { type: 'member.invite', email: 'cut@example.com', role: null })).kind,
    ).toBe('server');
    server.clearFaults();
    // It was done all the same: that is for reading back to find out.
    expect(await memberBy('cut@example.com')).toBeDefined();
  });

  it('a slow server is a timeout', async () => {
    server.faults([{ path, fault: { kind: 'delay', ms: 60_000 } }]);
    const target = { connectionId: 'c', address: server.url, credential: null, allowInsecure: false };
    const impatient = testHttpClient({ limits: { wholeMs: 100 } });
    const slow = systemInitiative.session(impatient, target, memoryDevice(server.token));
    expect(errorOf(await slow.workspaces(signal)).kind).toBe('timeout');
  });

  it('a server that is gone is refused', async () => {
    await server.close();
    expect(errorOf(await ana.workspaces(signal)).kind).toBe('refused');
    server = await startTestInstance();
  });
});

describe('the public API', () => {
  let robot: ProviderSession;
  beforeEach(async () => {
    robot = sessionWith(await automationToken(), server.publicApiUrl);
  });

  it('whoami, workspaces and members, with the roles as everywhere', async () => {
    expect(valueOf(await robot.whoami(signal)).email).toBe(samplePeople.ana);
    const row = valueOf(await robot.workspaces(signal)).rows.find(({ id }) => id === production);
    expect(row).toMatchObject({
      name: sampleWorkspaces.production,
      myRole: knownValue('OWNER'),
      serverHidden: notReported,
    });
    const overAuth = valueOf(await ana.members(production, signal)).rows;
    expect(valueOf(await robot.members(production, signal)).rows).toEqual(overAuth);
  });

  it('never shows the workspace’s secret, which comes as externalId here', async () => {
    const list = valueOf(await robot.workspaces(signal));
    const wire = await server.call('GET', `/workspaces/${production}`);
    expect(JSON.stringify(list)).not.toContain((wire.json as { token: string }).token);
  });

  it('invites, changes a role to and from Collaborator, removes', async () => {
    valueOf(await perform(robot, { type: 'member.invite', email: 'fresh@example.com', role: null }));
    const userId = (await memberBy('fresh@example.com'))?.userId ?? '';
    for (const role of ['APPROVER', 'EDITOR']) {
      valueOf(await perform(robot, { type: 'member.set-role', userId, email: '', role }));
      expect((await memberBy('fresh@example.com'))?.role).toBe(role);
    }
    valueOf(await perform(robot, { type: 'member.remove', userId, email: 'fresh@example.com' }));
    expect(await memberBy('fresh@example.com')).toBeUndefined();
  });

  it('creates, renames and deletes a workspace', async () => {
    const base = { connectionId: 'c', name: 'Made by a robot', description: '', isDefault: false };
    const made = await robot.perform(
      { type: 'workspace.create', ...base, kind: 'managed', url: 'https://app.systeminit.com' },
      { workspace: null },
      signal,
    );
    const id = valueOf(made).createdWorkspaceId ?? '';
    const workspace = (await workspaceBy(robot, id)) ?? null;
    valueOf(
      await perform(robot, { type: 'workspace.update', name: 'Renamed', description: 'd' }, id, workspace),
    );
    expect((await workspaceBy(ana, id))?.name).toBe('Renamed');
    valueOf(await perform(robot, { type: 'workspace.delete' }, id));
    expect(await workspaceBy(ana, id)).toBeUndefined();
  });

  it('has no tokens, flags or remote workspaces, and says so', async () => {
    expect(errorOf(await robot.tokens(production, signal)).kind).toBe('not-supported');
    expect(errorOf(await perform(robot, { type: 'workspace.set-default' })).kind).toBe('not-supported');
    expect(errorOf(await perform(robot, { type: 'token.create', name: 'x', expiry: '1d' })).kind).toBe(
      'not-supported',
    );
    const remote = await robot.perform(
      {
        type: 'workspace.create',
        connectionId: 'c',
        kind: 'remote-url',
        name: 'x',
        description: '',
        url: 'https://si.example.com',
        isDefault: false,
      },
      { workspace: null },
      signal,
    );
    expect(errorOf(remote).kind).toBe('not-supported');
  });

  it('does not sign out a person whose session token is not for it', async () => {
    const error = errorOf(await sessionWith(server.token, server.publicApiUrl).workspaces(signal));
    expect(error.kind).toBe('not-allowed');
  });

  it('signs out on a token that is corrupt', async () => {
    const error = errorOf(await sessionWith('eyJa.b.c', server.publicApiUrl).workspaces(signal));
    expect(error.kind).toBe('signed-out');
  });
});
