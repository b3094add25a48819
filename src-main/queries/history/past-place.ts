import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { connectionAccess, placeAccess } from '../../access/place-access.ts';
import { stalePlacesOf } from '../../access/stale-copies.ts';
import type { Core } from '../../core.ts';
import type { TimelineRow } from '../../store/history/types.ts';
import type { TimelineDeps } from './timeline.ts';

export interface PastPlace {
  /** Whose people and invitations, and whose tokens, are this place's. */
  members: WorkspaceRef;
  tokens: WorkspaceRef;
  roleLabel: (role: string) => string;
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
  const place = placeAccess(core, ref);
  if (!place.ok) {
    const connection = connectionAccess(core, ref.connectionId);
    return connection.ok
      ? ok({ members: ref, tokens: ref, roleLabel: connection.value.roleLabel })
      : connection;
  }
  const { roster, row, roleLabel } = place.value;
  return ok({
    members: roster.ref,
    tokens: { connectionId: ref.connectionId, workspaceId: row.tokensAt ?? ref.workspaceId },
    roleLabel,
  });
}

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
    roster: { tokens: (ref) => (isShown(ref.connectionId, ref.workspaceId) ? roster.tokens(ref) : []) },
    past: {
      tokensOf: (connectionId, userId) =>
        past.tokensOf(connectionId, userId).filter(({ workspaceId }) => isShown(connectionId, workspaceId)),
    },
    nowFor: core.clock.nowFor,
    roleLabel(connectionId, workspaceId, role) {
      const place = workspaceId === null ? null : placeAccess(core, { connectionId, workspaceId });
      if (place?.ok) return place.value.roleLabel(role);
      const connection = connectionAccess(core, connectionId);
      return connection.ok ? connection.value.roleLabel(role) : role;
    },
  };
}

/** The words of a search in a list of the past. */
export const wordsOf = (query: string) => query.split(/\s+/).filter((word) => word !== '');
