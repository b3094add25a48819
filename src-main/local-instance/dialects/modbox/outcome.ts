/** One field's problem, in the shape of the 422 answers. */
export interface FieldProblem {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

export type Refused = {
  readonly ok: false;
  readonly status: number;
  readonly detail: string | readonly FieldProblem[];
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

function refused(status: number, detail: Refused['detail']): Refused {
  return { ok: false, status, detail };
}

/** Modbox documents the 422 shape only; the others are `{"detail": "…"}` as the framework behind it words them. */
export const refuse = {
  notSignedIn: () => refused(401, 'Not authenticated'),
  badToken: () => refused(401, 'Could not validate credentials'),
  badPassword: () => refused(401, 'Incorrect username or password'),
  badRefreshToken: () => refused(401, 'Invalid or expired refresh token'),
  inactive: () => refused(403, 'This account is not active'),
  sessionNeeded: () => refused(403, 'API tokens can only be managed from a login session'),
  notMember: () => refused(403, 'You are not a member of this workspace'),
  roleNeeded: (roles: readonly string[]) => refused(403, `This needs one of the roles: ${roles.join(', ')}`),
  ownerOnly: () => refused(403, 'Only an owner may grant, change or remove the owner role'),
  ownerStays: () => refused(403, 'The owner cannot be removed'),
  lastOwner: () => refused(403, 'A workspace needs an owner: make another member an owner first'),
  workspaceNotFound: () => refused(404, 'Workspace not found'),
  memberNotFound: () => refused(404, 'Member not found'),
  tokenNotFound: () => refused(404, 'API token not found'),
  resourceNotFound: () => refused(404, 'Not found'),
  noSuchRoute: () => refused(404, 'Not Found'),
  alreadyMember: () => refused(409, 'User is already a member of this workspace'),
  invalid: (problems: readonly FieldProblem[]) => refused(422, problems),
  unexpected: () => refused(500, 'Internal Server Error'),
} as const;
