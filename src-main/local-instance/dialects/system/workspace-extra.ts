import { z } from 'zod';

const extraSchema = z.object({
  institutionId: z.string(),
  timezone: z.string(),
  status: z.enum(['ACTIVE', 'SUSPENDED']),
  kind: z.enum(['LIVE', 'SANDBOX']),
  /** The system's own: it can't be changed or left. */
  systemOwned: z.boolean(),
  /** Null: no limit. */
  memberLimit: z.number().nullable(),
  updatedAt: z.number(),
  data: z.unknown().optional(),
});

/** What only SYSTEM knows of a workspace. */
export type WorkspaceExtra = z.infer<typeof extraSchema>;

export function parseExtra(json: string): WorkspaceExtra {
  return extraSchema.parse(JSON.parse(json));
}

export function formatExtra(extra: WorkspaceExtra): string {
  return JSON.stringify(extra);
}
