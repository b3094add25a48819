/* Sentences of the Invitations tab and its dialogs. */

export const noOpenText = 'Invitations appear here until they’re answered, cancelled or expire.';
export const noEndedText = 'Accepted, declined, cancelled and expired invitations appear here.';

export const noResendText = (product: string): string =>
  `${product} can’t resend invitations. Cancel this one and send a new one.`;

export const pasteInvitationText = 'Paste the invitation’s ID or link first.';
export const invitationHint = 'The ID, or the link from the e-mail.';
export const cancelReasonHint = 'Optional. Saved with the invitation.';
