import { z } from 'zod';
import { appError } from './result.ts';

/** The lists that are fetched as a whole and have an age of their own. */
export const listName = z.enum(['workspaces', 'members', 'invitations', 'tokens', 'roles', 'details']);
export type ListName = z.infer<typeof listName>;

/** A copy that is hidden because it hasn't been refreshed for longer than the retention settings allow. */
export const staleCopy = z.object({
  /** The place that has the list. */
  workspaceId: z.string(),
  /** The last contact (epoch ms). */
  since: z.number(),
  /** When it will be erased unless it is refreshed before (epoch ms); null: never. */
  erasedAfter: z.number().nullable(),
  /** All copies of its connection are hidden. */
  whole: z.boolean(),
});
export type StaleCopy = z.infer<typeof staleCopy>;

/** Why the list that was fetched last isn't shown: it may not be what the server really has. */
export const doubtKind = z.enum([
  'contradictory',
  'unreadable',
  'empty',
  'without-me',
  'other-place',
  'shrunk',
]);

/** A list that was fetched and waits for confirmation, beside the copy that it would replace. */
export const listDoubt = z.object({
  kind: doubtKind,
  /** Records of the copy, and of the list that was fetched. */
  was: z.int(),
  is: z.int(),
  /** When the server first answered so (epoch ms). */
  since: z.number(),
  /** How often it has, since Steward started. */
  readings: z.int(),
  /** What accepting it would take out of the copy: how many, and the first names. */
  missing: z.object({ count: z.int(), names: z.array(z.string()) }),
  /** How many it would add; null: the list is too long to be compared whole, and `missing` is at least so many. */
  added: z.int().nullable(),
});
export type ListDoubt = z.infer<typeof listDoubt>;

/**
 * What the last answer of the server was: `whole`, and shown; `incomplete`: shown, without the records that couldn't be read; `implausible`:
 * not shown until it's confirmed. null: there was none.
 */
export const listVerdict = z.enum(['whole', 'incomplete', 'implausible']).nullable();

export const freshness = z.object({
  list: listName,
  /** When the list was last fetched whole (epoch ms); null: never, so nothing may be claimed from it. */
  fetchedAt: z.number().nullable(),
  /** When a fetch was last tried (epoch ms). */
  triedAt: z.number().nullable(),
  /** Why the last try failed; null when it succeeded or there was none. */
  error: appError.nullable(),
  /** Records of the last fetch that could not be read and were left out. */
  unreadable: z.int(),
  verdict: listVerdict,
  /** Set where the verdict is `implausible`, with why in words. Without names where the copy is hidden. */
  doubt: listDoubt.extend({ sentence: z.string() }).nullable(),
  refreshing: z.boolean(),
  /** Set where the copy is hidden: then none of its rows are given. */
  hidden: staleCopy.nullable(),
});
export type Freshness = z.infer<typeof freshness>;
