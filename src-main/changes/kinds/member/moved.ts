import { roleLabel } from '../../../access/access.ts';
import type { PreImageOf } from '../pre-image.ts';
import type { Invite, Remove, SetRole } from './shared.ts';
import { memberText } from './text.ts';

/** What changed of a member between two looks. */
export function movedMember(
  context: Invite | SetRole | Remove,
  before: PreImageOf<'member'>,
  now: PreImageOf<'member'>,
): string[] {
  const label = (role: string) => roleLabel(context.roles, role);
  if (before.role === null && now.role !== null) return [memberText.joined(now.name, label(now.role))];
  if (before.role !== null && now.role === null) return [memberText.left(before.name)];
  if (before.role !== null && before.role !== '' && now.role === '')
    return [memberText.roleUnreported(now.name)];
  if (before.role !== null && now.role !== null && before.role !== now.role)
    return [memberText.roleMoved(now.name, label(now.role), label(before.role))];
  return before.invitationId === null && now.invitationId !== null ? [memberText.invited(now.name)] : [];
}
