import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { typedFor } from '../../../src-preload/shared/plan.ts';
import { createRandom } from '../../../src-main/local-instance/random.ts';
import type { FakeServer } from './fake-server.ts';
import { beginFaults, beginListFaults, someoneElse, type Witness } from './random-faults.ts';
import { endOf, isCreation, keyOf, others, someRequests, thingsOf, type Thing } from './random-requests.ts';
import { invitation, person, token, workspace } from './rows.ts';
import { system } from './systems.ts';
import { world } from './world.ts';

/*
 * A plan of random changes, applied while the server errs and lies at random, the app ends in the middle, and another administrator is at
 * work; then looked at again, finished and undone. What must hold whatever happens is compared with what the server did.
 */

const people = ['ana', ...others];

const seedServer = (server: FakeServer): void => {
  server.workspaces = ['w1', 'w2', 'w3', 'w4'].map((id) => workspace(id, { myRole: knownValue('owner') }));
  server.members.set(
    'w1',
    people.map((id, index) => person(id, index < 2 ? 'owner' : index < 4 ? 'editor' : 'viewer')),
  );
  for (const id of ['w2', 'w3', 'w4']) server.members.set(id, [person('ana', 'owner')]);
  server.tokens.set(
    'w1',
    ['ci', 'deploy', 'old', 'nightly'].map((id) => token(id, 'dana')),
  );
  server.invitations.set(
    'w1',
    ['i1', 'i2', 'i3', 'i4'].map((id) => invitation(id, `${id}@example.com`)),
  );
};

async function apply(witness: Witness, plan: Plan): Promise<Plan | null> {
  const { it } = witness;
  witness.applying = plan.id;
  const applied = await it.changes.apply(plan.id, {
    typed: typedFor(plan.confirmation) ?? '',
    acknowledged: plan.items.flatMap((item) => item.checks.map(({ code }) => `${item.id}:${code}`)),
  });
  return applied.ok ? applied.value.plan : null;
}

/** What a receipt says against what the server has done. */
function compare(witness: Witness, { items }: Plan, when: string): void {
  const { done, problems, it } = witness;
  for (const { request, state, title } of items) {
    const times = done.get(keyOf(request)) ?? 0;
    const isThere = wanted(it.server, request);
    if (state.state === 'done' && times === 0) problems.push(`${when}: “${title}” is done, and it isn’t`);
    if (state.state === 'already-so' && !isThere) problems.push(`${when}: “${title}” isn’t already so`);
    if (state.state === 'failed' && state.error.retryable && times > 0 && isThere)
      problems.push(`${when}: “${title}” failed (${state.error.sentence}), and it’s done`);
    if (isCreation(request) && times > 1) problems.push(`${when}: “${title}” was done ${times} times`);
  }
}

/** Whether the server has it as the request wants it. */
function wanted(server: FakeServer, request: ChangeRequest): boolean {
  const end = endOf(request);
  if (end !== null) return !thingsOf(server).has(end);
  const members = server.members.get('w1') ?? [];
  switch (request.type) {
    case 'member.set-role':
      return members.some(({ email, role }) => email === request.email && role === request.role);
    case 'member.invite':
      return members.some(({ email }) => email === request.email);
    case 'workspace.create':
      return server.workspaces.some(({ name }) => name === request.name);
    default:
      return true;
  }
}

const isOpen = ({ state }: PlanItem) => state.state === 'sent' || state.state === 'unverified';

/** Applies the random plan of this seed. Returns what didn't hold. */
export async function applyRandomPlan(seed: number): Promise<string[]> {
  const random = createRandom(seed);
  const it = await world({ provider: system(), seed: seedServer });
  const witness: Witness = { it, random, done: new Map(), destroyed: [], problems: [], applying: '' };
  const { problems } = witness;
  const began = thingsOf(it.server);
  const requests = someRequests(random);
  const made = await it.changes.plan(requests);
  if (!made.ok) return [`no plan: ${made.error.sentence}`];
  let plan = made.value;
  if (plan.items.some(({ checks }) => checks.some(({ level }) => level === 'block'))) {
    const without = await it.changes.excludeBlocked(plan.id);
    if (!without.ok) return [];
    plan = without.value;
  }
  /** All that was reviewed to be taken away. */
  const reviewed = new Set<Thing>(plan.items.flatMap(({ request }) => endOf(request) ?? []));

  if (random() < 0.2) someoneElse(witness);
  beginFaults(witness);
  const endListFaults = random() < 0.5 ? beginListFaults(witness) : () => undefined;
  await apply(witness, plan);
  if (random() < 0.3) {
    it.restart();
    await it.changes.recover();
  }
  endListFaults();
  await it.syncAll();
  const receipt = it.changes.get(plan.id);
  if (!receipt.ok) return [...problems, 'the plan is gone'];
  if (receipt.value.status === 'draft') {
    if (witness.done.size > 0) problems.push('refused, and something was done');
    return problems;
  }
  const looked = receipt.value.items.some(isOpen) ? await it.changes.readBack(plan.id) : receipt;
  if (looked.ok) compare(witness, looked.value, 'looked again');

  const finish = await it.changes.finish(plan.id);
  const again = it.changes.get(plan.id);
  if (again.ok) compare(witness, again.value, 'before finishing');
  if (finish.ok) {
    const finished = await apply(witness, finish.value);
    if (finished) compare(witness, finished, 'finished');
  }
  const replaced = random() < 0.4 ? someoneElse(witness) : [];
  for (const id of [...(finish.ok ? [finish.value.id] : []), plan.id]) {
    const before = new Set([...witness.destroyed]);
    const undo = await it.changes.undo(id);
    if (!undo.ok) continue;
    const undone = await apply(witness, undo.value);
    for (const thing of replaced)
      if (!before.has(thing) && witness.destroyed.includes(thing))
        problems.push(`undo destroyed ${thing}, which had become another`);
    for (const thing of new Set(witness.destroyed))
      if (!before.has(thing) && began.has(thing))
        problems.push(`undo destroyed ${thing}, which was there before`);
    if (undone)
      compare(
        witness,
        { ...undone, items: undone.items.filter(({ request }) => !isCreation(request)) },
        'undone',
      );
  }
  for (const thing of witness.destroyed)
    if (began.has(thing) && !reviewed.has(thing))
      problems.push(`${thing} was destroyed, and wasn’t in the plan`);
  for (const { kind, subjectId, subject } of it.ledger.rows)
    if (kind === 'workspace.gone' && !witness.destroyed.includes(`workspace ${subjectId}`))
      problems.push(`the history says that ${subject} went`);
  return problems;
}
