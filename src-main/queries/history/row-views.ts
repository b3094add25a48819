import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import { staleCopy } from '../../access/stale-copies.ts';
import { staleCopyText } from '../../access/text.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../base/records.ts';
import type { Core } from '../../core.ts';
import { labelled } from '../labelled.ts';
import { tokenStatusAt } from './as-of.ts';

/* Rows of the past as the screens see them. Roles have the labels that they have now. */

type RoleLabel = (role: string) => string;

export const memberView = <Row extends Pick<MemberRow, 'role'>>(row: Row, roleLabel: RoleLabel) => ({
  ...row,
  role: { id: row.role, label: roleLabel(row.role) },
});
export const tokenView = (row: TokenRow, at: number) => ({ ...row, status: tokenStatusAt(row, at) });
export const invitationView = (row: InvitationRow, roleLabel: RoleLabel) => ({
  ...row,
  role: labelled(row.role, roleLabel),
});

/** The answer for a copy that is too old to be shown; null where it isn't. */
export function stalePage(core: Core, ref: WorkspaceRef, at: number) {
  const hidden = staleCopy(core, ref);
  if (hidden === null) return null;
  const facts: AsOfFacts = {
    at,
    state: 'hidden',
    complete: false,
    since: null,
    until: null,
    between: null,
    text: staleCopyText(hidden),
  };
  return { rows: [], matching: 0, facts, hidden };
}
