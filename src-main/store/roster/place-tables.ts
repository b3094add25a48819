/** Every table whose rows belong to a place by `workspace_pk`: what is cleared when it is gone or erased. */
export const placeTables = [
  'members',
  'member_counts',
  'tokens',
  'invitations',
  'place_roles',
  'place_details',
  'past_members',
  'past_rows',
  'known_spans',
  'roster_counts',
  'gone_places',
] as const;

/** Those of them that say who has access now. */
export const currentTables = ['members', 'member_counts', 'tokens', 'invitations', 'place_details'] as const;
