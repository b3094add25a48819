import type { InvitationStatus } from '../../../../src-preload/contract/invitations.ts';

export const statusLook: Record<
  InvitationStatus,
  { words: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }
> = {
  pending: { words: 'Pending', tone: 'warn' },
  accepted: { words: 'Accepted', tone: 'ok' },
  declined: { words: 'Declined', tone: 'bad' },
  expired: { words: 'Expired', tone: 'neutral' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
};

/** What an invitation that isn't open any more can have come to. */
export const ended = ['accepted', 'declined', 'expired', 'cancelled'] as const;
