import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { labelOf } from './roles.ts';
import { authError, bareError, publicError } from './wire.ts';
import { commonText } from '../text.ts';
import { systemInitiativeText } from './text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

/** Reads a failed answer of either API; null where it is in none of System Initiative's error shapes. */
export function readSystemInitiativeError(address: string): (answer: HttpAnswer) => AppError | null {
  return (answer) => {
    const own = authError.safeParse(answer.json);
    if (own.success) return readKind(answer, address, own.data.kind, own.data.message);
    const publicBody = publicError.safeParse(answer.json);
    if (publicBody.success) return readPublic(answer, address, publicBody.data.message);
    const bare = bareError.safeParse(answer.json);
    // Only these two statuses come in so plain a shape; anything else may come from a gateway in between.
    if (bare.success && answer.status === 409) return readBareConflict(bare.data.error);
    if (bare.success && answer.status === 404) {
      const detail = `HTTP 404: ${shown(bare.data.error)}`;
      return /not found in workspace/i.test(bare.data.error)
        ? plainError('not-found', commonText.notAMember, systemInitiativeText.emailMustMatch, detail)
        : plainError('not-found', systemInitiativeText.notFound, commonText.maybeRemoved, detail);
    }
    return null;
  };
}

/**
 * 409 has many causes, and the server's text is all there is to tell them apart: a member's row that is there already, an e-mail that
 * several accounts have, or a fault of its own (as for a quarantined or suspended account).
 */
function readBareConflict(text: string): AppError {
  // A database error comes with lines of the server's source; what it is about stands in the last one.
  const detail = `HTTP 409: ${shown(text.trim().split('\n').at(-1) ?? text)}`;
  if (/unique constraint failed[^\n]*user_id[^\n]*workspace_id/i.test(text))
    return plainError('conflict', commonText.alreadyMember, systemInitiativeText.changeRoleInstead, detail);
  if (/multiple users found/i.test(text))
    return plainError(
      'conflict',
      systemInitiativeText.severalAccounts,
      systemInitiativeText.useAnotherEmail,
      detail,
    );
  return plainError(
    'conflict',
    systemInitiativeText.refusedConflict,
    systemInitiativeText.checkAccount,
    detail,
  );
}

const endedSessions: Readonly<Record<string, string>> = {
  // The server has no kind of its own for an expired token.
  AuthTokenCorrupt: systemInitiativeText.sessionExpired,
  AuthTokenInvalid: systemInitiativeText.sessionInvalid,
  AuthTokenRevoked: systemInitiativeText.tokenRevoked,
  AuthUserMissing: systemInitiativeText.accountGone,
  AuthWorkspaceMissing: systemInitiativeText.tokenWorkspaceGone,
};

function readKind(answer: HttpAnswer, address: string, kind: string, message: string): AppError {
  const host = hostOf(address);
  const detail = `HTTP ${answer.status} ${shown(kind, 60)}: ${shown(message)}`;
  if (answer.status === 401) return readUnauthorized(kind, message, detail);
  switch (kind) {
    case 'ValidationError': {
      const [, path, reason = 'not accepted'] = /^Invalid `([^`]+)` - (.*)$/s.exec(message) ?? [];
      const fields: FieldProblem[] =
        path === undefined ? [] : [{ path: fieldOf(path), message: shown(reason) }];
      const sentence =
        path === undefined
          ? shown(message)
          : systemInitiativeText.fieldRejected(host, nameOf(path), shown(reason));
      return { ...invalidError(sentence, commonText.correctAndRetry, fields), detail };
    }
    case 'LocalAuthDisabled':
      return plainError(
        'not-allowed',
        systemInitiativeText.localSignInDisabled(host),
        systemInitiativeText.signInOtherwise,
        detail,
      );
    case 'NoMatchingURL':
      return plainError(
        'not-implemented',
        commonText.notSupportedByServer(host),
        systemInitiativeText.otherVersion,
        detail,
      );
    case 'Forbidden': {
      const named = /following roles[^:]*: ([A-Z, ]+)$/.exec(message)?.[1];
      const who = named
        ?.split(', ')
        .map((role) => `${labelOf(role)}s`)
        .join(' and ');
      return plainError(
        'forbidden',
        who === undefined ? commonText.notWorkspaceMember : commonText.onlyRolesCan(who),
        commonText.refreshRole,
        detail,
      );
    }
    case 'InternalServerError':
      return plainError('server', commonText.serverError(host), commonText.checkThenRetry, detail);
    default:
      return ownStatusError(answer, address, message);
  }
}

/** 401 means several things here, and only some of them end the session. */
function readUnauthorized(kind: string, message: string, detail: string): AppError {
  const ended = ownValue(endedSessions, kind);
  if (ended !== undefined) return signedOutError(ended, detail);
  if (kind === 'AutomationToken') {
    return plainError(
      'not-allowed',
      systemInitiativeText.automationToken,
      systemInitiativeText.signInAsPerson,
      detail,
    );
  }
  if (/not logged in/i.test(message)) return signedOutError(systemInitiativeText.notSignedIn, detail);
  if (/quarantined|suspended/i.test(message)) {
    return accountBlockedError(/suspended/i.test(message) ? 'suspended' : 'quarantined', detail);
  }
  if (/verify your email/i.test(message)) {
    return plainError(
      'forbidden',
      systemInitiativeText.verifyEmail,
      systemInitiativeText.followEmail,
      detail,
    );
  }
  return plainError(
    'forbidden',
    systemInitiativeText.notAllowed(shown(message)),
    systemInitiativeText.otherWorkspace,
    detail,
  );
}

/** The sign-in itself stays valid: the token works again once the account is released. */
export const accountBlockedError = (state: 'quarantined' | 'suspended', detail: string | null): AppError =>
  plainError(
    'forbidden',
    systemInitiativeText.accountBlocked(state),
    systemInitiativeText.contactSupport,
    detail,
  );

function readPublic(answer: HttpAnswer, address: string, message: string): AppError {
  const detail = `HTTP ${answer.status}: ${shown(message)}`;
  if (answer.status === 401) {
    return /workspace token is needed/i.test(message)
      ? plainError(
          'not-allowed',
          systemInitiativeText.workspaceTokenNeeded,
          systemInitiativeText.createApiToken,
          detail,
        )
      : signedOutError(systemInitiativeText.publicTokenRejected, detail);
  }
  const named = /following roles[^:]*: ([A-Z, ]+)$/.exec(message)?.[1];
  if (answer.status === 403 && named !== undefined) {
    return readKind(answer, address, 'Forbidden', message);
  }
  return ownStatusError(answer, address, message);
}

/** The wire's field names in ours. */
function fieldOf(path: string): string {
  switch (path) {
    case 'displayName':
      return 'name';
    case 'instanceUrl':
      return 'url';
    case 'expiration':
      return 'expiry';
    default:
      return path;
  }
}

function nameOf(path: string): string {
  const field = fieldOf(path);
  return field === 'url' ? 'instance URL' : field === 'email' ? 'e-mail address' : field;
}
