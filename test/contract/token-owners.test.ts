import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopleHandlers } from '../../src-main/ipc/people.ts';
import { tokensHandlers } from '../../src-main/ipc/tokens.ts';
import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import { unused } from '../support/unused.ts';
import { connectionRecord, memberRow, meta, tokenRow, workspaceRow } from '../unit/store/support.ts';

/* A token goes on working when its owner leaves: that is said, where a whole list of members shows it. */

const at = (workspaceId: string) => ({ connectionId: 's', workspaceId });
const window = { query: '', offset: 0, limit: 50 };
const byName = { by: 'name', order: 'asc' } as const;

let app: TestCore;
const context = () => ({ core: () => ok(app.core), emit: () => undefined });
const reveals = {
  put: unused,
  reveal: unused,
  copy: unused,
  copyText: unused,
  forget: unused,
  waiting: () => 0,
  forgetAll: unused,
  clearClipboard: unused,
};

beforeAll(async () => {
  app = await startTestCore();
  const { ledger, roster } = app.core.store;
  const now = Date.now();
  value(await ledger.saveConnection(connectionRecord('s', { provider: 'system', signedOut: 'Out.' })));
  value(
    await roster.swapWorkspaces(
      's',
      [
        ...['whole', 'partial', 'unread', 'owning'].map((id) => workspaceRow(id)),
        workspaceRow('owned', { organization: knownValue({ id: 'owning', name: 'Owning' }) }),
      ],
      meta(now),
    ),
  );
  value(await roster.swapMembers(at('whole'), [memberRow('Ana')], meta(now)));
  value(await roster.swapMembers(at('partial'), [memberRow('Ana')], meta(now, 1)));
  value(await roster.swapMembers(at('owned'), [memberRow('Ana')], meta(now)));
  value(await roster.swapMembers(at('owning'), [memberRow('Cleo')], meta(now)));
  for (const workspaceId of ['whole', 'partial', 'unread', 'owned']) {
    const token = (id: string, more: Parameters<typeof tokenRow>[1]) =>
      tokenRow(`${id} ${workspaceId}`, { expiresAt: none, ...more });
    const tokens = [
      token('here', { ownerId: 'Ana' }),
      token('left', { ownerId: 'Ben' }),
      token('ended', { ownerId: 'Ben', expiresAt: { state: 'known', value: 1 } }),
      token('ownerless', { ownerId: '' }),
    ];
    if (workspaceId === 'owned') tokens.push(token('above', { ownerId: 'Cleo' }));
    value(await roster.swapTokens(at(workspaceId), tokens, meta(now)));
  }
}, 60_000);
afterAll(() => app.close());

const leftIn = async (workspaceId: string) => {
  const page = value(
    await tokensHandlers(context(), reveals).page({
      ...at(workspaceId),
      ...window,
      list: 'active',
      sort: byName,
    }),
  );
  return page.rows.filter(({ ownerLeft }) => ownerLeft).map(({ id }) => id);
};

describe('the owner of a token', () => {
  it('has left where a whole list of members no longer has them, for tokens that work', async () => {
    expect(await leftIn('whole')).toEqual(['left whole']);
  });

  it('isn’t said to have left by a list with unreadable records, or by none', async () => {
    expect(await leftIn('partial')).toEqual([]);
    expect(await leftIn('unread')).toEqual([]);
  });

  it('hasn’t left a workspace whose organization they’re still a member of', async () => {
    expect(await leftIn('owned')).toEqual(['left owned']);
  });

  it('comes with the e-mail that the members’ list has', async () => {
    const page = value(
      await tokensHandlers(context(), reveals).page({
        ...at('whole'),
        ...window,
        list: 'active',
        sort: byName,
      }),
    );
    const emailOf = (id: string) => page.rows.find((row) => row.id === id)?.ownerEmail;
    expect(emailOf('here whole')).toEqual(knownValue('ana@example.com'));
    expect(emailOf('left whole')).toEqual(notReported);
  });

  it('is judged in the same way across all connections', async () => {
    const all = value(
      await peopleHandlers(context()).tokens({ connectionIds: ['s'], ...window, sort: byName }),
    );
    expect(all.rows.filter(({ ownerLeft }) => ownerLeft).map(({ id }) => id)).toEqual([
      'left owned',
      'left whole',
    ]);
  });
});
