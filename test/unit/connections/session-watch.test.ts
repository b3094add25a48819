import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { watchSignOut } from '../../../src-main/connections/session-watch.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { signal } from '../../support/signal.ts';

const ended = fail(plainError('signed-out', 'The token was revoked.', 'Sign in again.'));
const me = ok({ userId: 'u', email: 'ada@example.com', name: 'Ada' });

/** A session that answers `whoami` in this order (the last one again and again) and refuses everything else as signed out. */
const watched = (...answers: Result<unknown>[]) => watchedWhere(true, answers);
function watchedWhere(isDocumented: boolean, answers: Result<unknown>[]) {
  let asked = 0;
  const reported: AppError[] = [];
  const whoami = () => {
    asked += 1;
    return Promise.resolve(answers[Math.min(asked, answers.length) - 1]);
  };
  const session = watchSignOut(
    // Only these calls are made here.
    {
      whoami,
      workspaces: () => Promise.resolve(ended),
      perform: () => Promise.resolve(ended),
    } as unknown as ProviderSession,
    { isDocumented, onSignedOut: (error) => reported.push(error), sleep: () => Promise.resolve() },
  );
  return { session, reported, asked: () => asked };
}

describe('the end of a session', () => {
  it('is believed when a second answer confirms it', async () => {
    const { session, reported } = watched(ended);
    expect(await session.workspaces(signal)).toEqual(ended);
    expect(reported).toHaveLength(1);
  });

  it.each<[string, Result<unknown>]>([
    ['the server still knows who I am', me],
    ['a proxy answers the second question', fail(plainError('proxy', 'A page answered.', ''))],
    ['the server can’t be reached any more', fail(plainError('offline', 'Offline.', ''))],
  ])('is not believed where %s', async (_name, second) => {
    const { session, reported } = watched(second);
    const result = await session.workspaces(signal);
    expect(result).toMatchObject({ ok: false, error: { kind: 'server', retryable: true } });
    expect(reported).toEqual([]);
  });

  it('asks once for requests that are refused together', async () => {
    const { session, asked } = watched(me);
    await Promise.all([session.workspaces(signal), session.workspaces(signal), session.workspaces(signal)]);
    expect(asked()).toBe(1);
  });

  it('leaves a change that was refused unconfirmed to be read back', async () => {
    const { session } = watched(me);
    const request = { type: 'workspace.leave', connectionId: 'c', workspaceId: 'w' } as const;
    const result = await session.perform(request, { workspace: null }, signal);
    expect(result).toMatchObject({ error: { kind: 'server' } });
  });

  it('is told and not believed where the system documents no error for it, however often it’s said', async () => {
    const { session, reported } = watchedWhere(false, [ended]);
    for (let time = 0; time < 3; time += 1)
      expect(await session.workspaces(signal)).toMatchObject({
        ok: false,
        error: { kind: 'sign-in-refused' },
      });
    expect(reported).toEqual([]);
  });
});
