import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { tokenName } from '../../lib/names.ts';
import { addBefore } from '../../stores/plan.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { revokeOfferText } from './text.ts';

/** Whose tokens would stay, by place. */
function ownersIn({ items }: Plan): { connectionId: string; workspaceId: string; userIds: string[] }[] {
  const places = new Map<string, { connectionId: string; workspaceId: string; userIds: string[] }>();
  for (const { request, checks } of items) {
    if (request.type !== 'member.remove' || !checks.some(({ code }) => code === 'tokens-stay')) continue;
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

/** Offers to revoke the tokens of removed people in the same plan: else they go on working. */
export function RevokeTokensOffer({ plan, busy }: { plan: Plan; busy: boolean }) {
  // What was excluded would be forgotten with the plan that lists it.
  const asks = ownersIn(plan).length > 0 && plan.leftOut.length === 0;
  const { value } = useQuery<readonly ChangeRequest[]>(asks ? ['tokens-that-stay', plan.id] : null, () =>
    revocationsFor(plan),
  );
  if (value === null || value.length === 0) return null;
  return (
    <Note
      tone="warn"
      title={revokeOfferText.title(value.length)}
      action={
        <Button size="s" busy={busy} onClick={() => void addBefore(value)}>
          {revokeOfferText.button(value.length)}
        </Button>
      }
    >
      {revokeOfferText.about}
    </Note>
  );
}
