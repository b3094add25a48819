import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { rateLimitedError } from '../../http/failures.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { errorAnswer } from './wire.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

/** The code of an answer in one of the two documented shapes, in upper case; null for other answers. */
export function codeOf(answer: HttpAnswer): string | null {
  const read = errorAnswer.safeParse(answer.json);
  return read.success ? read.data.error.code.toUpperCase() : null;
}

/** Reads a failed answer; null where it is in neither of the documented error shapes. */
export function readWorkspacesApiError(address: string): (answer: HttpAnswer) => AppError | null {
  const host = hostOf(address);
  return (answer) => {
    const read = errorAnswer.safeParse(answer.json);
    if (!read.success) return null;
    const { code, message, details } = read.data.error;
    const detail = `HTTP ${answer.status} ${shown(code, 60)}: ${shown(message)}`;
    const reason = message === '' ? '' : `: ${withoutStop(shown(message))}`;
    switch (code.toUpperCase()) {
      case 'AUTH_REQUIRED':
        return unauthorised(answer, workspacesApiText.notSignedIn(host), detail);
      case 'AUTH_INVALID':
        return unauthorised(answer, workspacesApiText.signInRejected(host), detail);
      case 'AUTH_EXPIRED':
        return unauthorised(answer, workspacesApiText.signInExpired(host), detail);
      case 'PERMISSION_DENIED':
        return plainError(
          'forbidden',
          workspacesApiText.notAllowed(host, reason),
          workspacesApiText.refreshRoleOrAskAdmin,
          detail,
        );
      case 'ORGANIZATION_ACCESS_DENIED':
        return plainError(
          'forbidden',
          workspacesApiText.organizationDenied(host),
          workspacesApiText.askForInvitation,
          detail,
        );
      case 'VALIDATION_ERROR':
        return { ...readValidation(host, message, details?.field, details?.reason), detail };
      case 'TOKEN_CREATION_FAILED':
        return { ...readTokenRefusal(host, message), detail };
      case 'RESOURCE_NOT_FOUND':
        return plainError(
          'not-found',
          workspacesApiText.notFound(host, reason),
          workspacesApiText.maybeDeleted,
          detail,
        );
      case 'CONFLICT':
        // The code says only that it conflicts; what with, its own words say.
        if (!/exist|already|taken|duplicate|unique|of this name/i.test(message))
          return plainError('conflict', commonText.conflicts(host), commonText.refreshAndCheck, detail);
        return plainError(
          'conflict',
          workspacesApiText.alreadyExists(host, reason),
          workspacesApiText.refreshOrRename,
          detail,
        );
      case 'RATE_LIMIT_EXCEEDED':
        return rateLimitedError(address, null);
      case 'INTERNAL_ERROR':
        return plainError('server', commonText.serverError(host), commonText.checkThenRetry, detail);
      case 'SERVICE_UNAVAILABLE':
        return plainError(
          'server',
          workspacesApiText.unavailable(host),
          workspacesApiText.maintenance,
          detail,
        );
      default:
        return answer.status === 501 || answer.status === 405
          ? notBuilt(host, 'this', `HTTP ${answer.status}`)
          : ownStatusError(answer, address, message);
    }
  };
}

/** `what`: "the settings of workspaces". The documents say that such routes may be stubs. */
export function notBuilt(host: string, what: string, detail: string): AppError {
  return plainError(
    'not-implemented',
    workspacesApiText.notImplemented(host, what),
    workspacesApiText.stubRoute,
    detail,
  );
}

/** Only the status that goes with these codes ends a session. */
function unauthorised(answer: HttpAnswer, sentence: string, detail: string): AppError {
  return answer.status === 401
    ? signedOutError(sentence, detail)
    : plainError('forbidden', sentence, workspacesApiText.retryOrSignIn, detail);
}

/** The wire's field names in ours, with the words for them. */
const fields: Readonly<Record<string, readonly [path: string, label: string]>> = {
  name: ['name', 'name'],
  email: ['email', 'e-mail address'],
  role_id: ['role', 'role'],
  user_id: ['userId', 'person'],
  organization_id: ['organization', 'organization'],
  settings: ['settings', 'settings'],
  scopes: ['scopes', 'scopes'],
  expires_in_days: ['expiry', 'expiry'],
  username: ['username', 'user name'],
  password: ['password', 'password'],
  copy_members: ['copyMembers', 'choice to copy members'],
  copy_settings: ['copySettings', 'choice to copy settings'],
};

function readValidation(
  host: string,
  message: string,
  field: string | undefined,
  reason: string | undefined,
): AppError {
  if (field === undefined || field === '') {
    const label = message === '' ? '' : `: ${withoutStop(shown(message))}`;
    return invalidError(workspacesApiText.rejected(host, label), commonText.correctAndRetry);
  }
  const label = shown(reason ?? (message === '' ? 'not accepted' : message));
  // `settings.default_role_id` and `workspaces.3.name` belong to the field that holds them.
  const [first = field, ...rest] = field.split('.');
  const [path, name] = ownValue(fields, first) ?? [field, shown(field, 60)];
  const within = rest.length === 0 ? '' : ` (${shown(rest.join('.'), 60)})`;
  const problem: FieldProblem = { path, message: `${withoutStop(label)}${within}` };
  return invalidError(
    workspacesApiText.fieldRejected(host, name, within, withoutStop(label)),
    commonText.correctAndRetry,
    [problem],
  );
}

/** This code has no details: the message begins with the field. */
function readTokenRefusal(host: string, message: string): AppError {
  const [, field, reason] = /^(name|scopes|expires_in_days)\b[\s:.\d]*(.*)$/s.exec(message) ?? [];
  if (field !== undefined) return readValidation(host, message, field, reason);
  const label = message === '' ? '' : `: ${withoutStop(shown(message))}`;
  return invalidError(workspacesApiText.tokenRejected(host, label), workspacesApiText.correctToken);
}

const withoutStop = (text: string) => text.replace(/\.\s*$/, '');
