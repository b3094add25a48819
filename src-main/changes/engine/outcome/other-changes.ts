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
import type { ChangesDeps } from '../deps.ts';

/** What counts where nothing in the plan asked for it: someone or something lost access, got it, or has another role. */
const toldKinds: ReadonlySet<ObservedKind> = new Set<ObservedKind>([
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
]);

/** From where on the history is looked through: after this row, and from this time (epoch ms) on. */
export interface SeenUntil {
  id: number;
  at: number;
}

type ObservedRow = ReturnType<ChangesDeps['ledger']['historyAfter']>[number];

/**
 * What else changed in the lists of these items' places, in sentences: everyone and everything that they weren't about is compared with
 * before, because a server may change someone else. `plan`: whose items explain a difference.
 */
export function otherChanges(
  deps: ChangesDeps,
  plan: Pick<Plan, 'items'>,
  items: readonly PlanItem[],
  since: SeenUntil,
): string[] {
  const seen = placesOf(items)
    .flatMap((ref) => deps.ledger.historyAfter(ref, since))
    .filter(({ kind }) => toldKinds.has(kind));
  if (seen.length === 0) return [];
  const isAskedFor = askedFor(plan);
  return seen.filter((row) => !isAskedFor(row)).map((row) => textOf(deps, items, row));
}

/** Whether a difference is what a change of the plan looks like that was sent. */
function askedFor({ items }: Pick<Plan, 'items'>): (row: HistoryRow) => boolean {
  // By what they are about: comparing each difference with each change of thousands would hold up the window.
  const marks = new Map<string, HistoryMark[]>();
  for (const { request, preImage, state } of items) {
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
function placesOf(items: readonly PlanItem[]): WorkspaceRef[] {
  const places = items.flatMap(({ request, preImage }) => {
    const before = readPreImage(preImage);
    const isPlace = kindOf(request).creates?.what === 'place';
    const created = isPlace && before?.of === 'creation' ? before.created : null;
    const organizationId = 'organizationId' in request ? (request.organizationId ?? null) : null;
    return [placeOf(request), organizationId, created].flatMap((workspaceId) =>
      workspaceId === null ? [] : [{ connectionId: request.connectionId, workspaceId }],
    );
  });
  return [...new Map(places.map((ref) => [`${ref.connectionId} ${ref.workspaceId}`, ref])).values()];
}

function textOf(deps: ChangesDeps, items: readonly PlanItem[], row: ObservedRow): string {
  const now = deps.now();
  const item = items.find(({ request }) => request.connectionId === row.connectionId);
  const connection = item ? deps.connections.get(row.connectionId) : null;
  if (!item || !connection) return observedText(row, (role) => role);
  const { roles } = contextOf(item.request, connection, readSnapshot(deps.roster, now), now);
  return observedText({ ...row, subject: nameOf(deps, row) }, (role) => roleLabel(roles, role));
}

/** With the name where it is known: two people may share the e-mail. */
function nameOf({ roster }: ChangesDeps, row: ObservedRow): string {
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
