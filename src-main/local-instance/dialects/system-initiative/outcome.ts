/** A refusal as the auth API words it. `body` is `{kind, message}` but for the two routes that answer `{error}`. */
export interface Refusal {
  readonly status: number;
  readonly body: { readonly kind: string; readonly message: string } | { readonly error: string };
  /** The real server wipes its browser cookie with every refusal that blames the token itself. */
  readonly clearCookie: boolean;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

type Refused = Extract<Outcome<never>, { ok: false }>;

function refused(status: number, body: Refusal['body'], clearCookie = false): Refused {
  return { ok: false, refusal: { status, body, clearCookie } };
}

/** The refusals of the auth API, word for word as recorded from it. */
export const refuse = {
  notSignedIn: () => refused(401, { kind: 'Unauthorized', message: 'You are not logged in' }),
  quarantined: (userId: string) =>
    refused(401, {
      kind: 'Unauthorized',
      message: `This account (ID ${userId}) is quarantined. Contact SI support`,
    }),
  unverified: () => refused(401, { kind: 'Unauthorized', message: 'You must verify your email' }),
  corruptToken: () => refused(401, { kind: 'AuthTokenCorrupt', message: 'Invalid auth token' }, true),
  unknownUser: () => refused(401, { kind: 'AuthUserMissing', message: 'Cannot find user data' }, true),
  revokedToken: () =>
    refused(401, { kind: 'AuthTokenRevoked', message: 'Auth token has been revoked' }, true),
  unknownTokenWorkspace: () =>
    refused(401, { kind: 'AuthWorkspaceMissing', message: 'Cannot find workspace data' }, true),
  automationToken: () =>
    refused(401, { kind: 'AutomationToken', message: 'Automation tokens may not access the auth api' }, true),
  foreignToken: () =>
    refused(401, { kind: 'Unauthorized', message: 'AuthToken does not belong to workspace' }),
  notMember: () => refused(403, { kind: 'Forbidden', message: 'You are not member of this workspace' }),
  roleNeeded: (roles: readonly string[]) =>
    refused(403, {
      kind: 'Forbidden',
      message: `You must be one of the following roles to interact with this workspace: ${roles.join(', ')}`,
    }),
  localLoginOff: () => refused(403, { kind: 'LocalAuthDisabled', message: 'Local auth mode is not enabled' }),
  invalid: (field: string, problem: string) =>
    refused(400, { kind: 'ValidationError', message: `Invalid \`${field}\` - ${problem}` }),
  badRequest: (message: string) => refused(400, { kind: 'BadRequest', message }),
  workspaceNotFound: () => refused(404, { kind: 'NotFound', message: 'Workspace not found' }),
  tokenNotFound: () => refused(404, { kind: 'NotFound', message: 'AuthToken not found' }),
  noSuchRoute: () => refused(404, { kind: 'NoMatchingURL', message: 'No matching URL found' }),
  badNonce: () => refused(409, { kind: 'Conflict', message: 'Invalid or expired nonce' }),
  /** What the real server says whenever it did not expect something, also where the caller is to blame. */
  unexpected: () =>
    refused(500, {
      kind: 'InternalServerError',
      message:
        'An unexpected error occurred - please try again or contact customer service at support@systeminit.com',
    }),
  /** The database error of the real server, which it hands through as it is. */
  alreadyMember: () =>
    refused(409, {
      error:
        '\nInvalid `prisma.workspaceMembers.create()` invocation in\nservices/workspaces.service.ts:227:40\n\n' +
        '  224   });\n  225 }\n  226 \n→ 227 return await prisma.workspaceMembers.create(\n' +
        'Unique constraint failed on the fields: (`user_id`, `workspace_id`)',
    }),
  ambiguousEmail: (email: string) => refused(409, { error: `Multiple users found for ${email}` }),
  /** Neither account can be invited, and the real server fails over it before it can say so. */
  notInvitable: () => refused(409, { error: "Cannot read properties of undefined (reading 'id')" }),
  memberNotFound: () => refused(404, { error: 'User not found in workspace' }),
} as const;
