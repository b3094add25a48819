import { z } from 'zod';
import { scope } from './capabilities.ts';

/**
 * What the screens need to know about a connection's system beyond its capabilities. It is fixed by the provider and the API variant, so
 * that a screen never asks which system it is.
 */
export const systemFacts = z.object({
  /** The id of the API variant ("auth", "console") and its label ("auth API", "console-guided"). */
  apiVariant: z.string(),
  apiVariantLabel: z.string(),
  /** The API can't change anything: a plan is a list of steps to follow in the system's own pages and to mark as done. */
  guided: z.boolean(),
  /** `add`: people are members at once. `invite`: they have to sign up or accept first. */
  joining: z.object({
    verb: z.enum(['invite', 'add']),
    /** The list that shows invited people until they have joined. */
    shownIn: z.enum(['members', 'invitations']),
    /**
     * `carried`: the invitation names the role. `second-step`: all arrive with `arrivesAs` and gets the role by a change right after.
     * `after-join`: the role can only be given once they have joined, so the app reminds the user.
     */
    role: z.enum(['carried', 'second-step', 'after-join']),
    message: z.boolean(),
    days: z.object({ preset: z.int(), min: z.int(), max: z.int() }).nullable(),
    /** People of a workspace are picked from its organization's. */
    fromOrganization: z.boolean(),
    /** An invitation that is taken back can carry a reason. */
    cancelReason: z.boolean(),
    /** Invitations that ended stay in the list, with how they ended. */
    keepsEnded: z.boolean(),
  }),
  /** Column header of the date in the members list: "Signed up", "Joined". */
  memberSince: z.string(),
  tokens: z.object({
    one: z.string(),
    many: z.string(),
    /** What tokens belong to: "this workspace", "you and work in every workspace you can access". */
    whose: z.string(),
    /** Whose tokens the list of a place has: everyone's there, or those of who is signed in alone. */
    listed: z.enum(['everyone', 'own']),
    expiry: z.boolean(),
    /** `once`: the system returns the secret at creation only. `again`: at any time. */
    secret: z.enum(['once', 'again']),
    scopes: z.array(z.object({ id: z.string(), label: z.string(), preset: z.boolean() })),
    /** Values of keys are kept in the vault by the admin and tried from here. */
    keptValues: z.boolean(),
    /** What becomes of a removed member's tokens: they go on working, or the documentation doesn't say. */
    afterRemoval: z.enum(['work', 'undocumented']),
  }),
  /** Fields of the create and settings forms beside the name. */
  createFields: z.array(z.enum(['organization', 'type', 'description', 'default', 'timezone'])),
  updateFields: z.array(z.enum(['description', 'timezone'])),
  /** Marks of a workspace (default, favourite, hidden) are on its shared row and change for all members. */
  sharedMarks: z.boolean(),
  /** Settings with a control of their own; others are shown as JSON and kept. */
  settings: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      hint: z.string(),
      kind: z.enum(['boolean', 'role', 'text']),
    }),
  ),
  /** Which places exist beside workspaces. */
  scopes: z.array(scope),
  /** "Membership is the organization's …": said where lists aren't the workspace's own. */
  listsNote: z.string().nullable(),
  /** Instances apply changes of roles when a page of theirs is opened (System Initiative). */
  refreshesInstances: z.boolean(),
});
export type SystemFacts = z.infer<typeof systemFacts>;
