import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { bugError, invalidError, plainError } from '../../base/errors.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { Performed } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import type { Calls } from './client.ts';
import { invitationDays } from './facts.ts';
import type { PathValues, Route } from './options.ts';
import { owner } from './roles.ts';
import * as wire from './wire.ts';
import { systemText } from './text.ts';

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Sends one change. Every route is a POST, also those without anything to say in their body. */
export async function perform(
  calls: Calls,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  /** `2000`, `2002` and `2004` are all a yes; what came of it is read back by the change engine. */
  const post = async (route: Route, values: PathValues, body: object = {}): Promise<Result<Performed>> => {
    const reply = await calls.send({ method: 'POST', route, values, body, schema: null }, signal);
    return reply.ok ? ok(nothing) : reply;
  };

  switch (request.type) {
    case 'workspace.create': {
      const { timezone = '' } = request;
      if (timezone === '') return fail(timezoneMissing());
      const reply = await calls.send(
        {
          method: 'POST',
          route: 'self',
          body: { workspaceName: request.name.trim(), workspaceTimezone: timezone },
          schema: wire.createdWorkspace,
        },
        signal,
      );
      return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.data }) : reply;
    }
    case 'workspace.update': {
      const { workspaceId, timezone = '', from } = request;
      // The route keeps what isn't sent.
      const body = {
        ...(from?.name === request.name ? {} : { workspaceName: request.name.trim() }),
        ...(timezone === '' || timezone === from?.timezone ? {} : { workspaceTimezone: timezone }),
      };
      return post('update', { workspaceId }, body);
    }
    case 'workspace.set-default':
      return post('default', { workspaceId: request.workspaceId });
    case 'workspace.leave':
      return post('leave', { workspaceId: request.workspaceId });
    case 'workspace.transfer':
      return post('transfer', { workspaceId: request.workspaceId, newOwnerId: request.userId });
    case 'member.invite': {
      const { workspaceId, email, message = '', days = invitationDays.preset } = request;
      if (days < invitationDays.min || days > invitationDays.max) return fail(daysOutside());
      // Without a role, whichever is wanted: it is given once the person has joined.
      const body = { inviteeEmail: email.trim(), message, expirationDays: days };
      return post('invitations', { workspaceId }, body);
    }
    case 'member.set-role': {
      const { workspaceId, userId, role } = request;
      if (userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      if (role === owner) return fail(ownerIsFixed());
      return post('roleChange', { workspaceId }, { accountId: userId, workspaceRoleBizId: role });
    }
    case 'invitation.cancel': {
      const { workspaceId, invitationId, reason } = request;
      return post('cancelInvitation', { workspaceId }, { invitationBizId: invitationId, reason });
    }
    case 'invitation.accept':
      return post('accept', { invitationId: request.invitationId });
    case 'invitation.decline':
      return post('decline', { invitationId: request.invitationId });
    case 'role.create': {
      const { workspaceId, name, description } = request;
      return post('roles', { workspaceId }, { roleName: name.trim(), description });
    }
    case 'role.set-permissions': {
      const { workspaceId, roleId, permissions } = request;
      if (roleId === owner) return fail(ownerIsFixed());
      return post('rolePermissions', { workspaceId, roleId }, { permissionCodes: permissions });
    }
    default:
      return refuseUnsupported(capabilities[request.type]);
  }
}

const timezoneMissing = () =>
  invalidError(systemText.timezoneNeeded, systemText.chooseAndRetry, [
    { path: 'timezone', message: systemText.chooseTimezone },
  ]);

function daysOutside() {
  const message = systemText.dayRange(invitationDays.min, invitationDays.max);
  return invalidError(systemText.daysOutside, systemText.changeDays, [{ path: 'days', message }]);
}

const ownerIsFixed = () => plainError('not-allowed', systemText.ownerRoleFixed, systemText.transferWorkspace);
