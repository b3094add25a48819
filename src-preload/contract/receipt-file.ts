import { z } from 'zod';
import { changeRequest } from './change-request.ts';
import { check, planStatus } from './plan.ts';
import { badge } from './connections.ts';

/** ISO 8601. */
const time = z.string().nullable();

/** An exported receipt, for people and machines: no secret, nothing of the app’s own bookkeeping. A field may be added; none is removed. */
export const receiptFile = z.object({
  format: z.literal('steward.receipt/1'),
  id: z.string(),
  title: z.string(),
  status: planStatus,
  /** The person did the steps in the system’s own pages; nothing was sent. */
  guided: z.boolean(),
  /** Why it had to end before all of it was sent. */
  endedBy: z.string().nullable(),
  /** The second person who confirmed it, where one had to. */
  confirmedBy: z.string().optional(),
  createdAt: time,
  appliedAt: time,
  finishedAt: time,
  items: z.array(
    z.object({
      title: z.string(),
      fact: z.string(),
      change: changeRequest,
      connection: z.string(),
      badge,
      address: z.string(),
      workspace: z.string(),
      instanceUrl: z.string().nullable(),
      checks: z.array(check.omit({ needsYes: true })),
      outcome: z.enum(['pending', 'sent', 'done', 'already-so', 'failed', 'unverified', 'skipped']),
      at: time,
      words: z.string().nullable(),
      steps: z.array(z.string()).optional(),
    }),
  ),
  /** Nothing in the plan asked for these. */
  alsoChanged: z.array(z.string()),
  /** Asked for and not sent, because it couldn’t be done. */
  leftOut: z.array(
    z.object({
      title: z.string(),
      change: changeRequest,
      connection: z.string(),
      workspace: z.string(),
      words: z.string(),
    }),
  ),
});
export type ReceiptFile = z.infer<typeof receiptFile>;
