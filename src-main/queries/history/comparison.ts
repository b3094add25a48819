import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { staleCopy } from '../../access/stale-copies.ts';
import type { Core } from '../../core.ts';
import type { Query } from '../query.ts';
import { compareMoments, type Comparison, type MemberDifference } from './compare.ts';
import { atPastPlace, factsIn, momentIn, type PastPlace } from './past-place.ts';
import { pastText } from './text.ts';
import { invitationView, memberView, stalePage, tokenView } from './row-views.ts';

/** What differs in a place between two moments, the first `limit` of each kind. */
export const comparison: Query<'timeline', 'compare'> = atPastPlace(
  async (core, place, { limit, ...asked }) => {
    const { roleLabel } = place;
    const [from, to] = [momentIn(place, asked.from), momentIn(place, asked.to)];
    const [start, end] = [stalePage(core, place.members, from), stalePage(core, place.members, to)];
    if (start !== null && end !== null) {
      return ok({ ...noDifference, hidden: start.hidden, from: start.facts, to: end.facts });
    }
    const found = await compareMoments(core.store.past, place.members, from, to, limit);
    const tokens = await tokenDifferences(core, place, found, { from, to });
    const later = Math.max(from, to);
    const firstOf = <T, V>(rows: readonly T[], view: (row: T) => V) => ({
      total: rows.length,
      rows: rows.slice(0, limit).map(view),
    });
    const people = ({ total, rows }: { total: number; rows: MemberDifference[] }) => ({
      total,
      rows: rows.map((row) => ({
        ...row,
        before: row.before && memberView(row.before, roleLabel),
        after: row.after && memberView(row.after, roleLabel),
      })),
    });
    const { members } = found;
    return ok({
      hidden: null,
      from: factsIn(place, found.from),
      to: factsIn(place, found.to),
      joined: people(members.joined),
      left: people(members.left),
      roles: people(members.role),
      statuses: people(members.status),
      details: people(members.details),
      tokensCreated: firstOf(tokens.tokensCreated, (row) => tokenView(row, later)),
      tokensEnded: firstOf(tokens.tokensEnded, ({ row, status }) => ({ ...tokenView(row, later), status })),
      invitationsSent: firstOf(found.invitationsSent, (row) => invitationView(row, roleLabel)),
      invitationsEnded: firstOf(found.invitationsEnded, ({ row, status }) => ({
        ...invitationView(row, roleLabel),
        status,
      })),
      notCompared: [...found.notKnown.filter((list) => list === 'invitations'), ...tokens.notKnown].map(
        (list) => ({ list, text: pastText.notCompared(list) }),
      ),
    });
  },
);

/** Tokens can be kept at another place than the people, and its copy can be too old to be shown. */
async function tokenDifferences(
  core: Core,
  { members, tokens }: PastPlace,
  found: Comparison,
  { from, to }: { from: number; to: number },
): Promise<Pick<Comparison, 'tokensCreated' | 'tokensEnded' | 'notKnown'>> {
  const isSame = (a: WorkspaceRef, b: WorkspaceRef) => a.workspaceId === b.workspaceId;
  const ofTokens = ({ tokensCreated, tokensEnded, notKnown }: Comparison) => ({
    tokensCreated,
    tokensEnded,
    notKnown: notKnown.filter((list) => list === 'tokens'),
  });
  if (isSame(members, tokens)) return ofTokens(found);
  if (staleCopy(core, tokens) !== null) return { tokensCreated: [], tokensEnded: [], notKnown: ['tokens'] };
  return ofTokens(await compareMoments(core.store.past, tokens, from, to, 0));
}

const nothing = { total: 0, rows: [] };
const noDifference = {
  joined: nothing,
  left: nothing,
  roles: nothing,
  statuses: nothing,
  details: nothing,
  tokensCreated: nothing,
  tokensEnded: nothing,
  invitationsSent: nothing,
  invitationsEnded: nothing,
  notCompared: [],
};
