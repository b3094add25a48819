import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { connectionAccess, placeAccess } from '../../access/place-access.ts';
import { stalePlacesOf } from '../../access/stale-copies.ts';
import type { Core } from '../../core.ts';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import type { GonePlace, TimelineRow } from '../../store/history/types.ts';
import { pastText } from './text.ts';
import type { TimelineDeps } from './timeline.ts';

export interface PastPlace {
  name: string;
  /** Whose people and invitations, and whose tokens, are this place's. */
  members: WorkspaceRef;
  tokens: WorkspaceRef;
  roleLabel: (role: string) => string;
  /** Set where the place left the connection's list. */
  gone: GonePlace | null;
}

type Failure = Extract<Result<never>, { ok: false }>;

/** A query on what a place was: one that left the list still has a past. An error: its connection was removed. */
export const atPastPlace =
  <Input extends WorkspaceRef, Output>(answer: (core: Core, place: PastPlace, input: Input) => Output) =>
  (core: Core, input: Input): Output | Failure => {
    const { connectionId, workspaceId } = input;
    const place = pastPlace(core, { connectionId, workspaceId });
    return place.ok ? answer(core, place.value, input) : place;
  };

/** A workspace that left the list still has a past. */
export function pastPlace(core: Core, ref: WorkspaceRef): Result<PastPlace> {
  const { connectionId, workspaceId } = ref;
  const place = placeAccess(core, ref);
  if (place.ok) {
    const { roster, row, roleLabel } = place.value;
    const tokens = { connectionId, workspaceId: row.tokensAt ?? workspaceId };
    return ok({ name: row.name, members: roster.ref, tokens, roleLabel, gone: null });
  }
  const connection = connectionAccess(core, connectionId);
  if (!connection.ok) return connection;
  const gone = core.store.past.gonePlace(ref);
  const { provider, roleLabel } = connection.value;
  const roles = gone === null ? [] : provider.roleTable(gone.scope, gone.roles).roles;
  return ok({
    name: gone?.name ?? workspaceId,
    members: { connectionId, workspaceId: gone?.membersAt ?? workspaceId },
    tokens: { connectionId, workspaceId: gone?.tokensAt ?? workspaceId },
    roleLabel: (role) => roles.find(({ id }) => id === role)?.label ?? roleLabel(role),
    gone,
  });
}

/** Of a place that is gone, its last moment stands for all later ones: what has happened since isn't known. */
export const momentIn = ({ gone }: Pick<PastPlace, 'gone'>, at: number): number =>
  gone === null ? at : Math.min(at, gone.missingSince);

/** The same facts, with the word that the place is gone where it is. */
export const factsIn = ({ gone }: Pick<PastPlace, 'gone'>, facts: AsOfFacts): AsOfFacts =>
  gone === null ? facts : { ...facts, text: `${facts.text} ${pastText.gone(gone.missingSince)}` };

/** Timelines leave out what was seen of places whose copies are too old to be shown, and what the clock did there: that is read from the copy. */
export function timelineDeps(core: Core): TimelineDeps {
  const { timelines, ledger, roster, past } = core.store;
  const hiddenIn = stalePlacesOf(core);
  const isShown = (connectionId: string, workspaceId: string | null) =>
    workspaceId === null || !hiddenIn(connectionId).has(workspaceId);
  return {
    timelines: {
      workspace: (ref, after, limit) =>
        isShown(ref.connectionId, ref.workspaceId) ? timelines.workspace(ref, after, limit) : [],
      person(key, after, limit) {
        const shown: TimelineRow[] = [];
        for (let from = after; shown.length < limit;) {
          const rows = timelines.person(key, from, limit);
          shown.push(...rows.filter((row) => isShown(row.connectionId, row.workspaceId)));
          const last = rows.at(-1);
          if (last === undefined || rows.length < limit) break;
          from = { at: last.at, id: last.id };
        }
        return shown.slice(0, limit);
      },
    },
    ledger,
    roster: {
      tokens(ref) {
        if (!isShown(ref.connectionId, ref.workspaceId)) return [];
        const gone = past.gonePlace(ref);
        if (gone === null) return roster.tokens(ref);
        // Whether those that expire later were still there isn't known.
        const last = momentIn({ gone }, Number.MAX_SAFE_INTEGER);
        return past
          .tokensAt(ref, last)
          .filter(({ expiresAt }) => expiresAt.state === 'known' && expiresAt.value <= last);
      },
    },
    past: {
      tokensOf: (connectionId, userId) =>
        past.tokensOf(connectionId, userId).filter(({ workspaceId }) => isShown(connectionId, workspaceId)),
    },
    nowFor: core.clock.nowFor,
    roleLabel(connectionId, workspaceId, role) {
      const place = workspaceId === null ? null : pastPlace(core, { connectionId, workspaceId });
      if (place?.ok) return place.value.roleLabel(role);
      const connection = connectionAccess(core, connectionId);
      return connection.ok ? connection.value.roleLabel(role) : role;
    },
  };
}

/** The words of a search in a list of the past. */
export const wordsOf = (query: string) => query.split(/\s+/).filter((word) => word !== '');
