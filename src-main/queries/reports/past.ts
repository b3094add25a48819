import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import { plainError } from '../../base/errors.ts';
import { pastInvitationsReport, pastMembersReport, pastTokensReport } from './past-columns.ts';
import type { ListBase } from './pieces.ts';
import type { Report } from '../../files/report.ts';
import { factsOf } from '../history/as-of.ts';
import { factsIn, momentIn, pastPlace, wordsOf } from '../history/past-place.ts';
import { listLabels, sourceOf, fromGone, fromPlace, type Of, type Shown } from './sources.ts';
import { staleCopyText } from '../../access/text.ts';
import { staleCopy } from '../../access/stale-copies.ts';
import { connectionAccess, placeAccess } from '../../access/place-access.ts';
import { pastText } from '../history/text.ts';
import { noteText, notExported } from './text.ts';

const pastLists = { pastMembers: 'members', pastInvitations: 'invitations', pastTokens: 'tokens' } as const;

/** The same lists as they were known at a moment. Errors: gone, or a copy that is hidden. */
export async function ofPast(
  core: Core,
  of: Of<'pastMembers' | 'pastInvitations' | 'pastTokens'>,
  shown: Shown,
): Promise<Result<Report>> {
  const place = pastPlace(core, { connectionId: of.connectionId, workspaceId: of.workspaceId });
  if (!place.ok) return place;
  const list = pastLists[of.list];
  const ref = list === 'tokens' ? place.value.tokens : place.value.members;
  const hidden = staleCopy(core, ref);
  if (hidden !== null) return fail(notExported(staleCopyText(hidden)));
  const { past } = core.store;
  const at = momentIn(place.value, of.at);
  const facts = factsIn(place.value, factsOf(past, ref, list, at));
  if (facts.state !== 'known') return fail(plainError('not-found', facts.text, pastText.chooseLater));
  const access = placeAccess(core, ref);
  const connection = connectionAccess(core, of.connectionId);
  const { name } = place.value;
  const base: ListBase = {
    what: `${listLabels[list]} of ${name} as of ${new Date(of.at).toISOString()}`,
    from: access.ok
      ? fromPlace(access.value)
      : connection.ok
        ? fromGone(connection.value, place.value.gone)
        : [],
    query: of.query,
    sources: [sourceOf(core, ref, list, `${listLabels[list]}, reconstructed from the copy`)],
    notes: [facts.text, noteText.rolesOfToday],
    complete: facts.complete,
    shown,
    stamp: () => String(core.store.roster.freshness(ref.connectionId, ref.workspaceId, list).fetchedAt),
  };
  const asked = { ref, at, words: wordsOf(of.query), roleLabel: place.value.roleLabel };
  switch (of.list) {
    case 'pastMembers':
      return ok(await pastMembersReport(past, base, asked));
    case 'pastInvitations':
      return ok(pastInvitationsReport(past, base, asked));
    case 'pastTokens':
      return ok(pastTokensReport(past, base, asked));
  }
}
