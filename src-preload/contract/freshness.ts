import { z } from 'zod';
import { appError } from './result.ts';

/** The lists that are fetched as a whole and have an age of their own. */
export const listName = z.enum(['workspaces', 'members', 'invitations', 'tokens', 'roles', 'details']);
export type ListName = z.infer<typeof listName>;

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
});
export type Freshness = z.infer<typeof freshness>;
