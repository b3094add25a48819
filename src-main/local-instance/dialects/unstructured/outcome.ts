/** One problem of a body or a query, as the framework behind the real service words it. */
export interface Problem {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** Every refusal is `{detail}`: a sentence, or a list of problems with status 422. */
export interface Refusal {
  readonly status: number;
  readonly detail: string | readonly Problem[];
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

type Refused = Extract<Outcome<never>, { ok: false }>;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

function refused(status: number, detail: Refusal['detail']): Refused {
  return { ok: false, refusal: { status, detail } };
}

export const refuse = {
  notSignedIn: () => refused(401, 'Not authenticated'),
  badToken: () => refused(401, 'Invalid authentication credentials'),
  expiredToken: () => refused(401, 'The session has expired'),
  blocked: () => refused(403, 'This account has been deactivated'),
  keyMissing: () => refused(401, 'API key is missing, please provide an API key in the header.'),
  keyMalformed: () => refused(401, 'API key is malformed, please type the API key correctly in the header.'),
  paymentRequired: () => refused(402, 'Payment required'),
  representativesOnly: (what: string) =>
    refused(403, `Only authorized Unstructured representatives can ${what}`),
  roleNeeded: (roles: readonly string[]) =>
    refused(403, `This needs one of these roles: ${roles.join(', ')}`),
  personalWorkspace: () =>
    refused(403, 'A personal account has exactly one personal workspace, and no other can be created in it'),
  personalMembers: () =>
    refused(403, 'Members of a personal account can be neither added, changed nor removed'),
  noSuchRoute: () => refused(404, 'Not Found'),
  organizationNotFound: () => refused(404, 'Organization not found'),
  workspaceNotFound: () => refused(404, 'Workspace not found'),
  memberNotFound: () => refused(404, 'Member not found'),
  keyNotFound: () => refused(404, 'API key not found'),
  alreadyInOrganization: () => refused(409, 'This person is already a member of the organization'),
  alreadyInWorkspace: () => refused(409, 'This person is already a member of the workspace'),
  notInOrganization: () =>
    refused(409, "The person must be a member of the workspace's organization before joining the workspace"),
  unexpected: () => refused(500, 'Internal Server Error'),
  problems: (problems: readonly Problem[]) => refused(422, problems),
  unprocessable: (detail: string) => refused(422, detail),
} as const;
