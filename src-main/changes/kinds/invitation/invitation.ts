import { valueOr } from '../../../../src-preload/shared/known.ts';
import { listsOf, type ChangeContext, offers } from '../../context.ts';
import { isOpen } from '../../snapshot/find.ts';
import { putInvitation } from '../../snapshot/invitations.ts';
import { block } from '../check.ts';
import { creationImage, goneFrom, newOne, yesIf } from '../creation.ts';
import { idMark, placeMark } from '../history-mark.ts';
import { identityOfInvitation } from '../identity.ts';
import { defineKind, type Family } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { inOwnPlace, outsidePlaces } from '../target.ts';
import { acceptText, cancelText, declineText, invitationText } from './text.ts';

const mine = { ...outsidePlaces, decidedBy: 'workspace' } as const;

/** Changes to invitations: those that this place has sent, and those that I got. */
export const invitationKinds: Family<'invitation'> = {
  'invitation.cancel': defineKind<'invitation.cancel', 'invitation'>('invitation', {
    ...inOwnPlace,
    op: 'remove',
    confirmation: 'review',
    changes: 'roster',
    needs: (context) => must(context, 'invitations'),
    readBackLists: () => readBackFrom('invitations'),
    preImage(context) {
      const found = invitationOf(context);
      const status = found?.status === 'pending' && !isOpen(found, context.now) ? 'expired' : found?.status;
      return {
        of: 'invitation',
        email: found?.email ?? context.request.email,
        status: status ?? 'missing',
        role: found ? valueOr(found.role, null) : null,
        message: found ? valueOr(found.message, null) : null,
      };
    },
    inputChecks(context) {
      const found = invitationOf(context);
      return found?.status === 'accepted' && !isOpen(found, context.now)
        ? [block('invalid', invitationText.accepted(context.request.email))]
        : [];
    },
    checks: () => [],
    accessChecks: () => [],
    simulate(context) {
      const found = invitationOf(context);
      if (found) putInvitation(listsOf(context), { ...found, status: 'cancelled' });
    },
    verify(context) {
      const found = invitationOf(context);
      if (!found) return goneFrom(listsOf(context).freshness('invitations'), false);
      return yesIf(found.status !== 'accepted' && !isOpen(found, context.now));
    },
    moved: (_, before, now) => (before.status === now.status ? [] : [invitationText.moved(now)]),
    inverse(context, { email, role, message, status }) {
      if (status !== 'pending' || !offers(context, 'member.invite')) return null;
      const { connectionId, workspaceId } = context.request;
      const said = message === null ? {} : { message };
      return { type: 'member.invite', connectionId, workspaceId, email, role, ...said };
    },
    historyMark: ({ invitationId }) => idMark(['invitation.ended'], invitationId),
    ends(context) {
      const found = invitationOf(context);
      return found ? identityOfInvitation(found) : null;
    },
    takesOut: ({ workspaceId, invitationId: id }, { joining }) =>
      joining.keepsEnded ? null : { list: 'invitations', workspaceId, id },
    text: cancelText,
  }),

  'invitation.accept': defineKind<'invitation.accept', 'creation'>('creation', {
    ...mine,
    op: 'add',
    confirmation: 'none',
    needs: () => [],
    readBackLists: () => readBackFrom('workspaces'),
    creates: { what: 'place', alike: allPlaces, nameOf: () => null, opens: false },
    preImage: (context) => creationImage(allPlaces(context)),
    inputChecks: () => [],
    checks: () => [],
    accessChecks: () => [],
    simulate: () => undefined,
    // I may have reached the place before, so that nothing new appears.
    verify: (context, before) => (newOne(allPlaces(context), before) === null ? 'unknown' : 'yes'),
    moved: () => [],
    inverse({ request: { connectionId }, snapshot, ...access }, { created }) {
      if (created === null) return null;
      const row = snapshot.row(connectionId, created);
      return offers({ ...access, row }, 'workspace.leave')
        ? { type: 'workspace.leave', connectionId, workspaceId: created }
        : null;
    },
    historyMark: () => placeMark(['workspace.appeared']),
    text: acceptText,
  }),

  'invitation.decline': defineKind<'invitation.decline', 'creation'>('creation', {
    ...mine,
    op: 'remove',
    confirmation: 'review',
    needs: () => [],
    readBackLists: () => [],
    preImage: () => creationImage([]),
    inputChecks: () => [],
    checks: () => [],
    accessChecks: () => [],
    simulate: () => undefined,
    // No list shows a declined invitation to the one who declined it.
    verify: () => 'unknown',
    moved: () => [],
    inverse: () => null,
    historyMark: () => null,
    text: declineText,
  }),
};

const invitationOf = (context: ChangeContext<'invitation.cancel'>) =>
  listsOf(context).invitations.get(context.request.invitationId);

/** Whichever place wasn't there before is the one that the invitation was to. */
function allPlaces({ request, snapshot }: ChangeContext<'invitation.accept'>): string[] {
  return [...snapshot.connection(request.connectionId).places.all()].map(({ id }) => id);
}
