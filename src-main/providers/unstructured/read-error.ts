import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { labelOf, organizationRoles, plural } from './roles.ts';
import { contactSales } from './sources.ts';
import { errorBody, keyMalformed, keyMissing } from './wire.ts';

/** Reads a failed answer of the management API; null where it isn't in Unstructured's error shape. */
export function readUnstructuredError(address: string): (answer: HttpAnswer) => AppError | null {
  return (answer) => {
    const own = errorBody.safeParse(answer.json);
    if (!own.success) return null;
    const { detail } = own.data;
    if (typeof detail !== 'string') {
      return answer.status === 422 ? readProblems(address, detail) : null;
    }
    return readSentence(answer, address, detail);
  };
}

type Problems = readonly { loc: readonly (string | number)[]; msg: string }[];

/** The wire's field names in ours. */
const fieldNames: Readonly<Record<string, { path: string; words: string }>> = {
  name: { path: 'name', words: 'name' },
  email: { path: 'email', words: 'e-mail address' },
  user_id: { path: 'email', words: 'person' },
  role: { path: 'role', words: 'role' },
  enabled: { path: 'enabled', words: 'switch' },
};

function readProblems(address: string, problems: Problems): AppError {
  const read = problems.map(({ loc, msg }) => {
    const name = loc.findLast((part): part is string => typeof part === 'string') ?? '';
    return { ...(fieldNames[name] ?? { path: '', words: 'request' }), message: shown(msg) };
  });
  const fields: FieldProblem[] = read.map(({ path, message }) => ({ path, message }));
  const sentence = read.map(({ words, message }) => `the ${words}: ${message}`).join('; ');
  return {
    ...invalidError(
      `${hostOf(address)} refuses ${sentence || 'what was sent'}.`,
      'Change it and try again.',
      fields,
    ),
    detail: 'HTTP 422',
  };
}

const endedSessions: readonly (readonly [RegExp, string])[] = [
  [/expired/i, 'Your session on Unstructured has expired.'],
  [/not authenticated/i, 'You are not signed in to Unstructured.'],
];

function readSentence(answer: HttpAnswer, address: string, detail: string): AppError {
  const host = hostOf(address);
  const technical = `HTTP ${answer.status}: ${shown(detail)}`;
  switch (answer.status) {
    case 401: {
      if (keyMissing.test(detail) || keyMalformed.test(detail)) {
        return plainError(
          'forbidden',
          `${host} wants an API key: it is Unstructured’s data API, not its management.`,
          'Check the address of this connection.',
          technical,
        );
      }
      const words = endedSessions.find(([pattern]) => pattern.test(detail))?.[1];
      return signedOutError(words ?? 'Unstructured does not accept your session (any more).', technical);
    }
    case 402:
      return plainError(
        'forbidden',
        'Unstructured wants a payment before it goes on.',
        'A Billing Administrator of the organization can settle it.',
        technical,
      );
    case 403:
      return readForbidden(detail, technical);
    case 404:
      return readNotFound(detail, host, technical);
    case 409:
      return readConflict(detail, technical);
    default:
      return ownStatusError(answer, address, detail);
  }
}

function readForbidden(detail: string, technical: string): AppError {
  if (/representatives/i.test(detail)) {
    return plainError('forbidden', sentenceOf(detail), contactSales, technical);
  }
  if (/deactivated/i.test(detail)) {
    return plainError(
      'forbidden',
      'Your account on Unstructured has been deactivated.',
      `${contactSales} Everything read so far stays available.`,
      technical,
    );
  }
  if (/personal account/i.test(detail)) {
    return plainError(
      'forbidden',
      sentenceOf(detail),
      'Use an organization for work with others.',
      technical,
    );
  }
  const roles = /one of these roles: (.+)$/i.exec(shown(detail))?.[1]?.split(/,\s*/);
  if (roles === undefined) {
    return plainError(
      'forbidden',
      `Unstructured does not allow this: ${shown(detail)}`,
      'Ask a Super Administrator of the organization.',
      technical,
    );
  }
  const who = roles.map((role) =>
    plural(labelOf(organizationRoles.some(({ id }) => id === role) ? 'organization' : 'workspace', role)),
  );
  return plainError(
    'forbidden',
    `${listText(who)} only: your role does not allow this.`,
    'Refresh to see your role, or ask one of them.',
    technical,
  );
}

function readNotFound(detail: string, host: string, technical: string): AppError {
  const gone = 'Refresh; it may have been removed.';
  switch (detail.toLowerCase()) {
    // The framework's own word where there is no such route.
    case 'not found':
      return plainError(
        'not-implemented',
        `${host} does not offer this.`,
        'Check the address; the server may be of another version.',
        technical,
      );
    case 'organization not found':
      return plainError(
        'not-found',
        'This organization does not exist, or you are not in it (any more).',
        gone,
        technical,
      );
    case 'workspace not found':
      return plainError('not-found', 'This workspace does not exist (any more).', gone, technical);
    case 'member not found':
      return plainError('not-found', 'This person is not a member here (any more).', gone, technical);
    case 'api key not found':
      return plainError('not-found', 'This API key does not exist (any more).', gone, technical);
    default:
      return plainError('not-found', `${host} does not know this: ${shown(detail)}`, gone, technical);
  }
}

function readConflict(detail: string, technical: string): AppError {
  if (/must be a member/i.test(detail)) return notInOrganization(null, technical);
  if (/already/i.test(detail)) {
    return plainError(
      'conflict',
      sentenceOf(detail),
      'Refresh the members; change the role instead of adding them again.',
      technical,
    );
  }
  return plainError('conflict', sentenceOf(detail), 'Refresh and look again.', technical);
}

const sentenceOf = (detail: string) => `${shown(detail).replace(/\.$/, '')}.`;

/** A workspace takes only members of its organization. */
export function notInOrganization(email: string | null, technical: string | null): AppError {
  return plainError(
    'not-allowed',
    `${email ?? 'This person'} is not in the organization of this workspace.`,
    'Add them to the organization first, then to the workspace.',
    technical,
  );
}
