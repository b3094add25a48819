/** The search term for a role, as a user would type it. */
export const roleFilter = (role: { id: string; label: string }) =>
  `role:${(/\s/.test(role.label) ? role.id : role.label).toLowerCase()}`;
