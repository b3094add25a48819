import { z } from 'zod';
import { longestQuery } from '../shared/limits.ts';
import { freshness } from './freshness.ts';
import { known } from './known.ts';
import { listWindow, permission, sortOrder, workspaceRef } from './refs.ts';

export const memberStatus = z.enum(['active', 'pending', 'not-reported']);
export type MemberStatus = z.infer<typeof memberStatus>;

export const member = z.object({
  userId: z.string(),
  email: z.string(),
  name: known(z.string()),
  role: z.object({ id: z.string(), label: z.string() }),
  /** The role in the organization above, beside the workspace's own; `none` where there is no organization. */
  organizationRole: known(z.object({ id: z.string(), label: z.string() })),
  /** Pending: invited, has not signed up yet. */
  status: memberStatus,
  signedUpAt: known(z.number()),
  isMe: z.boolean(),
  /** Where it was entered by the admin: when that was said (epoch ms). */
  enteredAt: known(z.number()),
  /** Decided in the main process from my role, the roster and the system's traps. */
  actions: z.object({ setRole: permission, remove: permission }),
});
export type Member = z.infer<typeof member>;

export const memberSort = z.object({ by: z.enum(['name', 'email', 'role', 'status']), order: sortOrder });
export type MemberSort = z.infer<typeof memberSort>;

export const membersCalls = {
  /** `query`: free words plus `role:`, `status:`, each also with a minus before it. */
  page: {
    input: workspaceRef.extend(listWindow.shape).extend({
      sort: memberSort,
      /** The `next` of a page in the same order: goes on from there, whatever `offset` says. */
      after: z.string().max(4000).optional(),
      /** `none` saves the counting, which among very many takes longer than the page: `count` is asked for it then. */
      count: z.enum(['exact', 'none']).optional(),
    }),
    output: z.object({
      rows: z.array(member),
      /** Rows that match the query (null: not counted), and all rows of the roster. */
      matching: z.int().nullable(),
      total: z.int(),
      /** What `after` takes for the page that follows; null at the end. */
      next: z.string().nullable(),
      freshness,
      /** A word of the query that isn't understood, with what to write instead. */
      queryProblem: z.string().nullable(),
    }),
  },
  /**
   * How many match, exactly, counted in slices that hold nothing up. Of `list` only the newest question is answered: an earlier one
   * gets null.
   */
  count: {
    input: workspaceRef.extend({ query: z.string().max(longestQuery), as: z.enum(['list', 'view']) }),
    output: z.object({ matching: z.int().nullable(), freshness }),
  },
  /** Roles that this person can be given now, each refusal in words. */
  roleOptions: {
    input: workspaceRef.extend({ userId: z.string() }),
    output: z.array(z.object({ id: z.string(), label: z.string(), description: z.string(), permission })),
  },
};
