import { describe, expect, it } from 'vitest';
import { applied } from '../../../src-preload/contract/changes.ts';
import { plan, type Plan, type PlanItem } from '../../../src-preload/contract/plan.ts';
import { resultOf } from '../../../src-preload/contract/result.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { answerCall } from '../../../src-main/cli/runtime/answer.ts';
import type { CommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { answerParser } from '../../../src-main/base/parse-answer.ts';
import { value } from '../changes/plans.ts';
import { setRole } from '../changes/requests.ts';
import { world } from '../changes/world.ts';

/** A plan of so many items, as the engine makes them. */
async function planOf(count: number): Promise<Plan> {
  const it = await world();
  const made = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
  const [first] = made.items;
  if (first === undefined) throw new Error('The plan has no item.');
  return { ...made, items: Array.from({ length: count }, (_, n): PlanItem => ({ ...first, id: `i${n}` })) };
}

const answered = async (count: number) => {
  const made = await planOf(count);
  const outcome = { plan: made, reveals: [], createdWorkspaceId: null };
  return [
    { of: 'a plan', output: plan, answer: { ok: true, value: made } },
    { of: 'what applying it gave', output: applied, answer: { ok: true, value: outcome } },
  ];
};

/** How often other work had its turn meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isDone = true;
  return turns;
}

describe('an answer with thousands of changes', () => {
  it('is the same as when it is parsed as a whole', async () => {
    for (const { output, answer } of await answered(1001))
      expect(await answerParser(output)(answer)).toEqual(resultOf(output).safeParse(answer));
  });

  it('lets other work run in between', async () => {
    for (const { output, answer } of await answered(2000))
      expect(await turnsDuring(() => answerParser(output)(answer))).toBeGreaterThan(3);
  });

  it('lets other work run in between when a command asked for it, too', async () => {
    const made = await planOf(2000);
    // Nothing else is called.
    const calls = { 'changes.get': () => ok(made) } as unknown as CommandCalls;
    expect(
      await turnsDuring(async () => {
        expect(await answerCall(calls, 'changes.get', { planId: made.id })).toEqual(ok(made));
      }),
    ).toBeGreaterThan(3);
  });

  it('carries no field that the contract doesn’t name', async () => {
    const made = await planOf(600);
    const items = made.items.map((item) => ({ ...item, secret: 'of an item' }));
    const parsed = await answerParser(plan)({ ok: true, value: { ...made, items, secret: 'of the plan' } });
    expect(parsed.success).toBe(true);
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  it('is refused for one item, or for a field beside them, that isn’t as the contract says', async () => {
    const made = await planOf(600);
    const items = made.items.with(555, { ...made.items[555], title: 5 } as unknown as PlanItem);
    expect(await answerParser(plan)({ ok: true, value: { ...made, items } })).toMatchObject({
      success: false,
    });
    expect(await answerParser(plan)({ ok: true, value: { ...made, title: 5 } })).toMatchObject({
      success: false,
    });
  });
});

it('an error is parsed as an error', async () => {
  const error = { kind: 'offline', sentence: 'Offline.', nextStep: 'Wait.', retryable: true, detail: null };
  expect(await answerParser(plan)({ ok: false, error })).toMatchObject({
    success: true,
    data: { ok: false, error },
  });
});
