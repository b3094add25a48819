import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, notReported } from '../../../src-preload/shared/known.ts';
import { samplePeople, sampleWorkspaces } from '../../../src-main/local-instance/sample/seed.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { newWorkspace, perform } from '../../support/perform.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { signedInToSystemInitiative } from './sessions.ts';

const si = signedInToSystemInitiative();
const { local, sessionWith, change, workspaceBy, memberBy, automationToken, workspaceSecret } = si;

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
  ] as const)('it reports %s as %s, and signs no one out', async (_, fault, kind) => {
    local.faults([{ path, fault }]);
    const error = errorOf(await si.ana.workspaces(signal));
    expect(error.kind).toBe(kind);
    expect(error.sentence).not.toBe('');
    expect(error.nextStep).not.toBe('');
    expect(JSON.stringify(error)).not.toContain(local.server.token);
    local.clearFaults();
    expect((await si.ana.workspaces(signal)).ok).toBe(true);
  });

  it('it reads again after an interrupted read', async () => {
    local.faults([{ path, times: 1, fault: { kind: 'cut' } }]);
    expect((await si.ana.workspaces(signal)).ok).toBe(true);
  });

  it('it counts the tokens of another workspace that a list has beside its own', async () => {
    const tokens = `/si/auth/workspaces/${si.production}/authTokens`;
    const { rows: own } = valueOf(await si.ana.tokens(si.production, signal));
    const body = {
      authTokens: own.map(({ id }, index) => ({
        id,
        name: id,
        userId: 'U1',
        workspaceId: index === 0 ? 'another' : si.production,
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: null,
        revokedAt: null,
      })),
    };
    local.faults([{ method: 'GET', path: tokens, fault: { kind: 'status', status: 200, body } }]);
    expect(valueOf(await si.ana.tokens(si.production, signal)).ofOtherPlace).toBe(1);
    local.clearFaults();
    expect(valueOf(await si.ana.tokens(si.production, signal)).ofOtherPlace).toBe(0);
  });

  it('it doesn’t send an interrupted write again', async () => {
    const members = `/si/auth/workspace/${si.production}/members`;
    local.faults([{ path: members, method: 'POST', times: 1, fault: { kind: 'cut' } }]);
    const invited = await change(si.ana, { type: 'member.invite', email: 'cut@example.com', role: null });
    // Sent again it would be a conflict: it was done all the same, which is for reading back to find out.
    expect(errorOf(invited).kind).toBe('server');
    expect(await memberBy('cut@example.com')).toMatchObject({ status: 'pending' });
  });

  it('it reports a slow server as a timeout', async () => {
    local.faults([{ path, fault: { kind: 'delay', ms: 60_000 } }]);
    const impatient = testHttpClient({ limits: { wholeMs: 100 } });
    const session = sessionWith(local.server.token, local.server.url, impatient);
    expect(errorOf(await session.workspaces(signal)).kind).toBe('timeout');
  });

  it('it reports a missing server as refused', async () => {
    await local.stop();
    expect(errorOf(await si.ana.workspaces(signal)).kind).toBe('refused');
  });
});

describe('the public API', () => {
  let robot: ProviderSession;
  beforeEach(async () => {
    robot = sessionWith((await automationToken()).secret, local.server.publicApiUrl);
  });

  it('it reads whoami, workspaces and members, with the same roles as elsewhere', async () => {
    expect(valueOf(await robot.whoami(signal)).email).toBe(samplePeople.ana);
    const row = valueOf(await robot.workspaces(signal)).rows.find(({ id }) => id === si.production);
    expect(row).toMatchObject({
      name: sampleWorkspaces.production,
      myRole: knownValue('OWNER'),
      serverHidden: notReported,
    });
    const overAuth = valueOf(await si.ana.members(si.production, signal)).rows;
    expect(valueOf(await robot.members(si.production, signal)).rows).toEqual(overAuth);
  });

  it('it never shows the workspace’s secret, which comes as externalId here', async () => {
    const list = valueOf(await robot.workspaces(signal));
    expect(JSON.stringify(list)).not.toContain(await workspaceSecret());
  });

  it('it invites, changes a role to and from Collaborator, and removes', async () => {
    valueOf(await change(robot, { type: 'member.invite', email: 'fresh@example.com', role: null }));
    const userId = (await memberBy('fresh@example.com'))?.userId ?? '';
    for (const role of ['APPROVER', 'EDITOR']) {
      valueOf(await change(robot, { type: 'member.set-role', userId, email: '', role }));
      expect((await memberBy('fresh@example.com'))?.role).toBe(role);
    }
    valueOf(await change(robot, { type: 'member.remove', userId, email: 'fresh@example.com' }));
    expect(await memberBy('fresh@example.com')).toBeUndefined();
  });

  it('it creates, renames and deletes a workspace', async () => {
    const here = { kind: 'managed', url: 'https://app.systeminit.com' } as const;
    const made = valueOf(await perform(robot, newWorkspace('Made by a robot', here)));
    const id = present(made.createdWorkspaceId, 'id of the new workspace');
    const row = present(await workspaceBy(robot, id), 'new workspace');
    valueOf(await change(robot, { type: 'workspace.update', name: 'Renamed', description: 'd' }, id, row));
    expect((await workspaceBy(si.ana, id))?.name).toBe('Renamed');
    valueOf(await change(robot, { type: 'workspace.delete' }, id));
    expect(await workspaceBy(si.ana, id)).toBeUndefined();
  });

  it('it says that it has no tokens, marks or remote workspaces', async () => {
    expect(errorOf(await robot.tokens(si.production, signal)).kind).toBe('not-supported');
    expect(errorOf(await change(robot, { type: 'workspace.set-default' })).kind).toBe('not-supported');
    expect(errorOf(await change(robot, { type: 'token.create', name: 'x', expiry: '1d' })).kind).toBe(
      'not-supported',
    );
    const remote = newWorkspace('x', { kind: 'remote-url', url: 'https://si.example.com' });
    expect(errorOf(await perform(robot, remote)).kind).toBe('not-supported');
  });

  it('it doesn’t sign out a person whose session token isn’t for it', async () => {
    const error = errorOf(
      await sessionWith(local.server.token, local.server.publicApiUrl).workspaces(signal),
    );
    expect(error.kind).toBe('not-allowed');
  });

  it('it signs out on a corrupt token', async () => {
    const error = errorOf(await sessionWith('eyJa.b.c', local.server.publicApiUrl).workspaces(signal));
    expect(error.kind).toBe('signed-out');
  });
});
