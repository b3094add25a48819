import { z } from 'zod';
import { longestQuery } from '../shared/limits.ts';

/** Every call about a workspace names its connection too: ids are only unique within one. */
export const workspaceRef = z.object({ connectionId: z.string(), workspaceId: z.string() });
export type WorkspaceRef = z.infer<typeof workspaceRef>;

export const connectionRef = z.object({ connectionId: z.string() });

export const providerId = z.enum(['system-initiative', 'unstructured', 'workspaces-api', 'modbox', 'system']);
export type ProviderId = z.infer<typeof providerId>;

/** Allowed, or not with the reason; `source`: the document that says so. */
export const permission = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), reason: z.string(), source: z.string().optional() }),
]);
export type Permission = z.infer<typeof permission>;

/** A window on a sorted, filtered list: at most 200 rows from `offset`. */
export const listWindow = z.object({
  query: z.string().max(longestQuery),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
});

export const sortOrder = z.enum(['asc', 'desc']);
export type SortOrder = z.infer<typeof sortOrder>;

/** The last moment that a Date can hold, in epoch ms. */
const lastInstant = 8.64e15;
/** A moment that is asked for, in epoch ms; one beyond all dates means the last there is. */
export const askedInstant = z.number().transform((at) => Math.max(-lastInstant, Math.min(at, lastInstant)));
