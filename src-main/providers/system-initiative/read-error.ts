import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { labelOf } from './roles.ts';
import { authError, bareError, publicError } from './wire.ts';

/** Reads a failed answer of either API; null where it is in none of System Initiative's error shapes. */
export function readSystemInitiativeError(address: string): (answer: HttpAnswer) => AppError | null {
  return (answer) => {
    const own = authError.safeParse(answer.json);
    if (own.success) return readKind(answer, address, own.data.kind, own.data.message);
    const publicBody = publicError.safeParse(answer.json);
    if (publicBody.success) return readPublic(answer, address, publicBody.data.message);
    const bare = bareError.safeParse(answer.json);
    // Only these two statuses come in so plain a shape; anything else may be somebody on the way.
    if (bare.success && answer.status === 409) {
      return plainError(
        'conflict',
        'This person is already a member of the workspace.',
        'Refresh the members; change the role instead of inviting again.',
        // The server's text is a database error with source lines: of no use to anybody.
        'HTTP 409',
      );
    }
    if (bare.success && answer.status === 404) {
      return plainError(
        'not-found',
        'This person is not a member of the workspace.',
        'Refresh the members. E-mail addresses must match exactly, upper and lower case too.',
        `HTTP 404: ${shown(bare.data.error)}`,
      );
    }
    return null;
  };
}

const endedSessions: Readonly<Record<string, string>> = {
  // The server has no kind of its own for an expired token.
  AuthTokenCorrupt: 'Your sign-in has expired or is not valid on this server.',
  AuthTokenInvalid: 'Your sign-in is not valid on this server.',
  AuthTokenRevoked: 'The token that you signed in with was revoked.',
  AuthUserMissing: 'The account that you signed in with is not on this server any more.',
  AuthWorkspaceMissing: 'The workspace that your token belongs to does not exist any more.',
};

function readKind(answer: HttpAnswer, address: string, kind: string, message: string): AppError {
  const host = hostOf(address);
  const detail = `HTTP ${answer.status} ${shown(kind, 60)}: ${shown(message)}`;
  if (answer.status === 401) return readUnauthorized(kind, message, detail);
  switch (kind) {
    case 'ValidationError': {
      const [, path, words = 'not accepted'] = /^Invalid `([^`]+)` - (.*)$/s.exec(message) ?? [];
      const fields: FieldProblem[] =
        path === undefined ? [] : [{ path: fieldOf(path), message: shown(words) }];
      const sentence =
        path === undefined ? shown(message) : `${host} refuses the ${nameOf(path)}: ${shown(words)}.`;
      return { ...invalidError(sentence, 'Change it and try again.', fields), detail };
    }
    case 'LocalAuthDisabled':
      return plainError(
        'not-allowed',
        `${host} has local sign-in switched off.`,
        'Sign in with the browser or with a token.',
        detail,
      );
    case 'NoMatchingURL':
      return plainError(
        'not-implemented',
        `${host} does not offer this.`,
        'The server may be of another version; ask whoever runs it.',
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
        who === undefined
          ? 'You are not a member of this workspace.'
          : `${who} only: your role does not allow this.`,
        'Refresh to see your role, or ask an owner.',
        detail,
      );
    }
    case 'InternalServerError':
      return plainError(
        'server',
        `${host} had an error of its own and does not say which.`,
        'Refresh to see whether it was done; if not, try again in a while.',
        detail,
      );
    default:
      return ownStatusError(answer, address, message);
  }
}

/** 401 means several things here, and only some of them end the session. */
function readUnauthorized(kind: string, message: string, detail: string): AppError {
  const ended = endedSessions[kind];
  if (ended !== undefined) return signedOutError(ended, detail);
  if (kind === 'AutomationToken') {
    return plainError(
      'not-allowed',
      "System Initiative doesn't let an automation token do this.",
      'Sign in as a person to do it.',
      detail,
    );
  }
  if (/not logged in/i.test(message)) return signedOutError('You are not signed in to this server.', detail);
  if (/quarantined|suspended/i.test(message)) {
    const state = /suspended/i.test(message) ? 'suspended' : 'quarantined';
    return {
      ...signedOutError(`Your account is ${state} by System Initiative.`, detail),
      nextStep: 'Write to support@systeminit.com; everything read so far stays available.',
    };
  }
  if (/verify your email/i.test(message)) {
    return plainError(
      'forbidden',
      'System Initiative wants your e-mail address verified before it allows this.',
      'Follow the link in its e-mail, then try again.',
      detail,
    );
  }
  return plainError(
    'forbidden',
    `The server does not allow this: ${shown(message)}.`,
    'Refresh; what you asked for may belong to another workspace.',
    detail,
  );
}

function readPublic(answer: HttpAnswer, address: string, message: string): AppError {
  const detail = `HTTP ${answer.status}: ${shown(message)}`;
  if (answer.status === 401) {
    return /workspace token is needed/i.test(message)
      ? plainError(
          'not-allowed',
          'The public API takes only tokens that belong to a workspace.',
          'Make an API token in the workspace and sign in with that, or use the auth API’s address.',
          detail,
        )
      : signedOutError('The public API does not accept your token (any more).', detail);
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
