import type { Member } from '../../../src-preload/contract/members.ts';

/** What to call a person: the name, or the e-mail where the system has no name of them, or the id where it has neither. */
export const nameOf = (member: Pick<Member, 'name' | 'email' | 'userId'>) =>
  member.name.state === 'known' && member.name.value.trim() !== ''
    ? member.name.value
    : member.email === ''
      ? member.userId
      : member.email;
