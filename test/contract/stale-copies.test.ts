import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitationsHandlers } from '../../src-main/ipc/invitations.ts';
import { membersHandlers } from '../../src-main/ipc/members.ts';
import { peopleHandlers } from '../../src-main/ipc/people.ts';
import { rolesHandlers } from '../../src-main/ipc/roles.ts';
import { tokensHandlers } from '../../src-main/ipc/tokens.ts';
import { workspacesHandlers } from '../../src-main/ipc/workspaces.ts';
import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { day } from '../../src-preload/shared/units.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import { unused } from '../support/unused.ts';
import {
  connectionRecord,
  memberRow,
  meta,
  plan,
  planItem,
  roleRow,
  tokenRow,
  workspaceRow,
} from '../unit/store/support.ts';

/* A copy that wasn't refreshed for too long is shown nowhere: neither in its own list nor in what others take from it. */

const stale = Date.now() - 40 * day;
const at = (connectionId: string, workspaceId: string) => ({ connectionId, workspaceId });
const window = { query: '', offset: 0, limit: 50 };
const byName = { by: 'name', order: 'asc' } as const;

let app: TestCore;
const context = () => ({ core: () => ok(app.core), emit: () => undefined });

beforeAll(async () => {
  app = await startTestCore();
  const { ledger, roster } = app.core.store;
  const now = Date.now();
  for (const [id, provider] of [
    ['u', 'unstructured'],
    ['s', 'system'],
  ] as const)
    value(await ledger.saveConnection(connectionRecord(id, { provider, signedOut: 'You signed out.' })));

  const organization = knownValue({ id: 'org', name: 'Acme' });
  const places = [
    workspaceRow('org', { scope: 'organization', organization }),
    workspaceRow('team', { organization }),
  ];
  value(await roster.swapWorkspaces('u', places, meta(now)));
  const above = [memberRow('Ana', { role: 'super_admin' }), memberRow('Ben', { role: 'super_admin' })];
  value(await roster.swapMembers(at('u', 'org'), above, meta(stale)));
  value(await roster.swapMembers(at('u', 'team'), [memberRow('Ana', { role: 'admin' })], meta(now)));

  value(await roster.swapWorkspaces('s', [workspaceRow('old'), workspaceRow('fresh')], meta(now)));
  value(
    await roster.swapRoles(at('s', 'old'), [roleRow('r1', { name: 'Support', kind: 'custom' })], meta(stale)),
  );
  const people = [memberRow('Ana'), memberRow('Ben', { name: knownValue('Ben of old') })];
  value(await roster.swapMembers(at('s', 'old'), people, meta(stale)));
  value(await roster.swapMembers(at('s', 'fresh'), [memberRow('Ana')], meta(now)));
  value(
    await roster.swapTokens(
      at('s', 'fresh'),
      [tokenRow('t1', { ownerId: 'Ben', expiresAt: none })],
      meta(now),
    ),
  );
  const item = planItem('i1', 's', { state: { state: 'done', at: stale, words: 'Invited.' } });
  const request = { type: 'member.invite', ...at('s', 'old'), email: 'ben@example.com', role: 'r1' } as const;
  const invited = { ...item, target: { ...item.target, workspaceId: 'old' }, request };
  value(await ledger.savePlan({ ...plan('p1', [item]), items: [invited] }));
}, 60_000);
afterAll(() => app.close());

describe('a copy that is too old to be shown', () => {
  it('it gives the members’ list of a workspace no roles in the organization', async () => {
    const page = value(
      await membersHandlers(context()).page({ ...at('u', 'team'), ...window, sort: byName }),
    );
    expect(page.rows).toMatchObject([{ userId: 'Ana', organizationRole: notReported }]);
    expect(page.freshness.hidden).toBeNull();
  });

  it('it gives no custom roles to choose from for an invitation', async () => {
    const options = value(await rolesHandlers(context()).inviteOptions(at('s', 'old')));
    expect(options.map(({ label }) => label)).not.toContain('Support');
  });

  it('it offers no roles to people who are only known from it', async () => {
    expect(value(await invitationsHandlers(context(), unused).joinOffers(at('s', 'old')))).toEqual([]);
  });

  it('it counts no one, in the list of its connection and across all of them', async () => {
    const list = value(
      await workspacesHandlers(context(), unused, { openText: unused }, unused).list({
        connectionId: 's',
      }),
    );
    const counts = (rows: readonly { id: string; members: number | null }[]) =>
      Object.fromEntries(rows.map(({ id, members }) => [id, members]));
    expect(counts(list.workspaces)).toEqual({ old: null, fresh: 1 });
    const all = value(
      await peopleHandlers(context()).workspaces({ connectionIds: ['s'], ...window, sort: byName }),
    );
    expect(counts(all.rows)).toEqual({ old: null, fresh: 1 });
  });

  it('it names no owner of a token that is kept elsewhere', async () => {
    const own = value(
      await tokensHandlers(context(), unusedReveals).page({
        ...at('s', 'fresh'),
        ...window,
        list: 'active',
        sort: byName,
      }),
    );
    expect(own.rows).toMatchObject([{ ownerId: 'Ben', ownerName: notReported }]);
    const all = value(
      await peopleHandlers(context()).tokens({ connectionIds: ['s'], ...window, sort: byName }),
    );
    expect(all.rows).toMatchObject([{ ownerId: 'Ben', ownerName: notReported }]);
  });
});

const unusedReveals = {
  put: unused,
  reveal: unused,
  copy: unused,
  copyText: unused,
  forget: unused,
  waiting: () => 0,
  forgetAll: unused,
  clearClipboard: unused,
};
