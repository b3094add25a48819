import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import { fromCells } from '../known-cells.ts';
import type { MemberRow } from '../../base/records.ts';

/** The cells of what is reported of a member. */
export interface MemberCells {
  user_id: string;
  email: string;
  name: string | null;
  name_state: number;
  role: string;
  status: MemberStatus;
  signed_up_at: number | null;
  signed_up_at_state: number;
  entered_at: number | null;
  entered_at_state: number;
}
/** A row of the table. */
export interface MemberSqlRow extends MemberCells {
  pk: number;
  workspace_pk: number;
  email_key: string;
  nameless: number;
  name_key: string;
}

export const memberFromSql = (row: MemberCells): MemberRow => ({
  userId: row.user_id,
  email: row.email,
  name: fromCells(row.name_state, row.name),
  role: row.role,
  status: row.status,
  signedUpAt: fromCells(row.signed_up_at_state, row.signed_up_at),
  enteredAt: fromCells(row.entered_at_state, row.entered_at),
});
