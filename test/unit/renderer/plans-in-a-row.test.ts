import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { ItemState, Plan } from '../../../src-preload/contract/plan.ts';

type Confirmed = 'at once' | 'reviewed';

const error = {
  kind: 'forbidden',
  sentence: 'The server said no.',
  nextStep: 'Ask an owner.',
  retryable: false,
  detail: null,
};
const done: ItemState = { state: 'done', at: 1, words: 'Done.' };
// The server's own words.
const failed = { state: 'failed', at: 1, error } as ItemState;

/** Of a request only which one it is. */
const request = (name: string) => ({ type: 'member.set-role', name }) as unknown as ChangeRequest;

/** Of a plan, what its way through the window depends on. */
function planOf(id: string, confirmed: Confirmed, state: ItemState = { state: 'pending' }): Plan {
  const plan = {
    id,
    title: id,
    status: 'draft',
    confirmation: { type: confirmed === 'at once' ? 'none' : 'review' },
    items: [
      {
        id: `item of ${id}`,
        state,
        checks: [],
        request: request(id),
        target: { connectionId: 'c', workspaceId: 'w' },
        undo: { possible: true },
      },
    ],
    leftOut: [],
    alsoChanged: [],
  };
  return plan as unknown as Plan;
}

describe('a plan that is opened while another one is open', () => {
  let planned: string[];
  let discarded: string[];
  let undone: string[];
  /** Ends what is being applied, by the plan. */
  let apply: Map<string, (state: ItemState) => void>;
  const confirmed = new Map<string, Confirmed>();

  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
    planned = [];
    discarded = [];
    undone = [];
    apply = new Map();
    confirmed.clear();
    vi.stubGlobal('window', {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      steward: {
        onEvent: () => undefined,
        changes: {
          plan: ({ requests: [first] }: { requests: { name: string }[] }) => {
            const name = first?.name ?? '';
            planned.push(name);
            return Promise.resolve({ ok: true, value: planOf(name, confirmed.get(name) ?? 'at once') });
          },
          undo: ({ planId }: { planId: string }) => {
            undone.push(planId);
            return Promise.resolve({ ok: true, value: planOf(`undo of ${planId}`, 'at once') });
          },
          discard: ({ planId }: { planId: string }) => {
            discarded.push(planId);
            return Promise.resolve({ ok: true, value: null });
          },
          apply: ({ planId }: { planId: string }) =>
            new Promise((resolve) => {
              apply.set(planId, (state) =>
                resolve({ ok: true, value: { plan: planOf(planId, 'at once', state), reveals: [] } }),
              );
            }),
        },
      },
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const parts = async () => ({
    ...(await import('../../../src-renderer/stores/plan/plan.ts')),
    ...(await import('../../../src-renderer/stores/plan/plan-view.ts')),
    ...(await import('../../../src-renderer/stores/plan/plan-result.ts')),
    ...(await import('../../../src-renderer/stores/plan/plan-review.ts')),
    ...(await import('../../../src-renderer/stores/undo-stack.ts')),
  });
  const settle = () => vi.advanceTimersByTimeAsync(1);
  const end = async (planId: string, state: ItemState) => {
    apply.get(planId)?.(state);
    await settle();
  };

  it('waits until what is being sent has ended, and each opener hears of its own plan', async () => {
    const { openPlan } = await parts();
    const ends: string[] = [];
    const open = (name: string) =>
      void openPlan([request(name)]).then((ended) =>
        ends.push(ended.end === 'applied' ? `${name}: ${ended.applied.plan.id}` : `${name}: ${ended.end}`),
      );
    open('add');
    await settle();
    open('role');
    open('rename');
    await settle();
    expect([planned, ends]).toEqual([['add'], []]);
    await end('add', done);
    expect([planned, ends]).toEqual([['add', 'role'], ['add: add']]);
    await end('role', done);
    await end('rename', done);
    expect(ends).toEqual(['add: add', 'role: role', 'rename: rename']);
  });

  it('stays under review when the one before it has ended', async () => {
    const { openPlan, usePlan } = await parts();
    confirmed.set('role', 'reviewed');
    void openPlan([request('add')]);
    await settle();
    void openPlan([request('role')]);
    await end('add', done);
    expect(usePlan.getState().view).toMatchObject({ phase: 'review', plan: { id: 'role' } });
  });

  it('comes after the result of the one before it was read', async () => {
    const { openPlan, usePlan, closeResult } = await parts();
    void openPlan([request('add')]);
    await settle();
    void openPlan([request('role')]);
    await end('add', failed);
    expect(usePlan.getState().view).toMatchObject({ phase: 'result', plan: { id: 'add' } });
    expect(planned).toEqual(['add']);
    closeResult();
    await settle();
    expect(planned).toEqual(['add', 'role']);
  });

  it('takes the place of one that was only being reviewed, whose draft is discarded', async () => {
    const { openPlan } = await parts();
    confirmed.set('remove', 'reviewed');
    const ended = openPlan([request('remove')]);
    await settle();
    void openPlan([request('role')]);
    await settle();
    expect([await ended, discarded, planned]).toEqual([{ end: 'cancelled' }, ['remove'], ['remove', 'role']]);
  });

  it('takes nothing from one that is still being checked and was given up for it', async () => {
    const { openPlan, usePlan } = await parts();
    confirmed.set('remove', 'reviewed');
    confirmed.set('role', 'reviewed');
    void openPlan([request('remove')]);
    void openPlan([request('role')]);
    await settle();
    expect(usePlan.getState().view).toMatchObject({ phase: 'review', plan: { id: 'role' } });
    expect(discarded).toEqual(['remove']);
  });

  it('is a receipt that waits too', async () => {
    const { openPlan, openReceipt, usePlan } = await parts();
    void openPlan([request('add')]);
    await settle();
    openReceipt(planOf('earlier', 'at once', done));
    await end('add', done);
    expect(usePlan.getState().view).toMatchObject({ phase: 'result', plan: { id: 'earlier' } });
  });

  it('shows why it failed where the form that it came from is gone', async () => {
    const { openPlan, usePlan } = await parts();
    let isThere = true;
    const ended = openPlan([request('add')], { formReturns: () => isThere });
    await settle();
    isThere = false;
    await end('add', failed);
    expect(usePlan.getState().view).toMatchObject({ phase: 'result', plan: { id: 'add' } });
    expect(await ended).toMatchObject({ end: 'applied' });
  });

  it('leads back to the form that it came from while that is there', async () => {
    const { openPlan, usePlan } = await parts();
    const ended = openPlan([request('add')], { formReturns: () => true });
    await settle();
    await end('add', failed);
    expect(usePlan.getState().view).toEqual({ phase: 'closed' });
    expect(await ended).toEqual({ end: 'refused', error });
  });

  it('undoes the change before, when undo is pressed again during an undo', async () => {
    const { openPlan, openUndo, lastUndoable } = await parts();
    for (const name of ['first', 'second']) {
      void openPlan([request(name)]);
      await settle();
      await end(name, done);
    }
    const undo = () => {
      const last = lastUndoable();
      if (last !== null) void openUndo(last.planId);
    };
    undo();
    await settle();
    undo();
    undo();
    await end('undo of second', done);
    await end('undo of first', done);
    expect(undone).toEqual(['second', 'first']);
    expect(lastUndoable()).toBeNull();
  });

  it('leaves a change to be undone whose undo came to nothing', async () => {
    const { openPlan, openUndo, lastUndoable } = await parts();
    void openPlan([request('add')]);
    await settle();
    await end('add', done);
    void openUndo('add');
    await settle();
    expect(lastUndoable()).toBeNull();
    await end('undo of add', failed);
    expect(lastUndoable()).toMatchObject({ planId: 'add' });
  });

  it('isn’t applied while it is planned again with more', async () => {
    const { openPlan, applyPlan, addBefore, usePlan } = await parts();
    confirmed.set('remove', 'reviewed');
    confirmed.set('revoke', 'reviewed');
    void openPlan([request('remove')]);
    await settle();
    void addBefore([request('revoke')]);
    void applyPlan('');
    await settle();
    expect([...apply.keys()]).toEqual([]);
    expect(usePlan.getState().view).toMatchObject({ phase: 'review', plan: { id: 'revoke' } });
  });

  it('has its progress from the first change on, once it takes so long that it is shown', async () => {
    const { openPlan, usePlan } = await parts();
    const { useDialogs } = await import('../../../src-renderer/stores/dialogs.ts');
    void openPlan([request('add')]);
    await settle();
    expect(useDialogs.getState().upper).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(useDialogs.getState().upper).toEqual([{ type: 'plan' }]);
    expect(usePlan.getState().view).toMatchObject({ phase: 'applying', plan: { id: 'add' } });
  });
});
