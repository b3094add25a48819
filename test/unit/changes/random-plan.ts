import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { typedFor } from '../../../src-preload/shared/plan.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { createRandom } from '../../../src-main/local-instance/random.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Fetched, Performed } from '../../../src-main/providers/provider.ts';
import type { FakeServer } from './fake-server.ts';
import { invitation, person, token, workspace } from './rows.ts';
import { system } from './systems.ts';
import { world, type World } from './world.ts';

/*
 * A plan of random changes, applied while the server errs and lies at random, the app ends in the middle, and another administrator is at
 * work; then looked at again, finished and undone. What must hold whatever happens is compared with what the server did.
 */

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
const roles = ['owner', 'editor', 'viewer'];
/** Without me: a server that takes me out gives me no list any longer, which this one doesn't play. */
const others = ['dana', 'eli', 'finn', 'gus', 'hal'];
const people = ['ana', ...others];

/** Something on the server, by what it is and its ID. */
type Thing = `${'workspace' | 'member' | 'token' | 'invitation'} ${string}`;

interface Witness {
  it: World;
  random: () => number;
  /** How often the server did a request, by what it is about. */
  done: Map<string, number>;
  /** What a request that reached the server took away. */
  destroyed: Thing[];
  problems: string[];
}

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

function thingsOf(server: FakeServer): Set<Thing> {
  return new Set<Thing>([
    ...server.workspaces.map(({ id }): Thing => `workspace ${id}`),
    ...(server.members.get('w1') ?? []).map(({ userId }): Thing => `member ${userId}`),
    ...(server.tokens.get('w1') ?? [])
      .filter(({ revokedAt }) => revokedAt.state !== 'known')
      .map(({ id }): Thing => `token ${id}`),
    ...(server.invitations.get('w1') ?? []).map(({ id }): Thing => `invitation ${id}`),
  ]);
}

/** What a request takes away, or null. */
function endOf(request: ChangeRequest): Thing | null {
  switch (request.type) {
    case 'workspace.delete':
      return `workspace ${request.workspaceId}`;
    case 'member.remove':
      return `member ${request.userId}`;
    case 'token.revoke':
    case 'token.delete':
      return `token ${request.tokenId}`;
    case 'invitation.cancel':
      return `invitation ${request.invitationId}`;
    default:
      return null;
  }
}

const isCreation = ({ type }: ChangeRequest) =>
  type === 'token.create' || type === 'workspace.create' || type === 'member.invite';
const keyOf = (request: ChangeRequest): string =>
  'email' in request && request.type === 'member.invite'
    ? `member.invite ${request.email}`
    : 'name' in request && isCreation(request)
      ? `${request.type} ${request.name}`
      : JSON.stringify(request);

function someRequest(random: () => number, number: number): ChangeRequest {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const userId = pick(others);
  const member = { ...w1, userId, email: `${userId}@example.com` };
  const tokenId = pick(['ci', 'deploy', 'old', 'nightly']);
  const invitationId = pick(['i1', 'i2', 'i3', 'i4']);
  const makers: readonly (() => ChangeRequest)[] = [
    () => ({ type: 'member.set-role', ...member, role: pick(roles) }),
    () => ({ type: 'member.remove', ...member }),
    () => ({
      type: 'member.invite',
      ...w1,
      email: `guest${number}${random() < 0.2 ? '+tag' : ''}@example.com`,
      role: random() < 0.5 ? null : 'viewer',
    }),
    () => ({ type: 'token.create', ...w1, name: `token ${number}`, expiry: '30d' }),
    () => ({ type: 'token.revoke', ...w1, tokenId, name: tokenId }),
    () => ({ type: 'token.delete', ...w1, tokenId, name: tokenId }),
    () => ({
      type: 'workspace.create',
      connectionId: 'c1',
      kind: 'local-dev',
      name: `Made ${number}`,
      description: '',
      url: 'http://localhost:8080',
      isDefault: false,
    }),
    () => ({ type: 'workspace.delete', connectionId: 'c1', workspaceId: pick(['w2', 'w3', 'w4']) }),
    () => ({
      type: 'invitation.cancel',
      ...w1,
      invitationId,
      email: `${invitationId}@example.com`,
      reason: '',
    }),
  ];
  return pick(makers)();
}

/** About different people, tokens and places: what a later change of the same did isn't what an earlier one has to show. */
function someRequests(random: () => number): ChangeRequest[] {
  const found = new Map<string, ChangeRequest>();
  for (let left = 1 + Math.floor(random() * 6); left > 0; left -= 1) {
    const request = someRequest(random, left);
    const about =
      'tokenId' in request
        ? request.tokenId
        : 'userId' in request && request.userId !== null
          ? request.userId
          : request.type === 'workspace.delete'
            ? request.workspaceId
            : JSON.stringify(request);
    if (!found.has(about)) found.set(about, request);
  }
  return [...found.values()];
}

/** The server errs and lies from now on. */
function beginFaults({ it, random, done, destroyed, problems }: Witness): void {
  const { server } = it;
  const nothing: Performed = { createdWorkspaceId: null, createdToken: null };
  const wrong = () =>
    plainError(
      (['timeout', 'server', 'malformed'] as const)[Math.floor(random() * 3)] ?? 'server',
      'A failure.',
      'Try again.',
    );
  server.onPerform = async (request, work) => {
    const end = endOf(request);
    const doIt = () => {
      const was = thingsOf(server);
      const answer = work();
      done.set(keyOf(request), (done.get(keyOf(request)) ?? 0) + 1);
      const now = thingsOf(server);
      for (const thing of was) if (!now.has(thing)) destroyed.push(thing);
      const owners = (server.members.get('w1') ?? []).filter(({ role }) => role === 'owner');
      if (owners.length === 0) problems.push(`no owner is left after ${JSON.stringify(request)}`);
      if (random() < 0.1 && request.type === 'token.create') rename(server, request.name);
      return answer;
    };
    const dice = random();
    if (dice < 0.45) return doIt();
    if (dice < 0.6) {
      doIt();
      return fail(wrong());
    }
    if (dice < 0.7) return fail(wrong());
    if (dice < 0.78) return ok(nothing);
    if (dice < 0.84) return ok({ createdWorkspaceId: 'w2', createdToken: { id: 'ci', secret: 'guessed' } });
    if (dice < 0.9) return fail(plainError('forbidden', 'Not allowed.', 'Ask.'));
    if (dice < 0.95) {
      doIt();
      it.changes.stop(appliedNow.get(it) ?? '');
      return ok(nothing);
    }
    doIt();
    // What is taken away is there no more: no answer names it.
    return end === null ? ok({ createdWorkspaceId: 'w3', createdToken: null }) : ok(nothing);
  };
}

/** A server that keeps names in its own way. */
function rename(server: FakeServer, name: string): void {
  const tokens = server.tokens.get('w1') ?? [];
  server.tokens.set(
    'w1',
    tokens.map((row) =>
      row.name.state === 'known' && row.name.value === name
        ? { ...row, name: knownValue(name.toUpperCase()) }
        : row,
    ),
  );
}

const appliedNow = new WeakMap<World, string>();

/** The lists fail, lag, are empty or cut short, each once in a while. Returns what makes them honest again. */
function beginListFaults({ it, random }: Witness): () => void {
  const { session } = it.server;
  const honest = {
    workspaces: session.workspaces,
    members: session.members,
    tokens: session.tokens,
    invitations: session.invitations,
  };
  let active = true;
  for (const [name, read] of Object.entries(honest)) {
    let earlier: unknown = null;
    let lags = Math.floor(random() * 3);
    Object.assign(session, {
      [name]: async (...args: unknown[]) => {
        const answer = await (read as (...args: unknown[]) => Promise<unknown>).apply(session, args);
        const was = earlier ?? answer;
        earlier = structuredClone(answer);
        const dice = random();
        if (!active || dice < 0.6) return answer;
        if (dice < 0.7) return fail(plainError('timeout', 'No answer.', 'Try again.'));
        if (dice < 0.85 && lags > 0) {
          lags -= 1;
          return structuredClone(was);
        }
        const found = answer as { ok: true; value: Fetched<object> };
        if (dice < 0.9) return ok({ ...found.value, rows: [] });
        if (dice < 0.95) return ok({ ...found.value, rows: found.value.rows.slice(1), unreadable: 1 });
        return answer;
      },
    });
  }
  return () => {
    active = false;
  };
}

/** Another administrator puts something else in the place of a token or of a workspace, or takes someone out. Returns what is another now. */
function someoneElse({ it, random }: Witness): Thing[] {
  const { server } = it;
  const tokens = server.tokens.get('w1') ?? [];
  const dice = random();
  if (dice < 0.5) {
    const one = tokens[Math.floor(random() * tokens.length)];
    if (one === undefined) return [];
    const another = { ...one, createdAt: knownValue(77), ownerId: 'hal' };
    server.tokens.set(
      'w1',
      tokens.map((row) => (row.id === one.id ? another : row)),
    );
    return [`token ${one.id}`];
  }
  if (dice < 0.7) {
    const members = server.members.get('w1') ?? [];
    server.members.set(
      'w1',
      members.filter(({ userId }) => userId !== 'hal'),
    );
    return [];
  }
  const isMade = ({ name }: { name: string }) => name.startsWith('Made');
  const made = server.workspaces.filter(isMade);
  server.workspaces = server.workspaces.map((row) =>
    isMade(row) ? { ...row, name: `Other ${row.name}` } : row,
  );
  return made.map(({ id }): Thing => `workspace ${id}`);
}

async function apply(witness: Witness, plan: Plan): Promise<Plan | null> {
  const { it } = witness;
  appliedNow.set(it, plan.id);
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
  const witness: Witness = { it, random, done: new Map(), destroyed: [], problems: [] };
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
