/** The word that filters by a role, as a person would write it. */
export const roleFilter = (role: { id: string; label: string }) =>
  `role:${(/\s/.test(role.label) ? role.id : role.label).toLowerCase()}`;
