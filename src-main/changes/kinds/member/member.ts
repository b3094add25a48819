import type { Family } from '../kind.ts';
import { invite } from './invite.ts';
import { remove } from './remove.ts';
import { setRole } from './set-role.ts';

/** Changes to the members of a place. */
export const memberKinds: Family<'member'> = {
  'member.invite': invite,
  'member.set-role': setRole,
  'member.remove': remove,
};
