import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import type { ChangesDeps, ConnectionFacts } from './deps.ts';
import { readSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { listRefusal, readBackLists, rolesInRoster } from '../kinds/lists.ts';

/**
 * Reads the lists that prove this change again and gives the ground as it is now. A list that this identity is never given can't prove
 * anything: `not-supported`.
 */
export async function readListsBack(
  deps: ChangesDeps,
  request: ChangeRequest,
  connection: ConnectionFacts,
  signal: AbortSignal,
): Promise<Result<Snapshot>> {
  const { connectionId } = request;
  const workspaceId = placeOf(request);
  const row = workspaceId === null ? null : deps.roster.workspace({ connectionId, workspaceId }, deps.now());
  const lists = readBackLists(request, connection);
  const given: typeof lists = [];
  for (const list of lists) {
    const reason = listRefusal(connection, list, row, rolesInRoster(deps.roster, connectionId));
    if (reason === null) given.push(list);
    // The name is proven by the workspaces; only its time zone may be told elsewhere.
    else if (request.type !== 'workspace.update')
      return fail(plainError('not-supported', reason, 'It can’t be read back.'));
  }
  if (given.length > 0) {
    const fetched = await deps.sync.fetchNow(connectionId, workspaceId, given, signal);
    if (!fetched.ok) return fetched;
  }
  return ok(readSnapshot(deps.roster, deps.now()));
}
