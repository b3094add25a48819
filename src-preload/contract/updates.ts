import { z } from 'zod';
import { appError } from './result.ts';

/** How Steward was installed. Only `archive`, `mac` and `windows` update from the feed; something else updates the others. */
export const installedAs = z.enum(['repository', 'deb', 'rpm', 'other', 'archive', 'mac', 'windows']);
export type InstalledAs = z.infer<typeof installedAs>;

/** One version of the changelog: its headings (“Added”) with their entries. */
export const changes = z.object({
  version: z.string(),
  groups: z.array(z.object({ title: z.string(), entries: z.array(z.string()) })),
});
export type VersionChanges = z.infer<typeof changes>;

export const updateState = z.discriminatedUnion('state', [
  /** Something else updates it: what that is. */
  z.object({ state: z.literal('elsewhere'), by: z.enum(['repository', 'deb', 'rpm', 'other']) }),
  /** This build names no feed. */
  z.object({ state: z.literal('no-feed') }),
  z.object({ state: z.literal('off') }),
  /** Nothing newer is known; `checkedAt`: null before the first answer. */
  z.object({ state: z.literal('current'), checkedAt: z.number().nullable() }),
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('available'), version: z.string(), notes: z.string(), bytes: z.number() }),
  z.object({ state: z.literal('downloading'), version: z.string(), done: z.number(), bytes: z.number() }),
  /** Checked and laid out; it takes the place of this version once Steward quits. */
  z.object({ state: z.literal('ready'), version: z.string() }),
  /** This version goes on unchanged. */
  z.object({ state: z.literal('failed'), error: appError }),
]);
export type UpdateState = z.infer<typeof updateState>;

export const updatesCalls = {
  state: { input: z.object({}), output: updateState },
  check: { input: z.object({}), output: updateState },
  /** Downloads what was found and makes it ready. */
  download: { input: z.object({}), output: updateState },
  /** Quits, installs what is ready and starts it. */
  restart: { input: z.object({}), output: z.null() },
  /** What the running version brought; null: the changelog doesn't say. */
  whatsNew: { input: z.object({}), output: changes.nullable() },
};
