import type { InvitationStatus } from '../../../../src-preload/contract/invitations.ts';

export const statusLook: Record<
  InvitationStatus,
  { label: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }
> = {
  pending: { label: 'Pending', tone: 'warn' },
  accepted: { label: 'Accepted', tone: 'ok' },
  declined: { label: 'Declined', tone: 'bad' },
  expired: { label: 'Expired', tone: 'neutral' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  'not-reported': { label: 'Not reported', tone: 'neutral' },
};

/** The statuses of an invitation that has ended. */
export const ended = ['accepted', 'declined', 'expired', 'cancelled'] as const;
