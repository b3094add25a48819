import { day } from '../../../src-preload/shared/units.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { staleCopy, stalePlacesOf } from '../../access/stale-copies.ts';
import { readRetention } from '../../store/retention/preference.ts';
import type { Query } from '../query.ts';
import { membersOverTime } from './over-time.ts';
import { atPastPlace, timelineDeps } from './past-place.ts';
import { personTimeline, workspaceTimeline } from './timeline.ts';

/** What happened to one person, in a connection or in all of them. */
export const timelineOfPerson: Query<'timeline', 'person'> = async (core, input) => {
  const { connectionId, userId, email, after, limit } = input;
  const asked = connectionId === null ? core.store.ledger.connections() : [{ id: connectionId }];
  const staleIn = stalePlacesOf(core);
  return ok({
    ...(await personTimeline(timelineDeps(core), { connectionId, userId, email }, after, limit)),
    withheld: asked.reduce((sum, { id }) => sum + staleIn(id).size, 0),
  });
};

/** What happened in one place. */
export const timelineOfPlace: Query<'timeline', 'workspace'> = async (core, input) => {
  const { connectionId, workspaceId, after, limit } = input;
  const ref = { connectionId, workspaceId };
  return ok({
    ...(await workspaceTimeline(timelineDeps(core), ref, after, limit)),
    hidden: staleCopy(core, ref),
  });
};

/** How many members a place had at several moments. */
export const memberCounts: Query<'timeline', 'membersOverTime'> = atPastPlace((core, place, input) => {
  const hidden = staleCopy(core, place.members);
  if (hidden !== null) return ok({ points: [], since: null, hidden });
  const { from, to, points } = input;
  return ok({ ...membersOverTime(core.store.past, place.members, from, to, points), hidden: null });
});

/** Places that left the connection's list, and how long what they were is kept. */
export const gonePlaces: Query<'timeline', 'gonePlaces'> = (core, { connectionId }) => {
  const { historyDays } = readRetention(core.store.ledger);
  const hidden = stalePlacesOf(core)(connectionId);
  return ok(
    core.store.past
      .gonePlaces(connectionId)
      .filter(({ workspaceId }) => !hidden.has(workspaceId))
      .map(({ workspaceId, name, scope, lastListedAt, missingSince }) => ({
        workspaceId,
        name,
        scope,
        lastListedAt,
        missingSince,
        keptUntil: historyDays === 0 ? null : missingSince + historyDays * day,
      })),
  );
};
