import type { ChangeRequest, Check } from '../../../src-preload/contract/changes.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { ask, block, warn, type CheckContext } from './check.ts';
import { noOpChecks } from './checks-no-op.ts';
import { tokensStay } from './checks-token.ts';
import { findMember, personName, resourcesOf } from '../snapshot/snapshot.ts';
import { ownerRoleOf, roleLabel, scopeOf } from './place.ts';
import { readSettings } from './settings.ts';
import { alikePlaces } from './take-pre-image.ts';
import { listed, quoted, thisPlace } from '../text.ts';

const sharedWords = 'This mark is shared: it changes for everybody in the workspace, not only for you.';

/** The checks of changes to a place itself, and of places to be made. */
export function workspaceChecks(context: CheckContext): Check[] {
  const { request, connection, ground, teller } = context;
  const { facts, row } = teller;
  switch (request.type) {
    case 'workspace.create':
      return [
        ...fieldProblems(context, request),
        ...missingFields(context, request),
        ...nameTaken(context),
        ...(request.isDefault && facts.sharedMarks ? [warn('shared-flag', sharedWords)] : []),
      ];
    case 'workspace.provision':
      return [
        ...fieldProblems(context, { ...blankFields(context), name: request.name }),
        ...(request.settings === null ? [] : settingsProblem(request.settings)),
        ...nameTaken(context),
      ];
    case 'workspace.clone':
      return [
        ...fieldProblems(context, { ...blankFields(context), name: request.name }),
        ...nameTaken(context),
      ];
    case 'organization.create':
      return request.name.trim() === ''
        ? [block('invalid', 'Give the organization a name.')]
        : nameTaken(context);
    case 'organization.update':
      return request.name.trim() === ''
        ? [block('invalid', 'Give the organization a name.')]
        : noOpChecks(context);
    case 'workspace.update': {
      const problems = fieldProblems(context, { ...blankFields(context), ...request });
      return problems.length > 0 ? problems : noOpChecks(context);
    }
    case 'workspace.change-settings': {
      const problems = settingsProblem(request.settings);
      return problems.length > 0 ? problems : noOpChecks(context);
    }
    case 'workspace.transfer':
      return transferChecks(context, request);
    case 'workspace.set-default':
    case 'workspace.favourite':
    case 'workspace.hide':
      return [...(facts.sharedMarks ? [warn('shared-flag', sharedWords)] : []), ...noOpChecks(context)];
    case 'workspace.approvals':
      return noOpChecks(context);
    case 'workspace.delete': {
      const found = resourcesOf(ground.place(request.connectionId, request.workspaceId).details);
      return [
        ...(found.length > 0 ? [warn('takes-resources', `${listed(found)} would be taken with it.`)] : []),
        ...noOpChecks(context),
      ];
    }
    case 'workspace.leave': {
      const done = noOpChecks(context);
      if (done.length > 0) return done;
      return [
        ask('lock-out', `You lose your own access to ${quoted(row?.name ?? '')}.`),
        ...tokensStay(context, connection.identity.userId, 'Your'),
      ];
    }
    default:
      return [];
  }
}

/** Fields that a change doesn't touch, as they are. */
function blankFields({ connection, teller }: CheckContext) {
  const { row } = teller;
  return {
    kind: row?.scope === 'workspace' ? row.instance.kind : connection.provider.kindOf(connection.address),
    name: '',
    description: '',
    url: row?.scope === 'workspace' ? valueOr(row.instance.url, '') : '',
  };
}

function fieldProblems(
  { request, connection }: CheckContext,
  fields: Parameters<CheckContext['connection']['provider']['checkWorkspaceFields']>[0],
): Check[] {
  // The address of one that is there was accepted when it was made, and isn't what is being changed.
  const problems = connection.provider
    .checkWorkspaceFields(fields)
    .filter(({ path }) => path !== 'url' || request.type === 'workspace.create');
  return problems.length > 0 ? [block('invalid', problems.map(({ message }) => message).join(' '))] : [];
}

function missingFields(
  { teller }: CheckContext,
  request: Extract<ChangeRequest, { type: 'workspace.create' }>,
): Check[] {
  const { createFields } = teller.facts;
  const missing = [
    createFields.includes('organization') && request.organizationId === undefined
      ? 'Choose the organization that it is made in.'
      : '',
    createFields.includes('timezone') && (request.timezone ?? '').trim() === '' ? 'Choose a time zone.' : '',
  ].filter((words) => words !== '');
  return missing.length > 0 ? [block('invalid', missing.join(' '))] : [];
}

function settingsProblem(text: string): Check[] {
  return readSettings(text) === null
    ? [block('invalid', 'The settings have to be one JSON object, in { and }.')]
    : [];
}

function nameTaken({ request, ground, repeated }: CheckContext): Check[] {
  if (!('name' in request)) return [];
  if (repeated) return [block('name-taken', `${quoted(request.name)} is in this plan twice.`)];
  const what = request.type === 'organization.create' ? 'an organization' : 'a workspace';
  return alikePlaces(request, ground).length > 0
    ? [warn('name-taken', `There is ${what} called ${quoted(request.name)} already.`)]
    : [];
}

function transferChecks(
  context: CheckContext,
  request: Extract<ChangeRequest, { type: 'workspace.transfer' }>,
): Check[] {
  const { ground, teller, connection } = context;
  const done = noOpChecks(context);
  if (done.length > 0) return done;
  const at = ground.place(request.connectionId, request.workspaceId);
  const member = findMember(at, request.userId, request.email);
  const name = personName(member, request.email);
  if (!member) return [block('invalid', `${name} isn’t a member of ${thisPlace(scopeOf(teller))}.`)];
  if (member.status === 'pending')
    return [block('invalid', `${name} hasn’t joined yet: only a member can become owner.`)];
  const owner = ownerRoleOf(teller);
  const label = owner === null ? 'owner' : roleLabel(teller.roles, owner);
  const now = teller.row ? valueOr(teller.row.owner, null) : null;
  const mine = now === null || now.userId === connection.identity.userId;
  return [
    ask('owner-granted', `${name} will be able to do everything in it, also to remove your access.`),
    mine
      ? ask('lock-out', `You stop being ${label}: only ${name} can give that back to you.`)
      : ask('owner-removed', `${now.name} stops being ${label}.`),
  ];
}
