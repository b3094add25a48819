import { z } from 'zod';
import { appError } from './result.ts';

/** The lists that are fetched as a whole and have an age of their own. */
export const listName = z.enum(['workspaces', 'members', 'invitations', 'tokens', 'roles', 'details']);
export type ListName = z.infer<typeof listName>;

/** A copy that isn't shown: nobody could refresh it for longer than the admin lets copies be seen. */
export const hiddenSince = z.object({
  /** Whose copy it is: the place that has the list. */
  workspaceId: z.string(),
  /** The last contact (epoch ms). */
  since: z.number(),
  /** From when on it is erased, unless it is refreshed before (epoch ms); null: it isn't. */
  erasedAfter: z.number().nullable(),
  /** Hidden with all copies of its connection. */
  whole: z.boolean(),
});
export type HiddenSince = z.infer<typeof hiddenSince>;

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
  hidden: hiddenSince.nullable(),
});
export type Freshness = z.infer<typeof freshness>;
