import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { knownValue, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { InvitationRow, MemberRow, TokenRow } from '../../base/records.ts';
import type {
  InvitationsQuery,
  MembersQuery,
  RosterReader,
  TokenOwner,
  TokensQuery,
} from '../../store/roster/types.ts';
import type { RosterSearch } from '../../store/search/types.ts';
import { invitationStatusAt, tokenStatusAt } from '../history/as-of.ts';
import { column, type ColumnOf, type Report } from '../../files/report.ts';
import { byOffset, orderText, pieceSize, reportOf, type ListBase } from './pieces.ts';

/* Columns hold what the screens show, never a token's beginning: it is a part of its secret. */

export const fetched = (at: number | null): Known<number> => (at === null ? notReported : knownValue(at));
const asOf = <Row>(at: number | null): ColumnOf<Row> => column.time('asOf', 'As of', null, () => fetched(at));

export function memberColumns(
  roleLabel: (role: string) => string,
  above: ((userId: string) => Known<string>) | null,
): ColumnOf<MemberRow>[] {
  return [
    column.text('name', 'Name', 'name', ({ name }) => name),
    column.text('email', 'E-mail', null, ({ email }) => (email === '' ? notReported : knownValue(email))),
    column.always('role', 'Role', 'role', ({ role }) => roleLabel(role)),
    column.always('roleId', 'Role id', 'role', ({ role }) => role),
    ...(above === null
      ? []
      : [
          column.text<MemberRow>('organizationRole', 'Organization role', 'organization-role', ({ userId }) =>
            above(userId),
          ),
        ]),
    column.always('status', 'Status', 'status', ({ status }) => status),
    column.time('signedUpAt', 'Signed up', 'signed-up', ({ signedUpAt }) => signedUpAt),
    column.time('enteredAt', 'Entered by hand', 'signed-up', ({ enteredAt }) => enteredAt),
    column.always('userId', 'User id', null, ({ userId }) => userId),
  ];
}

export function invitationColumns(
  roleLabel: (role: string) => string,
  now: number,
): ColumnOf<InvitationRow>[] {
  return [
    column.always('email', 'E-mail', null, ({ email }) => email),
    column.text('role', 'Role', 'role', ({ role }) =>
      role.state === 'known' ? knownValue(roleLabel(role.value)) : role,
    ),
    column.always<InvitationRow>('status', 'Status', 'status', (row): InvitationStatus =>
      invitationStatusAt(row, now),
    ),
    column.text('invitedBy', 'Invited by', 'by', ({ invitedBy }) => invitedBy),
    column.text('message', 'Message', 'message', ({ message }) => message),
    column.time('createdAt', 'Sent', null, ({ createdAt }) => createdAt),
    column.time('expiresAt', 'Expires', 'expires', ({ expiresAt }) => expiresAt),
    column.time('endedAt', 'Ended', 'ended', ({ endedAt }) => endedAt),
    column.always('id', 'Id', null, ({ id }) => id),
  ];
}

/** `owner`: their name and e-mail; tokens of the past don't have it. */
export function tokenColumns<Row extends TokenRow>(
  statusOf: (row: Row) => Token['status'],
  owner: ((row: Row) => TokenOwner) | null,
): ColumnOf<Row>[] {
  return [
    column.text('name', 'Name', 'name', ({ name }) => name),
    ...(owner === null
      ? []
      : [
          column.text<Row>('owner', 'Owner', 'owner', (row) => owner(row).ownerName),
          column.text<Row>('ownerEmail', 'Owner e-mail', 'owner', (row) => owner(row).ownerEmail),
        ]),
    column.always('ownerId', 'Owner id', 'owner', ({ ownerId }) => ownerId),
    column.always('status', 'Status', 'status', statusOf),
    column.text('scopes', 'May', 'scopes', ({ scopes }) => scopes),
    column.time('createdAt', 'Created', 'created', ({ createdAt }) => createdAt),
    column.time('expiresAt', 'Expires', 'expires', ({ expiresAt }) => expiresAt),
    column.time('revokedAt', 'Revoked', 'expires', ({ revokedAt }) => revokedAt),
    column.time('lastUsedAt', 'Last used', 'last-used', ({ lastUsedAt }) => lastUsedAt),
    column.always('id', 'Id', null, ({ id }) => id),
  ];
}

export interface MembersAsked {
  ref: WorkspaceRef;
  query: string;
  sort: MembersQuery['sort'];
  roles: MembersQuery['roles'];
  roleLabel: (role: string) => string;
  above: ((userId: string) => Known<string>) | null;
  fetchedAt: number | null;
  matching: number | null;
}

/** A roster, read from the store page after page by where the page before ended. */
export function membersReport(
  roster: Pick<RosterSearch, 'membersPage'>,
  base: ListBase,
  { ref, query, sort, roles, roleLabel, above, fetchedAt, matching }: MembersAsked,
): Report {
  async function* pages() {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<RosterSearch['membersPage']>> = await roster.membersPage(ref, {
        query,
        sort,
        roles,
        offset: 0,
        limit: pieceSize,
        count: 'none',
        ...(after === null ? {} : { after }),
      });
      if (page.rows.length > 0) yield page.rows;
      after = page.next;
    } while (after !== null);
  }
  const columns = [...memberColumns(roleLabel, above), asOf<MemberRow>(fetchedAt)];
  return reportOf(base, { order: orderText(sort.by, sort.order), matching }, columns, pages);
}

interface InvitationsAsked extends Pick<InvitationsQuery, 'query' | 'sort' | 'list' | 'now'> {
  ref: WorkspaceRef;
  roles: MembersQuery['roles'];
  roleLabel: (role: string) => string;
  fetchedAt: number | null;
}

export async function invitationsReport(
  roster: Pick<RosterSearch, 'invitationsPage'>,
  base: ListBase,
  { ref, roleLabel, fetchedAt, ...query }: InvitationsAsked,
): Promise<Report> {
  const read = (offset: number, limit: number) => roster.invitationsPage(ref, { ...query, offset, limit });
  const { by, order } = query.sort;
  const { matching } = await read(0, 1);
  const columns = [...invitationColumns(roleLabel, query.now), asOf<InvitationRow>(fetchedAt)];
  return reportOf(base, { order: orderText(by, order), matching }, columns, () =>
    byOffset(async (offset, limit) => (await read(offset, limit)).rows, largePiece),
  );
}

/** Each page is sorted again, which costs more than its rows. */
const largePiece = 2000;

interface TokensAsked extends Pick<TokensQuery, 'query' | 'sort' | 'list' | 'now'> {
  ref: WorkspaceRef;
  fetchedAt: number | null;
}
type OwnedToken = TokenRow & TokenOwner;

export function tokensReport(
  roster: Pick<RosterReader, 'tokensPage' | 'tokenPieces'>,
  base: ListBase,
  { ref, fetchedAt, ...query }: TokensAsked,
): Report {
  const { by, order } = query.sort;
  const { matching } = roster.tokensPage(ref, { ...query, offset: 0, limit: 1 });
  const columns = [
    ...tokenColumns<OwnedToken>(
      (row) => tokenStatusAt(row, query.now),
      (row) => row,
    ),
    asOf<OwnedToken>(fetchedAt),
  ];
  return reportOf(base, { order: orderText(by, order), matching }, columns, () =>
    roster.tokenPieces(ref, query, pieceSize),
  );
}
