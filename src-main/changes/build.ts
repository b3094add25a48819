import type {
  ChangeRequest,
  Check,
  Confirmation,
  Plan,
  PlanItem,
} from '../../src-preload/contract/changes.ts';
import { valueOr } from '../../src-preload/contract/known.ts';
import type { RosterReader } from '../store/types.ts';
import { ask, block } from './check.ts';
import { checksOf } from './checks.ts';
import type { ConnectionFacts } from './deps.ts';
import { readGround, takePreImage, type Ground } from './ground.ts';
import { writePreImage } from './pre-image.ts';
import { invites, itemWords, planTitle, planVerb, plural, quoted } from './words.ts';

/** A request with the identity it keeps when the plan is made again on newer ground. */
export interface Draft {
  id: string;
  request: ChangeRequest;
}

export interface BuildDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  now: number;
  cannotWrite: (connectionId: string) => string | null;
}

/**
 * Turns an invitation with a role into two where the system's invitations carry none: half of it may succeed, and then
 * the other half must be visible and finishable.
 */
export function expand(request: ChangeRequest, arrivesAs: string | null): ChangeRequest[] {
  if (request.type !== 'member.invite') return [request];
  const invite = { ...request, email: request.email.trim() };
  if (arrivesAs === null || invite.role === null) return [invite];
  const plain = { ...invite, role: null };
  if (invite.role === arrivesAs) return [plain];
  const { connectionId, workspaceId, email, role } = invite;
  return [plain, { type: 'member.set-role', connectionId, workspaceId, userId: null, email, role }];
}

/** Judges every item on the ground that the items before it leave behind. Nothing is sent or saved. */
export function buildItems(drafts: readonly Draft[], deps: BuildDeps): PlanItem[] {
  const ground = readGround(deps.roster, deps.now);
  const asked = drafts.filter(
    ({ request }) => !drafts.some((other) => invites(other.request, request)),
  ).length;
  const seen = new Set<string>();
  const items: PlanItem[] = [];
  for (const { id, request } of drafts) {
    const connection = deps.connections.get(request.connectionId);
    if (!connection) continue;
    const earlier = items.find((item) => invites(item.request, request));
    const key = JSON.stringify(request);
    const before = takePreImage(ground, request, deps.now);
    const words = itemWords(request, ground, before, connection.provider, deps.now);
    const checks = checksOf({
      request,
      connection,
      ground,
      now: deps.now,
      cannotWrite: deps.cannotWrite(request.connectionId),
      alone: asked === 1,
      repeated: request.type === 'member.invite' && seen.has(emailKey(request)),
    });
    items.push({
      id,
      request,
      ...words,
      target: targetOf(request, connection, ground),
      checks: seen.has(key) && request.type !== 'member.invite' ? [...checks, ...twice(checks)] : checks,
      consequences: connection.provider.consequences(request),
      dependsOn: earlier?.id ?? null,
      // A person invited a moment before is compared as "not there yet".
      preImage: writePreImage(
        earlier && before.of === 'member'
          ? { ...before, userId: null, role: notThereYet(earlier, before.role) }
          : before,
      ),
      state: { state: 'pending' },
    });
    seen.add(key);
    if (request.type === 'member.invite') seen.add(emailKey(request));
    ground.play(request, connection.identity.userId, connection.provider.inviteArrivesAs);
  }
  return addRemovalShare(items, deps);
}

const emailKey = (request: Extract<ChangeRequest, { type: 'member.invite' }>) =>
  `invite ${request.connectionId} ${request.workspaceId} ${request.email}`;

function notThereYet(invite: PlanItem, role: string | null): string | null {
  return invite.checks.some(({ code }) => code === 'already-so' || code === 'duplicate-email') ? role : null;
}

function twice(checks: readonly Check[]): Check[] {
  return checks.some(({ code }) => code === 'already-so' || code === 'invalid')
    ? []
    : [block('invalid', 'This is in the plan twice.')];
}

function targetOf(request: ChangeRequest, connection: ConnectionFacts, ground: Ground): PlanItem['target'] {
  const row =
    request.type === 'workspace.create' ? null : ground.row(request.connectionId, request.workspaceId);
  return {
    connectionId: request.connectionId,
    connectionLabel: connection.label,
    badge: connection.badge,
    address: connection.address,
    workspaceId: request.type === 'workspace.create' ? null : request.workspaceId,
    workspaceName: request.type === 'workspace.create' ? request.name : (row?.name ?? ''),
    instanceUrl:
      request.type === 'workspace.create' ? request.url : row ? valueOr(row.instance.url, null) : null,
  };
}

/** Many people at once is asked about once per workspace, on the first of them. */
function addRemovalShare(items: PlanItem[], deps: BuildDeps): PlanItem[] {
  const groups = new Map<string, PlanItem[]>();
  for (const item of items)
    if (item.request.type === 'member.remove') {
      const key = `${item.request.connectionId} ${item.request.workspaceId}`;
      groups.set(key, [...(groups.get(key) ?? []), item]);
    }
  const extra = new Map<string, Check>();
  for (const [first, ...rest] of groups.values()) {
    if (!first || rest.length === 0 || first.request.type !== 'member.remove') continue;
    const { connectionId, workspaceId } = first.request;
    const size = deps.roster.members({ connectionId, workspaceId }).length;
    const count = rest.length + 1;
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

const safeAlone = new Set<ChangeRequest['type']>([
  'workspace.create',
  'workspace.update',
  'member.invite',
  'token.create',
]);

/** The yes a plan needs: the more it takes away, the more has to be typed. */
export function confirmationOf(items: readonly PlanItem[]): Confirmation {
  const [first] = items;
  if (!first) return { type: 'none' };
  const oneWorkspace =
    new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`)).size === 1;
  const name =
    oneWorkspace && first.target.workspaceId !== null
      ? first.target.workspaceName
      : first.target.connectionLabel;
  const deletes = items.filter(({ request }) => request.type === 'workspace.delete');
  const [doomed] = deletes;
  if (doomed && deletes.length === 1) return { type: 'type-name', name: doomed.target.workspaceName };
  const removals = items.filter(({ op }) => op === 'remove').length;
  if (deletes.length > 1 || removals > 5) return { type: 'type-name-and-count', name, count: removals };
  const asked = items.filter(({ dependsOn }) => dependsOn === null);
  const safe =
    asked.length === 1 &&
    items.every(
      (item) =>
        (safeAlone.has(item.request.type) || item.dependsOn !== null) &&
        item.checks.every((check) => check.level === 'info'),
    );
  return safe ? { type: 'none' } : { type: 'review' };
}

/** Items that could be tried again or finished from here; none while nothing was applied yet. */
export function unfinishedItems(plan: Pick<Plan, 'items' | 'status'>): PlanItem[] {
  if (plan.status === 'draft') return [];
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const open = ({ state, dependsOn }: PlanItem): boolean => {
    if (state.state === 'failed') return state.error.retryable;
    if (state.state === 'skipped') {
      const first = dependsOn === null ? undefined : byId.get(dependsOn);
      return first === undefined || open(first);
    }
    return state.state === 'pending' || state.state === 'unverified' || state.state === 'sent';
  };
  return plan.items.filter(open);
}

/** The whole plan around its items. */
export function assemble(
  base: Pick<Plan, 'id' | 'createdAt'>,
  items: PlanItem[],
  deps: Pick<BuildDeps, 'connections'>,
): Plan {
  const [first] = items;
  const provider = first ? (deps.connections.get(first.target.connectionId)?.provider ?? null) : null;
  const verb = planVerb(
    items.map(({ request }) => request),
    provider,
  );
  return {
    ...base,
    title: planTitle(items, verb, provider),
    verb,
    appliedAt: null,
    finishedAt: null,
    status: 'draft',
    destructive: items.some(({ op }) => op === 'remove'),
    confirmation: confirmationOf(items),
    items,
    unfinished: 0,
  };
}

export const blockedWords = (items: readonly PlanItem[]): string | null => {
  for (const item of items)
    for (const check of item.checks)
      if (check.level === 'block')
        return items.length === 1 ? check.words : `${quoted(item.title)}: ${check.words}`;
  return null;
};
