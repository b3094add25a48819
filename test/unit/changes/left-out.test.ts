import { describe, expect, it } from 'vitest';
import { plan as planSchema } from '../../../src-preload/contract/plan.ts';
import { receiptJson } from '../../../src-main/changes/receipt.ts';
import { codes, error, states, value, yes } from './plans.ts';
import { invite, remove, setRole } from './requests.ts';
import { person } from './rows.ts';
import { world } from './world.ts';

/** Ana is the only owner of the workspace; the others can become approvers. */
const everybody = ['ana', 'dana', 'finn'].map((id) => setRole(id, 'APPROVER'));
const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title);

describe('excluding blocked changes from a plan', () => {
  it('makes a plan of the rest, and lists what was left out with the reasons', async () => {
    const it = await world();
    const blocked = value(await it.changes.plan(everybody));
    expect(error(await it.changes.apply(blocked.id, yes(blocked))).sentence).toContain('only owner');
    const plan = value(await it.changes.excludeBlocked(blocked.id));
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ title: 'Change 2 roles in “W1”', verb: 'Change 2 roles', status: 'draft' });
    expect(titles(plan.items)).toEqual(['Make Dana Approver', 'Make Finn Approver']);
    expect(plan.leftOut).toMatchObject([
      {
        title: 'Make Ana Approver',
        target: { workspaceName: 'W1' },
        words: 'Ana is the only owner. Make another member owner first.',
      },
    ]);
    expect(error(it.changes.get(blocked.id)).kind).toBe('not-found');
  });

  it('sends nothing of what was left out, and lists it in the receipt', async () => {
    const it = await world();
    const plan = value(await it.changes.excludeBlocked(value(await it.changes.plan(everybody)).id));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['done', 'done']);
    expect(it.server.sent).toHaveLength(2);
    expect(value(it.changes.get(plan.id)).leftOut).toEqual(plan.leftOut);
    expect(receipt).toMatchObject({ status: 'finished', unfinished: 0 });
    expect(JSON.parse(receiptJson(receipt))).toMatchObject({
      leftOut: [
        { title: 'Make Ana Approver', words: 'Ana is the only owner. Make another member owner first.' },
      ],
    });
    expect(titles(value(await it.changes.undo(plan.id)).items)).toEqual([
      'Make Finn Collaborator',
      'Make Dana Collaborator',
    ]);
  });

  it('leaves out both halves of an invitation with a role', async () => {
    const it = await world();
    const requests = [invite('not an address', 'APPROVER'), invite('gil@example.com', 'APPROVER')];
    const plan = value(await it.changes.excludeBlocked(value(await it.changes.plan(requests)).id));
    expect(plan.items.map(({ request }) => 'email' in request && request.email)).toEqual([
      'gil@example.com',
      'gil@example.com',
    ]);
    expect(plan.leftOut).toHaveLength(2);
    expect(plan.leftOut.every(({ words }) => words !== '')).toBe(true);
  });

  it('leaves out more where something else can’t be done without it', async () => {
    const it = await world();
    it.server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'OWNER'), person('finn', 'EDITOR')]);
    await it.syncAll();
    const requests = [remove('finn'), setRole('ana', 'EDITOR'), setRole('dana', 'EDITOR')];
    const plan = value(await it.changes.excludeBlocked(value(await it.changes.plan(requests)).id));
    expect(titles(plan.leftOut)).toEqual(['Make Dana Collaborator']);
    expect(codes(plan).flat()).not.toContain('last-owner:block');
    it.server.members.set('w1', [person('ana', 'OWNER'), person('finn', 'EDITOR')]);
    await it.syncAll();
    const once = value(await it.changes.replan(plan.id));
    expect([once.id === plan.id, once.leftOut]).toEqual([false, plan.leftOut]);
    const twice = value(await it.changes.excludeBlocked(once.id));
    expect(titles(twice.leftOut)).toEqual(['Make Dana Collaborator', 'Make Ana Collaborator']);
    expect(titles(twice.items)).toEqual(['Remove Finn']);
  });

  it('refuses to leave out everything, or to change a plan that was applied', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('ana', 'APPROVER')]));
    expect(error(await it.changes.excludeBlocked(plan.id)).sentence).toBe(
      'None of these changes can be made.',
    );
    expect(value(it.changes.get(plan.id)).items).toHaveLength(1);
    const other = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    value(await it.changes.apply(other.id, yes(other)));
    expect(error(await it.changes.excludeBlocked(other.id)).kind).toBe('not-allowed');
    expect(error(await it.changes.replan(other.id)).kind).toBe('not-allowed');
  });
});
