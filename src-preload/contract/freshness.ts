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
  refreshing: z.boolean(),
  /** Set where the copy is hidden: then none of its rows are given. */
  hidden: staleCopy.nullable(),
});
export type Freshness = z.infer<typeof freshness>;
