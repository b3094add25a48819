import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src-main/cli/command.ts';
import { exitOfBlocked } from '../../../src-main/cli/commands/refused.ts';
import type { Check } from '../../../src-preload/contract/plan.ts';
import { plainError } from '../../../src-main/base/errors.ts';

const request = { type: 'workspace.leave', connectionId: 'c1', workspaceId: 'w1' } as const;
const blockedBy = (...codes: Check['code'][]) => ({
  request,
  checks: codes.map((code) => ({ level: 'block' as const, code, words: code, needsYes: false })),
});
const signedIn = { state: 'signed-in' };
const healthy = { state: 'ok' };
/** A session with this connection. */
const contextOf = (signIn: object, health: object = healthy) =>
  ({
    call: async () => [{ id: 'c1', signIn, health }],
    // Nothing else is asked for.
  }) as unknown as CommandContext;

describe('how a plan ends that can’t be sent', () => {
  it.each([
    ['signedOut', { state: 'signed-out', reason: '' }, healthy],
    ['locked', { state: 'unavailable', reason: '' }, healthy],
    ['offline', signedIn, { state: 'failing', error: plainError('refused', '', '') }],
    ['refused', signedIn, healthy],
  ])('is %s where only the connection is in the way', async (exit, signIn, health) => {
    expect(await exitOfBlocked(contextOf(signIn, health), [blockedBy('offline')])).toBe(exit);
  });

  it('is a refusal where a check is in the way, too', async () => {
    const context = contextOf({ state: 'signed-out', reason: '' });
    expect(await exitOfBlocked(context, [blockedBy('offline'), blockedBy('last-owner')])).toBe('refused');
  });
});
