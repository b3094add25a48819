import { describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { valueOf } from '../../support/results.ts';
import { me, workspace } from './rows.ts';
import { world, type World } from './world.ts';

const mine = { owner: knownValue({ userId: me.userId, name: 'Ana' }) };
const theirs = { owner: knownValue({ userId: 'someone', name: 'Someone' }) };
const setDefault = (workspaceId: string) =>
  ({ type: 'workspace.set-default', connectionId: 'c1', workspaceId }) as const;

/** As the real server: the mark goes from my own workspaces alone. */
const takesDefaults = ({ server }: World) => {
  server.onPerform = async (request, work) => {
    if (request.type !== 'workspace.set-default') return work();
    server.workspaces = server.workspaces.map((row) =>
      row.id === request.workspaceId || (row.owner.state === 'known' && row.owner.value.userId === me.userId)
        ? { ...row, isDefault: knownValue(row.id === request.workspaceId) }
        : row,
    );
    return work();
  };
};

describe('the default mark where someone else’s default stands first', () => {
  const started = async () => {
    const it = await world({
      seed(server) {
        server.workspaces = [
          workspace('w0', { ...theirs, isDefault: knownValue(true) }),
          workspace('w1', { ...mine, isDefault: knownValue(true) }),
          workspace('w2', { ...mine, isDefault: knownValue(false) }),
        ];
      },
    });
    takesDefaults(it);
    return it;
  };

  it('it says which of my workspaces loses the mark', async () => {
    const it = await started();
    const plan = valueOf(await it.changes.plan([setDefault('w2')]));
    expect(plan.items[0]?.checks[0]?.words).toContain('“W1” will no longer be the default.');
  });

  it('undo makes my own the default again, not the one that is first', async () => {
    const it = await started();
    const plan = valueOf(await it.changes.plan([setDefault('w2')]));
    valueOf(await it.changes.apply(plan.id, { typed: '', acknowledged: [] }));
    const undo = valueOf(await it.changes.undo(plan.id));
    expect(undo.items.map(({ request }) => request)).toEqual([setDefault('w1')]);
  });

  it('it says that the one of someone else keeps its mark', async () => {
    const it = await started();
    const plan = valueOf(await it.changes.plan([setDefault('w2')]));
    expect(plan.items[0]?.checks[0]?.words).toContain(
      '“W0” keeps its default mark, because someone else owns it.',
    );
  });

  it('undo says that a workspace of someone else which was marked keeps its mark', async () => {
    const it = await world({
      seed(server) {
        server.workspaces = [
          workspace('w1', { ...mine, isDefault: knownValue(true) }),
          workspace('w2', { ...theirs, isDefault: knownValue(false) }),
        ];
      },
    });
    takesDefaults(it);
    const plan = valueOf(await it.changes.plan([setDefault('w2')]));
    valueOf(await it.changes.apply(plan.id, { typed: '', acknowledged: [] }));
    const undo = valueOf(await it.changes.undo(plan.id));
    expect(undo.items[0]?.checks[0]?.words).toContain(
      '“W2” keeps its default mark, because someone else owns it.',
    );
  });

  it('undo says why where nothing is left to undo', async () => {
    const it = await started();
    const plan = valueOf(await it.changes.plan([setDefault('w2')]));
    valueOf(await it.changes.apply(plan.id, { typed: '', acknowledged: [] }));
    it.server.workspaces = it.server.workspaces.map((row) => ({
      ...row,
      isDefault: knownValue(row.id === 'w1'),
    }));
    await it.syncAll();
    expect(await it.changes.undo(plan.id)).toMatchObject({
      ok: false,
      error: { sentence: 'There’s nothing to undo: the earlier state is back already.' },
    });
  });
});

describe('lowering my own role', () => {
  it('it is asked about once, and never said to be undone by me', async () => {
    const it = await world({
      seed: (server) =>
        server.members.set(
          'w1',
          (server.members.get('w1') ?? []).map((row) =>
            row.userId === 'eli' ? { ...row, role: 'OWNER' } : row,
          ),
        ),
    });
    const plan = valueOf(
      await it.changes.plan([
        {
          type: 'member.set-role',
          connectionId: 'c1',
          workspaceId: 'w1',
          userId: me.userId,
          email: me.email,
          role: 'EDITOR',
        },
      ]),
    );
    const [item] = plan.items;
    expect(item?.checks.filter(({ needsYes }) => needsYes).map(({ code }) => code)).toEqual(['lock-out']);
    expect(item?.undo).toEqual({ possible: false, words: 'Someone else has to make you Owner again.' });
  });
});
