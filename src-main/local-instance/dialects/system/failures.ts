/** How the two published generations of the handbook differ: field names, and error codes as words or as numbers. */
export type Generation = 'v1.3' | 'v2';

interface Entry {
  readonly status: number;
  /** Of v2, and of v1.3 where that has no number of its own. */
  readonly code: string;
  readonly u?: string;
  readonly message: string;
}

/**
 * Every failure of this dialect. Codes and U-codes are the handbooks' where they name one; the HTTP statuses are not
 * documented but for 401 beside `4010`, and are chosen by HTTP's own meaning.
 */
export const catalogue = {
  badToken: { status: 401, code: '4010', message: 'The access token is invalid or has expired' },
  badCredentials: { status: 401, code: 'AUTH.INVALID_CREDENTIALS', message: 'E-mail or password is wrong' },
  signInSessionNotFound: {
    status: 404,
    code: 'AUTH.SESSION_NOT_FOUND',
    message: 'This sign-in does not exist or took too long',
  },
  mfaNotSent: { status: 400, code: 'AUTH.MFA_NOT_SENT', message: 'Ask for a code first' },
  badMfaCode: { status: 401, code: 'AUTH.INVALID_MFA_CODE', message: 'The code is wrong' },
  fingerprint: {
    status: 401,
    code: 'AUTH.FINGERPRINT_MISMATCH',
    u: 'U1069',
    message: 'The client is not the one that signed in',
  },
  inactive: { status: 403, code: 'ACCOUNT.INACTIVE', message: 'This account is not active' },
  badPortalCode: {
    status: 403,
    code: 'PORTAL.INVALID_ACCESS_CODE',
    message: 'The portal access code is missing or wrong',
  },
  rateLimited: { status: 429, code: 'RATE_LIMIT.EXCEEDED', message: 'Too many requests' },
  invalid: { status: 400, code: 'VALIDATION.INVALID_PARAMETER', message: 'A parameter is invalid' },
  noSuchRoute: { status: 404, code: 'COMMON.NOT_FOUND', message: 'There is nothing at this path' },
  unexpected: { status: 500, code: 'COMMON.INTERNAL_ERROR', message: 'Something went wrong' },
  workspaceNotFound: { status: 404, code: 'WORKSPACE.NOT_FOUND', message: 'The workspace does not exist' },
  notMember: { status: 403, code: 'WORKSPACE.NOT_A_MEMBER', message: 'You are not in this workspace' },
  permissionDenied: {
    status: 403,
    code: 'WORKSPACE.PERMISSION_DENIED',
    message: 'Your role does not allow this',
  },
  notOwner: { status: 403, code: 'WORKSPACE.OWNER_ONLY', message: 'Only the owner may do this' },
  systemDefaultChange: {
    status: 409,
    code: 'WORKSPACE.SYSTEM_DEFAULT_IMMUTABLE',
    u: 'U1030',
    message: "The default workspace is the system's and cannot be changed",
  },
  systemDefaultLeave: {
    status: 409,
    code: 'WORKSPACE.SYSTEM_DEFAULT_REQUIRED',
    u: 'U1031',
    message: "The default workspace is the system's and cannot be left",
  },
  alreadyOwns: {
    status: 409,
    code: 'WORKSPACE.ALREADY_OWNS_WORKSPACE',
    u: 'U1032',
    message: 'You own a workspace already',
  },
  memberLimit: {
    status: 409,
    code: 'WORKSPACE.MEMBER_LIMIT_REACHED',
    u: 'U1033',
    message: 'The workspace has as many members as it may have',
  },
  notEligible: {
    status: 409,
    code: 'WORKSPACE.NOT_DEFAULT_ELIGIBLE',
    message: 'This workspace cannot be the default one',
  },
  ownerStays: {
    status: 409,
    code: 'CANNOT_REMOVE_OWNER',
    message: 'The owner cannot leave: transfer the ownership first',
  },
  roleNotFound: { status: 404, code: 'WORKSPACE.ROLE_NOT_FOUND', message: 'The role does not exist' },
  roleNameExists: {
    status: 409,
    code: 'WORKSPACE.ROLE_NAME_EXISTS',
    u: 'U1070',
    message: 'The workspace has a role of this name',
  },
  ownerRoleImmutable: {
    status: 409,
    code: 'WORKSPACE.OWNER_ROLE_IMMUTABLE',
    u: 'U1071',
    message: "The owner's role cannot be changed or given",
  },
  memberNotFound: {
    status: 404,
    code: 'WORKSPACE.MEMBER_NOT_FOUND',
    message: 'There is no member with that id',
  },
  invitationNotFound: {
    status: 404,
    code: 'WORKSPACE.INVITATION_NOT_FOUND',
    u: 'U1040',
    message: 'The invitation does not exist',
  },
  invitationExpired: {
    status: 409,
    code: 'WORKSPACE.INVITATION_EXPIRED',
    u: 'U1041',
    message: 'The invitation has expired',
  },
  invitationProcessed: {
    status: 409,
    code: 'WORKSPACE.INVITATION_ALREADY_PROCESSED',
    u: 'U1042',
    message: 'The invitation is no longer pending',
  },
  invitationNotYours: {
    status: 403,
    code: 'WORKSPACE.INVITATION_TOKEN_INVALID',
    u: 'U1043',
    message: 'The invitation is for another person',
  },
  alreadyPending: {
    status: 409,
    code: 'WORKSPACE.INVITATION_ALREADY_PENDING',
    u: 'U1044',
    message: 'An invitation for this address is pending already',
  },
  alreadyMember: {
    status: 409,
    code: 'WORKSPACE.ALREADY_MEMBER',
    u: 'U1045',
    message: 'This person is in the workspace already',
  },
  onlyOwnerInvites: {
    status: 403,
    code: 'WORKSPACE.ONLY_OWNER_INVITES',
    u: 'U1046',
    message: 'Only the owner may invite',
  },
  badPayload: {
    status: 400,
    code: 'SECURE_CHANNEL.INVALID_PAYLOAD',
    message: 'The payload is not encrypted as agreed',
  },
  channelNotFound: {
    status: 404,
    code: 'SECURE_CHANNEL.SESSION_NOT_FOUND',
    message: 'The secure channel does not exist or has expired',
  },
} as const satisfies Record<string, Entry>;

export type FailureName = keyof typeof catalogue;

export interface Failure {
  readonly ok: false;
  readonly name: FailureName;
  /** Problems by field, for `invalid`. */
  readonly data: Readonly<Record<string, readonly string[]>> | null;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(name: FailureName, data: Failure['data'] = null): Failure {
  return { ok: false, name, data };
}

export function failureOf(name: FailureName, generation: Generation) {
  const entry: Entry = catalogue[name];
  return {
    status: entry.status,
    code: generation === 'v1.3' ? (entry.u ?? entry.code) : entry.code,
    message: entry.message,
  };
}
