import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import { rateLimitedError } from '../../http/failures.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { errorAnswer } from './wire.ts';

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
    const said = message === '' ? '' : `: ${withoutStop(shown(message))}`;
    switch (code.toUpperCase()) {
      case 'AUTH_REQUIRED':
        return unauthorised(answer, `You are not signed in to ${host}.`, detail);
      case 'AUTH_INVALID':
        return unauthorised(answer, `${host} does not accept your sign-in or token (any more).`, detail);
      case 'AUTH_EXPIRED':
        return unauthorised(answer, `Your sign-in to ${host} has expired.`, detail);
      case 'PERMISSION_DENIED':
        return plainError(
          'forbidden',
          `${host} does not allow this${said}.`,
          'Refresh to see your role in the organization, or ask one of its Admins.',
          detail,
        );
      case 'ORGANIZATION_ACCESS_DENIED':
        return plainError(
          'forbidden',
          `${host} does not let you into this organization: you are not a member, or your token belongs to another one.`,
          'Refresh; ask an Admin of the organization to invite you.',
          detail,
        );
      case 'VALIDATION_ERROR':
        return { ...readValidation(host, message, details?.field, details?.reason), detail };
      case 'TOKEN_CREATION_FAILED':
        return { ...readTokenRefusal(host, message), detail };
      case 'RESOURCE_NOT_FOUND':
        return plainError(
          'not-found',
          `${host} does not know this (any more)${said}.`,
          'Refresh; it may have been deleted, or moved out of your reach.',
          detail,
        );
      case 'CONFLICT':
        return plainError(
          'conflict',
          `${host} says that this is there already${said}.`,
          'Refresh and look; choose another name, or keep what is there.',
          detail,
        );
      case 'RATE_LIMIT_EXCEEDED':
        return rateLimitedError(address, null);
      case 'INTERNAL_ERROR':
        return plainError(
          'server',
          `${host} had an error of its own and does not say which.`,
          'Refresh to see whether it was done; if not, try again in a while.',
          detail,
        );
      case 'SERVICE_UNAVAILABLE':
        return plainError(
          'server',
          `${host} is not available at the moment.`,
          'It may be under maintenance: try again in a while.',
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
    `${host} has not built ${what}.`,
    'Its documents list the route as a stub. Ask whoever runs the server when it comes.',
    detail,
  );
}

/** Only the status that goes with these codes ends a session. */
function unauthorised(answer: HttpAnswer, sentence: string, detail: string): AppError {
  return answer.status === 401
    ? signedOutError(sentence, detail)
    : plainError('forbidden', sentence, 'Try again; sign in again if it stays so.', detail);
}

/** The wire's field names in ours, with the words for them. */
const fields: Readonly<Record<string, readonly [path: string, words: string]>> = {
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
    const words = message === '' ? '' : `: ${withoutStop(shown(message))}`;
    return invalidError(`${host} did not accept this${words}.`, 'Change it and try again.');
  }
  const words = shown(reason ?? (message === '' ? 'not accepted' : message));
  // `settings.default_role_id` and `workspaces.3.name` belong to the field that holds them.
  const [first = field, ...rest] = field.split('.');
  const [path, name] = fields[first] ?? [field, shown(field, 60)];
  const within = rest.length === 0 ? '' : ` (${shown(rest.join('.'), 60)})`;
  const problem: FieldProblem = { path, message: `${withoutStop(words)}${within}` };
  return invalidError(
    `${host} refuses the ${name}${within}: ${withoutStop(words)}.`,
    'Change it and try again.',
    [problem],
  );
}

/** This code has no details: the message begins with the field. */
function readTokenRefusal(host: string, message: string): AppError {
  const [, field, reason] = /^(name|scopes|expires_in_days)\b[\s:.\d]*(.*)$/s.exec(message) ?? [];
  if (field !== undefined) return readValidation(host, message, field, reason);
  const words = message === '' ? '' : `: ${withoutStop(shown(message))}`;
  return invalidError(
    `${host} did not make the token${words}.`,
    'Change its name, scopes or expiry and try again.',
  );
}

const withoutStop = (text: string) => text.replace(/\.\s*$/, '');
