/** Where Unstructured says what it offers. */
export const sources = {
  organizations: 'docs.unstructured.io/ui/account/organizations',
  workspaces: 'docs.unstructured.io/ui/account/workspaces',
  roles: 'docs.unstructured.io/ui/account/roles',
  keys: 'docs.unstructured.io/ui/account/api-key-url',
  dataApi: 'docs.unstructured.io/api-reference/workflow/overview',
} as const;

/** What a personal account doesn't have, as documented. */
export const personalReasons = {
  members: 'This is a personal account, so its members can’t be added, changed or removed.',
  create: 'A personal account has exactly one personal workspace. You can’t create another in it.',
  delete: 'A personal workspace can’t be deleted.',
} as const;
