import { z } from 'zod';
import { changeRequest, selectionChange } from './change-request.ts';
import { plan } from './plan.ts';
import { appError } from './result.ts';
import { approval } from './second-persons.ts';
import { maxPlannedChanges } from '../shared/limits.ts';

export const applied = z.object({
  plan,
  /** Secrets of new tokens wait in the main process under these ids. `masked` shows the first characters. */
  reveals: z.array(
    z.object({ itemId: z.string(), revealId: z.string(), masked: z.string(), tokenId: z.string() }),
  ),
  /** Set when a workspace was created. */
  createdWorkspaceId: z.string().nullable(),
  /** Set if the receipt couldn't be saved yet; the changes were made all the same. */
  unsaved: appError.optional(),
});
export type Applied = z.infer<typeof applied>;

export const changesCalls = {
  plan: { input: z.object({ requests: z.array(changeRequest).min(1).max(maxPlannedChanges) }), output: plan },
  /** The plan lists the members who match now, and doesn't change when others match later. */
  planSelection: { input: selectionChange, output: plan },
  get: { input: z.object({ planId: z.string() }), output: plan },
  /** The same changes as another draft, on the lists as they are now; the one before is discarded. */
  replan: { input: z.object({ planId: z.string() }), output: plan },
  /** Likewise, without those that can't be made: it lists them as left out. */
  excludeBlocked: { input: z.object({ planId: z.string() }), output: plan },
  apply: {
    input: z.object({
      planId: z.string(),
      /** What was typed for `type-name…`; ignored otherwise. */
      typed: z.string(),
      /** `${itemId}:${code}` of each warning that was confirmed. */
      acknowledged: z.array(z.string()),
      /** Where the plan needs a second person. */
      secondPerson: approval.optional(),
    }),
    output: applied,
  },
  /** Nothing more is sent until it is resumed or stopped. Answered once nothing is on its way any longer. */
  pause: { input: z.object({ planId: z.string() }), output: z.null() },
  resume: { input: z.object({ planId: z.string() }), output: z.null() },
  stop: { input: z.object({ planId: z.string() }), output: z.null() },
  discard: { input: z.object({ planId: z.string() }), output: z.null() },
  /** Those with something left to do, newest first. */
  unfinished: {
    input: z.object({ connectionId: z.string().nullable(), workspaceId: z.string().nullable() }),
    output: z.array(plan),
  },
  /** A new plan that undoes the changes of a receipt. */
  undo: { input: z.object({ planId: z.string() }), output: plan },
  /** A new plan of the items that are not done yet. */
  finish: { input: z.object({ planId: z.string() }), output: plan },
  /** Reads back the items whose outcome isn't known. */
  readBack: { input: z.object({ planId: z.string() }), output: plan },
  /** Saves the receipt as JSON where the user chooses; false when they cancelled. */
  exportReceipt: { input: z.object({ planId: z.string() }), output: z.boolean() },
  /** The command that makes the changes of a plan, or of a form that has none yet, for a terminal of this computer. */
  command: {
    input: z.union([
      z.object({ planId: z.string() }),
      z.object({ requests: z.array(changeRequest).min(1).max(maxPlannedChanges) }),
    ]),
    output: z.string(),
  },
};
