import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { valueOr, type Known } from '../../../../src-preload/shared/known.ts';
import type { WorkspaceRow } from '../../../base/records.ts';
import { roleLabel } from '../../../access/access.ts';
import { listsOf, rowOf, type PlaceContext, type RequestContext } from '../../context.ts';
import { timezoneOf } from '../../snapshot/find.ts';
import { block } from '../check.ts';
import { missingFrom, yesIf } from '../creation.ts';
import type { Verdict } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { placeText } from './place.text.ts';

type InPlace = RequestContext<Extract<ChangeRequest, { workspaceId: string }>>;

const flag = (value: Known<boolean> | undefined): boolean | null => (value ? valueOr(value, null) : null);

/** Whether a mark on this place is mine: where members share it, the one on a place that someone else owns is theirs. */
export const isMarkMine = ({ facts, connection }: PlaceContext, { owner }: WorkspaceRow): boolean =>
  !facts.sharedMarks || owner.state !== 'known' || owner.value.userId === connection.identity.userId;

/** My default, which another one replaces; null: none. */
export const defaultOf = (context: InPlace): WorkspaceRow | null =>
  context.snapshot
    .connection(context.request.connectionId)
    .places.defaults()
    .find((row) => isMarkMine(context, row)) ?? null;

/** What a change to a place finds of it. */
export function placeImage(context: InPlace): PreImageOf<'workspace'> {
  const row = rowOf(context);
  return {
    of: 'workspace',
    present: row !== null,
    name: row?.name ?? '',
    description: row ? valueOr(row.description, '') : '',
    timezone: timezoneOf(row, listsOf(context).details),
    myRole: row ? valueOr(row.myRole, null) : null,
    isDefault: flag(row?.isDefault),
    defaultId: defaultOf(context)?.id ?? null,
    approvals: flag(row?.approvalsEnabled),
    favourite: flag(row?.serverFavourite),
    hidden: flag(row?.serverHidden),
    resources: [],
  };
}

/** What changed of a place between two looks; `more`: what the change in hand rests on besides. */
export function movedPlace(
  context: InPlace,
  before: PreImageOf<'workspace'>,
  now: PreImageOf<'workspace'>,
  more: string | null,
): string[] {
  if (before.present && !now.present) return [placeText.gone(before.name)];
  const said: string[] = [];
  if (before.name !== now.name) said.push(placeText.renamed(before.name, now.name));
  if (before.myRole !== now.myRole && now.myRole !== null)
    said.push(placeText.myRole(now.name, roleLabel(context.roles, now.myRole)));
  return more === null ? said : [...said, more];
}

/** Whether a mark of a place is as wanted; without its row it can't be. */
export function isMarked(
  { request, snapshot }: Pick<InPlace, 'request' | 'snapshot'>,
  markOf: (row: WorkspaceRow) => Known<boolean>,
  wanted: boolean,
): Verdict {
  const row = rowOf({ request, snapshot });
  if (row === null) return missingFrom(snapshot.connection(request.connectionId).freshness);
  const value = markOf(row);
  return value.state === 'known' ? yesIf(value.value === wanted) : 'unknown';
}

type Fields = Parameters<InPlace['connection']['provider']['checkWorkspaceFields']>[0];

/** Fields that a change doesn't touch, as they are. */
export function untouchedFields({ row, connection }: Pick<InPlace, 'row' | 'connection'>): Fields {
  const isWorkspace = row?.scope === 'workspace';
  return {
    kind: isWorkspace ? row.instance.kind : connection.provider.kindOf(connection.address),
    name: '',
    description: '',
    url: isWorkspace ? valueOr(row.instance.url, '') : '',
  };
}

/** The address of a place that is there was accepted when it was created, and isn't what is being changed. */
export const notTheAddress = ({ path }: { path: string }): boolean => path !== 'url';

export function fieldChecks(
  { connection }: Pick<InPlace, 'connection'>,
  fields: Fields,
  counts: (problem: { path: string }) => boolean = () => true,
): Check[] {
  const problems = connection.provider.checkWorkspaceFields(fields).filter(counts);
  return problems.length > 0 ? [block('invalid', problems.map(({ message }) => message).join(' '))] : [];
}
