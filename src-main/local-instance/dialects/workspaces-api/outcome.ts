/**
 * A refusal in one of the two shapes of the documents: `coded` is `{error: {code, message, details, timestamp}}` with
 * an upper-case code, `plain` is `{success: false, error: {code, message}}` with a lower-case one.
 */
export interface Refusal {
  readonly status: number;
  readonly shape: 'coded' | 'plain';
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

type Refused = Extract<Outcome<never>, { ok: false }>;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

function coded(status: number, code: string, message: string, details: Refusal['details'] = {}): Refused {
  return { ok: false, refusal: { status, shape: 'coded', code, message, details } };
}

function plain(status: number, code: string, message: string): Refused {
  return { ok: false, refusal: { status, shape: 'plain', code, message, details: {} } };
}

export const refuse = {
  notSignedIn: () => coded(401, 'AUTH_REQUIRED', 'Authentication is required'),
  badToken: () => coded(401, 'AUTH_INVALID', 'The token is invalid'),
  badLogin: () => coded(401, 'AUTH_INVALID', 'Invalid username or password'),
  expiredToken: () => coded(401, 'AUTH_EXPIRED', 'The token has expired'),
  blocked: () => coded(403, 'PERMISSION_DENIED', 'This account has been deactivated'),
  adminNeeded: () => coded(403, 'PERMISSION_DENIED', 'This needs the role Admin in the organization'),
  notInOrganization: () => coded(403, 'PERMISSION_DENIED', 'You are not a member of this organization'),
  scopeNeeded: (scope: string) => coded(403, 'PERMISSION_DENIED', `The token lacks the scope "${scope}"`),
  /** The organization endpoints have their own word for it. */
  organizationAccessDenied: () =>
    plain(403, 'organization_access_denied', 'You do not have access to this organization'),
  tokenCreationFailed: (message: string) => plain(400, 'token_creation_failed', message),
  invalid: (field: string, reason: string) =>
    coded(400, 'VALIDATION_ERROR', 'The request is invalid', { field, reason }),
  notFound: (what: string) => coded(404, 'RESOURCE_NOT_FOUND', `${what} not found`),
  conflict: (message: string, field: string) =>
    coded(409, 'CONFLICT', message, { field, reason: 'already exists' }),
  rateLimited: () => coded(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'),
  unexpected: () => coded(500, 'INTERNAL_ERROR', 'An internal error occurred'),
  notImplemented: () => plain(501, 'not_implemented', 'This endpoint is not implemented'),
} as const;

/** The body of a refusal. */
export function refusalOnWire({ shape, code, message, details }: Refusal, now: number) {
  return shape === 'coded'
    ? { error: { code, message, details, timestamp: new Date(now).toISOString() } }
    : { success: false, error: { code, message } };
}
