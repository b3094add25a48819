/** Where Unstructured says what it offers. */
export const sources = {
  organizations: 'docs.unstructured.io/ui/account/organizations',
  workspaces: 'docs.unstructured.io/ui/account/workspaces',
  roles: 'docs.unstructured.io/ui/account/roles',
  keys: 'docs.unstructured.io/ui/account/api-key-url',
  dataApi: 'docs.unstructured.io/api-reference/workflow/overview',
} as const;

export const contactSales =
  'Ask your Unstructured sales representative, or write to sales@unstructured.io.' as const;

/** What a personal account doesn't have, in the documents' words. */
export const personalReasons = {
  members: 'This is a personal account: nobody is added to it, changed in it or removed from it.',
  create: 'A personal account has exactly one personal workspace; no other can be made in it.',
  delete: 'A personal workspace can’t be deleted.',
} as const;
