import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import {
  factsOf,
  inPlace,
  invitationsOf,
  invite,
  list,
  low,
  membersOf,
  nextToLow,
  pendingFor,
  perform,
  placeRow,
  shows,
  type Exercise,
} from './scene.ts';
import { signal } from '../../../support/signal.ts';

export const peopleExercises = {
  'member.list': list(
    (session, id) => session.members(id, signal),
    (scene) => Promise.resolve((row) => row.userId === scene.place.top.userId),
  ),
  'member.invite': async (scene) => {
    const { actor, place, vary } = scene;
    const email = await place.candidate();
    const role = vary.to ?? low(place);
    const result = await invite(scene, actor, email, role);
    return {
      result,
      async readBack() {
        const { shownIn, role: how } = factsOf(scene).joining;
        if (shownIn === 'invitations') {
          const found = (await invitationsOf(scene)).find((row) => row.email === email);
          if (found === undefined || how !== 'carried')
            return shows(found?.status, 'pending', 'the invitation');
          return shows(valueOr(found.role, ''), role, 'its role');
        }
        const found = (await membersOf(scene)).find((row) => row.email === email);
        const arrives = scene.bench.provider.inviteArrivesAs(place.scope) ?? role;
        return shows(found?.role, arrives, 'the role of who was added');
      },
    };
  },
  'member.set-role': async (scene) => {
    const { actor, place, vary } = scene;
    const target = await place.member(vary.target ?? low(place));
    const role = vary.to ?? nextToLow(place);
    const result = await perform(actor, {
      type: 'member.set-role',
      ...inPlace(scene),
      userId: target.userId,
      email: target.email,
      role,
    });
    return {
      result,
      async readBack() {
        const found = (await membersOf(scene)).find(({ userId }) => userId === target.userId);
        return shows(found?.role, role, 'the role');
      },
    };
  },
  'member.remove': async (scene) => {
    const { actor, place, vary } = scene;
    const target = await place.member(vary.target ?? low(place));
    const result = await perform(actor, {
      type: 'member.remove',
      ...inPlace(scene),
      userId: target.userId,
      email: target.email,
    });
    return {
      result,
      async readBack() {
        const found = (await membersOf(scene)).find(({ userId }) => userId === target.userId);
        return shows(found?.email, undefined, 'the removed one');
      },
    };
  },
  'invitation.list': list(
    (session, id) => session.invitations(id, signal),
    async (scene) => {
      const { id } = await pendingFor(scene, await scene.place.candidate());
      return (row) => row.id === id && row.status === 'pending';
    },
  ),
  'invitation.cancel': async (scene) => {
    const pending = await pendingFor(scene, await scene.place.candidate());
    const result = await perform(scene.actor, {
      type: 'invitation.cancel',
      ...inPlace(scene),
      invitationId: pending.id,
      email: pending.email,
      reason: 'Sent by mistake',
    });
    return {
      result,
      async readBack() {
        const found = (await invitationsOf(scene)).find(({ id }) => id === pending.id);
        return found?.status === 'pending' ? 'the invitation is pending still' : null;
      },
    };
  },
  'invitation.accept': async (scene) => {
    const { actor, place } = scene;
    const { id: invitationId } = await pendingFor(scene, actor.email);
    const result = await perform(actor, { type: 'invitation.accept', connectionId: 'c', invitationId });
    return {
      result,
      readBack: async () => shows((await placeRow(actor, place.id))?.id, place.id, 'what was joined'),
    };
  },
  'invitation.decline': async (scene) => {
    const { id: invitationId } = await pendingFor(scene, scene.actor.email);
    const result = await perform(scene.actor, {
      type: 'invitation.decline',
      connectionId: 'c',
      invitationId,
    });
    return {
      result,
      async readBack() {
        const found = (await invitationsOf(scene)).find(({ id }) => id === invitationId);
        return shows(found?.status, 'declined', 'the invitation');
      },
    };
  },
} satisfies Partial<Record<Capability, Exercise>>;
