import type { ChangeRequest, ChangeType } from '../../../../src-preload/contract/change-request.ts';
import type { Check, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { placeOf } from '../../../../src-preload/shared/plan.ts';
import type { LedgerReader } from '../../../store/ledger/types.ts';
import type { RosterReader } from '../../../store/roster/types.ts';
import { contextOf, type ChangeContext, type ConnectionFacts } from '../../context.ts';
import { rebased } from './rebased.ts';
import { ask, block } from '../../kinds/check.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { writePreImage, type PreImage } from '../../kinds/pre-image.ts';
import { activeTokensOf } from '../../snapshot/find.ts';
import { readPeople } from '../../snapshot/people.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { checksOf } from './checks.ts';
import { lookedUpOnce } from '../deps.ts';
import type { Draft } from './drafts.ts';
import { checkText } from '../text.ts';
import { identityChecks, identityToEnd } from '../outcome/identity.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

/** What plans are made from. */
export interface PlanningDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  now: number;
  cannotWrite: (connectionId: string) => string | null;
  /** From how many removals the name and the count have to be typed. */
  typeNameFrom: number;
  /** From how many removals a second person has to confirm; null: they aren't asked. */
  secondPersonFrom: number | null;
  /** Changes of applied plans, oldest first: what they created shows what revoking it would break. */
  madeHere: LedgerReader['itemsOfTypes'];
}

/**
 * Judges every item on the snapshot that the items before it leave behind, yielding to other work between them. Nothing is sent or saved.
 */
export async function planItems(drafts: readonly Draft[], deps: PlanningDeps): Promise<PlanItem[]> {
  const eventLoop = createEventLoopYield();
  const snapshot = readSnapshot(deps.roster, deps.now);
  const cannotWrite = lookedUpOnce(deps.cannotWrite);
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const madeHere = lookedUpOnce((connectionId) =>
    lookedUpOnce((types: readonly ChangeType[]) => deps.madeHere({ connectionId, workspaceId: null }, types)),
  );
  const alone = askedFor(drafts) === 1;
  const seen = new Set<string>();
  /** The first item that brings each key. */
  const bringers = new Map<string, PlanItem>();
  const items: PlanItem[] = [];
  for (const draft of drafts) {
    if (eventLoop.isDue()) await eventLoop.next();
    const connection = connectionOf(draft.request.connectionId);
    if (!connection) continue;
    const kind = kindOf(draft.request);
    const asked = contextOf(draft.request, connection, snapshot, deps.now);
    const context = rebased(asked);
    const { request } = context;
    const awaited = kind.awaits?.(request) ?? null;
    const first = awaited === null ? undefined : bringers.get(awaited);
    const duplicateKey = kind.duplicateKey?.(request) ?? null;
    const key = duplicateKey ?? JSON.stringify(request);
    const position = {
      alone,
      repeated: duplicateKey !== null && seen.has(key),
      isSecondStep: draft.dependsOn !== null,
      madeHere: madeHere(request.connectionId),
    };
    const before = kind.preImage(context);
    const ends = identityToEnd(draft.created, context);
    const checks = [
      ...identityChecks(ends, context),
      ...(kind.merges?.(asked) ?? []),
      ...checksOf(context, position, cannotWrite(request.connectionId)),
    ];
    const item: PlanItem = {
      id: draft.id,
      request,
      ...describe(context, before),
      checks: duplicateKey === null && seen.has(key) ? [...checks, ...twice(checks)] : checks,
      consequences: consequencesOf(draft, context, checks),
      dependsOn: draft.dependsOn ?? first?.id ?? null,
      pause: draft.pause,
      preImage: writePreImage(imageAfter(request, before, first)),
      ...(ends && { ends }),
      state: { state: 'pending' },
    };
    items.push(item);
    seen.add(key);
    const brings = kind.brings?.(request) ?? null;
    if (brings !== null && !bringers.has(brings)) bringers.set(brings, item);
    // What can't be done leaves the snapshot as it is to the items after it: one owner who has to stay must not speak against all others.
    // What another item waits for is simulated in any case, so that the problem is said once.
    if (brings !== null || isPossible(checks)) kind.simulate(context);
  }
  if (eventLoop.isDue()) await eventLoop.next();
  return withRemovalShares(items, deps);
}

/** What a change means. What becomes of tokens in general is left out where more is known about this person's own. */
function consequencesOf({ kept }: Draft, context: ChangeContext, checks: readonly Check[]): string[] {
  const {
    request,
    connection: { provider },
  } = context;
  const ofTokens = provider.tokensAfter?.(request) ?? [];
  const all = new Set([...kept, ...provider.consequences(request), ...ofTokens]);
  if (checks.some(({ code }) => code === 'tokens-stay') || endsWithoutTokens(context))
    for (const words of ofTokens) all.delete(words);
  return [...all];
}

/** Whether all tokens of who leaves or is removed have ended, some of them by an earlier item of the plan, say. */
function endsWithoutTokens(context: ChangeContext): boolean {
  const { request, connection, snapshot, now } = context;
  if (request.type !== 'member.remove' && request.type !== 'workspace.leave') return false;
  const userId = request.type === 'member.remove' ? request.userId : connection.identity.userId;
  const place = snapshot.place(request.connectionId, request.workspaceId);
  return (place.owned.get(userId) ?? []).length > 0 && activeTokensOf(place, userId, now) === 0;
}

/** How many things were asked for: what waits for another of them belongs to it. */
function askedFor(drafts: readonly Draft[]): number {
  const brought = new Set(drafts.map(({ request }) => kindOf(request).brings?.(request) ?? null));
  return drafts.filter(({ dependsOn, request }) => {
    const awaited = kindOf(request).awaits?.(request) ?? null;
    return dependsOn === null && (awaited === null || !brought.has(awaited));
  }).length;
}

/** What a plan says about one change, apart from its checks. */
function describe(
  context: ChangeContext,
  before: PreImage,
): Pick<PlanItem, 'title' | 'fact' | 'op' | 'undo' | 'target' | 'steps'> {
  const { request, connection, facts, row } = context;
  const kind = kindOf(request);
  const { label, badge, address, provider } = connection;
  return {
    title: kind.text.title(context, before),
    fact: kind.text.fact(context, before),
    op: kind.op,
    undo: kind.text.undo(context, before),
    target: {
      connectionId: request.connectionId,
      connectionLabel: label,
      badge,
      address,
      workspaceId: placeOf(request),
      ...kind.target(context),
    },
    steps: facts.guided ? (provider.inventory?.steps(request, { workspace: row }) ?? []) : [],
  };
}

/** `first`: the item that it waits for. */
function imageAfter(request: ChangeRequest, before: PreImage, first: PlanItem | undefined): PreImage {
  if (first === undefined) return before;
  const wasThere = first.checks.some(({ code }) => code === 'already-so' || code === 'duplicate-email');
  return kindOf(request).preImageAfter?.(before, wasThere) ?? before;
}

/** Being offline passes. */
const isPossible = (checks: readonly Check[]): boolean =>
  checks.every(({ level, code }) => level !== 'block' || code === 'offline');

const twice = (checks: readonly Check[]): Check[] =>
  checks.some(({ code }) => code === 'already-so' || code === 'invalid')
    ? []
    : [block('invalid', checkText.twiceInPlan)];

/** Many removals at once are asked about once per roster, on the first of them. */
function withRemovalShares(items: PlanItem[], deps: PlanningDeps): PlanItem[] {
  const groups = new Map<string, { ref: { connectionId: string; workspaceId: string }; ids: string[] }>();
  for (const { id, request } of items) {
    const ref = kindOf(request).removesFrom?.(request);
    if (ref === undefined) continue;
    const key = `${ref.connectionId} ${ref.workspaceId}`;
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { ref, ids: [id] });
  }
  const extra = new Map<string, Check>();
  for (const { ref, ids } of groups.values()) {
    const [first] = ids;
    if (first === undefined || ids.length === 1) continue;
    const size = readPeople(deps.roster, ref).count();
    if (size === 0 || ids.length / size <= 0.25) continue;
    extra.set(first, ask('removals-over-quarter', checkText.removalShare(ids.length, size)));
  }
  return items.map((item) => {
    const check = extra.get(item.id);
    return check ? { ...item, checks: [...item.checks, check] } : item;
  });
}
