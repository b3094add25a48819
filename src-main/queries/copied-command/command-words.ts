import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';

/** How the command calls a connection and a place of it. */
export interface CommandNames {
  connection(connectionId: string): string;
  place(connectionId: string, workspaceId: string): string;
  /** Whether its system lets one choose the type of a new workspace. */
  hasTypes(connectionId: string): boolean;
}

/** A command as words; null where no command makes these changes but `apply`. */
export interface CommandWords {
  /** The command and its options. */
  options: readonly string[];
  /** Its arguments. */
  arguments: readonly string[];
}

const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name}`, value];
const flag = (name: string, isSet: boolean): string[] => (isSet ? [`--${name}`] : []);

/** The command that makes these changes. Accounts, tokens and invitations go by ID, so that it names the same ones whenever it runs. */
export function commandWords(requests: readonly ChangeRequest[], names: CommandNames): CommandWords | null {
  const [request] = requests;
  if (request === undefined) return null;
  const found = requests.length === 1 ? wordsOf(request, names) : wordsOfSeveral(requests, names);
  return (
    found && {
      ...found,
      options: [...found.options, '--connection', names.connection(request.connectionId)],
    }
  );
}

/** Several people in one command: where everything else is the same. */
function wordsOfSeveral(requests: readonly ChangeRequest[], names: CommandNames): CommandWords | null {
  const people = new Set(requests.map(personOf));
  const rest = new Set(requests.map((request) => JSON.stringify({ ...request, email: '', userId: '' })));
  if (people.has(null) || people.size !== requests.length || rest.size !== 1) return null;
  const [first] = requests;
  const words = first === undefined ? null : wordsOf(first, names);
  const [place = ''] = words?.arguments ?? [];
  return words && { ...words, arguments: [place, ...[...people].filter((person) => person !== null)] };
}

const personOf = (request: ChangeRequest): string | null =>
  request.type === 'member.invite' ? request.email : request.type === 'member.remove' ? request.userId : null;

function wordsOf(request: ChangeRequest, names: CommandNames): CommandWords | null {
  const place = 'workspaceId' in request ? names.place(request.connectionId, request.workspaceId) : '';
  const words = (command: string, args: readonly string[], ...options: string[][]): CommandWords => ({
    options: [...command.split(' '), ...options.flat()],
    arguments: args,
  });
  switch (request.type) {
    case 'workspace.create':
      return words(
        'workspace create',
        [request.name],
        option('type', names.hasTypes(request.connectionId) ? request.kind : undefined),
        option('instance-url', request.url === '' ? undefined : request.url),
        option('description', request.description === '' ? undefined : request.description),
        option('timezone', request.timezone),
        request.organizationId === undefined
          ? []
          : option('organization', names.place(request.connectionId, request.organizationId)),
        flag('default', request.isDefault),
      );
    case 'workspace.update': {
      const { from, name, description, timezone } = request;
      const options = [
        name === from?.name ? [] : option('name', name),
        description === from?.description ? [] : option('description', description),
        timezone === from?.timezone ? [] : option('timezone', timezone),
      ];
      return words(
        'workspace update',
        [place],
        ...(options.flat().length > 0 ? options : [option('name', name)]),
      );
    }
    case 'workspace.clone':
      return words(
        'workspace clone',
        [place, request.name],
        flag('members', request.copyMembers),
        flag('settings', request.copySettings),
      );
    case 'workspace.set-default':
      return words('workspace default', [place]);
    case 'workspace.leave':
      return words('workspace leave', [place]);
    case 'workspace.delete':
      return words('workspace delete', [place]);
    case 'organization.create':
      return words('organization create', [request.name]);
    case 'organization.update':
      return words('organization update', [place], option('name', request.name));
    case 'member.invite':
      return words(
        'members invite',
        [place, request.email],
        option('role', request.role ?? undefined),
        option('message', request.message),
        option('days', request.days?.toString()),
      );
    case 'member.set-role':
      return request.userId === null ? null : words('members role', [place, request.userId, request.role]);
    case 'member.remove':
      return words('members remove', [place, request.userId]);
    case 'invitation.cancel':
      return words(
        'invitations cancel',
        [place, request.invitationId],
        option('reason', request.reason === '' ? undefined : request.reason),
      );
    case 'token.create':
      // Without scopes named, the command takes those that the form starts with.
      return request.scopes?.length === 0
        ? null
        : words(
            'tokens create',
            [place, request.name],
            option('expiry', request.expiry === '' ? undefined : request.expiry),
            ...(request.scopes ?? []).map((scope) => option('scope', scope)),
            // A new token can't be shown again.
            flag('reveal', true),
          );
    case 'token.enable':
      return words(request.enabled ? 'tokens enable' : 'tokens disable', [place, request.tokenId]);
    case 'token.rotate':
      return words(
        'tokens rotate',
        [place, request.tokenId],
        option('new-name', request.newName),
        flag('reveal', true),
      );
    case 'token.revoke':
      return words('tokens revoke', [place, request.tokenId]);
    case 'token.delete':
      return words('tokens delete', [place, request.tokenId]);
    case 'workspace.provision':
    case 'workspace.change-settings':
    case 'workspace.transfer':
    case 'workspace.approvals':
    case 'workspace.favourite':
    case 'workspace.hide':
    case 'invitation.accept':
    case 'invitation.decline':
    case 'role.create':
    case 'role.set-permissions':
      return null;
  }
}
