import { describe, expect, it } from 'vitest';
import { outcomeText } from '../../../src-preload/shared/plan-outcome.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { value } from './plans.ts';
import { createToken, invite, remove } from './requests.ts';
import { world } from './world.ts';

type State = Plan['items'][number]['state'];
const done: State = { state: 'done', at: 1, words: '' };
const noOp: State = { state: 'already-so', at: 1, words: '' };
const skipped: State = { state: 'skipped', at: 1, words: '' };

const ended = (plan: Plan, ...states: State[]): Plan => ({
  ...plan,
  items: plan.items.map((item, at) => ({ ...item, state: states[at] ?? skipped })),
});

describe('how a plan ended', () => {
  it('tells those who were members already from those who were invited', async () => {
    const { changes } = await world();
    const plan = value(
      await changes.plan([invite('gil@example.com'), invite('hal@example.com'), invite('dana@example.com')]),
    );
    expect(outcomeText(ended(plan, done, done, noOp))).toBe('2 invited, 1 already a member');
    expect(outcomeText(ended(plan, done, noOp, noOp))).toBe('1 invited, 2 already members');
  });

  it('counts an invitation with its role as one, and a role that failed for itself', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([invite('gil@example.com', 'APPROVER')]));
    expect(outcomeText(ended(plan, done, done))).toBe('1 invited');
    expect(outcomeText(ended(plan, done, skipped))).toBe('1 invited, 1 skipped');
    expect(outcomeText(ended(plan, done, skipped), { toCome: true })).toBe('1 invited, 1 to come');
  });

  it('uses the words of each kind', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([remove('dana'), remove('eli')]));
    expect(outcomeText(ended(plan, done, noOp))).toBe('1 removed, 1 already gone');
  });

  it('says of a rotation what was created, and what is to come', async () => {
    const { changes } = await world();
    const plan = value(
      await changes.plan([
        createToken('ci-2'),
        { type: 'token.revoke', connectionId: 'c1', workspaceId: 'w1', tokenId: 'ci', name: 'ci' },
      ]),
    );
    expect(outcomeText(ended(plan, done, done))).toBe('1 token created, 1 token revoked');
    expect(outcomeText(ended(plan, done, skipped), { toCome: true })).toBe('1 token created, 1 to come');
  });

  it('counts on the button only what is sent', async () => {
    const { changes } = await world();
    const plan = value(
      await changes.plan([invite('gil@example.com'), invite('hal@example.com'), invite('dana@example.com')]),
    );
    expect(plan.verb).toBe('Invite 2 people');
    expect(plan.title).toBe('Invite 2 people to “W1”');
  });
});
