import type { Check } from '../../src-preload/contract/changes.ts';
import { valueOr } from '../../src-preload/contract/known.ts';
import { ask, block, note, warn, type CheckContext } from './check.ts';
import { findMember, isActiveToken, personName, sameEmailOtherCase, takePreImage } from './ground.ts';
import { isSatisfied } from './satisfied.ts';
import { alreadySoWords, plural, quoted, roleLabel } from './words.ts';

/** Enough to catch a slip; whether an address exists only its server knows. */
const emailShape = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;

function alreadySo(context: CheckContext): Check[] {
  const { request, ground, connection, now } = context;
  const before = takePreImage(ground, request, now);
  return isSatisfied(request, ground, before, connection.identity.userId) === 'yes'
    ? [note('already-so', alreadySoWords(request, before, connection.provider))]
    : [];
}

const problemWords = (problems: readonly { message: string }[]) =>
  problems.map(({ message }) => message).join(' ');

/** The checks of changes to a workspace itself. */
export function workspaceChecks(context: CheckContext): Check[] {
  const { request, connection, ground } = context;
  const { provider, identity } = connection;
  switch (request.type) {
    case 'workspace.create': {
      const problems = provider.checkWorkspaceFields(request);
      const checks = problems.length > 0 ? [block('invalid', problemWords(problems))] : [];
      if (request.isDefault) checks.push(warn('shared-flag', sharedWords));
      return checks;
    }
    case 'workspace.update': {
      const row = ground.row(request.connectionId, request.workspaceId);
      if (!row) return [];
      // The address was accepted when the workspace was made, and isn't what is being changed.
      const problems = provider
        .checkWorkspaceFields({
          kind: row.instance.kind,
          url: valueOr(row.instance.url, ''),
          name: request.name,
          description: request.description,
        })
        .filter(({ path }) => path !== 'url');
      return problems.length > 0 ? [block('invalid', problemWords(problems))] : alreadySo(context);
    }
    case 'workspace.set-default':
    case 'workspace.favourite':
    case 'workspace.hide':
      return [warn('shared-flag', sharedWords), ...alreadySo(context)];
    case 'workspace.approvals':
      return alreadySo(context);
    case 'workspace.delete':
      return alreadySo(context);
    case 'workspace.leave': {
      const done = alreadySo(context);
      if (done.length > 0) return done;
      const row = ground.row(request.connectionId, request.workspaceId);
      return [
        ask('lock-out', `You lose your own access to ${quoted(row?.name ?? '')}.`),
        ...tokensStay(context, identity.userId, 'Your'),
      ];
    }
    default:
      return [];
  }
}

const sharedWords = 'This mark is shared: it changes for everybody in the workspace, not only for you.';

/** The checks of changes to people. */
export function memberChecks(context: CheckContext): Check[] {
  const { request, connection, ground } = context;
  const { provider, identity } = connection;
  const label = (role: string) => roleLabel(provider, role);
  if (request.type === 'member.invite') {
    const at = ground.workspace(request.connectionId, request.workspaceId);
    const email = request.email.trim();
    if (!emailShape.test(email)) return [block('invalid', `${quoted(email)} isn’t an e-mail address.`)];
    if (request.role !== null && !provider.roles.some(({ id }) => id === request.role))
      return [block('invalid', `There is no role ${quoted(request.role)} here.`)];
    const same = findMember(at, null, email);
    if (same?.email === email) {
      if (context.repeated) return [block('duplicate-email', `${email} is in this plan twice.`)];
      const words = `${email} is ${same.status === 'pending' ? 'invited' : 'a member'} already (${label(same.role)}).`;
      return [context.alone ? block('duplicate-email', words) : note('already-so', words)];
    }
    const [alike] = sameEmailOtherCase(at, email);
    return alike
      ? [
          ask(
            'case-variant-email',
            `${alike.email} is in it already. Written as ${email} it becomes a second, separate user.`,
          ),
        ]
      : [];
  }
  if (request.type === 'member.set-role') {
    const at = ground.workspace(request.connectionId, request.workspaceId);
    const member = findMember(at, request.userId, request.email);
    const to = provider.roles.find(({ id }) => id === request.role);
    if (!to) return [block('invalid', `There is no role ${quoted(request.role)} here.`)];
    if (!member) return [block('invalid', `${request.email} isn’t a member of this workspace.`)];
    const done = alreadySo(context);
    if (done.length > 0) return done;
    const name = personName(member, request.email);
    const from = provider.roles.find(({ id }) => id === member.role);
    const checks: Check[] = [];
    if (to.id === provider.ownerRole)
      checks.push(
        ask('owner-granted', `${name} will be able to do everything in it, also to remove your access.`),
      );
    if (member.role === provider.ownerRole)
      checks.push(ask('owner-removed', `${name} stops being ${label(provider.ownerRole)}.`));
    if (member.userId === identity.userId && from && to.rank < from.rank)
      checks.push(
        ask(
          'lock-out',
          `This is you: as ${to.label} you can’t give yourself the role of ${from.label} back.`,
        ),
      );
    return checks;
  }
  if (request.type === 'member.remove') {
    const at = ground.workspace(request.connectionId, request.workspaceId);
    const member = at.members.get(request.userId);
    if (!member) return alreadySo(context);
    const name = personName(member, request.email);
    const self = member.userId === identity.userId;
    const checks: Check[] = [];
    if (self) checks.push(ask('lock-out', 'This is you: you lose your own access to this workspace.'));
    if (member.role === provider.ownerRole)
      checks.push(ask('owner-removed', `${name} is ${label(provider.ownerRole)}.`));
    return [...checks, ...tokensStay(context, member.userId, self ? 'Your' : `${name}’s`)];
  }
  return [];
}

/** Removal takes a person's access, not what runs with their tokens. */
function tokensStay(
  { request, connection, ground, now }: CheckContext,
  userId: string,
  whose: string,
): Check[] {
  if (request.type === 'workspace.create' || !connection.provider.capabilities['token.list'].supported)
    return [];
  const at = ground.workspace(request.connectionId, request.workspaceId);
  if (at.freshness.tokens.fetchedAt === null)
    return [note('tokens-stay', `${whose} tokens, if there are any, keep working.`)];
  const count = [...at.tokens.values()].filter(
    (one) => one.ownerId === userId && isActiveToken(one, now),
  ).length;
  if (count === 0) return [];
  const keep = count === 1 ? 'keeps' : 'keep';
  return [
    warn(
      'tokens-stay',
      `${whose} ${plural(count, 'active token')} ${keep} working: revoke ${count === 1 ? 'it' : 'them'} too.`,
    ),
  ];
}

/** The checks of changes to tokens. */
export function tokenChecks(context: CheckContext): Check[] {
  const { request, connection, now } = context;
  if (request.type === 'token.create') {
    const { provider } = connection;
    const checks: Check[] = [];
    const problem = provider.tokenNameProblem(request.name);
    if (problem !== null) checks.push(block('invalid', problem));
    const reading = provider.readExpiry(request.expiry, now);
    if (reading.reading === 'refused') {
      const instead = reading.suggestion === null ? '' : ` Write ${quoted(reading.suggestion)} instead.`;
      checks.push(block('expiry-refused', `${reading.message}${instead}`));
    } else if (reading.caution !== null) checks.push(ask('expiry-under-hour', reading.caution));
    return checks;
  }
  return request.type === 'token.revoke' || request.type === 'token.delete' ? alreadySo(context) : [];
}
