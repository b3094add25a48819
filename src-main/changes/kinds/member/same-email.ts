import type { Check } from '../../../../src-preload/contract/plan.ts';
import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { listsOf } from '../../context.ts';
import type { MemberRow } from '../../../base/records.ts';
import { membersWithEmail, othersWithEmail, personName } from '../../snapshot/find.ts';
import { ask, block } from '../check.ts';
import { memberOf, type Remove, type SetRole } from './shared.ts';
import { sameEmailText } from './same-email.text.ts';

/** Where a request names the e-mail and not the account, the server may take another member who has the same one. */
export function sameEmailChecks(context: Remove | SetRole): Check[] {
  const { request, provider } = context;
  if (!provider.namedByEmail.has(request.type)) return [];
  const member = memberOf(context);
  const other = member && othersOf(context, member).find((one) => isSameEmail(one, member));
  if (!member || !other) return [];
  const name = personName(member, request.email);
  return [block('ambiguous-email', sameEmailText.same(name, personName(other, other.email), member.email))];
}

/** Servers distinguish such addresses, people hardly do. */
export function similarEmailChecks(context: Remove | SetRole): Check[] {
  const { request, provider } = context;
  if (!provider.namedByEmail.has(request.type)) return [];
  const member = memberOf(context);
  const other = member && othersOf(context, member).find((one) => !isSameEmail(one, member));
  return member && other ? [ask('ambiguous-email', sameEmailText.similar(member.email, other.email))] : [];
}

/** A person who was invited a moment before is known by e-mail alone: of several with the same one, it isn't known which is meant. */
export function severalWithEmail(context: SetRole): string | null {
  const { userId, email } = context.request;
  const several = userId === null && membersWithEmail(listsOf(context), email).length > 1;
  return several ? sameEmailText.several(email) : null;
}

const othersOf = (context: Remove | SetRole, member: MemberRow) => othersWithEmail(listsOf(context), member);

/** Composed of other characters it reads the same, and a server may take either. */
const isSameEmail = (a: MemberRow, b: MemberRow) => comparable(a.email) === comparable(b.email);
