import { z } from 'zod';

const extraSchema = z.object({ realm: z.string(), updatedAt: z.number() });

/** What only Modbox knows of a workspace. */
export type WorkspaceExtra = z.infer<typeof extraSchema>;

export function parseExtra(json: string): WorkspaceExtra {
  return extraSchema.parse(JSON.parse(json));
}

export function formatExtra(extra: WorkspaceExtra): string {
  return JSON.stringify(extra);
}
