import { randomUUID } from 'node:crypto';
import type { Directory } from '../../directory.ts';
import type { Invitation } from '../../tables/system-invitations.ts';
import { admit, isOwner, joinerRole, type Call } from './admission.ts';
import type { Success } from './envelope.ts';
import { done, fail, type Failure, type Outcome } from './failures.ts';
import { systemName } from './identity.ts';
import { bodies, invitationQuery, invitationStates, validate, type InvitationState } from './rules.ts';
import { invitationOnWire, nameOf } from './wire.ts';
import { parseExtra } from './workspace-extra.ts';
import { ok } from './workspaces.ts';
import { day } from '../../../../src-preload/shared/units.ts';

/** Time alone makes an invitation expire: nothing has to come by and write it down. */
export function stateOf(invitation: Invitation, now: number): InvitationState {
  const written = invitationStates.find((state) => state === invitation.state) ?? 'CANCELLED';
  return written === 'PENDING' && invitation.expiresAt <= now ? 'EXPIRED' : written;
}

function show(call: Call, invitation: Invitation) {
  const { directory, format } = call;
  const inviter = directory.people.byId(invitation.inviterId);
  const state = stateOf(invitation, directory.now());
  return invitationOnWire(invitation, state, inviter ? nameOf(inviter) : '', format);
}

/** In v1.3 only the owner invites; v2 has a permission for it. */
function admitToInvite(call: Call) {
  const admitted = admit(call, call.format.generation === 'v1.3' ? null : 'workspace:invitation:write');
  if (!admitted.ok) return admitted;
  const barred = call.format.generation === 'v1.3' && !isOwner(admitted.value.role);
  return barred ? fail('onlyOwnerInvites') : admitted;
}

export function invite(call: Call): Outcome<Success> {
  const admitted = admitToInvite(call);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.invite, call.body);
  if (!body.ok) return body;
  const { directory, person } = call;
  const workspaceId = admitted.value.workspace.id;
  const { inviteeEmail, message, expirationDays } = body.value;
  if (directory.memberships.byEmail(workspaceId, inviteeEmail)) return fail('alreadyMember');
  const now = directory.now();
  const duplicate = directory.systemInvitations
    .of(workspaceId)
    .some((one) => one.email === inviteeEmail && stateOf(one, now) === 'PENDING');
  if (duplicate) return fail('alreadyPending');
  const invitation: Invitation = {
    id: randomUUID(),
    workspaceId,
    inviterId: person.id,
    email: inviteeEmail,
    message: message ?? '',
    state: 'PENDING',
    createdAt: now,
    expiresAt: now + expirationDays * day,
    acceptedAt: null,
  };
  directory.systemInvitations.add(invitation);
  return ok(show(call, invitation), '2001');
}

export function listInvitations(call: Call): Outcome<Success> {
  const admitted = admit(call, 'workspace:invitation:read');
  if (!admitted.ok) return admitted;
  const query = validate(invitationQuery, call.query);
  if (!query.ok) return query;
  const { statuses, inviteeEmail, page, size } = query.value;
  const { directory } = call;
  const now = directory.now();
  const matching = directory.systemInvitations
    .of(admitted.value.workspace.id)
    .filter((one) => statuses.length === 0 || statuses.includes(stateOf(one, now)))
    .filter((one) => inviteeEmail === undefined || inviteeEmail === '' || one.email === inviteeEmail);
  return ok({
    content: matching.slice(page * size, (page + 1) * size).map((one) => show(call, one)),
    page: {
      size,
      number: page,
      totalElements: matching.length,
      totalPages: Math.ceil(matching.length / size),
    },
  });
}

function refusalUnlessPending(invitation: Invitation, directory: Directory): Failure | null {
  const state = stateOf(invitation, directory.now());
  if (state === 'EXPIRED') return fail('invitationExpired');
  return state === 'PENDING' ? null : fail('invitationProcessed');
}

function settle(call: Call, invitation: Invitation, state: InvitationState) {
  const { directory } = call;
  const acceptedAt = state === 'ACCEPTED' ? directory.now() : null;
  directory.systemInvitations.setState(invitation.id, state, acceptedAt);
  return ok(show(call, { ...invitation, state, acceptedAt }));
}

export function cancelInvitation(call: Call): Outcome<Success> {
  const admitted = admitToInvite(call);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.cancel, call.body);
  if (!body.ok) return body;
  const invitation = call.directory.systemInvitations.byId(body.value.invitationBizId);
  if (invitation?.workspaceId !== admitted.value.workspace.id) return fail('invitationNotFound');
  return refusalUnlessPending(invitation, call.directory) ?? settle(call, invitation, 'CANCELLED');
}

/** An invitation is for its address: knowing its id is not enough. */
function invitationOfCaller(call: Call): Outcome<Invitation> {
  const { directory, person, params } = call;
  const invitation = directory.systemInvitations.byId(params['invitationId'] ?? '');
  if (!invitation) return fail('invitationNotFound');
  if (invitation.email !== person.email) return fail('invitationNotYours');
  return refusalUnlessPending(invitation, directory) ?? done(invitation);
}

export function acceptInvitation(call: Call): Outcome<Success> {
  const invitation = invitationOfCaller(call);
  if (!invitation.ok) return invitation;
  const { directory, person } = call;
  const workspace = directory.workspaces.byId(invitation.value.workspaceId, systemName);
  if (!workspace) return fail('workspaceNotFound');
  if (directory.memberships.roleOf(workspace.id, person.id) !== null) return fail('alreadyMember');
  const { memberLimit } = parseExtra(workspace.extra);
  if (memberLimit !== null && directory.memberships.count(workspace.id) >= memberLimit) {
    return fail('memberLimit');
  }
  directory.memberships.add(workspace.id, person.id, joinerRole(directory, workspace.id).id);
  return settle(call, invitation.value, 'ACCEPTED');
}

export function declineInvitation(call: Call): Outcome<Success> {
  const invitation = invitationOfCaller(call);
  return invitation.ok ? settle(call, invitation.value, 'DECLINED') : invitation;
}
