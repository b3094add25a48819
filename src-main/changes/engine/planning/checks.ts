import type { Check } from '../../../../src-preload/contract/plan.ts';
import { rolePermission } from '../../../access/permissions.ts';
import { unsupportedReason } from '../../../access/unsupported.ts';
import { type ChangeContext, offers } from '../../context.ts';
import { refusalCheck } from '../../kinds/access-checks.ts';
import { block, note, warn } from '../../kinds/check.ts';
import type { PlanPosition } from '../../kinds/kind.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { unsupportedFields } from '../../kinds/unsupported-fields.ts';
import { basisChecks } from './basis.ts';
import { checkText } from '../text.ts';

const levels = ['block', 'warn', 'info'];
const isBlocked = (checks: readonly Check[]) => checks.some(({ level }) => level === 'block');

/** All that speaks about one change, the blocking first; each code once. `cannotWrite`: why nothing can be sent now, or null. */
export function checksOf(
  context: ChangeContext,
  position: PlanPosition,
  cannotWrite: string | null,
): Check[] {
  const { connection, facts } = context;
  const offline = cannotWrite === null ? [] : [block('offline', cannotWrite)];
  const support = supportChecks(context);
  if (isBlocked(support)) return [...support, ...offline];
  const basis = basisChecks(context);
  return onePerCode([
    ...offline,
    ...support,
    ...basis,
    // Nothing may be claimed from a list that was never fetched.
    ...(isBlocked(basis) ? [] : [...accessChecks(context), ...ownChecks(context, position)]),
    ...(connection.badge === 'production'
      ? [warn('production', checkText.production(connection.label))]
      : []),
    ...(facts.guided ? [note('guided', checkText.guided)] : []),
  ]);
}

/** What the system, the API variant or this very place doesn't have. */
function supportChecks(context: ChangeContext): Check[] {
  const { request } = context;
  const reason = unsupportedReason(context, request.type);
  if (reason === null) return [...elsewhereChecks(context), ...fieldChecks(context)];
  const { fallback } = kindOf(request);
  return fallback !== undefined && offers(context, fallback)
    ? [note('one-by-one', checkText.individually(reason))]
    : [block('unsupported', reason)];
}

/** Nothing that was asked for is left out silently. */
function fieldChecks(context: ChangeContext): Check[] {
  const fields = unsupportedFields(context);
  return fields.length === 0
    ? []
    : [block('unsupported', checkText.noSuchFields(context.provider.product.name, fields))];
}

/** Lists that are another place's are changed there: here it would be done to the wrong one. */
function elsewhereChecks({ request, row }: ChangeContext): Check[] {
  if (row === null) return [];
  const { changes } = kindOf(request);
  if (changes === 'tokens' && row.tokensAt !== null)
    return [block('unsupported', checkText.noTokensOfItsOwn(row.name))];
  return changes === 'roster' && row.membersAt !== null
    ? [block('unsupported', checkText.noMembersOfItsOwn(row.name))]
    : [];
}

/** What my role and credential allow, and what the system refuses to do to certain members, roles and tokens. */
export function accessChecks(context: ChangeContext): Check[] {
  const { request } = context;
  const kind = kindOf(request);
  // A list that can't be created in one go is created one by one.
  const capability = offers(context, request.type) ? request.type : (kind.fallback ?? request.type);
  const permission = rolePermission(context, capability);
  const own = kind.accessChecks(context);
  if (permission.allowed) return own;
  const refusal = refusalCheck('not-allowed', permission);
  // Said once, with the code that says whom it concerns.
  return own.some(({ words }) => words === refusal.words) ? own : [refusal, ...own];
}

function ownChecks(context: ChangeContext, position: PlanPosition): Check[] {
  const kind = kindOf(context.request);
  const input = kind.inputChecks(context, position);
  if (isBlocked(input)) return input;
  const noOp = noOpText(context);
  return noOp === null ? [...input, ...kind.checks(context, position)] : [...input, note('already-so', noOp)];
}

/** Why nothing has to be sent, or null. What creates something is never there already: another one can have its name. */
export function noOpText(context: ChangeContext): string | null {
  const kind = kindOf(context.request);
  if (kind.creates !== undefined || kind.verify(context, null) !== 'yes') return null;
  return kind.text.noOp(context, kind.preImage(context));
}

function onePerCode(checks: Check[]): Check[] {
  const weight = ({ level, needsYes }: Check) => levels.indexOf(level) * 2 - Number(needsYes);
  const sorted = [...checks].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return sorted.filter((check, index) => {
    const same = sorted.filter(({ code }) => code === check.code);
    const best = same.reduce((a, b) => (weight(b) < weight(a) ? b : a));
    return sorted.indexOf(best) === index;
  });
}
