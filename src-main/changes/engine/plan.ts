import type { ChangeRequest, Check, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import { ask, block } from '../kinds/check.ts';
import { checksOf } from '../kinds/checks.ts';
import type { ConnectionFacts } from './deps.ts';
import type { Draft } from './expand.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { decidingPlace, changeContextOf, type ChangeContext } from '../kinds/place.ts';
import { readPeople } from '../snapshot/people.ts';
import { simulate } from '../kinds/simulate.ts';
import { writePreImage } from '../kinds/pre-image.ts';
import { takePreImage } from '../kinds/take-pre-image.ts';
import { replacedBy, rotationsOf } from '../kinds/token-rotation.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';
import { itemText } from '../kinds/text-item.ts';

export interface BuildDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  now: number;
  cannotWrite: (connectionId: string) => string | null;
  /** Plans of a connection that were applied: what they made tells what ending it breaks. */
  plans: (connectionId: string) => readonly Plan[];
}

/**
 * Judges every item on the ground that the items before it leave behind, letting other work have its turn between them. Nothing is sent
 * or saved.
 */
export async function buildItems(drafts: readonly Draft[], deps: BuildDeps): Promise<PlanItem[]> {
  const turns = createEventLoopYield();
  const ground = readSnapshot(deps.roster, deps.now);
  // A plan of thousands is of a few connections.
  const cannotWrite = perConnection(deps.cannotWrite);
  const connectionOf = perConnection((id) => deps.connections.get(id));
  const rotations = perConnection((id) => rotationsOf(deps.plans(id)));
  const invited = new Set(drafts.map(({ request }) => inviteKey(request)));
  const asked = drafts.filter(({ dependsOn, request }) => {
    const key = arrivalKey(request);
    return dependsOn === null && (key === null || !invited.has(key));
  }).length;
  const seen = new Set<string>();
  /** The first invitation of each person. */
  const invitations = new Map<string, PlanItem>();
  const items: PlanItem[] = [];
  for (const draft of drafts) {
    if (turns.isDue()) await turns.next();
    const { request } = draft;
    const connection = connectionOf(request.connectionId);
    if (!connection) continue;
    const teller = changeContextOf(connection, ground, request);
    const arrival = arrivalKey(request);
    const earlier = arrival === null ? undefined : invitations.get(arrival);
    const goal = goalKey(request);
    const key = JSON.stringify(request);
    const before = takePreImage(ground, request, deps.now);
    const checks = checksOf({
      request,
      connection,
      teller,
      ground,
      now: deps.now,
      cannotWrite: cannotWrite(request.connectionId),
      alone: asked === 1,
      repeated: goal !== null && seen.has(goal),
      // The end of the old one within a rotation is what the new one was made for.
      replaced:
        draft.dependsOn === null ? replacedBy(request, () => rotations(request.connectionId), deps) : null,
    });
    const said = [...draft.kept, ...connection.provider.consequences(request)];
    const item: PlanItem = {
      id: draft.id,
      request,
      ...itemText(request, ground, before, teller, deps.now),
      target: targetOf(request, connection, teller),
      checks: goal === null && seen.has(key) ? [...checks, ...twice(checks)] : checks,
      consequences: [...new Set(said)],
      dependsOn: draft.dependsOn ?? earlier?.id ?? null,
      pause: draft.pause,
      steps: stepsOf(request, connection, teller),
      // A person invited a moment before is compared as "not there yet".
      preImage: writePreImage(
        earlier && before.of === 'member'
          ? { ...before, userId: null, role: notThereYet(earlier, before.role) }
          : before,
      ),
      state: { state: 'pending' },
    };
    items.push(item);
    const invite = inviteKey(request);
    if (invite !== null && !invitations.has(invite)) invitations.set(invite, item);
    seen.add(key);
    if (goal !== null) seen.add(goal);
    if (isLikely(item)) simulate(ground, request, teller, deps.now);
  }
  return addRemovalShare(items, deps);
}

/**
 * What can't be done leaves the ground as it is to the items after it: one owner who has to stay must not speak against everybody else.
 * Being offline passes, and who can't be invited is seen at the second step already.
 */
const isLikely = ({ checks, request }: PlanItem): boolean =>
  request.type === 'member.invite' ||
  checks.every(({ level, code }) => level !== 'block' || code === 'offline');

function perConnection<T>(read: (connectionId: string) => T): (connectionId: string) => T {
  const known = new Map<string, { value: T }>();
  return (connectionId) => {
    const found = known.get(connectionId) ?? { value: read(connectionId) };
    known.set(connectionId, found);
    return found.value;
  };
}

/** Whom an invitation brings; null for what isn't one. */
const inviteKey = (request: ChangeRequest): string | null =>
  request.type === 'member.invite' ? personKey(request) : null;

/** Whom an invitation has to bring before this can be done; null where it is about somebody who is there, as most changes are. */
const arrivalKey = (request: ChangeRequest): string | null =>
  request.type === 'member.set-role' && request.userId === null ? personKey(request) : null;

const personKey = (one: { connectionId: string; workspaceId: string; email: string }): string =>
  [one.connectionId, one.workspaceId, one.email.trim()].join('\n');

/** What two items of a plan would both make: the same invitation, or something of the same name in the same place. */
function goalKey(request: ChangeRequest): string | null {
  switch (request.type) {
    case 'member.invite':
      return `invite\n${personKey(request)}`;
    case 'workspace.create':
    case 'workspace.provision':
      return ['workspace', request.connectionId, decidingPlace(request) ?? '', request.name.trim()].join(
        '\n',
      );
    case 'workspace.clone':
    case 'organization.create':
    case 'role.create':
      return [request.type, request.connectionId, placeOf(request) ?? '', request.name.trim()].join('\n');
    default:
      return null;
  }
}

function notThereYet(invite: PlanItem, role: string | null): string | null {
  return invite.checks.some(({ code }) => code === 'already-so' || code === 'duplicate-email') ? role : null;
}

function twice(checks: readonly Check[]): Check[] {
  return checks.some(({ code }) => code === 'already-so' || code === 'invalid')
    ? []
    : [block('invalid', 'This is in the plan twice.')];
}

function stepsOf(
  request: ChangeRequest,
  { provider }: ConnectionFacts,
  { facts, row }: ChangeContext,
): string[] {
  return facts.guided ? (provider.inventory?.steps(request, { workspace: row }) ?? []) : [];
}

function targetOf(
  request: ChangeRequest,
  connection: ConnectionFacts,
  { row }: ChangeContext,
): PlanItem['target'] {
  const place = placeOf(request);
  const made = 'name' in request && place === null ? request.name : '';
  return {
    connectionId: request.connectionId,
    connectionLabel: connection.label,
    badge: connection.badge,
    address: connection.address,
    workspaceId: place,
    workspaceName: place === null ? made : (row?.name ?? ''),
    instanceUrl:
      request.type === 'workspace.create'
        ? request.url || null
        : place !== null && row
          ? valueOr(row.instance.url, null)
          : null,
  };
}

/** Many people at once is asked about once per place, on the first of them. */
function addRemovalShare(items: PlanItem[], deps: BuildDeps): PlanItem[] {
  const groups = new Map<string, PlanItem[]>();
  for (const item of items)
    if (item.request.type === 'member.remove') {
      const key = `${item.request.connectionId} ${item.request.workspaceId}`;
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  const extra = new Map<string, Check>();
  for (const group of groups.values()) {
    const [first] = group;
    if (first?.request.type !== 'member.remove' || group.length === 1) continue;
    const { connectionId, workspaceId } = first.request;
    const size = readPeople(deps.roster, { connectionId, workspaceId }).count();
    const count = group.length;
    if (size === 0 || count / size <= 0.25) continue;
    const share = Math.round((count / size) * 100);
    extra.set(
      first.id,
      ask(
        'removals-over-quarter',
        `This removes ${count} of ${plural(size, 'person', 'people')} (${share} %) at once.`,
      ),
    );
  }
  return items.map((item) => {
    const check = extra.get(item.id);
    return check ? { ...item, checks: [...item.checks, check] } : item;
  });
}
