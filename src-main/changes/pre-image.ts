import { z } from 'zod';

/**
 * What one item found when it was planned: compared with the ground again before anything is sent, used to tell
 * new from old when reading back, and the way back for undo. Kept as JSON in the item.
 */
export const preImage = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('workspace'),
    present: z.boolean(),
    name: z.string(),
    description: z.string(),
    myRole: z.string().nullable(),
    isDefault: z.boolean().nullable(),
    /** The workspace that was the default before, if any was. */
    defaultId: z.string().nullable(),
    approvals: z.boolean().nullable(),
    favourite: z.boolean().nullable(),
    hidden: z.boolean().nullable(),
  }),
  z.object({
    of: z.literal('member'),
    userId: z.string().nullable(),
    name: z.string(),
    /** null: not a member. */
    role: z.string().nullable(),
  }),
  z.object({
    of: z.literal('token'),
    name: z.string(),
    state: z.enum(['active', 'inactive', 'missing']),
  }),
  z.object({
    of: z.literal('creation'),
    /** Ids of what already has this name: anything else of the name that is there afterwards is new. */
    existing: z.array(z.string()),
    /** The id of what was made, once it was. */
    created: z.string().nullable(),
  }),
]);
export type PreImage = z.infer<typeof preImage>;
export type PreImageOf<K extends PreImage['of']> = Extract<PreImage, { of: K }>;

export const writePreImage = (image: PreImage): string => JSON.stringify(image);

/** null where there is none or it can't be read (a receipt of another version). */
export function readPreImage(text: string | null): PreImage | null {
  if (text === null) return null;
  try {
    const parsed = preImage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
