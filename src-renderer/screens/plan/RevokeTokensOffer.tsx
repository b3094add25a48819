import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { tokenName } from '../../lib/names.ts';
import { addBefore } from '../../stores/plan/plan-review.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { leavesTokens } from './items/shared-checks.ts';
import { revokeOfferText } from './text.ts';

/** Whose tokens would stay, by place. */
function ownersIn({ items }: Plan): { connectionId: string; workspaceId: string; userIds: string[] }[] {
  const places = new Map<string, { connectionId: string; workspaceId: string; userIds: string[] }>();
  for (const { request, checks } of items) {
    if (request.type !== 'member.remove' || !checks.some((check) => leavesTokens(request.type, check)))
      continue;
    const { connectionId, workspaceId, userId } = request;
    const key = `${connectionId} ${workspaceId}`;
    const place = places.get(key) ?? { connectionId, workspaceId, userIds: [] };
    place.userIds.push(userId);
    places.set(key, place);
  }
  return [...places.values()];
}

const mostTokens = 200;

/** The revocations of all active tokens of those who would be removed. */
async function revocationsFor(plan: Plan) {
  const requests: ChangeRequest[] = [];
  for (const { connectionId, workspaceId, userIds } of ownersIn(plan)) {
    const page = await window.steward.tokens.page({
      connectionId,
      workspaceId,
      query: '',
      list: 'active',
      offset: 0,
      limit: mostTokens,
      sort: { by: 'owner', order: 'asc' },
    });
    if (!page.ok) return page;
    for (const token of page.value.rows) {
      if (!userIds.includes(token.ownerId) || !token.actions.revoke.allowed) continue;
      requests.push({
        type: 'token.revoke',
        connectionId,
        workspaceId,
        tokenId: token.id,
        name: tokenName(token),
      });
    }
  }
  return { ok: true as const, value: requests };
}

/** So many people are named. */
const mostNamed = 5;

/** Says once whose tokens would go on working after a removal, and offers to revoke them in the same plan. */
export function RevokeTokensOffer({ plan, busy }: { plan: Plan; busy: boolean }) {
  const words = plan.items.flatMap(({ request, checks }) =>
    checks.filter((check) => leavesTokens(request.type, check)).map((check) => check.words),
  );
  // What was excluded would be forgotten with the plan that lists it.
  const asks = words.length > 0 && plan.leftOut.length === 0;
  const { value } = useQuery<readonly ChangeRequest[]>(asks ? ['tokens-that-stay', plan.id] : null, () =>
    revocationsFor(plan),
  );
  if (words.length === 0) return null;
  const count = value?.length ?? 0;
  return (
    <Note
      tone="warn"
      action={
        value === null || count === 0 ? undefined : (
          <Button size="s" busy={busy} onClick={() => void addBefore(value)}>
            {revokeOfferText.button(count)}
          </Button>
        )
      }
    >
      {words.slice(0, mostNamed).map((each, index) => (
        <p key={index}>{each}</p>
      ))}
      {words.length > mostNamed && <p>{revokeOfferText.more(words.length - mostNamed)}</p>}
    </Note>
  );
}
