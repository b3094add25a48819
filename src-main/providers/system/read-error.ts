import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { rateLimitedError } from '../../http/failures.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { fieldProblems } from './wire.ts';
import type { Envelope } from './wire.ts';

/** The code that ends a session; nothing else does. */
export const sessionEnded = '4010';

type Kind = 'forbidden' | 'not-found' | 'conflict' | 'not-allowed' | 'server';
type Words = readonly [kind: Kind, sentence: string, nextStep: string];

const refreshInvitations = 'Refresh the invitations.';
const systemDefault = 'This is the default workspace that SYSTEM itself provides';
const invitationGone: Words = ['not-found', 'This invitation doesn’t exist (any more).', refreshInvitations];
const invitationExpired: Words = [
  'conflict',
  'This invitation has expired.',
  'Ask for a new one, or send one.',
];
const invitationProcessed: Words = [
  'conflict',
  'This invitation is not pending any more: it was accepted, declined or cancelled.',
  refreshInvitations,
];
const invitationForAnother: Words = [
  'forbidden',
  'This invitation is for another e-mail address than yours, or its link is not valid.',
  'Sign in as the person who was invited.',
];
const alreadyPending: Words = [
  'conflict',
  'This person has a pending invitation already. Nothing is wrong with their e-mail.',
  'Let them answer the one they have, or cancel it and invite again.',
];
const alreadyMember: Words = [
  'conflict',
  'This person is in the workspace already.',
  'Refresh the members; change the role instead of inviting again.',
];
const onlyOwnerInvites: Words = [
  'forbidden',
  'Only the owner of the workspace invites people here.',
  'Ask the owner to send or cancel the invitation.',
];
const fingerprint: Words = [
  'forbidden',
  'The server takes this session from the client that began it, and from no other.',
  'Sign in again with e-mail and password, or give the client hash together with the pasted token.',
];
const roleNameExists: Words = [
  'conflict',
  'The workspace has a role of this name already.',
  'Use the role that is there, or choose another name.',
];
const ownerImmutable: Words = [
  'not-allowed',
  'The owner’s role can’t be changed, taken away or given.',
  'Transfer the ownership instead.',
];
const systemDefaultChange: Words = [
  'conflict',
  `${systemDefault}: it can’t be changed.`,
  'Choose another one.',
];
const systemDefaultLeave: Words = [
  'conflict',
  `${systemDefault}: it can’t be left.`,
  'Set another default workspace if you don’t want to start in it.',
];
const memberLimit: Words = [
  'conflict',
  'The workspace has as many members as it may have.',
  'Somebody has to leave, or its limit has to be raised by whoever runs the system.',
];

/**
 * Codes of both generations in our words; v2's `WORKSPACE.` is left off, so that a code with and without it is the same. What the
 * handbooks call a limit (U1032) is, of workspaces, the one that everybody may own.
 */
const catalogue: Readonly<Record<string, Words>> = {
  'PORTAL.INVALID_ACCESS_CODE': [
    'forbidden',
    'The portal access code is not the one that this server expects. Your sign-in itself is fine.',
    'Ask whoever runs the portal for the code, then sign in again with it.',
  ],
  'AUTH.INVALID_CREDENTIALS': [
    'forbidden',
    'The e-mail or the password is wrong.',
    'Correct them, then try again.',
  ],
  'AUTH.SESSION_NOT_FOUND': [
    'conflict',
    'This sign-in took too long, or had too many wrong codes.',
    'Start it again; the code is good for five minutes.',
  ],
  'AUTH.MFA_NOT_SENT': ['conflict', 'No code was sent for this sign-in.', 'Start the sign-in again.'],
  'AUTH.INVALID_MFA_CODE': ['forbidden', 'The code is wrong.', 'Enter the newest code that you were sent.'],
  'AUTH.FINGERPRINT_MISMATCH': fingerprint,
  U1069: fingerprint,
  'ACCOUNT.INACTIVE': [
    'forbidden',
    'Your account is not active on this server.',
    'Ask whoever runs the system to activate it.',
  ],
  'COMMON.INTERNAL_ERROR': [
    'server',
    'The server had an error of its own and does not say which.',
    'Refresh to see whether it was done; if not, try again in a while.',
  ],
  NOT_FOUND: ['not-found', 'The workspace doesn’t exist (any more).', 'Refresh the list of workspaces.'],
  NOT_A_MEMBER: [
    'forbidden',
    'You are not a member of this workspace (any more).',
    'Ask its owner for an invitation.',
  ],
  PERMISSION_DENIED: [
    'forbidden',
    'Your role in this workspace does not allow this.',
    'Refresh to see your role, or ask the owner.',
  ],
  OWNER_ONLY: ['forbidden', 'Only the owner of the workspace may do this.', 'Ask the owner.'],
  ALREADY_OWNS_WORKSPACE: [
    'conflict',
    'You own a workspace already, and SYSTEM lets nobody create a second one.',
    'Ask the owner of another workspace for an invitation, or use the one that you own.',
  ],
  U1032: [
    'conflict',
    'You own as many workspaces as SYSTEM lets anybody create, which is one.',
    'Ask the owner of another workspace for an invitation, or use the one that you own.',
  ],
  SYSTEM_DEFAULT_IMMUTABLE: systemDefaultChange,
  U1030: systemDefaultChange,
  SYSTEM_DEFAULT_REQUIRED: systemDefaultLeave,
  U1031: systemDefaultLeave,
  MEMBER_LIMIT_REACHED: memberLimit,
  U1033: memberLimit,
  NOT_DEFAULT_ELIGIBLE: [
    'conflict',
    'This workspace can’t be the default one.',
    'Choose one that can be entered and is not a sandbox.',
  ],
  CANNOT_REMOVE_OWNER: [
    'conflict',
    'The owner can’t leave the workspace.',
    'Transfer the ownership to somebody else first.',
  ],
  ROLE_NOT_FOUND: ['not-found', 'This role doesn’t exist (any more).', 'Refresh the roles.'],
  ROLE_NAME_EXISTS: roleNameExists,
  U1070: roleNameExists,
  OWNER_ROLE_IMMUTABLE: ownerImmutable,
  U1071: ownerImmutable,
  MEMBER_NOT_FOUND: [
    'not-found',
    'This person is not a member of the workspace (any more).',
    'Refresh the members.',
  ],
  INVITATION_NOT_FOUND: invitationGone,
  U1040: invitationGone,
  INVITATION_EXPIRED: invitationExpired,
  U1041: invitationExpired,
  INVITATION_ALREADY_PROCESSED: invitationProcessed,
  U1042: invitationProcessed,
  INVITATION_TOKEN_INVALID: invitationForAnother,
  U1043: invitationForAnother,
  INVITATION_ALREADY_PENDING: alreadyPending,
  U1044: alreadyPending,
  ALREADY_MEMBER: alreadyMember,
  U1045: alreadyMember,
  ONLY_OWNER_INVITES: onlyOwnerInvites,
  U1046: onlyOwnerInvites,
};

export interface RefusalContext {
  address: string;
  /** The request went over the secure channel. */
  sealed: boolean;
  /** What to say where the server has nothing at this path; null: the general words. */
  missing: AppError | null;
}

const absentStatuses = new Set([404, 405, 501]);

/** A failure in SYSTEM's own envelope in words. Only the code decides: the message follows the locale. */
export function refusalError(refusal: Envelope, status: number, context: RefusalContext): AppError {
  const { code } = refusal;
  const message = refusal.message ?? '';
  const detail = `HTTP ${status} ${shown(code, 60)}: ${shown(message)}`;
  if (code === sessionEnded) {
    return signedOutError(
      'Your sign-in has expired or is not valid any more. Nothing is wrong with the workspace.',
      detail,
    );
  }
  if (code === 'VALIDATION.INVALID_PARAMETER') return invalidParameter(refusal, context.address, detail);
  if (code === 'RATE_LIMIT.EXCEEDED') return rateLimitedError(context.address, null);
  if (code.startsWith('SECURE_CHANNEL.')) return channelError(code, detail, context.sealed);
  const words = catalogue[code.replace(/^WORKSPACE\./, '')];
  if (words !== undefined) return plainError(...words, detail);
  if (code === 'COMMON.NOT_FOUND' || absentStatuses.has(status)) {
    return { ...(context.missing ?? noSuchPath(context.address)), detail };
  }
  return ownStatusError(
    { status, headers: {}, json: undefined, text: '' },
    context.address,
    `${code}: ${message}`,
  );
}

const noSuchPath = (address: string): AppError =>
  plainError(
    'not-implemented',
    `${hostOf(address)} has nothing at the path that this connection uses for it.`,
    'Compare the paths in the connection’s settings with those of your portal.',
  );

export const isChannelLost = (code: string | null): boolean =>
  code !== null && /^SECURE_CHANNEL\.SESSION_(NOT_FOUND|EXPIRED)$/.test(code);

function channelError(code: string, detail: string, sealed: boolean): AppError {
  if (!sealed) {
    return plainError(
      'not-allowed',
      'This server takes changes over its secure channel only.',
      'Switch on “Secure channel” in the connection’s settings, then try again.',
      detail,
    );
  }
  return isChannelLost(code)
    ? plainError(
        'not-allowed',
        'The server ended the secure channel, and a new one right after it too. Nothing was changed.',
        'Try again in a while; if it stays so, ask whoever runs the gateway.',
        detail,
      )
    : plainError(
        'not-allowed',
        'The server could not read the encrypted request: it was changed on the way, or the keys don’t fit. Nothing was changed.',
        'Try again; if it stays so, ask whoever runs the gateway which version of the secure channel it speaks.',
        detail,
      );
}

/** The wire's field names in ours, with words for a sentence. */
const fields: Readonly<Record<string, readonly [path: string, words: string]>> = {
  workspaceName: ['name', 'name'],
  workspaceTimezone: ['timezone', 'time zone'],
  inviteeEmail: ['email', 'e-mail address'],
  message: ['message', 'message'],
  expirationDays: ['days', 'number of days'],
  roleName: ['name', 'name of the role'],
  description: ['description', 'description'],
  permissionCodes: ['permissions', 'permissions'],
  accountId: ['userId', 'member'],
  newOwnerId: ['userId', 'new owner'],
  workspaceRoleBizId: ['role', 'role'],
  invitationBizId: ['invitationId', 'invitation'],
  reason: ['reason', 'reason'],
  email: ['email', 'e-mail address'],
  password: ['password', 'password'],
  code: ['code', 'code'],
  refreshToken: ['refreshToken', 'refresh token'],
};

function invalidParameter(refusal: Envelope, address: string, detail: string): AppError {
  const read = fieldProblems.safeParse(refusal.data);
  const problems = read.success ? Object.entries(read.data) : [];
  const reported = problems.map(([field, messages]) => {
    const [path, words] = fields[field] ?? [field, shown(field, 60)];
    return { path, words, message: shown([messages].flat().join(', ')) };
  });
  const sentence =
    reported.length === 0
      ? `${hostOf(address)} does not accept this: ${shown(refusal.message ?? refusal.code)}.`
      : `${hostOf(address)} does not accept the ${reported.map(({ words, message }) => `${words}: ${message}`).join('; the ')}.`;
  const paths: FieldProblem[] = reported.map(({ path, message }) => ({ path, message }));
  return { ...invalidError(sentence, 'Change it and try again.', paths), detail };
}
