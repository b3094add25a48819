import type { ChangeRequest, Check } from '../../src-preload/contract/changes.ts';
import { notReported } from '../../src-preload/contract/known.ts';
import { notOffered } from '../sync/offered.ts';
import { block, note, warn, type CheckContext } from './check.ts';
import { activeOwners, findMember, freshnessOf, groundLists, personName } from './ground.ts';
import { memberChecks, tokenChecks, workspaceChecks } from './checks-by-type.ts';
import { plural, quoted } from './words.ts';

/** Older than this (ms) a list is read again before anything is sent. */
export const freshFor = 60_000;
const day = 24 * 60 * 60_000;
const levels = ['block', 'warn', 'info'];

/** All that speaks about one change, the blocking first; each code once. */
export function checksOf(context: CheckContext): Check[] {
  const { request, connection, cannotWrite } = context;
  const { provider } = connection;
  const checks: Check[] = [];
  if (cannotWrite !== null) checks.push(block('offline', cannotWrite));
  const entry = provider.capabilities[request.type];
  if (!entry.supported) return [block('unsupported', entry.reason), ...checks];
  const ground = groundChecks(context);
  checks.push(...ground);
  // Nothing may be claimed from a list that was never fetched.
  if (!ground.some(({ level }) => level === 'block'))
    checks.push(
      ...permissionChecks(context),
      ...workspaceChecks(context),
      ...memberChecks(context),
      ...tokenChecks(context),
    );
  if (connection.badge === 'production')
    checks.push(warn('production', `${quoted(connection.label)} is marked as production.`));
  return onePerCode(checks);
}

function onePerCode(checks: Check[]): Check[] {
  const sorted = [...checks].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return sorted.filter((check, index) => sorted.findIndex(({ code }) => code === check.code) === index);
}

function groundChecks({ request, connection, ground, now }: CheckContext): Check[] {
  const row =
    request.type === 'workspace.create' ? null : ground.row(request.connectionId, request.workspaceId);
  const lists = groundLists(request).filter(
    (list) => notOffered(connection.provider, list, row, connection.credential) === null,
  );
  let oldest = now;
  for (const list of lists) {
    const { fetchedAt } = freshnessOf(ground, request, list);
    if (fetchedAt === null)
      return [block('unknown-ground', `The list of ${list} was never fetched: refresh it first.`)];
    oldest = Math.min(oldest, fetchedAt);
  }
  if (request.type !== 'workspace.create' && row === null && !goalIsAbsence(request))
    return [block('unknown-ground', 'This workspace isn’t in your list any more.')];
  const age = now - oldest;
  if (age <= freshFor) return [];
  const words = `What this is based on is ${ageWords(age)} old. It is read again before anything is sent.`;
  return [age > day ? warn('stale-ground', words) : note('stale-ground', words)];
}

const goalIsAbsence = ({ type }: ChangeRequest) => type === 'workspace.delete' || type === 'workspace.leave';

function ageWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 90) return plural(Math.max(minutes, 1), 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

/** What my role and credential allow, and what the system refuses to do to certain people. */
export function permissionChecks({ request, connection, ground }: CheckContext): Check[] {
  const { provider, credential, identity } = connection;
  const row =
    request.type === 'workspace.create' ? null : ground.row(request.connectionId, request.workspaceId);
  const permission = provider.permits(request.type, row?.myRole ?? notReported, credential);
  const checks = permission.allowed ? [] : [block('not-allowed', permission.reason)];
  if (
    request.type !== 'member.remove' &&
    request.type !== 'workspace.leave' &&
    request.type !== 'member.set-role'
  )
    return checks;

  const at = ground.workspace(request.connectionId, request.workspaceId);
  const userId = request.type === 'workspace.leave' ? identity.userId : request.userId;
  const email = request.type === 'workspace.leave' ? identity.email : request.email;
  const member = findMember(at, userId, email);
  const role =
    member?.role ??
    (request.type === 'workspace.leave' && row?.myRole.state === 'known' ? row.myRole.value : null);
  if (role === null) return checks;
  const self = member?.userId === identity.userId || request.type === 'workspace.leave';
  if (request.type !== 'member.set-role') {
    const removal = provider.permitsRemoval(role, self);
    if (!removal.allowed) {
      // Said once, with the code that says whom it concerns.
      const said = checks.findIndex(({ words }) => words === removal.reason);
      if (said >= 0) checks.splice(said, 1);
      checks.push(block(self ? 'lock-out' : 'not-allowed', removal.reason));
    }
  }
  const owners = activeOwners(at, provider.ownerRole);
  const losesOwner =
    role === provider.ownerRole &&
    !(request.type === 'member.set-role' && request.role === provider.ownerRole);
  const others = owners.filter((owner) => owner.userId !== (member?.userId ?? userId));
  if (losesOwner && others.length === 0 && at.freshness.members.fetchedAt !== null)
    checks.push(
      block('last-owner', `${personName(member, email)} is the only owner: make somebody else owner first.`),
    );
  return checks;
}
