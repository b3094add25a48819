import type { z } from 'zod';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { bugError, invalidError, plainError } from '../../base/errors.ts';
import type { HttpMethod } from '../../http/http.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { Performed } from '../provider.ts';
import type { EndpointDetection } from './endpoint-detection.ts';
import { capabilities } from './capabilities.ts';
import { noAnswerError, type Calls } from './client.ts';
import { parseExpiry } from './expiry.ts';
import { paths } from './paths.ts';
import { organizationPlace, readPlace, workspacePlace } from './places.ts';
import type { RoleNumbers } from './role-numbers.ts';
import { viewer } from './roles.ts';
import { settingsForWire } from './settings.ts';
import * as wire from './wire.ts';
import { createWorkspace, editWorkspace } from './workspace-basics.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';

export interface Context {
  calls: Calls;
  endpoints: EndpointDetection;
  roles: RoleNumbers;
}

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };
const settled = (result: Result<unknown>): Result<Performed> => (result.ok ? ok(nothing) : result);
const created = (placeId: string): Result<Performed> => ok({ ...nothing, createdWorkspaceId: placeId });

/** Sends one change. What is done to members, invitations and tokens is done in their organization. */
export async function perform(
  context: Context,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const { calls, endpoints, roles } = context;
  const send = <T>(method: HttpMethod, path: string, body: unknown, schema: z.ZodType<T>) =>
    calls.send(method, path, body, schema, signal);
  const inOrganization = (
    placeId: string,
    work: (organization: string) => Promise<Result<Performed>>,
  ): Promise<Result<Performed>> => {
    const place = readPlace(placeId);
    return place === null ? Promise.resolve(fail(unknownPlace())) : work(place.organization);
  };
  const inWorkspace = (
    placeId: string,
    work: (workspace: string, organization: string) => Promise<Result<Performed>>,
  ): Promise<Result<Performed>> => {
    const place = readPlace(placeId);
    return place === null || place.workspace === null
      ? Promise.resolve(fail(unknownPlace()))
      : work(place.workspace, place.organization);
  };

  switch (request.type) {
    case 'organization.create': {
      const reply = await send('POST', paths.organizations, { name: request.name }, wire.organizationAnswer);
      return reply.ok ? created(organizationPlace(reply.value.value.data.organization.id)) : reply;
    }
    case 'organization.update':
      return inOrganization(request.workspaceId, async (organization) =>
        settled(
          await send('PATCH', paths.organization(organization), { name: request.name }, wire.successAnswer),
        ),
      );
    case 'workspace.create':
      if (request.organizationId === undefined) return fail(organizationMissing());
      return inOrganization(request.organizationId, (organization) =>
        make(context, organization, request.name, null, signal),
      );
    case 'workspace.provision':
      return inOrganization(request.organizationId, (organization) =>
        make(context, organization, request.name, request.settings, signal),
      );
    case 'workspace.update':
      return inWorkspace(request.workspaceId, async (workspace, organization) =>
        settled(
          await editWorkspace(calls, endpoints, { organization, workspace }, { name: request.name }, signal),
        ),
      );
    case 'workspace.delete':
      return inWorkspace(request.workspaceId, async (workspace, organization) =>
        settled(await editWorkspace(calls, endpoints, { organization, workspace }, null, signal)),
      );
    case 'workspace.clone':
      return inWorkspace(request.workspaceId, async (workspace, organization) => {
        const refusal = endpoints.refusal('clone');
        if (refusal !== null) return fail(refusal);
        const body = {
          name: request.name,
          copy_members: request.copyMembers,
          copy_settings: request.copySettings,
        };
        const answer = await calls.ask('POST', paths.clone(workspace), body, wire.workspaceAnswer, signal);
        if (answer.answer === 'value')
          return created(workspacePlace(organization, answer.value.data.workspace.id));
        if (answer.answer === 'no-data') return fail(noAnswerError(calls.host, 'cloning'));
        return fail(answer.error.kind === 'not-implemented' ? endpoints.missing('clone') : answer.error);
      });
    case 'workspace.change-settings':
      return inWorkspace(request.workspaceId, async (workspace, organization) => {
        const refusal = endpoints.refusal('settings');
        if (refusal !== null) return fail(refusal);
        const settings = await settingsForWire(request.settings, organization, roles, signal);
        if (!settings.ok) return settings;
        const body = { settings: settings.value };
        const answer = await calls.ask('PUT', paths.settings(workspace), body, wire.settingsAnswer, signal);
        if (answer.answer === 'value') return ok(nothing);
        if (answer.answer === 'no-data') return fail(noAnswerError(calls.host, 'changing settings'));
        return fail(answer.error.kind === 'not-implemented' ? endpoints.missing('settings') : answer.error);
      });
    case 'member.invite':
      return inOrganization(request.workspaceId, async (organization) => {
        // The call needs a role: without a wish it is the one that may do the least.
        const number = await roles.numberOf(organization, request.role ?? viewer, signal);
        if (!number.ok) return number;
        const body = { email: request.email.trim(), role_id: number.value };
        return settled(await send('POST', paths.invite(organization), body, wire.invitationAnswer));
      });
    case 'member.set-role':
      return inOrganization(request.workspaceId, async (organization) => {
        if (request.userId === null) return fail(bugError(new Error('member.set-role without a user id')));
        const number = await roles.numberOf(organization, request.role, signal);
        if (!number.ok) return number;
        const path = paths.member(organization, request.userId);
        return settled(await send('PUT', path, { role_id: number.value }, wire.successAnswer));
      });
    case 'member.remove':
      return inOrganization(request.workspaceId, async (organization) =>
        settled(
          await send('DELETE', paths.member(organization, request.userId), undefined, wire.successAnswer),
        ),
      );
    case 'invitation.cancel':
      return inOrganization(request.workspaceId, async (organization) => {
        const path = paths.invitation(organization, request.invitationId);
        return settled(await send('DELETE', path, undefined, wire.successAnswer));
      });
    case 'token.create':
      return inOrganization(request.workspaceId, async (organization) => {
        const expiry = parseExpiry(request.expiry);
        if ('refused' in expiry) {
          return fail(
            invalidError(
              expiry.refused,
              expiry.suggestion === null
                ? workspacesApiText.chooseExpiry
                : workspacesApiText.suggestExpiry(expiry.suggestion),
              [{ path: 'expiry', message: expiry.refused }],
            ),
          );
        }
        const body = {
          name: request.name.trim(),
          scopes: request.scopes ?? ['read'],
          ...(expiry.days === null ? {} : { expires_in_days: expiry.days }),
        };
        const reply = await send('POST', paths.tokens(organization), body, wire.createdToken);
        if (!reply.ok) return reply;
        const { id, token: secret } = reply.value.value.data;
        return ok({ createdWorkspaceId: null, createdToken: { id, secret } });
      });
    case 'token.delete':
      return inOrganization(request.workspaceId, async (organization) =>
        settled(
          await send('DELETE', paths.token(organization, request.tokenId), undefined, wire.successAnswer),
        ),
      );
    default:
      return refuseUnsupported(capabilities[request.type]);
  }
}

/** `settings`: JSON text, or null for the server's own. */
async function make(
  { calls, endpoints, roles }: Context,
  organization: string,
  name: string,
  settings: string | null,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const read: Result<wire.Settings | null> =
    settings === null ? ok(null) : await settingsForWire(settings, organization, roles, signal);
  if (!read.ok) return read;
  const made = await createWorkspace(calls, endpoints, { organization, name, settings: read.value }, signal);
  return made.ok ? created(workspacePlace(organization, made.value)) : made;
}

function unknownPlace(): AppError {
  return plainError('not-found', workspacesApiText.unknownPlace, commonText.refreshWorkspaces);
}

const organizationMissing = (): AppError =>
  invalidError(workspacesApiText.noOrganizationChosen, workspacesApiText.chooseOrganization, [
    { path: 'organization', message: 'Choose the organization.' },
  ]);
