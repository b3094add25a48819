import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { InvitationRow, MemberRow, RoleRow, TokenRow, WorkspaceRow } from '../../base/records.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { ObservedKind } from '../../../src-preload/contract/history.ts';

/**
 * One difference between two fetches. `subject` names it for people (an e-mail, a token's name). `before` and `after` are the role's wire
 * id (of who joined and who left too) or the status of a member; for `workspace.changed`, one per field, they read "name: Old" and
 * "name: New"; for `role.permissions` they are lists of codes ("a, b"); for `invitation.ended`, `after` is its status, or null where it
 * only left the list; null otherwise.
 */
export interface Difference {
  kind: ObservedKind;
  workspaceId: string | null;
  subjectId: string;
  subject: string;
  before: string | null;
  after: string | null;
  /** Whom it is about, by user id: a member, a token's owner. Left out or null: not known. */
  personId?: string | null;
  /** What joined, left, was made or went, as JSON. Left out or null: not known, as in history of earlier versions. */
  row?: string | null;
}

export interface HistoryRow extends Difference {
  id: number;
  connectionId: string;
  from: number | null;
  at: number;
}

/** Lists whose past is kept row by row. */
export type PastList = Extract<ListName, 'members' | 'invitations' | 'tokens'>;

/** What a swap replaces was so from one fetch to the other. */
export interface Step {
  from: number;
  at: number;
}

/** How far back a list is known; there is a break where its place wasn't in the connection's list. */
export interface KnownSpan {
  /** Nothing is known before (epoch ms). */
  since: number;
  /** The last fetch: what came after isn't known. */
  until: number;
}
/** What is known of one moment: `at` itself where it is between two fetches that differ, the last fetch before it otherwise. */
export interface Moment {
  span: KnownSpan;
  /** The last fetch before a time of which nothing is known: the present, or a time when the place wasn't in the list. */
  knownUntil: number;
  /** Records that could not be read at the fetch that the moment goes by. */
  unreadable: number;
  /** The moment lies between two fetches that differ: what changed there may have been so already, or not yet. */
  between: Step | null;
}

export interface Page<T> {
  rows: T[];
  /** All that there are for the question, beyond the page. */
  matching: number;
}
export interface PastMembersWindow {
  /** Words, each looked for in name and e-mail, folded by the reader. */
  words: readonly string[];
  offset: number;
  limit: number;
}
/** A row of one of the tables that keep members. */
export interface KeptRow {
  table: 'members' | 'past_members';
  pk: number;
}
export interface MemberPair {
  userId: string;
  /** The later e-mail, folded: what the pairs are told in the order of. */
  emailKey: string;
  /** null: wasn't a member. */
  before: MemberRow | null;
  after: MemberRow | null;
}

/** A place that left its connection's list, as it was last. */
export interface GonePlace extends Pick<WorkspaceRow, 'scope' | 'name' | 'membersAt' | 'tokensAt'> {
  workspaceId: string;
  /** When the last list that had it and the first one without it were fetched (epoch ms). */
  lastListedAt: number | null;
  missingSince: number;
  /** The roles that the server kept there. */
  roles: RoleRow[];
}

/**
 * Reads of what lists were before, led back from what they are. Each is right for a moment of the list's span; before it they
 * give the oldest that is known, so ask for the moment first. A place that is gone stays as it was last: nobody left it.
 */
export interface RosterPast {
  /** null where the list was never fetched, or `at` is before all that is known of it. */
  moment(ref: WorkspaceRef, list: PastList, at: number): Moment | null;
  span(ref: WorkspaceRef, list: PastList): KnownSpan | null;
  /** null where it is in the list, or never was. */
  gonePlace(ref: WorkspaceRef): GonePlace | null;
  /** Those that left the list last first. */
  gonePlaces(connectionId: string): GonePlace[];
  /** By name. */
  membersAt(ref: WorkspaceRef, at: number): MemberRow[];
  membersPageAt(ref: WorkspaceRef, at: number, window: PastMembersWindow): Page<MemberRow>;
  /** Where the same rows lie, all of them, led back once; each step is some milliseconds of work. */
  memberPlacesAt(ref: WorkspaceRef, at: number, words: readonly string[]): Generator<void, KeptRow[]>;
  /** Those of these rows that are there still, in their order. */
  membersIn(places: readonly KeptRow[]): MemberRow[];
  tokensAt(ref: WorkspaceRef, at: number): TokenRow[];
  invitationsAt(ref: WorkspaceRef, at: number): InvitationRow[];
  /**
   * The members touched between two moments, the earlier one first, in no order; in pieces of at most `size`, some empty, each of which is
   * a few milliseconds of work.
   */
  membersBetween(
    ref: WorkspaceRef,
    earlier: number,
    later: number,
    size?: number,
  ): Generator<MemberPair[], void, undefined>;
  /** How many were. */
  changedMembers(ref: WorkspaceRef, earlier: number, later: number): number;
  /** The counts of a roster as they changed from `from` (with the one that held then) to `to`, oldest first. */
  countsBetween(
    ref: WorkspaceRef,
    from: number,
    to: number,
  ): { at: number; members: number; pending: number }[];
  /** Tokens of this person anywhere in the connection. */
  tokensOf(connectionId: string, userId: string): { workspaceId: string; token: TokenRow }[];
}

/** Whose timeline: a user id means somebody only within its connection; an e-mail is looked for in all that are asked for. */
export interface PersonKey {
  connectionId: string | null;
  userId: string | null;
  email: string | null;
}
/** Where a page of a timeline goes on: after this row, to older ones. `at`: up to when the pages before have shown what else happened. */
export interface TimelineCursor {
  at: number;
  id: number;
}
export type TimelineRow = HistoryRow & { personId: string | null; row: string | null };

/** Reads of history along one place or one person, what was seen last first. */
export interface Timelines {
  workspace(ref: WorkspaceRef, after: TimelineCursor | null, limit: number): TimelineRow[];
  person(key: PersonKey, after: TimelineCursor | null, limit: number): TimelineRow[];
}
