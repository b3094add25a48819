import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { OrganizationInvitation } from '../../tables/organization-invitations.ts';
import type { OrganizationMember } from '../../tables/organizations.ts';
import { enterByPath, organizationsOf, type InOrganization } from './access.ts';
import {
  fullName,
  idOf,
  numberOf,
  numberOrganization,
  roleNames,
  roleNumber,
  roleOfNumber,
  slugOf,
  systemName,
} from './names.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { listed, validate, type Answer, type Call } from './request.ts';
import { week } from '../../../../src-preload/shared/units.ts';

/** How long an invitation can be taken up, in milliseconds: seven days. */
export const invitationLifetime = week;

const name = z
  .string({ error: 'is required and must be text' })
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must not be longer than 100 characters');
const roleId = z.int({ error: 'is required and must be a whole number' });

const bodies = {
  organization: z.object({ name }),
  role: z.object({ role_id: roleId }),
  invitation: z.object({
    email: z
      .string({ error: 'is required and must be text' })
      .regex(z.regexes.email, 'must be an e-mail address'),
    role_id: roleId,
  }),
};

const iso = (at: number): string => new Date(at).toISOString();

function onWire(directory: Directory, { organization, role }: InOrganization) {
  return {
    id: numberOf(directory, 'organization', organization.id),
    name: organization.name,
    slug: slugOf(organization.name),
    is_personal: organization.kind === 'personal',
    role,
    created_at: iso(organization.createdAt),
  };
}

export function list(call: Call): Outcome<Answer> {
  const all = organizationsOf(call).map((one) => onWire(call.directory, one));
  return listed(call.query, 'organizations', all);
}

export function get(call: Call): Outcome<Answer> {
  const entered = enterByPath(call, 'member');
  if (!entered.ok) return entered;
  return done({
    data: { organization: onWire(call.directory, entered.value) },
    message: 'Organization retrieved successfully',
  });
}

/** The creator of an organization is its first Admin. An organization's token can't make another one. */
export function create(call: Call): Outcome<Answer> {
  const { directory, person } = call;
  if (call.token) return refuse.organizationAccessDenied();
  const body = validate(bodies.organization, call.body);
  if (!body.ok) return body;
  return directory.transaction(() => {
    const organization = directory.organizations.add({
      system: systemName,
      name: body.value.name,
      kind: 'organization',
      creatorId: person.id,
      extra: '{}',
    });
    numberOrganization(directory, organization);
    directory.organizations.addMember(organization.id, person.id, 'Admin');
    return done({
      data: { organization: onWire(directory, { organization, role: 'Admin' }) },
      message: 'Organization created successfully',
    });
  });
}

export function change(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.organization, call.body);
  if (!body.ok) return body;
  const { organization, role } = entered.value;
  directory.organizations.rename(organization.id, body.value.name);
  return done({
    data: {
      organization: onWire(directory, { organization: { ...organization, name: body.value.name }, role }),
    },
    message: 'Organization updated successfully',
  });
}

function memberOnWire(directory: Directory, organizationId: string, member: OrganizationMember) {
  return {
    user_id: numberOf(directory, 'user', member.personId),
    email: member.email,
    name: fullName(member),
    role: { id: roleNumber(directory, organizationId, member.role), name: member.role },
    joined_at: iso(member.joinedAt),
  };
}

export function listMembers(call: Call): Outcome<Answer> {
  const entered = enterByPath(call, 'member');
  if (!entered.ok) return entered;
  const { id } = entered.value.organization;
  const members = call.directory.organizations
    .members(id)
    .map((member) => memberOnWire(call.directory, id, member));
  return listed(call.query, 'members', members);
}

interface MemberInPath {
  readonly organizationId: string;
  readonly member: OrganizationMember;
}

function enterToMember(call: Call): Outcome<MemberInPath> {
  const { directory, params } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const organizationId = entered.value.organization.id;
  const personId = idOf(directory, 'user', params['user']);
  const member = personId === null ? null : directory.organizations.member(organizationId, personId);
  return member ? done({ organizationId, member }) : refuse.notFound('Member');
}

export function changeMember(call: Call): Outcome<Answer> {
  const { directory } = call;
  const found = enterToMember(call);
  if (!found.ok) return found;
  const body = validate(bodies.role, call.body);
  if (!body.ok) return body;
  const { organizationId, member } = found.value;
  const role = roleOfNumber(directory, organizationId, body.value.role_id);
  if (role === null) return refuse.invalid('role_id', 'is no role of this organization');
  directory.organizations.setRole(organizationId, member.personId, role);
  return done({
    data: { member: memberOnWire(directory, organizationId, { ...member, role }) },
    message: 'Member updated successfully',
  });
}

export function removeMember(call: Call): Outcome<Answer> {
  const found = enterToMember(call);
  if (!found.ok) return found;
  const { organizationId, member } = found.value;
  call.directory.organizations.removeMember(organizationId, member.personId);
  return done({ data: {}, message: 'Member removed successfully' });
}

export function listRoles(call: Call): Outcome<Answer> {
  const entered = enterByPath(call, 'member');
  if (!entered.ok) return entered;
  const { id } = entered.value.organization;
  const roles = roleNames.map((role) => ({ id: roleNumber(call.directory, id, role), name: role }));
  return done({ data: { roles }, message: 'roles retrieved successfully' });
}

function statusOf(invitation: OrganizationInvitation, now: number): 'pending' | 'accepted' | 'expired' {
  if (invitation.acceptedAt !== null) return 'accepted';
  return invitation.expiresAt <= now ? 'expired' : 'pending';
}

function invitationOnWire(directory: Directory, invitation: OrganizationInvitation) {
  return {
    id: numberOf(directory, 'invitation', invitation.id),
    email: invitation.email,
    role_id: roleNumber(directory, invitation.organizationId, invitation.role),
    status: statusOf(invitation, directory.now()),
    expires_at: iso(invitation.expiresAt),
  };
}

/** A second invitation of the same address is refused while the first is pending, and so is one of a member. */
export function invite(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const body = validate(bodies.invitation, call.body);
  if (!body.ok) return body;
  const { id: organizationId } = entered.value.organization;
  const { email, role_id: number } = body.value;
  const role = roleOfNumber(directory, organizationId, number);
  if (role === null) return refuse.invalid('role_id', 'is no role of this organization');
  const person = directory.people.byEmail(email);
  if (person && directory.organizations.roleOf(organizationId, person.id) !== null) {
    return refuse.conflict(`${email} is a member already`, 'email');
  }
  const now = directory.now();
  const pending = directory.organizationInvitations
    .toEmail(email)
    .some((one) => one.organizationId === organizationId && statusOf(one, now) === 'pending');
  if (pending) return refuse.conflict(`${email} is invited already`, 'email');
  const invitation: OrganizationInvitation = {
    id: directory.newId(),
    organizationId,
    email,
    role,
    invitedBy: call.person.id,
    createdAt: now,
    expiresAt: now + invitationLifetime,
    acceptedAt: null,
  };
  directory.organizationInvitations.add(invitation);
  return done({
    data: { invitation: invitationOnWire(directory, invitation) },
    message: 'Invitation sent successfully',
  });
}

/** Pending and expired ones; who accepted is among the members. */
export function listInvitations(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const invitations = directory.organizationInvitations
    .of(entered.value.organization.id)
    .filter((invitation) => invitation.acceptedAt === null)
    .map((invitation) => invitationOnWire(directory, invitation));
  return listed(call.query, 'invitations', invitations);
}

export function cancelInvitation(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const id = idOf(directory, 'invitation', call.params['invitation']);
  const invitation = id === null ? null : directory.organizationInvitations.byId(id);
  if (invitation?.organizationId !== entered.value.organization.id || invitation.acceptedAt !== null) {
    return refuse.notFound('Invitation');
  }
  directory.organizationInvitations.remove(invitation.id);
  return done({ data: {}, message: 'Invitation cancelled successfully' });
}
