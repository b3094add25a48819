import { placeOf } from '../../../../src-preload/shared/plan.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import { accessAt } from '../../../access/access.ts';
import { listRefusal } from '../../../access/list-access.ts';
import type { ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readSnapshot, type Snapshot } from '../../snapshot/snapshot.ts';
import type { ChangesDeps } from '../deps.ts';
import type { SeenUntil } from './other-changes.ts';
import { recentLosses } from './recent-losses.ts';
import { errors } from '../errors.ts';

/**
 * Reads the lists that show this change again and gives the snapshot as it is now. A list that this identity is never given can't confirm
 * anything: `not-supported`. `since`: when the plan was applied.
 */
export async function readBack(
  deps: ChangesDeps,
  context: ChangeContext,
  since: SeenUntil,
  signal: AbortSignal,
): Promise<Result<Snapshot>> {
  const { request, connection, snapshot } = context;
  const { connectionId } = request;
  const place = placeOf(request);
  const access = accessAt(connection, snapshot, connectionId, place);
  const given: ListName[] = [];
  for (const { list, must } of kindOf(request).readBackLists(context)) {
    const reason = listRefusal(access, list);
    if (reason === null) given.push(list);
    else if (must) return fail(errors.notReadable(reason));
  }
  if (given.length > 0) {
    const fetched = await deps.sync.fetchNow(connectionId, place, given, signal);
    if (!fetched.ok) return fetched;
  }
  return ok(readSnapshot(deps.roster, deps.now(), recentLosses(deps, since)));
}
