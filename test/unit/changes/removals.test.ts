import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { expectedGone } from '../../../src-main/changes/removals.ts';
import { facts as plain } from '../../../src-main/providers/workspaces-api/facts.ts';
import { facts as keeping } from '../../../src-main/providers/system/facts.ts';
import { plan, planItem } from '../store/support.ts';

const place = { connectionId: 'c1', workspaceId: 'w1' };
const cancel: ChangeRequest = {
  type: 'invitation.cancel',
  ...place,
  invitationId: 'i1',
  email: 'gil@example.com',
  reason: '',
};

/** What is expected to be missing from a list right after a change. */
function missing(list: ListName, request: ChangeRequest, facts = plain): string[] {
  const item = { ...planItem('p1', 'c1', { state: { state: 'done', at: 0, words: 'Done.' } }), request };
  return [...expectedGone([plan('p', [item])], { ...place, list }, facts, 0)];
}

describe('what a change of this app takes out of a list', () => {
  it('a cancelled invitation leaves it, except where the system lists it on as cancelled', () => {
    expect(missing('invitations', cancel)).toEqual(['i1']);
    expect(missing('invitations', cancel, keeping)).toEqual([]);
  });

  it('a deleted token leaves it, a revoked one stays as revoked', () => {
    const token = { ...place, tokenId: 't1', name: 'ci' };
    expect(missing('tokens', { type: 'token.delete', ...token })).toEqual(['t1']);
    expect(missing('tokens', { type: 'token.revoke', ...token })).toEqual([]);
  });

  it('a removed member leaves the list of members alone', () => {
    const removal: ChangeRequest = { type: 'member.remove', ...place, userId: 'u1', email: 'u1@example.com' };
    expect(missing('members', removal)).toEqual(['u1']);
    expect(missing('tokens', removal)).toEqual([]);
  });
});
