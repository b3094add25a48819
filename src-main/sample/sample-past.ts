import { knownValue, none } from '../../src-preload/shared/known.ts';
import { day } from '../../src-preload/shared/units.ts';
import type { InvitationRow, MemberRow, TokenRow, WorkspaceRow } from '../base/records.ts';

/** A list as it is said to have been at a time in the past. */
export interface PastList<T> {
  at: number;
  rows: T[];
}

/** In days before now: a reading about every week, the last one a few days ago. The first is within the 90 days that history is kept. */
const longAgo = 89;
const readings = [longAgo, 83, 76, 69, 62, 55, 48, 41, 34, 27, 20, 13, 6];
/** Nothing invented changes later than this, so that the newest reading is what the server says now. */
const calm = 8;
/** A sample shows itself in small lists; long ones are for measuring. */
const longest = 500;

const leavers = [
  ['Gwen', 'Park'],
  ['Luis', 'Ferreira'],
  ['Mira', 'Stone'],
  ['Oskar', 'Lind'],
  ['Ruth', 'Adeyemi'],
  ['Teo', 'Marin'],
] as const;

/** The same number for the same text. */
function numberOf(text: string): number {
  let hash = 7;
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

/** A day between the first reading and the calm before now. */
const dayOf = (text: string) => calm + (numberOf(text) % (longAgo - calm - 6));

const timesBefore = (now: number) => readings.map((days) => ({ days, at: now - days * day }));

/**
 * What the members of a sample place were over the last 90 days: some joined, some left, some had another role. It's made up from the list
 * itself and always the same for it; `me` never changes.
 */
function pastMembers(
  placeId: string,
  rows: readonly MemberRow[],
  me: string,
  now: number,
): PastList<MemberRow>[] {
  const roles = [...new Set(rows.map(({ role }) => role))];
  const commonest = roles.toSorted(
    (a, b) => rows.filter(({ role }) => role === b).length - rows.filter(({ role }) => role === a).length,
  )[0];
  const gone = leavers.slice(0, Math.min(leavers.length, Math.floor(rows.length / 5)));
  return timesBefore(now).map(({ days, at }) => ({
    at,
    rows: [
      ...rows.flatMap((row) => {
        const chance = numberOf(`${placeId} ${row.userId}`);
        if (row.userId === me) return [row];
        // One in five joined within this time.
        if (chance % 5 === 0 && days > dayOf(row.userId)) return [];
        const other = roles.find((role) => role !== row.role);
        // One in seven had another role before.
        return chance % 7 === 1 && other !== undefined && days > dayOf(`${row.userId} role`)
          ? [{ ...row, role: other }]
          : [row];
      }),
      ...gone.flatMap(([first, last]): MemberRow[] => {
        const userId = `sample-${first.toLowerCase()}-${placeId}`;
        if (commonest === undefined || days <= dayOf(userId)) return [];
        return [
          {
            userId,
            email: `${first}.${last}@northwind.example`.toLowerCase(),
            name: knownValue(`${first} ${last}`),
            role: commonest,
            status: 'active',
            signedUpAt: none,
            enteredAt: { state: 'not-reported' },
          },
        ];
      }),
    ],
  }));
}

/** Only what the server itself says of its tokens: when they were made and revoked. */
const pastTokens = (rows: readonly TokenRow[], now: number): PastList<TokenRow>[] =>
  timesBefore(now).map(({ at }) => ({
    at,
    rows: rows.flatMap((row) => {
      if (row.createdAt.state === 'known' && row.createdAt.value > at) return [];
      const revokedLater = row.revokedAt.state === 'known' && row.revokedAt.value > at;
      const usedLater = row.lastUsedAt.state === 'known' && row.lastUsedAt.value > at;
      return [
        {
          ...row,
          ...(revokedLater ? { revokedAt: none } : {}),
          ...(usedLater ? { lastUsedAt: none } : {}),
        },
      ];
    }),
  }));

const pastInvitations = (rows: readonly InvitationRow[], now: number): PastList<InvitationRow>[] =>
  timesBefore(now).map(({ at }) => ({
    at,
    rows: rows.filter(({ createdAt }) => createdAt.state !== 'known' || createdAt.value <= at),
  }));

/** Where a list is from, and when now is (epoch ms). */
export interface SamplePlace {
  placeId: string;
  /** Who is signed in. */
  me: string;
  now: number;
}

/** What each list of a sample server can be said to have been before, from what it is now. Long lists have no past. */
export const samplePasts = {
  members: (rows: readonly MemberRow[], { placeId, me, now }: SamplePlace) =>
    rows.length > longest ? [] : pastMembers(placeId, rows, me, now),
  tokens: (rows: readonly TokenRow[], { now }: SamplePlace) =>
    rows.length > longest ? [] : pastTokens(rows, now),
  invitations: (rows: readonly InvitationRow[], { now }: SamplePlace) =>
    rows.length > longest ? [] : pastInvitations(rows, now),
  workspaces: (rows: readonly WorkspaceRow[], { now }: SamplePlace): PastList<WorkspaceRow>[] => [
    { at: now - longAgo * day, rows: [...rows] },
  ],
};
export type SamplePasts = typeof samplePasts;
