import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CommandContext } from '../../../src-main/cli/command.ts';
import { carryOutPlan } from '../../../src-main/cli/commands/carry-out.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { value } from '../changes/plans.ts';
import { setRole } from '../changes/requests.ts';
import { world } from '../changes/world.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** A plan of two changes that is applied until `end` is called; `progress` answers how far it is. */
async function applying(progress: () => Promise<unknown>) {
  const changes = await world();
  const plan = value(await changes.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
  const asked: string[] = [];
  const shown: string[] = [];
  let finish: (plan: Plan) => void = () => undefined;
  const applied = new Promise<Plan>((resolve) => (finish = resolve));
  const attempt = async (name: string) => {
    asked.push(name);
    if (name === 'changes.apply') return ok({ plan: await applied, reveals: [], createdWorkspaceId: null });
    return ok(await progress());
  };
  const context = {
    option: () => undefined,
    flag: (name: string) => name === 'yes',
    attempt,
    terminal: { note: () => undefined, progress: (text: string) => shown.push(text) },
    // The command asks for nothing else while it applies this plan.
  } as unknown as CommandContext;
  const carried = carryOutPlan(context, { ...plan, confirmation: { type: 'none' } });
  await vi.waitFor(() => expect(asked).toContain('changes.apply'));
  return {
    asked,
    shown,
    end: async () => {
      finish(plan);
      await carried;
    },
  };
}

it('a command asks how far its plan is, never for the plan of thousands itself', async () => {
  const { asked, shown, end } = await applying(async () => ({ done: 1, total: 2 }));
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual(['Applying: 1 of 2']);
  expect(new Set(asked)).toEqual(new Set(['changes.apply', 'changes.progress']));
  await end();
});

it('a command asks again only when it was answered', async () => {
  const { asked, end } = await applying(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.filter((name) => name !== 'changes.apply')).toHaveLength(1);
  await end();
});
