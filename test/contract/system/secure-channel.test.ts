import { beforeEach, describe, expect, it } from 'vitest';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import type { Schedule } from '../../../src-main/providers/system/secure-channel.ts';
import { createSession } from '../../../src-main/providers/system/session.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { answers, http, systemSessions } from './sessions.ts';

const { ana } = samplePeople;
const { operations, treasury } = sampleSystemWorkspaces;

const local = localInstance({ systemRateLimit: 100_000 });
const {
  target,
  secretFor,
  storageOf,
  sessionOf,
  workspaceId,
  change,
  create,
  rename,
  workspaceBy,
  roleBy,
  fault,
} = systemSessions(local);
const on = { secureChannel: 'on' };
beforeEach(() => local.start({ systemSecureChannel: true }));

describe('the secure channel', () => {
  const opened = () => local.asked('/secure-channel/session');

  it('it carries every change and its answer over one channel, and leaves reading plain', async () => {
    const id = workspaceId(operations);
    const session = await sessionOf(ana, on);
    valueOf(await session.workspaces(signal));
    expect(opened()).toBe(0);
    const results = await Promise.all([
      rename(session, operations, 'Sealed'),
      change(session, operations, { type: 'role.create', name: 'Clerk', description: '' }),
      change(session, treasury, { type: 'workspace.set-default' }),
    ]);
    for (const result of results) valueOf(result);
    expect(opened()).toBe(1);
    expect((await workspaceBy(session, 'Sealed'))?.id).toBe(id);
    expect(await roleBy(session, 'Sealed', 'Clerk')).toMatchObject({ kind: 'custom' });
  });

  it('it carries refusals as well', async () => {
    const session = await sessionOf(ana, on);
    expect(errorOf(await create(session, 'Second', 'UTC')).nextStep).toContain('for an invitation');
    expect(errorOf(await change(session, operations, { type: 'workspace.leave' })).sentence).toBe(
      'The owner can’t leave the workspace.',
    );
  });

  it('it says so when the server requires a channel that is turned off', async () => {
    const session = await sessionOf(ana);
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-allowed',
      sentence: 'This server accepts changes only over its secure channel.',
      nextStep: 'Turn on “Secure channel” in the connection’s settings, then try again.',
    });
  });

  it('it says so when the server has no secure channel, and sends nothing', async () => {
    const session = await sessionOf(ana, on);
    fault('/web/v1/secure-channel/public-key', { kind: 'status', status: 404, body: {} });
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-implemented',
      nextStep: textWith('Turn off “Secure channel”'),
    });
    expect(local.asked('/update')).toBe(0);
  });

  it('it doesn’t open a channel with a weak key', async () => {
    const session = await sessionOf(ana, on);
    const data = { keyId: 'k', publicKey: 'AAAA', algorithm: 'RSA-OAEP-2048' };
    fault('/web/v1/secure-channel/public-key', answers(data));
    expect(errorOf(await rename(session, operations, 'x')).sentence).toContain('2048 bits');
    expect(opened()).toBe(0);
  });

  it('it opens an expired channel again, once, and makes the change', async () => {
    const id = workspaceId(operations);
    const session = await sessionOf(ana, on);
    valueOf(await rename(session, operations, 'First'));
    local.clock += 600_000;
    const results = await Promise.all([
      rename(session, 'First', 'Second'),
      rename(session, 'First', 'Second'),
    ]);
    for (const result of results) valueOf(result);
    expect(opened()).toBe(2);
    expect((await workspaceBy(session, 'Second'))?.id).toBe(id);
  });

  it('it gives up after a second lost channel', async () => {
    const session = await sessionOf(ana, on);
    const code = 'SECURE_CHANNEL.SESSION_NOT_FOUND';
    fault('/web/v1/workspaces/*/update', answers(null, { status: 404, success: false, code }));
    expect(errorOf(await rename(session, operations, 'x'))).toMatchObject({
      kind: 'not-allowed',
      sentence: textWith('then its replacement too'),
    });
    expect([opened(), local.asked('/update')]).toEqual([2, 2]);
  });

  it('it stays open through a refresh of the sign-in', async () => {
    const session = await sessionOf(ana, on);
    valueOf(await rename(session, operations, 'First'));
    local.clock += 950_000;
    valueOf(await rename(session, 'First', 'Second'));
    expect(local.asked('/auth/refresh')).toBe(1);
  });

  it.each([
    ['changed', { v: 2, p: Buffer.alloc(60).toString('base64') }],
    ['of another version', { v: 3, p: Buffer.alloc(60).toString('base64') }],
    ['cut', { v: 2, p: 'AAAA' }],
  ])('it doesn’t trust an answer that is %s', async (_what, body) => {
    const session = await sessionOf(ana, on);
    for (const status of [200, 409]) {
      fault('/web/v1/workspaces/*/update', { kind: 'status', status, body });
      const error = errorOf(await rename(session, operations, 'x'));
      expect(error).toMatchObject({ kind: 'malformed', retryable: false });
      expect(error.sentence).toContain('was altered');
      expect(error.nextStep).toContain('Refresh to see whether the change was made');
    }
  });

  it('it doesn’t trust a success that comes unencrypted', async () => {
    const session = await sessionOf(ana, on);
    fault('/web/v1/workspaces/*/update', answers(null));
    expect(errorOf(await rename(session, operations, 'x')).sentence).toContain('wasn’t encrypted');
  });

  it('it closes after being idle for a while', async () => {
    const due: (() => void)[] = [];
    const schedule: Schedule = (_ms, run) => {
      due.push(run);
      return () => due.splice(due.indexOf(run), 1);
    };
    const session = createSession(http, target(), storageOf(await secretFor(ana), { options: on }), schedule);
    valueOf(await rename(session, operations, 'First'));
    valueOf(await rename(session, 'First', 'Second'));
    expect(due).toHaveLength(1);
    due[0]?.();
    await expect.poll(() => local.requests.some((line) => line.includes('/session/close 200'))).toBe(true);
    valueOf(await rename(session, 'Second', 'Third'));
    expect(opened()).toBe(2);
  });
});
