import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { ObservedKind } from '../../../../src-preload/contract/history.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { placeOf } from '../../../../src-preload/shared/plan.ts';
import type { HistoryRow } from '../../../store/history/types.ts';
import { roleLabel } from '../../../access/access.ts';
import { contextOf } from '../../context.ts';
import { observedText } from '../../history.text.ts';
import { isMarkOf, keysOf, type HistoryMark } from '../../kinds/history-mark.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readPreImage } from '../../kinds/pre-image.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

/** What counts where nothing in the plan asked for it: someone or something lost access, got it, or has another role. */
const toldKinds: readonly ObservedKind[] = [
  'member.left',
  'member.joined',
  'member.role',
  'invitation.ended',
  'token.gone',
  'token.revoked',
  'token.enabled',
  'token.disabled',
  'role.gone',
  'role.permissions',
];

/** From where on the history is looked through: after this row, and from this time (epoch ms) on. */
export interface SeenUntil {
  id: number;
  at: number;
}

type HistoryDeps = Pick<ChangesDeps, 'connections' | 'roster' | 'ledger' | 'now'>;
type ObservedRow = ReturnType<ChangesDeps['ledger']['historyAfter']>[number];

/** So many rows of the history are read at once: some milliseconds. */
const pieceSize = 200;

/**
 * What else changed in the lists of these items' places, in sentences: everyone and everything that they weren't about is compared with
 * before, because a server may change someone else. `plan`: whose items explain a difference.
 */
export async function otherChanges(
  deps: HistoryDeps,
  plan: Pick<Plan, 'items'>,
  items: readonly PlanItem[],
  since: SeenUntil,
): Promise<string[]> {
  const eventLoop = createEventLoopYield();
  const seen: ObservedRow[] = [];
  for (const ref of await placesOf(items)) {
    let after: SeenUntil | null = since;
    while (after !== null) {
      if (eventLoop.isDue()) await eventLoop.next();
      const rows: ObservedRow[] = deps.ledger.historyAfter(ref, after, {
        kinds: toldKinds,
        limit: pieceSize,
      });
      seen.push(...rows);
      const last = rows.at(-1);
      after = last === undefined ? null : { ...since, id: last.id };
    }
  }
  if (seen.length === 0) return [];
  const isAskedFor = await askedFor(plan);
  const textOf = textsOf(deps, items);
  const texts: string[] = [];
  for (const row of seen) {
    if (eventLoop.isDue()) await eventLoop.next();
    if (!isAskedFor(row)) texts.push(textOf(row));
  }
  return texts;
}

/** Whether a difference is what a change of the plan looks like that was sent. */
async function askedFor({ items }: Pick<Plan, 'items'>): Promise<(row: HistoryRow) => boolean> {
  const eventLoop = createEventLoopYield();
  // By what they are about: comparing each difference with each change of thousands would hold up the window.
  const marks = new Map<string, HistoryMark[]>();
  for (const { request, preImage, state } of items) {
    if (eventLoop.isDue()) await eventLoop.next();
    if (state.state === 'pending' || state.state === 'skipped') continue;
    const mark = kindOf(request).historyMark(request, readPreImage(preImage));
    for (const about of mark?.about ?? []) {
      const key = `${request.connectionId} ${about}`;
      const list = marks.get(key) ?? [];
      marks.set(key, list);
      if (mark !== null) list.push(mark);
    }
  }
  return (row) =>
    keysOf(row).some((key) => marks.get(`${row.connectionId} ${key}`)?.some((mark) => isMarkOf(mark, row)));
}

/** The places that items were about; of one that creates a place, that place and the organization it is created in. */
async function placesOf(items: readonly PlanItem[]): Promise<WorkspaceRef[]> {
  const eventLoop = createEventLoopYield();
  const places = new Map<string, WorkspaceRef>();
  for (const { request, preImage } of items) {
    if (eventLoop.isDue()) await eventLoop.next();
    const { connectionId } = request;
    const before = kindOf(request).creates?.what === 'place' ? readPreImage(preImage) : null;
    const created = before?.of === 'creation' ? before.created : null;
    const organizationId = 'organizationId' in request ? (request.organizationId ?? null) : null;
    for (const workspaceId of [placeOf(request), organizationId, created])
      if (workspaceId !== null) places.set(`${connectionId} ${workspaceId}`, { connectionId, workspaceId });
  }
  return [...places.values()];
}

/** A difference in a sentence. */
function textsOf(deps: HistoryDeps, items: readonly PlanItem[]): (row: ObservedRow) => string {
  const now = deps.now();
  const snapshot = readSnapshot(deps.roster, now);
  const rolesOf = lookedUpOnce((connectionId) => {
    const item = items.find(({ request }) => request.connectionId === connectionId);
    const connection = item ? deps.connections.get(connectionId) : null;
    return item && connection ? contextOf(item.request, connection, snapshot, now).roles : null;
  });
  return (row) => {
    const roles = rolesOf(row.connectionId);
    return roles === null
      ? observedText(row, (role) => role)
      : observedText({ ...row, subject: nameOf(deps, row) }, (role) => roleLabel(roles, role));
  };
}

/** With the name where it is known: two people may share the e-mail. */
function nameOf({ roster }: HistoryDeps, row: ObservedRow): string {
  if (!row.kind.startsWith('member.') || row.workspaceId === null) return row.subject;
  const { connectionId, workspaceId, subjectId } = row;
  const there = roster.member({ connectionId, workspaceId }, subjectId)?.name;
  const name = there?.state === 'known' ? there.value : nameIn(row.row);
  return name === null || name === row.subject ? row.subject : `${name} (${row.subject})`;
}

/** The name of who joined or left, from what is kept of them. */
function nameIn(json: string | null): string | null {
  if (json === null) return null;
  try {
    const row: unknown = JSON.parse(json);
    const name = typeof row === 'object' && row !== null && 'name' in row ? row.name : null;
    const isKnown = typeof name === 'object' && name !== null && 'value' in name;
    return isKnown && typeof name.value === 'string' ? name.value : null;
  } catch {
    return null;
  }
}
