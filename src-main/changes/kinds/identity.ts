import type { Identity } from '../../../src-preload/contract/plan.ts';
import { notReported, valueOr, type Known } from '../../../src-preload/shared/known.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import type { InvitationRow, MemberRow, TokenRow, WorkspaceRow } from '../../base/records.ts';
import { identityText } from './identity.text.ts';

const instant = (at: Known<number>): string | null => (at.state === 'known' ? String(at.value) : null);

export const identityOfToken = (row: TokenRow): Identity => ({
  of: 'token',
  id: row.id,
  name: valueOr(row.name, null),
  createdAt: instant(row.createdAt),
  maker: row.ownerId === '' ? null : row.ownerId,
});

export const identityOfPlace = (row: WorkspaceRow): Identity => ({
  of: 'workspace',
  id: row.id,
  name: row.name,
  // Lists of places have it among what is only shown.
  createdAt: valueOr(row.facts.find(({ label }) => label === 'Created')?.value ?? notReported, null),
  maker: valueOr(row.owner, null)?.userId ?? null,
});

export const identityOfInvitation = (row: InvitationRow): Identity => ({
  of: 'invitation',
  id: row.id,
  name: row.email,
  createdAt: instant(row.createdAt),
  maker: valueOr(row.invitedBy, null),
});

/** When a member signed up changes as they join. */
export const identityOfMember = (row: MemberRow): Identity => ({
  of: 'member',
  id: row.userId,
  name: row.email === '' ? valueOr(row.name, null) : row.email,
  createdAt: null,
  maker: null,
});

/**
 * Why what an ID names now may not be what it named then, or null. What wasn't reported then can't be compared. Of an invitation that was
 * accepted since, the person is what is left.
 */
export function differsFrom(then: Identity, now: Identity): string | null {
  const name = then.name ?? then.id;
  if (then.name !== null && plain(then.name) !== plain(now.name))
    return identityText.differs(name, byEmail(then) ? 'e-mail' : 'name', now.name !== null);
  if (then.of !== now.of) return null;
  if (then.id !== now.id) return identityText.differs(name, 'ID', true);
  if (then.createdAt !== null && then.createdAt !== now.createdAt)
    return identityText.differs(name, 'creation date', now.createdAt !== null);
  return then.maker !== null && then.maker !== now.maker
    ? identityText.differs(name, makerNoun[then.of], now.maker !== null)
    : null;
}

const byEmail = ({ of }: Identity) => of === 'member' || of === 'invitation';
const makerNoun = { workspace: 'owner', member: 'inviter', invitation: 'inviter', token: 'owner' } as const;

/** Servers trim and compose names, and fold the case of an e-mail, whenever they like. */
const plain = (name: string | null) => (name === null ? null : caseless(name));
