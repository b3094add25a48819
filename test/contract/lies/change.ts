import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { typedFor } from '../../../src-preload/shared/plan.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import { valueOf } from '../../support/results.ts';
import { placeLists, type Ground, type World } from './ground.ts';
import type { Lie } from './liar.ts';
import type { Operation } from './operations.ts';
import { believed, differences, type Verdict } from './oracle.ts';
import { readAllHonestly } from './read.ts';

async function confirm(ground: Ground, plan: Plan): Promise<Result<Applied>> {
  return ground.app.core.changes.apply(plan.id, {
    typed: typedFor(plan.confirmation) ?? '',
    acknowledged: plan.items.flatMap((item) => item.checks.map(({ code }) => `${item.id}:${code}`)),
  });
}

/** What is gone that the change doesn't take out, or null. */
function destroyedBy(
  operation: Operation,
  request: ChangeRequest,
  before: World,
  after: World,
): string | null {
  const expected = operation.removes?.(request);
  const all = differences(before, after);
  for (const list of placeLists) {
    const gone = all[list].removed.filter((id) => expected?.list !== list || expected.id !== id);
    if (gone.length > 0) return `${gone.join(', ')} of the ${list} was destroyed`;
  }
  return null;
}

/** Why the world changed in a way that the plan doesn't have, or null. */
function excess(operation: Operation, request: ChangeRequest, before: World, after: World): string | null {
  const destroyed = destroyedBy(operation, request, before, after);
  if (destroyed !== null) return destroyed;
  const all = differences(before, after);
  for (const list of placeLists) {
    const added = all[list].added.length;
    if (added > (operation.adds === list ? 1 : 0)) return `${added} ${list} were made`;
  }
  return null;
}

/** Why what the receipt says contradicts the server, or null. */
function falseState({ items }: Plan, isDone: boolean): string | null {
  for (const { state } of items) {
    if (state.state === 'done' && !isDone) return 'done, and it isn’t';
    if (state.state === 'already-so' && !isDone) return 'already so, and it isn’t';
    // A token whose secret was lost with the answer says so, and isn’t made again.
    if (state.state === 'failed' && isDone && state.error.retryable)
      return `failed (${state.error.kind}: ${state.error.sentence}), and it’s done`;
  }
  return null;
}

/** Makes a change while the server lies, then what a person would do next: look again, finish, undo. The last three are honest. */
export async function changeUnder(ground: Ground, operation: Operation, lie: Lie): Promise<Verdict> {
  const { changes } = ground.app.core;
  const before = await readAllHonestly(ground);
  const request = operation.request(ground);
  const plan = valueOf(await changes.plan([request]));
  const departures = ground.departures();
  ground.liar.begin(lie);
  // What is refreshed after a change is lied about to the end, too.
  const applied = await confirm(ground, plan);
  await ground.settled();
  ground.liar.end();
  if (ground.isSignedOut()) return believed('signed out');
  const after = await ground.truth();
  const isDone = operation.isDone(request, before, after);
  const tooMuch = excess(operation, request, before, after);
  if (tooMuch !== null) return believed(tooMuch);
  if (!applied.ok)
    return isDone
      ? believed(`refused (${applied.error.sentence}), and it’s done`)
      : { outcome: 'noticed', why: `${applied.error.kind}: ${applied.error.sentence}` };
  const receipt = applied.value.plan;
  const wrong = falseState(receipt, isDone);
  if (wrong !== null) return believed(wrong);
  if (ground.departures() > departures + (operation.removes ? 1 : 0))
    return believed('the history says that something went');
  const later = await afterwards(ground, operation, receipt, request, before, isDone);
  if (later !== null) return believed(later);
  const states = receipt.items.map(({ state }) =>
    state.state === 'failed' ? `failed: ${state.error.sentence}` : state.state,
  );
  return {
    outcome: states.every((state) => state === 'done') ? 'honest' : 'noticed',
    why: states.join(', '),
  };
}

async function afterwards(
  ground: Ground,
  operation: Operation,
  receipt: Plan,
  request: ChangeRequest,
  before: World,
  wasDone: boolean,
): Promise<string | null> {
  const { changes } = ground.app.core;
  if (receipt.items.some(({ state }) => state.state !== 'done')) await ground.tryNow();
  const looked = receipt.items.some(({ state }) => state.state === 'unverified')
    ? await changes.readBack(receipt.id)
    : changes.get(receipt.id);
  if (!looked.ok) return `looked again: ${looked.error.kind}: ${looked.error.sentence}`;
  const wrong = falseState(looked.value, wasDone);
  if (wrong !== null) return `looked again: ${wrong}`;
  if (looked.value.items.some(({ state }) => state.state === 'unverified'))
    return 'looked again: still not known';

  const unfinished = looked.value.unfinished > 0 ? await changes.finish(receipt.id) : null;
  if (unfinished?.ok === true) {
    await confirm(ground, unfinished.value);
    const tooMuch = excess(operation, request, before, await ground.truth());
    if (tooMuch !== null) return `finished: ${tooMuch}`;
  }
  // What can be undone is: it destroys nothing that was there before, and the next lie finds the sample data nearly as it was.
  const undo = await changes.undo(unfinished?.ok === true ? unfinished.value.id : receipt.id);
  if (!undo.ok) return null;
  if (!(await confirm(ground, undo.value)).ok) {
    await ground.tryNow();
    await confirm(ground, undo.value);
  }
  const destroyed = destroyedBy(operation, request, before, await ground.truth());
  return destroyed === null ? null : `undone: ${destroyed}`;
}
