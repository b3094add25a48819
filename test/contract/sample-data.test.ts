import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { membersHandlers } from '../../src-main/ipc/members.ts';
import { allHistory } from '../../src-main/queries/history/all-history.ts';
import { timelineOfPlace } from '../../src-main/queries/history/timelines.ts';
import { membersAt } from '../../src-main/queries/history/lists-at.ts';
import { samplePeople, startTestInstance, type TestInstance } from '../support/instance.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { day } from '../../src-preload/shared/units.ts';

let server: TestInstance;
let app: TestCore;
let connectionId = '';

beforeAll(async () => {
  server = await startTestInstance();
  app = await startTestCore({ fast: true });
  const [system] = await server.signInsOf(samplePeople.ana);
  if (system === undefined) throw new Error('no system');
  connectionId = value(await app.core.connectBuiltIn([{ ...system }], true)).id;
  app.core.start();
  const workspaceId = server.workspaceId('Northwind Production');
  app.core.setInView({ connectionId, workspaceId });
  await vi.waitFor(
    () => {
      for (const list of ['members', 'tokens'] as const)
        // Its past is kept first.
        expect(app.core.store.roster.freshness(connectionId, workspaceId, list).fetchedAt).toBeGreaterThan(
          Date.now() - day,
        );
    },
    { timeout: 60_000 },
  );
}, 90_000);
afterAll(async () => {
  await app.close();
  await server.close();
});

const history = async (query: string) =>
  value(await allHistory(app.core, { query: `ws:"Northwind Production" ${query}`, offset: 0, limit: 200 }));

describe('the sample data', () => {
  it('the window learns of it once its connections are there', () => {
    const connected = app.events.findIndex(({ topic }) => topic === 'connections');
    expect(app.events.findLastIndex(({ topic }) => topic === 'status')).toBeGreaterThan(connected);
  });

  it('it has 90 days of people who joined, left and changed roles', async () => {
    const { rows } = await history('by:observed');
    const kinds = new Set(rows.map(({ entry }) => (entry.source === 'observed' ? entry.kind : '')));
    for (const kind of ['member.joined', 'member.left', 'member.role', 'token.created'])
      expect(kinds).toContain(kind);
    const oldest = Math.min(...rows.map(({ entry }) => entry.at));
    expect(Date.now() - oldest).toBeGreaterThan(60 * day);
  });

  it('it tells of people and tokens in the order of time', async () => {
    const workspaceId = server.workspaceId('Northwind Production');
    const { rows } = value(
      await timelineOfPlace(app.core, { connectionId, workspaceId, after: null, limit: 200 }),
    );
    const times = rows.map(({ entry }) => entry.at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('it shows the members of two months ago', async () => {
    const workspaceId = server.workspaceId('Northwind Production');
    const page = value(
      await membersAt(app.core, {
        connectionId,
        workspaceId,
        at: Date.now() - 60 * day,
        query: '',
        offset: 0,
        limit: 200,
      }),
    );
    expect(page.facts.state).toBe('known');
    const then = page.rows.map(({ userId }) => userId);
    expect(then.some((userId) => userId.startsWith('sample-'))).toBe(true);
  });

  it('what it shows of now is what the server says, without anyone made up', async () => {
    const workspaceId = server.workspaceId('Northwind Production');
    const page = value(
      await membersHandlers({ core: () => ok(app.core), emit: () => undefined }).page({
        connectionId,
        workspaceId,
        query: '',
        offset: 0,
        limit: 200,
        sort: { by: 'name', order: 'asc' },
      }),
    );
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.rows.filter(({ userId }) => userId.startsWith('sample-'))).toEqual([]);
  });

  it('it goes with its connections, and nothing else', async () => {
    expect(app.core.hasSampleData()).toBe(true);
    value(await app.core.removeSampleData());
    expect(app.core.hasSampleData()).toBe(false);
    expect(app.core.connections.list()).toEqual([]);
    expect((await history('')).rows).toEqual([]);
  });
});
