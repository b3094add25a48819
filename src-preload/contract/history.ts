import { z } from 'zod';
import { longestQuery } from '../shared/limits.ts';
import { staleCopy } from './freshness.ts';
import { queryProblem, rowConnection } from './people.ts';

/** What the app saw change between two fetches; who did it is not known. */
export const observedKind = z.enum([
  'member.joined',
  'member.left',
  'member.role',
  'member.status',
  'workspace.appeared',
  'workspace.gone',
  'workspace.changed',
  'token.created',
  'token.gone',
  'token.revoked',
  'token.enabled',
  'token.disabled',
  'invitation.sent',
  'invitation.ended',
  'role.created',
  'role.gone',
  'role.permissions',
  'details.changed',
]);
export type ObservedKind = z.infer<typeof observedKind>;

export const historyEntry = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('app'),
    id: z.string(),
    at: z.number(),
    planId: z.string(),
    itemId: z.string(),
    text: z.string(),
    outcome: z.enum(['done', 'already-so', 'failed', 'unverified', 'skipped', 'pending']),
    workspaceId: z.string().nullable(),
  }),
  z.object({
    source: z.literal('observed'),
    id: z.string(),
    kind: observedKind,
    /** Seen to be different between these two fetches (epoch ms); `from` is null at the first one. */
    from: z.number().nullable(),
    at: z.number(),
    text: z.string(),
    workspaceId: z.string().nullable(),
  }),
]);
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What a change is about, as searches name it. */
export const historyTopic = z.enum(['member', 'role', 'token', 'invitation', 'workspace']);
export type HistoryTopic = z.infer<typeof historyTopic>;

/** An entry of the history of all connections. */
export const placedHistoryEntry = z.object({
  connection: rowConnection,
  /** Null: it's about the connection itself, or about a place whose name isn't kept. */
  workspaceName: z.string().nullable(),
  topic: historyTopic,
  entry: historyEntry,
});
export type PlacedHistoryEntry = z.infer<typeof placedHistoryEntry>;

export const historyCalls = {
  /** Every connection's history, newest first. */
  all: {
    input: z.object({
      query: z.string().max(longestQuery),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({
      rows: z.array(placedHistoryEntry),
      matching: z.int(),
      /** In so many places what was seen is left out, because their copies are hidden. */
      withheld: z.int(),
      problems: z.array(queryProblem),
    }),
  },
  page: {
    input: z.object({
      connectionId: z.string(),
      workspaceId: z.string().nullable(),
      source: z.enum(['all', 'app', 'observed']),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({
      rows: z.array(historyEntry),
      total: z.int(),
      /** Set where the copy of the workspace is hidden: what was seen of it is withheld, what this app did is given. */
      hidden: staleCopy.nullable(),
      /** Of a connection: so many of its places are hidden and left out in the same way. */
      withheld: z.int(),
    }),
  },
};
