import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { rateLimitedError } from '../../http/failures.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { fieldProblems } from './wire.ts';
import type { Envelope } from './wire.ts';
import { systemText } from './text.ts';
import { commonText } from '../text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

/** The code that ends a session; nothing else does. */
export const sessionEnded = '4010';

type Kind = 'forbidden' | 'not-found' | 'conflict' | 'not-allowed' | 'server';
type ErrorText = readonly [kind: Kind, sentence: string, nextStep: string];

const refreshInvitations = systemText.refreshInvitations;
const systemDefault = 'This is the default workspace that SYSTEM itself provides';
const invitationGone: ErrorText = ['not-found', systemText.invitationGone, refreshInvitations];
const invitationExpired: ErrorText = ['conflict', systemText.invitationExpired, systemText.askOrSendNew];
const invitationProcessed: ErrorText = ['conflict', systemText.invitationProcessed, refreshInvitations];
const invitationForAnother: ErrorText = [
  'forbidden',
  systemText.invitationForAnother,
  systemText.signInAsInvited,
];
const alreadyPending: ErrorText = ['conflict', systemText.alreadyPending, systemText.waitOrCancel];
const alreadyMember: ErrorText = ['conflict', commonText.alreadyMember, systemText.changeRoleInstead];
const onlyOwnerInvites: ErrorText = ['forbidden', systemText.onlyOwnerInvites, systemText.askOwnerToInvite];
const fingerprint: ErrorText = ['forbidden', systemText.otherClient, systemText.signInOrClientHash];
const roleNameExists: ErrorText = ['conflict', systemText.roleNameTaken, systemText.useOrRename];
const ownerImmutable: ErrorText = ['not-allowed', systemText.ownerImmutable, systemText.transferInstead];
const systemDefaultChange: ErrorText = [
  'conflict',
  systemText.systemDefaultChange(systemDefault),
  systemText.chooseAnother,
];
const systemDefaultLeave: ErrorText = [
  'conflict',
  systemText.systemDefaultLeave(systemDefault),
  systemText.setOtherDefault,
];
const memberLimit: ErrorText = ['conflict', systemText.memberLimit, systemText.freeOrRaise];

/**
 * Codes of both generations in our words; v2's `WORKSPACE.` is left off, so that a code with and without it is the same. What the
 * handbooks call a limit (U1032) is, of workspaces, the one that everybody may own.
 */
const catalogue: Readonly<Record<string, ErrorText>> = {
  'PORTAL.INVALID_ACCESS_CODE': ['forbidden', systemText.portalCodeWrong, systemText.askForCode],
  'AUTH.INVALID_CREDENTIALS': ['forbidden', systemText.wrongPassword, commonText.correctBoth],
  'AUTH.SESSION_NOT_FOUND': ['conflict', systemText.signInTimedOut, systemText.startAgainFiveMinutes],
  'AUTH.MFA_NOT_SENT': ['conflict', systemText.noCodeSent, systemText.startSignInAgain],
  'AUTH.INVALID_MFA_CODE': ['forbidden', systemText.wrongCode, systemText.enterNewestCode],
  'AUTH.FINGERPRINT_MISMATCH': fingerprint,
  U1069: fingerprint,
  'ACCOUNT.INACTIVE': ['forbidden', systemText.inactive, systemText.askToActivate],
  'COMMON.INTERNAL_ERROR': ['server', systemText.serverError, commonText.checkThenRetry],
  NOT_FOUND: ['not-found', commonText.workspaceGone, commonText.refreshWorkspaces],
  NOT_A_MEMBER: ['forbidden', systemText.noLongerMember, systemText.askForInvitation],
  PERMISSION_DENIED: ['forbidden', commonText.roleDoesNotAllow, systemText.refreshRole],
  OWNER_ONLY: ['forbidden', systemText.ownerOnly, systemText.askOwner],
  ALREADY_OWNS_WORKSPACE: ['conflict', systemText.ownsOne, systemText.joinOrUseOwn],
  U1032: ['conflict', systemText.ownsMost, systemText.joinOrUseOwn],
  SYSTEM_DEFAULT_IMMUTABLE: systemDefaultChange,
  U1030: systemDefaultChange,
  SYSTEM_DEFAULT_REQUIRED: systemDefaultLeave,
  U1031: systemDefaultLeave,
  MEMBER_LIMIT_REACHED: memberLimit,
  U1033: memberLimit,
  NOT_DEFAULT_ELIGIBLE: ['conflict', systemText.notDefaultEligible, systemText.chooseEligible],
  CANNOT_REMOVE_OWNER: ['conflict', systemText.ownerCannotLeave, systemText.transferFirst],
  ROLE_NOT_FOUND: ['not-found', systemText.roleGone, systemText.refreshRoles],
  ROLE_NAME_EXISTS: roleNameExists,
  U1070: roleNameExists,
  OWNER_ROLE_IMMUTABLE: ownerImmutable,
  U1071: ownerImmutable,
  MEMBER_NOT_FOUND: ['not-found', systemText.memberGone, commonText.refreshMembers],
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
    return signedOutError(systemText.sessionEnded, detail);
  }
  if (code === 'VALIDATION.INVALID_PARAMETER') return invalidParameter(refusal, context.address, detail);
  if (code === 'RATE_LIMIT.EXCEEDED') return rateLimitedError(context.address, null);
  if (code.startsWith('SECURE_CHANNEL.')) return channelError(code, detail, context.sealed);
  const label = ownValue(catalogue, code.replace(/^WORKSPACE\./, ''));
  if (label !== undefined) return plainError(...label, detail);
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
  plainError('not-implemented', systemText.nothingAtPath(hostOf(address)), systemText.comparePaths);

export const isChannelLost = (code: string | null): boolean =>
  code !== null && /^SECURE_CHANNEL\.SESSION_(NOT_FOUND|EXPIRED)$/.test(code);

function channelError(code: string, detail: string, sealed: boolean): AppError {
  if (!sealed) {
    return plainError('not-allowed', systemText.secureChannelOnly, systemText.turnOnSecureChannel, detail);
  }
  return isChannelLost(code)
    ? plainError('not-allowed', systemText.channelLost, systemText.retryOrContactGateway, detail)
    : plainError('not-allowed', systemText.channelUnreadable, systemText.retryOrAskVersion, detail);
}

/** The wire's field names in ours, with words for a sentence. */
const fields: Readonly<Record<string, readonly [path: string, label: string]>> = {
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
    const [path, label] = ownValue(fields, field) ?? [field, shown(field, 60)];
    return { path, label, message: shown([messages].flat().join(', ')) };
  });
  const sentence =
    reported.length === 0
      ? systemText.rejected(hostOf(address), shown(refusal.message ?? refusal.code))
      : systemText.fieldsRejected(
          hostOf(address),
          reported.map(({ label, message }) => `${label}: ${message}`).join('; the '),
        );
  const paths: FieldProblem[] = reported.map(({ path, message }) => ({ path, message }));
  return { ...invalidError(sentence, commonText.correctAndRetry, paths), detail };
}
