import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHistory } from '../../src-main/queries/history/all-history.ts';
import { ofAllHistory } from '../../src-main/queries/reports/all-history.ts';
import { day } from '../../src-preload/shared/units.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import { connectionRecord, memberRow, meta, plan, planItem, workspaceRow } from '../unit/store/support.ts';

const now = Date.now();
const at = (connectionId: string, workspaceId: string) => ({ connectionId, workspaceId });

let app: TestCore;
const texts = async (query: string) => {
  const page = value(await allHistory(app.core, { query, offset: 0, limit: 50 }));
  return page.rows.map(({ entry }) => entry.text);
};

beforeAll(async () => {
  app = await startTestCore();
  const { ledger, roster } = app.core.store;
  for (const [id, provider] of [
    ['north', 'system-initiative'],
    ['south', 'modbox'],
  ] as const) {
    value(
      await ledger.saveConnection(
        connectionRecord(id, { provider, label: `The ${id}`, signedOut: 'You signed out.' }),
      ),
    );
    const places = [workspaceRow('w', { name: `Desk ${id}` })];
    value(await roster.swapWorkspaces(id, places, meta(now - 60 * day)));
  }
  value(await roster.swapMembers(at('north', 'w'), [memberRow('ana')], meta(now - 60 * day)));
  value(
    await roster.swapMembers(at('north', 'w'), [memberRow('ana'), memberRow('ben')], meta(now - 40 * day)),
  );
  // Fetched lately, or the copy would be hidden.
  value(await roster.swapMembers(at('north', 'w'), [memberRow('ana'), memberRow('ben')], meta(now - day)));
  value(await roster.swapMembers(at('south', 'w'), [memberRow('cem')], meta(now - 60 * day)));
  value(
    await roster.swapMembers(at('south', 'w'), [memberRow('cem', { role: 'admin' })], meta(now - 2 * day)),
  );
  const item = planItem('i1', 'north', {
    state: { state: 'done', at: now - day, words: 'Token “ci” revoked.' },
  });
  const request = { type: 'token.revoke', ...at('north', 'w'), tokenId: 't', name: 'ci' } as const;
  const revoked = { ...item, target: { ...item.target, workspaceId: 'w' }, request };
  value(await ledger.savePlan({ ...plan('p1', [item]), items: [revoked] }));
}, 60_000);
afterAll(() => app.close());

describe('the history of all connections', () => {
  it('it has what Steward did and what was observed on each of them, newest first', async () => {
    const page = value(await allHistory(app.core, { query: '', offset: 0, limit: 50 }));
    expect(
      page.rows.map(({ connection, workspaceName, topic }) => [connection.label, workspaceName, topic]),
    ).toEqual([
      ['The north', 'Desk north', 'token'],
      ['The south', 'Desk south', 'role'],
      ['The north', 'Desk north', 'member'],
    ]);
    expect(page.matching).toBe(3);
  });

  it.each([
    ['who:ben', 1],
    ['-who:ben', 2],
    ['ws:south', 1],
    ['conn:"The north"', 2],
    ['kind:role', 1],
    ['kind:role,token', 2],
    ['when:<30d', 2],
    ['when:>30d', 1],
    ['by:steward', 1],
    ['by:observed kind:member', 1],
    ['ci', 1],
    ['nothing like it', 0],
  ])('%s leaves %i of them', async (query, count) => {
    expect(await texts(query)).toHaveLength(count);
  });

  it('it gives page after page, and says how many there are in all', async () => {
    const page = value(await allHistory(app.core, { query: '', offset: 1, limit: 1 }));
    expect([page.rows.length, page.matching]).toEqual([1, 3]);
  });

  it('it says what it doesn’t understand in a search', async () => {
    const { problems } = value(await allHistory(app.core, { query: 'kind:nonsense', offset: 0, limit: 50 }));
    expect(problems).toHaveLength(1);
  });

  it('its export has the rows of its search, with where each is from', async () => {
    const asked = { list: 'allHistory', connectionIds: null, query: 'conn:"The north"' } as const;
    const report = await ofAllHistory(app.core, asked, null);
    const columns = report.columns.map(({ id }) => id);
    const rows: unknown[][] = [];
    for await (const piece of report.pieces()) rows.push(...piece);
    const cell = (row: unknown[] | undefined, id: string) => row?.[columns.indexOf(id)];
    expect(rows).toHaveLength(2);
    expect(report.matching).toBe(2);
    expect(cell(rows[0], 'connection')).toMatchObject({ value: 'The north' });
    expect(cell(rows[0], 'receipt')).toMatchObject({ value: 'p1' });
    expect(report.what).toBe('History of all connections');
  });
});
