import type { InvitationStatus } from '../../../../src-preload/contract/invitations.ts';
import type { MemberStatus } from '../../../../src-preload/contract/members.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import type { CellElement } from './cell-node.ts';
import { chip, group } from './cells.ts';

/** Whether a member has signed up, as far as the system reports it. */
export function memberStatus(status: MemberStatus): CellElement {
  switch (status) {
    case 'active':
      return chip('Active', 'ok');
    case 'pending':
      return chip('Pending', 'warn');
    case 'not-reported':
      return chip('Not reported');
  }
}

export const invitationStatusLabels: Readonly<Record<InvitationStatus, string>> = {
  pending: 'Pending',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Expired',
  cancelled: 'Cancelled',
  'not-reported': 'Not reported',
};

/** How an invitation stands, pending ones standing out. */
export function invitationStatus(status: InvitationStatus): CellElement {
  return chip(invitationStatusLabels[status], invitationTones[status]);
}

const invitationTones = {
  pending: 'warn',
  accepted: 'ok',
  declined: 'bad',
  expired: 'neutral',
  cancelled: 'neutral',
  'not-reported': 'neutral',
} as const satisfies Record<InvitationStatus, string>;

/** How a token stands. */
export function tokenStatus(status: Token['status']): CellElement {
  switch (status) {
    case 'active':
      return chip('Active', 'ok');
    case 'disabled':
      return chip('Disabled');
    case 'expired':
      return chip('Expired');
    case 'revoked':
      return chip('Revoked', 'bad');
  }
}

/** As above for a token of today: an active one stands out when its owner has left, or when it expires within two weeks. */
export function presentTokenStatus(token: Omit<Token, 'actions'>, now: number): CellElement {
  if (token.status !== 'active') return tokenStatus(token.status);
  // It still works, although its owner isn’t a member any more.
  if (token.ownerLeft) return group([chip('Owner left', 'warn')], { title: ownerLeftText });
  const soon = token.expiresAt.state === 'known' && token.expiresAt.value - now < 14 * day;
  return soon ? chip('Active', 'warn') : tokenStatus('active');
}

const ownerLeftText = 'This token still works, but its owner isn’t a member here any longer.';
