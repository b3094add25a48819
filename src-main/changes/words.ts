import type { ChangeRequest, PlanItem } from '../../src-preload/contract/changes.ts';
import { valueOr } from '../../src-preload/contract/known.ts';
import type { Provider } from '../providers/provider.ts';
import { findMember, isActiveToken, personName, type Ground } from './ground.ts';
import type { PreImage } from './pre-image.ts';

export const roleLabel = (provider: Provider, role: string): string =>
  provider.roles.find(({ id }) => id === role)?.label ?? role;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const quoted = (name: string): string => `“${name}”`;

export interface ItemWords {
  title: string;
  fact: string;
  op: PlanItem['op'];
  undo: PlanItem['undo'];
}

const back = (words: string) => ({ possible: true as const, words });
const noWay = (words: string) => ({ possible: false as const, words });

/** Everything a plan says of one change by itself. `before` is its pre-image. */
export function itemWords(
  request: ChangeRequest,
  ground: Ground,
  before: PreImage,
  provider: Provider,
  now: number,
): ItemWords {
  const label = (role: string) => roleLabel(provider, role);
  if (request.type === 'workspace.create') {
    const type = provider.workspaceTypes.find(({ kind }) => kind === request.kind);
    return {
      title: `Create workspace ${quoted(request.name)}`,
      fact: type?.label ?? request.kind,
      op: 'add',
      undo: back('It can be deleted again.'),
    };
  }
  const row = ground.row(request.connectionId, request.workspaceId);
  const at = ground.workspace(request.connectionId, request.workspaceId);
  const name = quoted(row?.name ?? request.workspaceId);
  switch (request.type) {
    case 'workspace.update': {
      const old = before.of === 'workspace' ? before.name : '';
      const renamed = old !== request.name;
      return {
        title: renamed ? `Rename ${name} to ${quoted(request.name)}` : `Change the description of ${name}`,
        fact: renamed ? `${old} → ${request.name}` : 'description',
        op: 'change',
        undo: back('The old name and description can be put back.'),
      };
    }
    case 'workspace.set-default': {
      const hadOther = before.of === 'workspace' && before.defaultId !== null;
      return {
        title: `Make ${name} the default workspace`,
        fact: 'for everybody in it',
        op: 'change',
        undo: hadOther
          ? back('The workspace that is the default now can be made it again.')
          : noWay('There is no default now, and a default can only be moved, not taken away.'),
      };
    }
    case 'workspace.approvals':
      return {
        title: `Turn approvals ${request.enabled ? 'on' : 'off'} in ${name}`,
        fact: request.enabled ? 'off → on' : 'on → off',
        op: 'change',
        undo: back('It can be switched back.'),
      };
    case 'workspace.favourite':
      return {
        title: request.enabled
          ? `Mark ${name} as a favourite on the server`
          : `Take the favourite mark off ${name} on the server`,
        fact: 'for everybody in it',
        op: 'change',
        undo: back('It can be switched back.'),
      };
    case 'workspace.hide':
      return {
        title: request.enabled ? `Hide ${name} on the server` : `Show ${name} again on the server`,
        fact: 'for everybody in it',
        op: 'change',
        undo: back('It can be switched back.'),
      };
    case 'workspace.leave':
      return {
        title: `Leave ${name}`,
        fact: row?.myRole.state === 'known' ? label(row.myRole.value) : '',
        op: 'remove',
        undo: noWay('You can’t come back by yourself: somebody in it has to invite you again.'),
      };
    case 'workspace.delete': {
      const active = [...at.tokens.values()].filter((token) => isActiveToken(token, now)).length;
      const people =
        at.freshness.members.fetchedAt === null ? null : plural(at.members.size, 'person', 'people');
      const tokens = at.freshness.tokens.fetchedAt === null ? null : plural(active, 'active token');
      return {
        title: `Delete ${name}`,
        fact: [people, tokens].filter((part) => part !== null).join(' · '),
        op: 'remove',
        undo: noWay('Steward can’t bring a deleted workspace back.'),
      };
    }
    case 'member.invite': {
      const arrives = provider.inviteArrivesAs ?? request.role;
      return {
        title: `Invite ${request.email}`,
        fact: arrives === null ? 'invitation' : `as ${label(arrives)}`,
        op: 'add',
        undo: back('The invited person can be removed again.'),
      };
    }
    case 'member.set-role': {
      const member = findMember(at, request.userId, request.email);
      const from = member?.role ?? provider.inviteArrivesAs;
      return {
        title: `Make ${personName(member, request.email)} ${label(request.role)}`,
        fact: from === null ? label(request.role) : `${label(from)} → ${label(request.role)}`,
        op: 'change',
        undo: back('The role can be given back.'),
      };
    }
    case 'member.remove': {
      const member = findMember(at, request.userId, request.email);
      return {
        title: `Remove ${personName(member, request.email)}`,
        fact: member ? label(member.role) : request.email,
        op: 'remove',
        undo: back('They can be invited again with the same role.'),
      };
    }
    case 'token.create': {
      const reading = provider.readExpiry(request.expiry, now);
      return {
        title: `Create token ${quoted(request.name)}`,
        fact: reading.reading === 'instant' ? `expires ${reading.words}` : request.expiry,
        op: 'add',
        undo: back('It can be revoked.'),
      };
    }
    case 'token.revoke':
    case 'token.delete': {
      const token = at.tokens.get(request.tokenId);
      const owner = token ? at.members.get(token.ownerId) : undefined;
      const verb = request.type === 'token.revoke' ? 'Revoke' : 'Delete';
      return {
        title: `${verb} token ${quoted(token ? valueOr(token.name, request.name) : request.name)}`,
        fact: owner ? `of ${personName(owner, owner.email)}` : '',
        op: 'remove',
        undo: noWay(
          request.type === 'token.revoke'
            ? 'A revoked token stays revoked: what needs one gets a new one.'
            : 'A deleted token is gone: what needs one gets a new one.',
        ),
      };
    }
  }
}

/** What the button says, for one change or many. An invitation with its role counts as one. */
export function planVerb(requests: readonly ChangeRequest[], provider: Provider | null): string {
  const counted = withoutDependentRoles(requests);
  const [first] = counted;
  if (!first) return 'Apply';
  const many = counted.length;
  if (many === 1) return singleVerb(first, provider);
  if (counted.some(({ type }) => type !== first.type)) return `Apply ${many} changes`;
  switch (first.type) {
    case 'member.invite':
      return `Invite ${many} people`;
    case 'member.remove':
      return `Remove ${many} people`;
    case 'member.set-role':
      return `Change ${many} roles`;
    case 'token.create':
      return `Create ${many} tokens`;
    case 'token.revoke':
      return `Revoke ${many} tokens`;
    case 'token.delete':
      return `Delete ${many} tokens`;
    case 'workspace.create':
      return `Create ${many} workspaces`;
    case 'workspace.delete':
      return `Delete ${many} workspaces`;
    case 'workspace.leave':
      return `Leave ${many} workspaces`;
    default:
      return `Apply ${many} changes`;
  }
}

function singleVerb(request: ChangeRequest, provider: Provider | null): string {
  switch (request.type) {
    case 'workspace.create':
      return 'Create workspace';
    case 'workspace.update':
      return 'Save';
    case 'workspace.set-default':
      return 'Make default';
    case 'workspace.approvals':
      return request.enabled ? 'Turn approvals on' : 'Turn approvals off';
    case 'workspace.favourite':
      return request.enabled ? 'Mark as favourite' : 'Take the mark off';
    case 'workspace.hide':
      return request.enabled ? 'Hide' : 'Show again';
    case 'workspace.leave':
      return 'Leave workspace';
    case 'workspace.delete':
      return 'Delete workspace';
    case 'member.invite':
      return 'Invite';
    case 'member.set-role':
      return `Make ${provider ? roleLabel(provider, request.role) : request.role}`;
    case 'member.remove':
      return 'Remove';
    case 'token.create':
      return 'Create token';
    case 'token.revoke':
      return 'Revoke';
    case 'token.delete':
      return 'Delete';
  }
}

/** The heading of the whole plan. */
export function planTitle(items: readonly PlanItem[], verb: string, provider: Provider | null): string {
  const [first, second] = items;
  if (!first) return verb;
  if (items.length === 1) return first.title;
  if (items.length === 2 && second?.dependsOn === first.id && second.request.type === 'member.set-role')
    return `${first.title} as ${provider ? roleLabel(provider, second.request.role) : second.request.role}`;
  const places = new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`));
  return places.size === 1 && first.target.workspaceId !== null
    ? `${verb} in ${quoted(first.target.workspaceName)}`
    : verb;
}

function withoutDependentRoles(requests: readonly ChangeRequest[]): ChangeRequest[] {
  return requests.filter(
    (request, index) =>
      request.type !== 'member.set-role' ||
      !requests.slice(0, index).some((other) => other.type === 'member.invite' && invites(other, request)),
  );
}

/** Whether this invitation brings the person that the other request gives a role. */
export function invites(invite: ChangeRequest, other: ChangeRequest): boolean {
  return (
    invite.type === 'member.invite' &&
    other.type === 'member.set-role' &&
    other.userId === null &&
    invite.connectionId === other.connectionId &&
    invite.workspaceId === other.workspaceId &&
    invite.email.trim() === other.email.trim()
  );
}

/** One done item in the past tense, for toasts, receipts and history. */
export function doneWords(
  request: ChangeRequest,
  before: PreImage | null,
  provider: Provider,
  workspaceName: string,
): string {
  const place = quoted(workspaceName);
  const who = before?.of === 'member' ? before.name : 'email' in request ? request.email : '';
  switch (request.type) {
    case 'workspace.create':
      return `${quoted(request.name)} was created.`;
    case 'workspace.update':
      return before?.of === 'workspace' && before.name !== request.name
        ? `${quoted(before.name)} is now called ${quoted(request.name)}.`
        : `The description of ${quoted(request.name)} was changed.`;
    case 'workspace.set-default':
      return `${place} is the default workspace.`;
    case 'workspace.approvals':
      return `Approvals are ${request.enabled ? 'on' : 'off'} in ${place}.`;
    case 'workspace.favourite':
      return `${place} ${request.enabled ? 'is' : 'isn’t'} marked as a favourite on the server.`;
    case 'workspace.hide':
      return `${place} ${request.enabled ? 'is hidden' : 'is shown'} on the server.`;
    case 'workspace.leave':
      return `You left ${place}.`;
    case 'workspace.delete':
      return `${place} was deleted.`;
    case 'member.invite':
      return `${request.email} was invited to ${place}.`;
    case 'member.set-role':
      return `${who} is ${roleLabel(provider, request.role)} in ${place}.`;
    case 'member.remove':
      return `${who} was removed from ${place}.`;
    case 'token.create':
      return `Token ${quoted(request.name)} was created.`;
    case 'token.revoke':
      return `Token ${quoted(before?.of === 'token' ? before.name : request.name)} was revoked.`;
    case 'token.delete':
      return `Token ${quoted(before?.of === 'token' ? before.name : request.name)} was deleted.`;
  }
}

/** What is so already, without anything being sent. */
export function alreadySoWords(request: ChangeRequest, before: PreImage | null, provider: Provider): string {
  const who = before?.of === 'member' ? before.name : '';
  switch (request.type) {
    case 'member.invite':
      return before?.of === 'member' && before.role !== null
        ? `${request.email} is in it already, as ${roleLabel(provider, before.role)}.`
        : `${request.email} is in it already.`;
    case 'member.set-role':
      return `${who} is ${roleLabel(provider, request.role)} already.`;
    case 'member.remove':
      return `${who || request.email} isn’t a member any more.`;
    case 'token.revoke':
      return 'The token doesn’t work any more.';
    case 'token.delete':
      return 'The token is gone already.';
    case 'workspace.delete':
    case 'workspace.leave':
      return 'The workspace isn’t in your list any more.';
    default:
      return 'It is so already.';
  }
}

/**
 * What moved on the server between two looks, in sentences; empty when nothing that this change stands on did.
 */
export function movedWords(
  request: ChangeRequest,
  before: PreImage,
  now: PreImage,
  provider: Provider,
): string[] {
  const label = (role: string) => roleLabel(provider, role);
  const words: string[] = [];
  if (before.of === 'member' && now.of === 'member') {
    if (before.role === null && now.role !== null)
      words.push(`${now.name} is a member now (${label(now.role)}).`);
    else if (before.role !== null && now.role === null) words.push(`${before.name} isn’t a member any more.`);
    else if (before.role !== null && now.role !== null && before.role !== now.role)
      words.push(`${now.name} is ${label(now.role)} now (was ${label(before.role)}).`);
  } else if (before.of === 'token' && now.of === 'token') {
    if (before.state !== now.state)
      words.push(
        now.state === 'missing'
          ? `Token ${quoted(before.name)} is gone.`
          : `Token ${quoted(before.name)} is ${now.state === 'active' ? 'active' : 'expired or revoked'} now.`,
      );
  } else if (before.of === 'creation' && now.of === 'creation') {
    if (now.existing.some((id) => !before.existing.includes(id)))
      words.push(
        request.type === 'token.create'
          ? `Another token called ${quoted(request.name)} was created meanwhile.`
          : 'A workspace of this name was created meanwhile.',
      );
  } else if (before.of === 'workspace' && now.of === 'workspace') {
    if (before.present && !now.present) return [`${quoted(before.name)} isn’t in your list any more.`];
    if (before.name !== now.name) words.push(`${quoted(before.name)} is called ${quoted(now.name)} now.`);
    if (before.myRole !== now.myRole && now.myRole !== null)
      words.push(`Your role in ${quoted(now.name)} is ${label(now.myRole)} now.`);
    if (request.type === 'workspace.update' && before.description !== now.description)
      words.push(`The description of ${quoted(now.name)} was changed.`);
    if (request.type === 'workspace.set-default' && before.defaultId !== now.defaultId)
      words.push('Another workspace was made the default.');
    if (request.type === 'workspace.approvals' && before.approvals !== now.approvals)
      words.push(`Approvals are ${now.approvals === true ? 'on' : 'off'} in ${quoted(now.name)} now.`);
    if (request.type === 'workspace.favourite' && before.favourite !== now.favourite)
      words.push(`The favourite mark of ${quoted(now.name)} was changed.`);
    if (request.type === 'workspace.hide' && before.hidden !== now.hidden)
      words.push(`${quoted(now.name)} was ${now.hidden === true ? 'hidden' : 'shown'} meanwhile.`);
  }
  return words;
}
