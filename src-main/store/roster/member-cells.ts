import { nameKeyOf } from '../../../src-preload/shared/name-order.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { storableText } from '../storable.ts';
import { stateCell, valueCell } from '../known-cells.ts';
import type { MemberRow } from '../../base/records.ts';

/** The columns of a member that a fetch fills, in the order of their cells. */
export const memberColumns = [
  'user_id',
  'email',
  'email_key',
  'name',
  'name_state',
  'nameless',
  'name_key',
  'role',
  'status',
  'signed_up_at',
  'signed_up_at_state',
  'entered_at',
  'entered_at_state',
] as const;
export type MemberCellList = [
  userId: string,
  email: string,
  emailKey: string,
  name: string | null,
  nameState: number,
  nameless: number,
  nameKey: string,
  role: string,
  status: MemberRow['status'],
  signedUpAt: number | null,
  signedUpAtState: number,
  enteredAt: number | null,
  enteredAtState: number,
];

/** A member for the way between the threads: plain values in a row are copied several times as fast as an object of objects. */
export type PackedMember = [
  userId: string,
  email: string,
  nameState: number,
  name: string | null,
  role: string,
  status: MemberRow['status'],
  signedUpAtState: number,
  signedUpAt: number | null,
  enteredAtState: number,
  enteredAt: number | null,
];

export const packMember = (row: MemberRow): PackedMember => [
  row.userId,
  row.email,
  stateCell(row.name),
  valueCell(row.name),
  row.role,
  row.status,
  stateCell(row.signedUpAt),
  valueCell(row.signedUpAt),
  stateCell(row.enteredAt),
  valueCell(row.enteredAt),
];

export function cellsOf(packed: PackedMember): MemberCellList {
  const [userId, writtenEmail, nameState, writtenName, writtenRole, status, ...times] = packed;
  const [signedState, signedUpAt, enteredState, enteredAt] = times;
  const email = storableText(writtenEmail);
  const name = writtenName === null ? null : storableText(writtenName);
  const role = storableText(writtenRole);
  return [
    userId,
    email,
    fold(email),
    name,
    nameState,
    name === null ? 1 : 0,
    name === null ? '' : nameKeyOf(name),
    role,
    status,
    signedUpAt,
    signedState,
    enteredAt,
    enteredState,
  ];
}

/** A stored row begins with its key. */
export function isSame(stored: readonly unknown[], cells: MemberCellList): boolean {
  for (let at = 1; at < cells.length; at += 1) if (stored[at + 1] !== cells[at]) return false;
  return true;
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** By name, nearly as pages of a roster are: rows that are shown together lie together in the file. */
export const byName = (rows: readonly MemberCellList[]): MemberCellList[] =>
  [...rows].sort((a, b) => a[5] - b[5] || order(a[6], b[6]) || order(a[2], b[2]));

/** By user id, as the unique index of the table. */
export const byUser = (rows: readonly MemberCellList[]): MemberCellList[] =>
  [...rows].sort((a, b) => order(a[0], b[0]));
