import { z } from 'zod';
import { connectionRef } from './refs.ts';

/**
 * The inventory of a connection whose service offers no interface: organizations, workspaces, people and keys as the admin enters
 * or imports them. Everything in it carries when it was said. Values of keys are not in it.
 */
const inventoryRow = z.object({
  line: z.int(),
  organization: z.string(),
  workspace: z.string(),
  email: z.string(),
  name: z.string(),
  organizationRole: z.string(),
  workspaceRole: z.string(),
  key: z.string(),
  /** What this row adds or changes, in words, or what is wrong with it. */
  effect: z.string(),
  problem: z.string().nullable(),
});

export const inventoryCalls = {
  /** Reads CSV with a header (organization, workspace, email, name, organization role, workspace role, key). Nothing is kept yet. */
  preview: {
    input: connectionRef.extend({ text: z.string().max(5_000_000) }),
    output: z.object({
      /** The first of them. */
      rows: z.array(inventoryRow),
      /** How many of all rows can be kept, and how many have a problem. */
      fine: z.int(),
      wrong: z.int(),
      /** Columns that were found under another header than their own. */
      renamed: z.array(z.object({ column: z.string(), header: z.string() })),
      /** Headers of columns that aren't read. */
      ignored: z.array(z.string()),
      problem: z.string().nullable(),
    }),
  },
  /** Keeps the rows without a problem; answers with how many there were. */
  import: {
    input: connectionRef.extend({ text: z.string().max(5_000_000) }),
    output: z.object({ kept: z.int(), left: z.int() }),
  },
  /** The whole inventory in the same columns, to save where the user chooses; false when they cancelled. */
  exportCsv: { input: connectionRef, output: z.boolean() },
  /** Takes a row out that was entered by mistake: nothing is said of the real service. */
  forget: {
    input: connectionRef.extend({
      workspaceId: z.string(),
      what: z.discriminatedUnion('of', [
        z.object({ of: z.literal('place') }),
        z.object({ of: z.literal('member'), userId: z.string() }),
        z.object({ of: z.literal('token'), tokenId: z.string() }),
      ]),
    }),
    output: z.null(),
  },
};
