import { z } from 'zod';
import { scope } from './capabilities.ts';
import { staleCopy } from './freshness.ts';
import { historyEntry } from './history.ts';
import { invitationStatus } from './invitations.ts';
import { known } from './known.ts';
import { memberStatus } from './members.ts';
import { askedInstant, connectionRef, listWindow, workspaceRef } from './refs.ts';
import { tokenStatus } from './tokens.ts';

const role = z.object({ id: z.string(), label: z.string() });

/** A change between two moments; `before` and `after` are null where the person wasn't a member. */
const memberState = z.object({ role, status: memberStatus, name: known(z.string()) });
export const memberChange = z.object({
  userId: z.string(),
  email: z.string(),
  change: z.enum(['joined', 'left', 'role', 'status', 'details']),
  before: memberState.nullable(),
  after: memberState.nullable(),
});
export type MemberChange = z.infer<typeof memberChange>;

/** How well a list at a past moment is known. Only what was fetched counts as known. */
export const asOfFacts = z.object({
  at: z.number(),
  /** `not-yet`: before the first fetch; `never`: there was none; `hidden`: the copy isn’t shown for its age. No rows then. */
  state: z.enum(['known', 'not-yet', 'never', 'hidden']),
  /** False if the fetch before it left out unreadable records: counts read "≥ n". */
  complete: z.boolean(),
  /** Known from then on (epoch ms), until the last fetch. */
  since: z.number().nullable(),
  until: z.number().nullable(),
  /** The moment is between these two fetches, which differ; which of the changes had happened by then isn't known. */
  between: z.object({ from: z.number(), to: z.number(), changes: z.int() }).nullable(),
  text: z.string(),
});
export type AsOfFacts = z.infer<typeof asOfFacts>;

/** A page of a list as it was; `query`: text to search for. */
const asOfInput = workspaceRef.extend(listWindow.shape).extend({ at: askedInstant });
const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), matching: z.int(), facts: asOfFacts, hidden: staleCopy.nullable() });
/** The first of a group of changes, and how many there are. */
const group = <T extends z.ZodType>(row: T) => z.object({ total: z.int(), rows: z.array(row) });

export const pastToken = z.object({
  id: z.string(),
  name: known(z.string()),
  ownerId: z.string(),
  status: tokenStatus,
  createdAt: known(z.number()),
  expiresAt: known(z.number()),
  revokedAt: known(z.number()),
  lastUsedAt: known(z.number()),
});
export const pastInvitation = z.object({
  id: z.string(),
  email: z.string(),
  role: known(role),
  status: invitationStatus,
  createdAt: known(z.number()),
  expiresAt: known(z.number()),
});

export const timelineEntry = z.discriminatedUnion('source', [
  ...historyEntry.options,
  /** What happened by the passing of time, without a fetch. */
  z.object({
    source: z.literal('clock'),
    id: z.string(),
    kind: z.literal('token.expired'),
    at: z.number(),
    text: z.string(),
    workspaceId: z.string(),
  }),
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Where the next, older page begins; null where there is none. */
const cursor = z.object({ at: askedInstant, id: z.int() }).nullable();
const timelinePage = z.object({
  rows: z.array(z.object({ connectionId: z.string(), entry: timelineEntry })),
  next: cursor,
});
/** Observed changes of places whose copies are hidden are left out; changes made by this app aren't. */
const personPage = timelinePage.extend({
  /** How many of the places are hidden. */
  withheld: z.int(),
});
const workspacePage = timelinePage.extend({ hidden: staleCopy.nullable() });
const paged = { after: cursor, limit: z.int().min(1).max(200) };

export const gonePlace = z.object({
  workspaceId: z.string(),
  name: z.string(),
  scope,
  /** When the last list that had it and the first one without it were fetched (epoch ms). */
  lastListedAt: z.number().nullable(),
  missingSince: z.number(),
  /** Until when its history is kept (epoch ms); null: until it's erased. */
  keptUntil: z.number().nullable(),
});
export type GonePlace = z.infer<typeof gonePlace>;

export const timelineCalls = {
  asOfMembers: {
    input: asOfInput,
    output: page(
      z.object({
        userId: z.string(),
        email: z.string(),
        name: known(z.string()),
        role,
        status: memberStatus,
        signedUpAt: known(z.number()),
      }),
    ),
  },
  asOfTokens: { input: asOfInput, output: page(pastToken) },
  asOfInvitations: { input: asOfInput, output: page(pastInvitation) },
  /** Changes from one moment to the other, whatever happened in between; the first `limit` of each kind. */
  compare: {
    input: workspaceRef.extend({ from: askedInstant, to: askedInstant, limit: z.int().min(1).max(1000) }),
    output: z.object({
      from: asOfFacts,
      to: asOfFacts,
      hidden: staleCopy.nullable(),
      joined: group(memberChange),
      left: group(memberChange),
      roles: group(memberChange),
      statuses: group(memberChange),
      details: group(memberChange),
      tokensCreated: group(pastToken),
      /** Revoked, expired, switched off or gone, with the status that they have since. */
      tokensEnded: group(pastToken.extend({ status: z.enum([...tokenStatus.options, 'gone']) })),
      invitationsSent: group(pastInvitation),
      invitationsEnded: group(
        pastInvitation.extend({ status: z.enum([...invitationStatus.options, 'gone']) }),
      ),
      /** Lists that weren't known at both moments: that they have no changes here says nothing. */
      notCompared: z.array(z.object({ list: z.enum(['tokens', 'invitations']), text: z.string() })),
    }),
  },
  /** One person: by user id within a connection, by e-mail within one or (connectionId null) in all of them. */
  person: {
    input: z.object({
      connectionId: z.string().nullable(),
      userId: z.string().nullable(),
      email: z.string().max(320).nullable(),
      ...paged,
    }),
    output: personPage,
  },
  workspace: { input: workspaceRef.extend(paged), output: workspacePage },
  /** For a chart. Counts are null where nothing was known; `known` is false there and after the last fetch. */
  membersOverTime: {
    input: workspaceRef.extend({ from: askedInstant, to: askedInstant, points: z.int().min(2).max(500) }),
    output: z.object({
      points: z.array(
        z.object({
          at: z.number(),
          members: z.int().nullable(),
          pending: z.int().nullable(),
          known: z.boolean(),
        }),
      ),
      since: z.number().nullable(),
      hidden: staleCopy.nullable(),
    }),
  },
  /** Places that left the connection's list and whose history is kept, those missing since the shortest time first. */
  gonePlaces: { input: connectionRef, output: z.array(gonePlace) },
};
