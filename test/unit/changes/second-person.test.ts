import { describe, expect, it } from 'vitest';
import { receiptFile } from '../../../src-preload/contract/receipt-file.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { plan as planSchema } from '../../../src-preload/contract/plan.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail } from '../../../src-preload/shared/result.ts';
import { mergeHistory } from '../../../src-main/changes/history.ts';
import { receiptJson } from '../../../src-main/changes/receipt.ts';
import { applied, error, states, value, yes } from './plans.ts';
import { invite, remove, setRole } from './requests.ts';
import { person } from './rows.ts';
import { graces, world, type World } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const threeIds = ['p1', 'p2', 'p3'];
const three = threeIds.map(remove);

/** A workspace with three people to remove and a second owner; Grace is asked from three removals on. */
const guarded = (from: number | null = 3) =>
  world({
    secondPersonFrom: from,
    seed(server) {
      server.members.set('w1', [
        ...(server.members.get('w1') ?? []),
        ...threeIds.map((id) => person(id, 'EDITOR')),
        person('olga', 'OWNER'),
      ]);
    },
  });

const planned = async (it: World, requests: readonly ChangeRequest[]) =>
  value(await it.changes.plan(requests));
/** What the server was asked to change. */
const sent = ({ server }: World) => server.sent.length;

describe('a plan says whether it needs a second person, and why', () => {
  it.each([
    ['many removals', three, 'It removes 3 things.'],
    ['a deleted workspace', [{ type: 'workspace.delete', ...ref }], 'It deletes a workspace.'],
    ['an owner granted', [setRole('dana', 'OWNER')], 'It changes who the owners are.'],
    ['an owner invited', [invite('new@example.com', 'OWNER')], 'It changes who the owners are.'],
    ['an owner removed', [remove('olga')], 'It changes who the owners are.'],
    ['an owner lowered', [setRole('olga', 'EDITOR')], 'It changes who the owners are.'],
    ['myself lowered', [setRole('ana', 'EDITOR')], 'It changes who the owners are.'],
  ] as const)('%s', async (_what, requests, reason) => {
    const plan = await planned(await guarded(), requests as readonly ChangeRequest[]);
    expect(plan.secondPerson).toBe(reason);
    expect(planSchema.parse(plan)).toEqual(plan);
  });

  it.each([
    ['fewer removals', three.slice(1)],
    ['another role', [setRole('dana', 'APPROVER')]],
    ['an invitation', [invite('new@example.com', 'APPROVER')]],
    ['a role that an owner has already', [setRole('olga', 'OWNER'), setRole('dana', 'APPROVER')]],
  ] as const)('not for %s', async (_what, requests) => {
    expect(await planned(await guarded(), requests)).not.toHaveProperty('secondPerson');
  });

  it('never where second persons aren’t asked', async () => {
    const it = await guarded(null);
    const plan = await planned(it, [...three, { type: 'workspace.delete', ...ref }]);
    expect(plan).not.toHaveProperty('secondPerson');
  });

  it('is reviewed, and still asks for the name that it asks one person for', async () => {
    const it = await guarded(1);
    const deletion = await planned(it, [{ type: 'workspace.delete', ...ref }]);
    expect(deletion.confirmation).toEqual({ type: 'type-name', name: 'W1' });
    expect((await planned(it, [remove('p1')])).confirmation).toEqual({ type: 'review' });
  });
});

describe('a plan that needs a second person', () => {
  it('sends nothing without one, and stays a draft', async () => {
    const it = await guarded();
    const plan = await planned(it, three);
    const refused = error(await it.changes.apply(plan.id, yes(plan)));
    expect(refused).toMatchObject({
      kind: 'invalid',
      sentence: 'A second person has to confirm this. It removes 3 things.',
      nextStep: 'Nothing was sent. Ask them to enter their passphrase.',
      fields: [{ path: 'secondPerson' }],
    });
    expect([sent(it), value(it.changes.get(plan.id)).status]).toEqual([0, 'draft']);
  });

  it('sends nothing with a wrong passphrase, and can be tried again', async () => {
    const it = await guarded();
    const plan = await planned(it, three);
    const mistaken = { ...yes(plan), secondPerson: { ...graces, passphrase: 'a guess' } };
    expect(error(await it.changes.apply(plan.id, mistaken))).toMatchObject({
      sentence: 'That isn’t the passphrase of Grace.',
      nextStep: 'Nothing was sent. Try again.',
      fields: [{ path: 'secondPerson' }],
    });
    expect([sent(it), value(it.changes.get(plan.id)).status]).toEqual([0, 'draft']);
    const done = value(await it.changes.apply(plan.id, { ...yes(plan), secondPerson: graces }));
    expect(states(done.plan)).toEqual(['done', 'done', 'done']);
  });

  it('says in its receipt, on disk and exported, and in the history who confirmed it, and never with what', async () => {
    const it = await guarded();
    const plan = await planned(it, three);
    const { plan: receipt } = value(await it.changes.apply(plan.id, { ...yes(plan), secondPerson: graces }));
    expect(receipt.confirmedBy).toBe('Grace');
    it.restart();
    expect(value(it.changes.get(plan.id)).confirmedBy).toBe('Grace');
    expect(receiptFile.parse(JSON.parse(receiptJson(receipt))).confirmedBy).toBe('Grace');
    expect(mergeHistory([receipt], []).map(({ text }) => text)).toContain(
      'P1 was removed from “W1”. Confirmed by Grace.',
    );
    expect(it.ledger.writes.join()).not.toContain(graces.passphrase);
  });

  it('asks the second person after all that one person confirms, so that no passphrase is entered in vain', async () => {
    const it = await guarded();
    const plan = await planned(it, three);
    await it.changes.apply(plan.id, { typed: '', acknowledged: [], secondPerson: graces });
    it.offline = 'You’re offline.';
    await it.changes.apply(plan.id, { ...yes(plan), secondPerson: graces });
    expect([it.checked, sent(it)]).toEqual([0, 0]);
  });

  it('takes no notice of a second person where none is needed', async () => {
    const it = await guarded();
    const plan = await planned(it, [setRole('dana', 'APPROVER')]);
    const done = value(await it.changes.apply(plan.id, { ...yes(plan), secondPerson: graces }));
    expect([it.checked, done.plan.confirmedBy]).toEqual([0, undefined]);
  });
});

describe('no way leads around the second person', () => {
  it('a draft that was made while they weren’t asked is refused, and says so from then on', async () => {
    const it = await guarded(null);
    const plan = await planned(it, three);
    it.secondPersonFrom = 3;
    expect(error(await it.changes.apply(plan.id, yes(plan))).kind).toBe('invalid');
    expect([sent(it), value(it.changes.get(plan.id)).secondPerson]).toEqual([0, 'It removes 3 things.']);
  });

  it('what became an owner since the plan was made is refused with the rest', async () => {
    const it = await guarded();
    const plan = await planned(it, [remove('p1')]);
    it.server.members.set(
      'w1',
      (it.server.members.get('w1') ?? []).map((one) =>
        one.userId === 'p1' ? { ...one, role: 'OWNER' } : one,
      ),
    );
    error(await it.changes.apply(plan.id, yes(plan)));
    const now = value(it.changes.get(plan.id));
    expect([sent(it), now.secondPerson]).toEqual([0, 'It changes who the owners are.']);
    expect(error(await it.changes.apply(plan.id, yes(now)))).toMatchObject({
      fields: [{ path: 'secondPerson' }],
    });
  });

  it('an undo needs one by the same rule', async () => {
    const it = await guarded(null);
    const { plan: receipt } = await applied(it, [setRole('dana', 'OWNER')]);
    it.secondPersonFrom = 3;
    const undo = value(await it.changes.undo(receipt.id));
    expect(undo.secondPerson).toBe('It changes who the owners are.');
    expect(error(await it.changes.apply(undo.id, yes(undo))).kind).toBe('invalid');
    value(await it.changes.apply(undo.id, { ...yes(undo), secondPerson: graces }));
    expect(it.server.members.get('w1')?.find(({ userId }) => userId === 'dana')?.role).not.toBe('OWNER');
  });

  it('what a stopped plan left needs one again when it is finished', async () => {
    const it = await guarded();
    it.server.onPerform = async () => fail(plainError('server', 'The server failed.', 'Try again.'));
    const plan = await planned(it, three);
    const { plan: receipt } = value(await it.changes.apply(plan.id, { ...yes(plan), secondPerson: graces }));
    const rest = value(await it.changes.finish(receipt.id));
    expect(rest).toMatchObject({ secondPerson: 'It removes 3 things.' });
    expect(rest).not.toHaveProperty('confirmedBy');
    expect(error(await it.changes.apply(rest.id, yes(rest))).kind).toBe('invalid');
  });

  it('nor do planning it again or excluding what is blocked', async () => {
    const it = await guarded();
    const plan = await planned(it, three);
    const again = value(await it.changes.replan(plan.id));
    expect(again.secondPerson).toBe('It removes 3 things.');
    const withBlocked = await planned(it, [...three, invite('not an address')]);
    expect(value(await it.changes.excludeBlocked(withBlocked.id)).secondPerson).toBe('It removes 3 things.');
  });
});
