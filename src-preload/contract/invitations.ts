import { z } from 'zod';
import { freshness } from './freshness.ts';
import { known } from './known.ts';
import { listWindow, permission, sortOrder, workspaceRef } from './refs.ts';

export const invitationStatus = z.enum([
  'pending',
  'accepted',
  'declined',
  'expired',
  'cancelled',
  'not-reported',
]);
export type InvitationStatus = z.infer<typeof invitationStatus>;

/** An invitation as a thing of its own: systems where an invited person is a pending member at once have none. */
export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: known(z.object({ id: z.string(), label: z.string() })),
  /** Expired is decided from the clock as well as from what the system said. */
  status: invitationStatus,
  invitedBy: known(z.string()),
  message: known(z.string()),
  createdAt: known(z.number()),
  expiresAt: known(z.number()),
  endedAt: known(z.number()),
  actions: z.object({ cancel: permission }),
});
export type Invitation = z.infer<typeof invitation>;

/** A person who was invited for a role, has joined, and doesn't have the role yet. */
export const joinOffer = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  now: z.object({ id: z.string(), label: z.string() }),
  wanted: z.object({ id: z.string(), label: z.string() }),
});
export type JoinOffer = z.infer<typeof joinOffer>;

export const invitationsCalls = {
  page: {
    input: workspaceRef.extend(listWindow.shape).extend({
      sort: z.object({ by: z.enum(['email', 'status', 'created', 'expires']), order: sortOrder }),
      list: z.enum(['open', 'ended']),
    }),
    output: z.object({
      rows: z.array(invitation),
      matching: z.int(),
      totals: z.object({ open: z.int(), ended: z.int() }),
      freshness,
      notOffered: z.string().nullable(),
    }),
  },
  /** The people of a pasted or opened list, each with what is wrong with it. */
  readInviteList: {
    input: workspaceRef.extend({ text: z.string().max(1_000_000) }),
    output: z.object({
      rows: z.array(
        z.object({
          /** The line of the text, or the place in a JSON list, from 1. */
          line: z.int(),
          email: z.string(),
          name: z.string(),
          /** null: the list gives none. */
          role: z.object({ id: z.string(), label: z.string() }).nullable(),
          problem: z.string().nullable(),
        }),
      ),
      problem: z.string().nullable(),
      /** Headers of columns that aren't used. */
      ignored: z.array(z.string()),
    }),
  },
  /** From the receipts of this device: invitations whose role could not be sent along. */
  joinOffers: { input: workspaceRef, output: z.array(joinOffer) },
};
