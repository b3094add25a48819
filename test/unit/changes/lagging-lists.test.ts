import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import type { FetchMeta } from '../../../src-main/store/roster/types.ts';
import { failing } from './fake-server.ts';
import { applied, states, value, yes } from './plans.ts';
import { createToken, remove, setRole } from './requests.ts';
import { token, workspace } from './rows.ts';
import { world, type World } from './world.ts';

const createWorkspace: ChangeRequest = {
  type: 'workspace.create',
  connectionId: 'c1',
  kind: 'remote-url',
  name: 'Fresh',
  description: '',
  url: 'https://fresh.example.com',
  isDefault: false,
};

/** After the next change, the list's first `answers` answers still show it as before that change. */
function lag(it: World, list: 'members' | 'workspaces', answers: number) {
  const session = it.server.session;
  const honest = session[list].bind(session) as (...args: unknown[]) => Promise<unknown>;
  it.server.onPerform = async (_request, work) => {
    const before = await honest('w1');
    const result = work();
    let left = answers;
    Object.assign(session, {
      [list]: (...args: unknown[]) =>
        left-- > 0 ? Promise.resolve(structuredClone(before)) : honest(...args),
    });
    return result;
  };
}

describe('a list that lags behind a change', () => {
  it.each([1, 3])('it is read again until it shows the change (%i times late)', async (answers) => {
    const it = await world();
    lag(it, 'members', answers);
    expect(states((await applied(it, [setRole('dana', 'APPROVER')])).plan)).toEqual(['done']);
  });

  it('it makes no second workspace where it shows the first one late', async () => {
    const it = await world();
    lag(it, 'workspaces', 2);
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(plan)).toEqual(['done']);
    expect(it.server.workspaces.filter(({ name }) => name === 'Fresh')).toHaveLength(1);
  });

  it('what it went on to deny is failed in the end', async () => {
    const it = await world();
    it.server.onPerform = async () => ok({ createdWorkspaceId: null, createdToken: null });
    expect(states((await applied(it, [remove('dana')])).plan)).toEqual(['failed']);
  });

  it('“Finish” looks first, and makes no second one of what its list showed too late', async () => {
    const it = await world();
    lag(it, 'workspaces', 6);
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(plan)).toEqual(['unverified']);
    await it.syncAll();
    expect(await it.changes.finish(plan.id)).toMatchObject({ ok: false });
    expect(states(value(it.changes.get(plan.id)))).toEqual(['done']);
    expect(it.server.workspaces.filter(({ name }) => name === 'Fresh')).toHaveLength(1);
  });

  it('one that shows after “Finish” looked is seen before anything is sent', async () => {
    const it = await world();
    lag(it, 'workspaces', 11);
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['failed']);
    const again = await it.changes.finish(plan.id);
    // A refresh in the background may show it while this is planned, or only after that.
    const sent = again.ok ? await it.changes.apply(again.value.id, yes(again.value)) : again;
    expect(sent).toMatchObject({ ok: false });
    expect(it.server.workspaces.filter(({ name }) => name === 'Fresh')).toHaveLength(1);
  });

  it('one that a refresh shows while “Finish” is being planned isn’t offered again', async () => {
    const it = await world();
    const { workspaces } = it.server.session;
    lag(it, 'workspaces', 1000);
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['failed']);
    const { plansChangedSince } = it.ledger;
    const { swapWorkspaces } = it.roster;
    const refresh = (meta: FetchMeta) => swapWorkspaces('c1', it.server.workspaces, meta);
    it.ledger.plansChangedSince = (...of) => {
      it.server.session.workspaces = workspaces;
      // A refresh that is still under way brings nothing older.
      it.roster.swapWorkspaces = (_id, _rows, meta) => refresh(meta);
      void refresh({ startedAt: it.clock.now, finishedAt: it.clock.now, unreadable: 0 });
      return plansChangedSince(...of);
    };
    expect(await it.changes.finish(plan.id)).toMatchObject({
      ok: false,
      error: { sentence: 'There’s nothing left to finish.' },
    });
    expect(states(value(it.changes.get(plan.id)))).toEqual(['done']);
  });

  it('what wasn’t waited for is not confirmed yet, and never failed', async () => {
    const it = await world({ waits: 'never end' });
    lag(it, 'members', 1);
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const applying = it.changes.apply(plan.id, yes(plan));
    await expect.poll(() => it.server.sent.length).toBe(1);
    it.changes.stop(plan.id);
    const { plan: receipt } = value(await applying);
    expect(receipt.items[0]?.state).toMatchObject({
      state: 'unverified',
      words: 'The server doesn’t show this yet. Steward checks again.',
    });
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['done']);
  });
});

describe('an ID that the server says it created', () => {
  it('it is not believed where it names something that was there before', async () => {
    const it = await world();
    it.server.onPerform = async () => ok({ createdWorkspaceId: 'w2', createdToken: null });
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(plan)).toEqual(['failed']);
    expect(await it.changes.undo(plan.id)).toMatchObject({ ok: false });
  });

  it('it is not believed where it names something else than was asked for', async () => {
    const it = await world();
    it.server.onPerform = async () => {
      it.server.workspaces.push(workspace('w5', { name: 'Somebody else’s' }));
      return ok({ createdWorkspaceId: 'w5', createdToken: null });
    };
    expect(states((await applied(it, [createWorkspace])).plan)).toEqual(['failed']);
  });

  it('a token that no list shows isn’t confirmed, and fails only if that doesn’t change', async () => {
    const it = await world();
    it.server.onPerform = async () =>
      ok({ createdWorkspaceId: null, createdToken: { id: 't9', secret: 's' } });
    const { plan, reveals } = await applied(it, [createToken('deploy')]);
    expect(states(plan)).toEqual(['unverified']);
    expect(reveals).toHaveLength(1);
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['failed']);
  });

  it('it is not believed of a token that was there before', async () => {
    const it = await world({
      seed: (server) => server.tokens.set('w1', [token('ci', 'dana'), token('old', 'dana')]),
    });
    it.server.onPerform = async () =>
      ok({ createdWorkspaceId: null, createdToken: { id: 'old', secret: 'guess' } });
    const { plan } = await applied(it, [createToken('deploy')]);
    expect(states(plan)).toEqual(['failed']);
    expect(await it.changes.undo(plan.id)).toMatchObject({ ok: false });
  });
});

describe('an answer that proves nothing', () => {
  it('a creation is not sent again before its list was read for long enough', async () => {
    const it = await world();
    it.server.onPerform = async (_request, work) => {
      work();
      return fail(failing('server'));
    };
    const { plan } = await applied(it, [createWorkspace]);
    expect(states(plan)).toEqual(['done']);
    expect(await it.changes.finish(plan.id)).toMatchObject({ ok: false });
  });
});
