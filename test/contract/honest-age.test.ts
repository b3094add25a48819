import { unused } from '../support/unused.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import { readCsv } from '../../src-main/files/csv.ts';
import { invitationsHandlers } from '../../src-main/ipc/invitations.ts';
import { membersHandlers } from '../../src-main/ipc/members.ts';
import { peopleHandlers } from '../../src-main/ipc/people.ts';
import { reportFor } from '../../src-main/queries/reports/reports.ts';
import { rolesHandlers } from '../../src-main/ipc/roles.ts';
import { timelineHandlers } from '../../src-main/ipc/timeline.ts';
import { csvOf } from '../../src-main/files/report-csv.ts';
import { plainToken, type MemberRow, type TokenRow } from '../../src-main/base/records.ts';
import { startConnectedCore, type ConnectedCore } from '../support/core.ts';
import { valueOf } from '../support/results.ts';
import { signal } from '../support/signal.ts';
import { day } from '../support/time.ts';

const byName = { by: 'name', order: 'asc' } as const;
const window = { query: '', offset: 0, limit: 50 };

let app: ConnectedCore;
let connectionId = '';
const ref = (name: string) => ({ connectionId, workspaceId: app.server.workspaceId(name) });
const current = () => ref('Northwind Production');
/** Its lists were fetched so long ago that they are hidden. */
const old = () => ref('Payments Platform');
const since = Date.now() - 40 * day;

const oldMember: MemberRow = {
  userId: 'long-ago',
  email: 'long.ago@example.com',
  name: knownValue('Long Ago'),
  role: 'OWNER',
  status: 'active',
  signedUpAt: notReported,
  enteredAt: notReported,
};
const oldToken: TokenRow = {
  ...plainToken,
  id: 'old-token',
  name: knownValue('Old token'),
  ownerId: 'long-ago',
  createdAt: knownValue(since),
  expiresAt: none,
  revokedAt: none,
  lastUsedAt: notReported,
};

beforeAll(async () => {
  app = await startConnectedCore();
  connectionId = app.connectionTo('system-initiative').id;
  valueOf(await app.core.sync.fetchNow(connectionId, null, ['workspaces'], signal));
  valueOf(await app.core.sync.fetchNow(connectionId, current().workspaceId, ['members', 'tokens'], signal));
  // From here on nothing is refreshed by itself.
  await app.core.sync.stop();
  const { roster } = app.core.store;
  const meta = { startedAt: since, finishedAt: since, unreadable: 0 };
  valueOf(await roster.swapMembers(old(), [oldMember], meta));
  valueOf(await roster.swapTokens(old(), [oldToken], meta));
}, 60_000);
afterAll(() => app.close());

const context = () => app.context();
const hidden = () => ({
  workspaceId: old().workspaceId,
  since,
  erasedAfter: since + 60 * day,
  whole: false,
});

describe('a copy that hasn’t been refreshed for long', () => {
  it('it shows no rows, and says since when and until when the copy is hidden', async () => {
    const page = valueOf(await membersHandlers(context()).page({ ...old(), ...window, sort: byName }));
    expect(page).toMatchObject({ rows: [], matching: 0, total: 0, freshness: { hidden: hidden() } });
    const invitations = valueOf(
      await invitationsHandlers(context(), unused).page({
        ...old(),
        ...window,
        list: 'open',
        sort: { by: 'email', order: 'asc' },
      }),
    );
    expect(invitations.freshness.hidden).toEqual(hidden());
    const may = await rolesHandlers(context()).effectivePermissions({ ...old(), userId: 'long-ago' });
    expect(may.ok).toBe(false);
  });

  it('it isn’t traced back to an earlier day either', async () => {
    const timeline = timelineHandlers(context());
    const at = since + day;
    const was = valueOf(await timeline.asOfMembers({ ...old(), ...window, at }));
    expect(was).toMatchObject({ rows: [], facts: { state: 'hidden' }, hidden: hidden() });
    const between = valueOf(await timeline.compare({ ...old(), from: at, to: Date.now(), limit: 9 }));
    expect(between).toMatchObject({ joined: { total: 0 }, hidden: hidden() });
  });

  it('it counts as unknown, never as empty, in a search across everything', async () => {
    const people = peopleHandlers(context());
    const asked = { query: 'long.ago', connectionIds: [connectionId], limit: 50 };
    const found = valueOf(await people.page({ ...asked, sort: byName, after: null }));
    expect(found.rows).toEqual([]);
    expect(found.coverage).toMatchObject({ hidden: 1, stale: 0 });
    const tokens = valueOf(await people.tokens({ ...asked, query: '', offset: 0, sort: byName }));
    expect(tokens.rows.map(({ id }) => id)).not.toContain('old-token');
    expect(tokens.coverage.hidden).toBe(1);
    const rule = await people.previewSelection({ ...old(), query: '', except: [], limit: 9 });
    expect(rule.ok).toBe(false);
  });

  it('it isn’t exported, and a full export says that it is excluded', async () => {
    const of = { list: 'members', ...old(), query: '', sort: byName } as const;
    const refused = await reportFor(app.core, of, null);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    const people = valueOf(
      await reportFor(
        app.core,
        { list: 'people', query: '', connectionIds: [connectionId], sort: byName },
        null,
      ),
    );
    expect(people.complete).toBe(false);
    expect(people.notes.join(' ')).toContain('1 copy hidden because of age is left out');
  });

  it('it appears when explicitly requested', async () => {
    const { storage } = app.core.store;
    valueOf(await storage.showStaleCopy(connectionId, old().workspaceId, since, true));
    const page = valueOf(await membersHandlers(context()).page({ ...old(), ...window, sort: byName }));
    expect(page).toMatchObject({ rows: [{ userId: 'long-ago' }], freshness: { hidden: null } });
    valueOf(await storage.showStaleCopy(connectionId, old().workspaceId, since, false));
  });
});

describe('an export', () => {
  it('it exports all rows with their search, order and columns, under their origin', async () => {
    const of = { list: 'members', ...current(), query: 'role:owner', sort: byName } as const;
    const report = valueOf(await reportFor(app.core, of, ['name', 'status']));
    let csv = '';
    for await (const piece of csvOf(report, Date.now())) csv += piece;
    const read = readCsv(csv);
    const lines = read.ok ? read.records.map(({ cells }) => cells) : [];
    const header = lines.findIndex(([first]) => first === 'Name');
    expect(lines[header]).toEqual(['Name', 'E-mail', 'Status', 'User id', 'As of']);
    const page = valueOf(
      await membersHandlers(context()).page({ ...current(), ...window, query: 'role:owner', sort: byName }),
    );
    expect(lines.slice(header + 1).map((cells) => cells[3])).toEqual(page.rows.map(({ userId }) => userId));
    expect(Object.fromEntries(lines.slice(0, header).map(([label, said]) => [label, said]))).toMatchObject({
      What: 'Members of Northwind Production',
      System: 'System Initiative',
      Workspace: 'Northwind Production',
      Search: 'role:owner',
      Order: 'name, ascending',
      Complete: 'yes',
      Rows: String(page.rows.length),
    });
  });

  it('it exports nothing for a workspace that is gone', async () => {
    const of = { list: 'members', connectionId, workspaceId: 'gone', query: '', sort: byName } as const;
    expect(await reportFor(app.core, of, null)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});
