import type { ChangeRequest } from '../contract/change-request.ts';
import type { Plan, PlanItem } from '../contract/plan.ts';
import { formatNumber } from './format/numbers.ts';

interface Words {
  done: (count: number) => string;
  /** Where nothing was sent, because it is as wanted. */
  noOp: (count: number) => string;
}

const either = (one: string, many: string) => (count: number) => (count === 1 ? one : many);
const always = (words: string) => () => words;

const created: Words = { done: always('created'), noOp: always('already there') };
const other: Words = { done: always('done'), noOp: always('needed no change') };
const updated: Words = { ...other, done: always('updated') };
const deleted: Words = { done: always('deleted'), noOp: always('already gone') };

const words: Record<ChangeRequest['type'], Words> = {
  'member.invite': { done: always('invited'), noOp: either('already a member', 'already members') },
  'member.set-role': {
    done: either('role changed', 'roles changed'),
    noOp: always('already had the role'),
  },
  'member.remove': { done: always('removed'), noOp: always('already gone') },
  'token.revoke': {
    done: either('token revoked', 'tokens revoked'),
    noOp: either('token already revoked', 'tokens already revoked'),
  },
  'token.delete': {
    done: either('token deleted', 'tokens deleted'),
    noOp: either('token already gone', 'tokens already gone'),
  },
  'invitation.cancel': {
    done: either('invitation cancelled', 'invitations cancelled'),
    noOp: either('invitation already over', 'invitations already over'),
  },
  'token.create': { ...created, done: either('token created', 'tokens created') },
  'token.enable': { ...other, done: either('token updated', 'tokens updated') },
  'token.rotate': { ...other, done: either('token rotated', 'tokens rotated') },
  'invitation.accept': { done: always('accepted'), noOp: always('already accepted') },
  'invitation.decline': { done: always('declined'), noOp: always('already declined') },
  'workspace.create': created,
  'workspace.provision': created,
  'workspace.clone': created,
  'organization.create': created,
  'role.create': created,
  'workspace.update': updated,
  'workspace.change-settings': updated,
  'workspace.set-default': updated,
  'workspace.approvals': updated,
  'workspace.favourite': updated,
  'workspace.hide': updated,
  'organization.update': updated,
  'role.set-permissions': updated,
  'workspace.transfer': { ...other, done: always('transferred') },
  'workspace.delete': deleted,
  // "3 left" would be read as "3 remaining".
  'workspace.leave': other,
};

function wordsOf({ request }: PlanItem, { verb, guided }: Pick<Plan, 'verb' | 'guided'>): Words {
  const usual = words[request.type];
  if (guided) return { ...usual, done: always('marked as done') };
  return request.type === 'member.invite' && verb.startsWith('Add')
    ? { ...usual, done: always('added') }
    : usual;
}

const isDone = ({ state }: PlanItem) => state.state === 'done' || state.state === 'already-so';

/** What was asked for: a second step, like the role of an invited person, belongs to its first. */
function askedOf({ items }: Pick<Plan, 'items'>): PlanItem[][] {
  const ids = new Set(items.map(({ id }) => id));
  const groups = new Map<string, PlanItem[]>();
  for (const item of items) {
    const { id, dependsOn, request } = item;
    const first = dependsOn === null || !ids.has(dependsOn) ? id : dependsOn;
    const group = groups.get(first);
    // The end of a rotation, say, is something of its own.
    if (group === undefined || request.type !== 'member.set-role') groups.set(id, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/**
 * "7 invited, 2 already members, 1 failed": how the changes of a plan ended, without calling done what needed nothing. `toCome`: the
 * plan pauses, and what isn't done yet waits for the user.
 */
export function outcomeText(
  plan: Pick<Plan, 'items' | 'verb' | 'guided'>,
  { toCome = false }: { toCome?: boolean } = {},
): string {
  const counts = new Map<string, { count: number; say: (count: number) => string }>();
  const add = (key: string, say: (count: number) => string) =>
    counts.set(key, { say, count: (counts.get(key)?.count ?? 0) + 1 });
  // An invitation that went out without its role is both: invited, and a role that failed.
  const ends = askedOf(plan).flatMap((group) =>
    group.every(isDone) ? [group] : group.map((item) => [item]),
  );
  for (const group of ends) {
    const [first] = group;
    if (first === undefined || !group.every(isDone)) continue;
    const { done, noOp } = wordsOf(first, plan);
    if (group.some(({ state }) => state.state === 'done')) add(`done ${done(2)}`, done);
    else add(`noOp ${noOp(2)}`, noOp);
  }
  for (const item of ends.flat()) {
    if (isDone(item)) continue;
    const { state } = item.state;
    if (state === 'failed') add('failed', always('failed'));
    else if (state === 'unverified' || state === 'sent') add('unknown', always('unknown'));
    else add('open', always(toCome ? 'to come' : 'skipped'));
  }
  return [...counts.values()].map(({ count, say }) => `${formatNumber(count)} ${say(count)}`).join(', ');
}
