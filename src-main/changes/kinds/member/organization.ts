import { rowOf } from '../../context.ts';
import type { Invite } from './shared.ts';

/** The organization whose members a workspace takes its own from, where that is the system’s way. */
export function organizationOf(context: Invite): string | null {
  const row = rowOf(context);
  if (!context.facts.joining.fromOrganization || row?.scope !== 'workspace') return null;
  return row.organization.state === 'known' ? row.organization.value.id : null;
}
