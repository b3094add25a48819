import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { InvitationRow } from '../../base/records.ts';

/** Invitations by id, and their ids by e-mail. */
export interface InvitationIndex {
  readonly invitations: Map<string, InvitationRow>;
  readonly invited: Map<string, string[]>;
}

/** Adds an invitation, or puts it in place of the one with the same id. */
export function putInvitation(at: InvitationIndex, invitation: InvitationRow): void {
  const isNew = !at.invitations.has(invitation.id);
  at.invitations.set(invitation.id, invitation);
  if (!isNew) return;
  const key = addressKey(invitation.email);
  const alike = at.invited.get(key);
  if (alike) alike.push(invitation.id);
  else at.invited.set(key, [invitation.id]);
}
