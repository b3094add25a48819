import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import type { PersonPlace } from '../../../src-preload/contract/people.ts';
import type { Named } from '../../../src-preload/shared/query/parse.ts';
import type { ProviderId, SortOrder, WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { CandidatesQuery, InvitationsQuery, MembersQuery, WorkspaceCounts } from '../roster/types.ts';
import type { InvitationRow, MemberRow, TokenRow, WorkspaceRow } from '../../base/records.ts';

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
/** What is looked for by a text typed anywhere. */
export type FindQuery = Omit<AcrossQuery, 'after'>;
export interface PeopleQuery extends AcrossQuery {
  sort: { by: 'name'; order: SortOrder };
  /** So many places of each person; left out: the first few. */
  mostPlaces?: number;
}
/** One person of one connection. Their details are those of their first place in the list’s order. */
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
  /** `match`: those named like the query come first, then those whose name begins with it. */
  sort: {
    by: 'name' | 'owner' | 'created' | 'expires' | 'last-used' | 'workspace' | 'match';
    order: SortOrder;
  };
  offset: number;
}
export type AllTokensRow = TokenRow & {
  connectionId: string;
  workspaceId: string;
  workspaceName: string;
  ownerName: Known<string>;
  ownerEmail: Known<string>;
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

/** Searches, as one thread does them: of one roster, and across connections. */
export interface SyncRosterSearch {
  membersPage(
    ref: WorkspaceRef,
    query: MembersQuery,
  ): {
    rows: MemberRow[];
    matching: number;
    total: number;
    queryProblem: string | null;
    /** What `after` takes for the page that follows; null at the end. */
    next: string | null;
  };
  /**
   * How many match, exactly; in pieces, because a million rows take a while. null when aborted. What is written meanwhile may be counted
   * or not.
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
  /** The same piece by piece: at most `size` of them after those of an earlier `next`, which is null at the end. */
  matchingPage(
    ref: WorkspaceRef,
    rule: MatchingRule,
    size: number,
    after?: string,
  ): { rows: MatchingMember[]; next: string | null };
  /** Members of `from`, active or pending, who aren't members of `ref` (by user id), by name. */
  candidates(
    ref: WorkspaceRef,
    from: WorkspaceRef,
    query: CandidatesQuery,
  ): { rows: MemberRow[]; matching: number };
  /** Free words are looked for in e-mail, inviter and message. One that expired by the clock comes with that status. */
  invitationsPage(
    ref: WorkspaceRef,
    query: InvitationsQuery,
  ): {
    rows: InvitationRow[];
    matching: number;
    totals: { open: number; ended: number };
    queryProblem: string | null;
  };
  people(query: PeopleQuery): { rows: PersonRow[]; next: string | null; problem: string | null };
  /** The best matches first: exact, then beginning with the text, then the others. */
  findPeople(query: FindQuery): PersonRow[];
  /** Different people who match, exactly. Reads all that match. */
  peopleCount(query: Pick<PeopleQuery, 'query' | 'connections' | 'now'>): number;
  tokensAcross(query: AllTokensQuery): { rows: AllTokensRow[]; matching: number; problem: string | null };
  workspacesAcross(query: AllWorkspacesQuery): {
    rows: AllWorkspacesRow[];
    matching: number;
    problem: string | null;
  };
}

/** The same for the other threads: a search never holds up who asks for it. */
export type RosterSearch = {
  [Method in keyof SyncRosterSearch]: (
    ...args: Parameters<SyncRosterSearch[Method]>
  ) => Promise<Awaited<ReturnType<SyncRosterSearch[Method]>>>;
};
