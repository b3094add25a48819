import { valueOr } from '../../../src-preload/shared/known.ts';
import { addressKey, comparable } from '../../../src-preload/shared/normalize.ts';
import type { DetailsRow, InvitationRow, MemberRow, TokenRow, WorkspaceRow } from '../../base/records.ts';
import type { PlaceSnapshot } from './snapshot.ts';

type WithPeople = Pick<PlaceSnapshot, 'people'>;

/**
 * By id; without one by the exact e-mail, else by the only one that differs in case alone. Several with the same e-mail are none: which
 * of them is meant isn't known.
 */
export function findMember({ people }: WithPeople, userId: string | null, email: string): MemberRow | null {
  if (userId !== null) return people.get(userId);
  const alike = people.byEmail(email);
  const exact = alike.filter((member) => comparable(member.email) === comparable(email));
  const [only, second] = exact.length > 0 ? exact : alike;
  return second === undefined ? (only ?? null) : null;
}

/** Those with this e-mail in the same case: it isn't unique. */
export const membersWithEmail = ({ people }: WithPeople, email: string): MemberRow[] =>
  people.byEmail(email).filter((member) => comparable(member.email) === comparable(email));

/** The others whose e-mail is the same but for its case. */
export const othersWithEmail = ({ people }: WithPeople, { userId, email }: MemberRow): MemberRow[] =>
  people.byEmail(email).filter((member) => member.userId !== userId);

export const sameEmailOtherCase = ({ people }: WithPeople, email: string): MemberRow[] =>
  people.byEmail(email).filter((member) => comparable(member.email) !== comparable(email));

/** Pending, and not over by the clock. */
export const isOpen = ({ status, expiresAt }: InvitationRow, now: number): boolean =>
  status === 'pending' && !(expiresAt.state === 'known' && expiresAt.value <= now);

/** The open invitation to this address, whatever its case: it reaches the same mailbox. */
export function openInvitation(at: PlaceSnapshot, email: string, now: number): InvitationRow | null {
  for (const id of at.invited.get(addressKey(email)) ?? []) {
    const found = at.invitations.get(id);
    if (found && isOpen(found, now)) return found;
  }
  return null;
}

/** Neither ended nor over; one that is switched off counts, because it can be switched on again. */
export function isActiveToken(token: TokenRow, now: number): boolean {
  return (
    token.revokedAt.state !== 'known' && !(token.expiresAt.state === 'known' && token.expiresAt.value <= now)
  );
}

/** How many tokens that work, or can be switched on again, this person has. */
export const activeTokensOf = ({ tokens, owned }: PlaceSnapshot, userId: string, now: number): number =>
  (owned.get(userId) ?? []).filter((id) => {
    const token = tokens.get(id);
    return token !== undefined && isActiveToken(token, now);
  }).length;

/** The member's name where it is known, else the e-mail, else the id. */
export function personName(member: MemberRow | null, email: string): string {
  if (!member) return email;
  const name = valueOr(member.name, '').trim();
  return name || member.email || email || member.userId;
}

/** The place's time zone, which providers that have one tell among the facts of its row or its details. */
export function timezoneOf(row: WorkspaceRow | null, details: DetailsRow | null): string | null {
  const facts = [...(row?.facts ?? []), ...(details?.facts ?? [])];
  const told = facts.filter(isTimezone).find(({ value }) => value.state === 'known');
  return told === undefined ? null : valueOr(told.value, null);
}

export const isTimezone = ({ label }: { label: string }) =>
  label.toLowerCase().replaceAll(/\s/g, '') === 'timezone';

/** What would go with a place, from what its details warn of; each in words ("3 running sandboxes"). */
export const resourcesOf = (details: DetailsRow | null): string[] =>
  (details?.facts ?? [])
    .filter(({ tone }) => tone === 'warn')
    .flatMap(({ label, value: fact }) => {
      if (fact.state !== 'known') return [];
      const { value } = fact;
      const isMany = Number(value) > 1;
      return [isMany ? `${value} ${label.charAt(0).toLowerCase()}${label.slice(1)}` : `${label}: ${value}`];
    });
