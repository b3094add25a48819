import { comparison } from '../queries/history/comparison.ts';
import { invitationsAt, membersAt, tokensAt } from '../queries/history/lists-at.ts';
import { gonePlaces, memberCounts, timelineOfPerson, timelineOfPlace } from '../queries/history/timelines.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function timelineHandlers(context: Context): Handlers<'timeline'> {
  const open = withCore(context);
  return {
    asOfMembers: open(membersAt),
    asOfTokens: open(tokensAt),
    asOfInvitations: open(invitationsAt),
    compare: open(comparison),
    person: open(timelineOfPerson),
    workspace: open(timelineOfPlace),
    membersOverTime: open(memberCounts),
    gonePlaces: open(gonePlaces),
  };
}
