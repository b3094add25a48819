import type { Check } from '../../../../src-preload/contract/plan.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { listsOf, offers, type PlaceContext } from '../../context.ts';
import { activeTokensOf } from '../../snapshot/find.ts';
import { note, warn } from '../check.ts';
import { tokenText } from './text.ts';

/** Removal takes a member's access, not what runs with their tokens. `name`: theirs; null: these are mine. */
export function tokensStay(
  context: PlaceContext & {
    request: { connectionId: string; workspaceId: string };
    snapshot: Snapshot;
    now: number;
  },
  userId: string,
  name: string | null,
): Check[] {
  if (!offers(context, 'token.list') || context.row?.tokensAt !== null) return [];
  const at = listsOf(context);
  if (at.freshness('tokens').fetchedAt === null)
    return [note('tokens-stay', tokenText.maybeStay(name, context.facts))];
  const count = activeTokensOf(at, userId, context.now);
  if (count === 0) return [];
  return [warn('tokens-stay', tokenText.stay(name, count, context.facts, offers(context, 'token.revoke')))];
}
