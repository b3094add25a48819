import type { MembersQuery } from '../roster/types.ts';
import type { MemberSort, Place } from './member-order.ts';

/** A roster as its pages see it. `members_stamp` is another one whenever its members have changed. */
export interface RosterPlace {
  pk: number;
  member_count: number;
  members_stamp: number;
}

/** An order, and which part of it is wanted: after a row, or from an offset. */
export interface Window {
  sort: MemberSort;
  roles: MembersQuery['roles'];
  after: Place | null;
  offset: number;
  limit: number;
}
