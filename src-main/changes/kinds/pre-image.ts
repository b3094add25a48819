import { z } from 'zod';
import { invitationStatus } from '../../../src-preload/contract/invitations.ts';

/**
 * What one item found when it was planned: compared with the lists again before anything is sent, used to tell
 * new from old when reading back, and the way back for undo. Kept as JSON in the item. What was added later has a
 * default, so that receipts of earlier versions can still be read and undone.
 */
export const preImage = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('workspace'),
    present: z.boolean(),
    name: z.string(),
    description: z.string(),
    timezone: z.string().nullable().default(null),
    myRole: z.string().nullable(),
    isDefault: z.boolean().nullable(),
    /** The workspace that was the default before, if any was. */
    defaultId: z.string().nullable(),
    approvals: z.boolean().nullable(),
    favourite: z.boolean().nullable(),
    hidden: z.boolean().nullable(),
    /** What a deletion would take with it, in the provider's words. */
    resources: z.array(z.string()).default([]),
  }),
  z.object({
    of: z.literal('settings'),
    present: z.boolean(),
    name: z.string(),
    /** JSON text as the system had it; null: not known. */
    settings: z.string().nullable(),
  }),
  z.object({
    of: z.literal('transfer'),
    present: z.boolean(),
    place: z.string(),
    name: z.string(),
    /** The role of who becomes owner; null: not a member. */
    role: z.string().nullable(),
    owner: z.object({ userId: z.string(), name: z.string() }).nullable(),
  }),
  z.object({
    of: z.literal('member'),
    userId: z.string().nullable(),
    name: z.string(),
    /** null: not a member. */
    role: z.string().nullable(),
    /** The open invitation to this address, where the system keeps invitations. */
    invitationId: z.string().nullable().default(null),
    /** IDs of members and invitations whose address a server could have made of this one. */
    alike: z.array(z.string()).default([]),
  }),
  z.object({
    of: z.literal('invitation'),
    email: z.string(),
    status: z.union([invitationStatus, z.literal('missing')]),
    role: z.string().nullable(),
    message: z.string().nullable(),
  }),
  z.object({
    of: z.literal('role'),
    name: z.string(),
    /** null: not known. */
    permissions: z.array(z.string()).nullable(),
    present: z.boolean(),
  }),
  z.object({
    of: z.literal('token'),
    name: z.string(),
    state: z.enum(['active', 'inactive', 'missing']),
    enabled: z.boolean().nullable().default(null),
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

/** With what the change turned out to have created. */
export const imageWithCreated = (image: PreImage, created: string | null): PreImage =>
  image.of === 'creation' && created !== null ? { ...image, created } : image;

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
