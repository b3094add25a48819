import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { Coverage, PersonPlace } from '../../../src-preload/contract/people.ts';
import type { Named } from '../../../src-preload/shared/query/parse.ts';
import type { ProviderId, SortOrder, WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { MembersQuery, WorkspaceCounts } from '../roster/types.ts';
import type { TokenRow, WorkspaceRow } from '../../base/records.ts';

/** A connection as queries across everything name it; the store knows only its id. */
export interface SearchedConnection {
  id: string;
  label: string;
  system: { id: ProviderId; label: string };
  /** Of all its places, built in or kept by the server: ids with labels, for `role:`. */
  roles: readonly Named[];
  /** Places whose copies aren't shown: nothing of them is looked at. Left out: none. */
  hidden?: ReadonlySet<string>;
  /** What the time is by its server (epoch ms), where this computer's clock is off: for what works and what has ended. */
  serverNow?: number;
}
interface AcrossQuery {
  query: string;
  /** All that are asked; those that the query leaves out with `conn:` or `system:` are still to be given. */
  connections: readonly SearchedConnection[];
  limit: number;
  /** The `next` of an earlier page. */
  after?: string;
  now: number;
}
export interface PeopleQuery extends AcrossQuery {
  sort: { by: 'name'; order: SortOrder };
}
/** One person of one connection. What is told of them is from the first of their places in the list’s order. */
export interface PersonRow {
  connectionId: string;
  userId: string;
  email: string;
  name: Known<string>;
  /** The first few, those that match before the others, each by name. */
  places: PersonPlace[];
  placeCount: number;
  /** Tokens that they own anywhere in the connection, as far as fetched: all, and those that work at `now`. */
  tokens: { all: number; active: number };
}
export interface AllTokensQuery extends AcrossQuery {
  sort: { by: 'name' | 'owner' | 'created' | 'expires' | 'last-used' | 'workspace'; order: SortOrder };
  offset: number;
}
export type AllTokensRow = TokenRow & {
  connectionId: string;
  workspaceId: string;
  workspaceName: string;
  ownerName: Known<string>;
};
export interface AllWorkspacesQuery extends AcrossQuery {
  sort: { by: 'name' | 'members' | 'organization'; order: SortOrder };
  offset: number;
}
export type AllWorkspacesRow = WorkspaceRow & { connectionId: string; counts: WorkspaceCounts };

/** A selection as a rule: all that match, except some. */
export interface MatchingRule {
  query: string;
  roles: MembersQuery['roles'];
  /** User ids. */
  except: readonly string[];
  now?: number;
}
export interface MatchingMember {
  userId: string;
  email: string;
  role: string;
  status: MemberStatus;
}

/** Reads that search: of one roster beyond its pages, and across connections. Synchronous unless a promise is given. */
export interface RosterSearch {
  /**
   * How many match, exactly; in slices, because common words among a million rows take a second. null when aborted. What is written
   * meanwhile may be counted or not.
   */
  countMembers(
    ref: WorkspaceRef,
    query: Pick<MembersQuery, 'query' | 'roles' | 'now'>,
    signal: AbortSignal,
  ): Promise<number | null>;
  /** Whom a rule selects, by name, at most `cap` of them; `total` counts them all. `problem`: a part of the query isn’t understood. */
  membersMatching(
    ref: WorkspaceRef,
    rule: MatchingRule,
    cap: number,
  ): { rows: MatchingMember[]; total: number; problem: string | null };
  /** The same piece by piece, so that none of them holds anything up; a piece is at most `size` rows. */
  matchingPieces(
    ref: WorkspaceRef,
    rule: MatchingRule,
    size: number,
  ): Generator<MatchingMember[], void, undefined>;
  people(query: PeopleQuery): { rows: PersonRow[]; next: string | null; problem: string | null };
  /** Different people who match, exactly. Reads all that match. */
  peopleCount(query: Pick<PeopleQuery, 'query' | 'connections' | 'now'>): number;
  tokensAcross(query: AllTokensQuery): { rows: AllTokensRow[]; matching: number; problem: string | null };
  workspacesAcross(query: AllWorkspacesQuery): {
    rows: AllWorkspacesRow[];
    matching: number;
    problem: string | null;
  };
  /**
   * How far a list may be trusted over all places that keep one of their own; null: of all connections. Copies that `isHidden` says aren't
   * shown are counted as that alone.
   */
  coverage(
    connectionIds: readonly string[] | null,
    list: ListName,
    now: number,
    isHidden?: (connectionId: string, workspaceId: string) => boolean,
  ): Coverage;
}
