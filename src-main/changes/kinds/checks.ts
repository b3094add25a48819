import type { Check } from '../../../src-preload/contract/changes.ts';
import { block, note, warn, type CheckContext } from './check.ts';
import { basisChecks } from './checks-snapshot.ts';
import { memberChecks } from './checks-member.ts';
import { permissionChecks } from './checks-permission.ts';
import { roleChecks } from './checks-role.ts';
import { tokenChecks } from './checks-token.ts';
import { workspaceChecks } from './checks-workspace.ts';
import { unsupportedReason, offers } from './place.ts';
import { quoted } from '../text.ts';

const levels = ['block', 'warn', 'info'];

/** All that speaks about one change, the blocking first; each code once. */
export function checksOf(context: CheckContext): Check[] {
  const { connection, cannotWrite, teller } = context;
  const checks: Check[] = [];
  if (cannotWrite !== null) checks.push(block('offline', cannotWrite));
  const support = supportChecks(context);
  if (support.some(({ level }) => level === 'block')) return [...support, ...checks];
  checks.push(...support);
  const ground = basisChecks(context);
  checks.push(...ground);
  // Nothing may be claimed from a list that was never fetched.
  if (!ground.some(({ level }) => level === 'block'))
    checks.push(
      ...permissionChecks(context),
      ...workspaceChecks(context),
      ...memberChecks(context),
      ...roleChecks(context),
      ...tokenChecks(context),
    );
  if (connection.badge === 'production')
    checks.push(warn('production', `${quoted(connection.label)} is marked as production.`));
  if (teller.facts.guided) checks.push(note('guided', guidedWords));
  return onePerCode(checks);
}

const guidedWords = 'Nothing is sent: do the steps in the system’s own pages, then mark it as done here.';

function onePerCode(checks: Check[]): Check[] {
  const weight = ({ level, needsYes }: Check) => levels.indexOf(level) * 2 - Number(needsYes);
  const sorted = [...checks].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return sorted.filter((check, index) => {
    const same = sorted.filter(({ code }) => code === check.code);
    const best = same.reduce((a, b) => (weight(b) < weight(a) ? b : a));
    return sorted.indexOf(best) === index;
  });
}

/** What the system, the API variant of the connection, or this very place doesn't have. */
function supportChecks({ request, teller }: CheckContext): Check[] {
  const lack = unsupportedReason(teller, request.type);
  if (lack === null) return elsewhere(request.type, teller.row);
  if (request.type === 'workspace.provision' && offers(teller, 'workspace.create'))
    return [note('one-by-one', `Each workspace is created by itself: ${lack}`)];
  return [block('unsupported', lack)];
}

/** Lists that are another place's are changed there: here it would be done to the wrong one. */
function elsewhere(type: string, row: CheckContext['teller']['row']): Check[] {
  if (row === null) return [];
  const isToken = type.startsWith('token.');
  const isRoster = type.startsWith('member.') || type === 'invitation.cancel' || type.startsWith('role.');
  if (isToken && row.tokensAt !== null)
    return [
      block(
        'unsupported',
        `${quoted(row.name)} has none of its own: change those of the place that has them.`,
      ),
    ];
  return isRoster && row.membersAt !== null
    ? [
        block(
          'unsupported',
          `${quoted(row.name)} has no members of its own: change those of its organization.`,
        ),
      ]
    : [];
}
