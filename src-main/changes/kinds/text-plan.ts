import type { ChangeRequest, PlanItem } from '../../../src-preload/contract/changes.ts';
import { shortNoun } from '../engine/expand.ts';
import { roleLabel, type ChangeContext } from './place.ts';
import { quoted } from '../text.ts';

type Item = Pick<PlanItem, 'id' | 'request' | 'dependsOn'>;

/** What was asked for: a second step belongs to its first. */
function asked<T extends Item>(items: readonly T[]): T[] {
  const ids = new Set(items.map(({ id }) => id));
  return items.filter(({ dependsOn }) => dependsOn === null || !ids.has(dependsOn));
}

/** The ids of those that make a new token, with the end of the old one as their second step. */
const rotationsIn = (items: readonly Item[]): ReadonlySet<string> => {
  const creations = new Set(
    items.filter(({ request }) => request.type === 'token.create').map(({ id }) => id),
  );
  const isEnd = ({ type }: ChangeRequest) => type === 'token.delete' || type === 'token.revoke';
  return new Set(
    items.flatMap(({ dependsOn, request }) =>
      dependsOn !== null && isEnd(request) && creations.has(dependsOn) ? [dependsOn] : [],
    ),
  );
};

/** What the button says, for one change or many. An invitation with its role counts as one, and so does a rotation. */
export function planVerb(items: readonly Item[], teller: ChangeContext | null): string {
  const counted = asked(items);
  const [first] = counted;
  if (!first) return 'Apply';
  const many = counted.length;
  const isOneKind = counted.every(({ request }) => request.type === first.request.type);
  const rotations = rotationsIn(items);
  const rotates = counted.filter(({ id }) => rotations.has(id)).length;
  const tokens = teller?.facts.tokens.many ?? 'tokens';
  if (rotates === many) return many === 1 ? 'Rotate' : `Rotate ${many} ${tokens}`;
  if (many === 1) return singleVerb(first.request, teller);
  if (!isOneKind || rotates > 0) return `Apply ${many} changes`;
  const { type } = first.request;
  switch (type) {
    case 'member.invite':
      return teller?.facts.joining.verb === 'add' ? `Add ${many} people` : `Invite ${many} people`;
    case 'member.remove':
      return `Remove ${many} people`;
    case 'member.set-role':
      return `Change ${many} roles`;
    case 'invitation.cancel':
      return `Cancel ${many} invitations`;
    case 'role.create':
      return `Create ${many} roles`;
    case 'token.create':
      return `Create ${many} ${tokens}`;
    case 'token.revoke':
      return `Revoke ${many} ${tokens}`;
    case 'token.delete':
      return `Delete ${many} ${tokens}`;
    case 'workspace.create':
    case 'workspace.provision':
      return `Create ${many} workspaces`;
    case 'workspace.delete':
      return `Delete ${many} workspaces`;
    case 'workspace.leave':
      return `Leave ${many} workspaces`;
    default:
      return `Apply ${many} changes`;
  }
}

function singleVerb(request: ChangeRequest, teller: ChangeContext | null): string {
  const token = teller?.facts.tokens.one ?? 'token';
  switch (request.type) {
    case 'workspace.create':
    case 'workspace.provision':
      return 'Create workspace';
    case 'organization.create':
      return 'Create organization';
    case 'workspace.clone':
      return 'Clone workspace';
    case 'workspace.update':
    case 'organization.update':
    case 'workspace.change-settings':
      return 'Save';
    case 'workspace.transfer':
      return 'Transfer ownership';
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
      return teller?.facts.joining.verb === 'add' ? 'Add' : 'Invite';
    case 'member.set-role':
      return `Make ${teller ? roleLabel(teller.roles, request.role) : request.role}`;
    case 'member.remove':
      return 'Remove';
    case 'invitation.cancel':
      return 'Cancel invitation';
    case 'invitation.accept':
      return 'Accept';
    case 'invitation.decline':
      return 'Decline';
    case 'role.create':
      return 'Create role';
    case 'role.set-permissions':
      return 'Set permissions';
    case 'token.create':
      return `Create ${token}`;
    case 'token.enable':
      return request.enabled ? 'Switch on' : 'Switch off';
    case 'token.rotate':
      return 'Rotate';
    case 'token.revoke':
      return 'Revoke';
    case 'token.delete':
      return 'Delete';
  }
}

/** The heading of the whole plan. */
export function planTitle(items: readonly PlanItem[], verb: string, teller: ChangeContext | null): string {
  const [first, second] = items;
  if (!first) return verb;
  if (items.length === 1) return first.title;
  const [one, ...others] = asked(items);
  if (one && others.length === 0 && second?.dependsOn === first.id) {
    if (second.request.type === 'member.set-role')
      return `${first.title} as ${teller ? roleLabel(teller.roles, second.request.role) : second.request.role}`;
    if (rotationsIn(items).has(one.id) && 'name' in second.request)
      return `Rotate ${teller?.facts.tokens.one ?? 'token'} ${quoted(second.request.name)}`;
  }
  const places = new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`));
  return places.size === 1 && first.target.workspaceId !== null
    ? `${verb} in ${quoted(first.target.workspaceName)}`
    : verb;
}

/** For the plan that finishes a rotation. */
export const afterPause = (teller: ChangeContext): string => {
  const noun = shortNoun(teller.facts.tokens.one);
  return `The new ${noun} should be where the old one was used by now: what still uses the old ${noun} stops working.`;
};
