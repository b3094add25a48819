import { z } from 'zod';
import { instanceTypes } from './rules.ts';

const extraSchema = z.object({
  instanceType: z.enum(instanceTypes),
  instanceUrl: z.string().nullable(),
  /** A secret of the workspace. The real server shows it to every member; a client must never keep it. */
  secret: z.string(),
  isDefault: z.boolean(),
  isFavourite: z.boolean(),
  isHidden: z.boolean(),
  approvalsEnabled: z.boolean(),
});

/** What only System Initiative knows of a workspace. */
export type WorkspaceExtra = z.infer<typeof extraSchema>;

export function parseExtra(json: string): WorkspaceExtra {
  const value: unknown = JSON.parse(json);
  return extraSchema.parse(value);
}

export function formatExtra(extra: WorkspaceExtra): string {
  return JSON.stringify(extra);
}
