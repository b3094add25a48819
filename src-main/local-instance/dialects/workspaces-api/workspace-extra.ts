import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { roleNumber, roleOfNumber } from './names.ts';

/** Settings are open: whatever a client stores is kept beside the two keys that the documents name. */
export type Settings = Readonly<Record<string, unknown>>;

/** Every key as it is: a schema of records would leave out one called `__proto__`. */
export const settingsSchema = z.custom<Settings>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'must be an object' },
);

const extraSchema = z.object({
  slug: z.string(),
  updatedAt: z.number(),
  /** The workspace that this one was cloned from. */
  sourceId: z.string().nullable(),
  settings: settingsSchema,
});

/** What only the Workspaces API knows of a workspace. */
export type WorkspaceExtra = z.infer<typeof extraSchema>;

export function parseExtra(json: string): WorkspaceExtra {
  const value: unknown = JSON.parse(json);
  return extraSchema.parse(value);
}

export function formatExtra(extra: WorkspaceExtra): string {
  return JSON.stringify(extra);
}

export function defaultSettings(directory: Directory, organizationId: string): Settings {
  return {
    allow_public_access: false,
    default_role_id: roleNumber(directory, organizationId, 'Viewer'),
  };
}

/** Checks the known keys of a change; the unknown ones pass as they are. */
export function checkSettings(
  directory: Directory,
  organizationId: string,
  settings: Settings,
): Outcome<Settings> {
  const { allow_public_access: access, default_role_id: role } = settings;
  if (access !== undefined && typeof access !== 'boolean') {
    return refuse.invalid('settings.allow_public_access', 'must be true or false');
  }
  if (role !== undefined && role !== null) {
    const known = typeof role === 'number' && roleOfNumber(directory, organizationId, role) !== null;
    if (!known) return refuse.invalid('settings.default_role_id', 'is no role of this organization');
  }
  return done(settings);
}
