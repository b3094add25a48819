import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { listText } from '../../../src-preload/shared/format/lists.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { ownStatusError, signedOutError } from '../errors.ts';
import { labelOf, organizationRoles, pluralLabel } from './roles.ts';
import { errorBody, keyMalformed, keyMissing } from './wire.ts';
import { contactSales, unstructuredText } from './text.ts';
import { commonText } from '../text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

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
const fieldNames: Readonly<Record<string, { path: string; label: string }>> = {
  name: { path: 'name', label: 'name' },
  email: { path: 'email', label: 'e-mail address' },
  user_id: { path: 'email', label: 'person' },
  role: { path: 'role', label: 'role' },
  enabled: { path: 'enabled', label: 'switch' },
};

function readProblems(address: string, problems: Problems): AppError {
  const read = problems.map(({ loc, msg }) => {
    const name = loc.findLast((part): part is string => typeof part === 'string') ?? '';
    return { ...(ownValue(fieldNames, name) ?? { path: '', label: 'request' }), message: shown(msg) };
  });
  const fields: FieldProblem[] = read.map(({ path, message }) => ({ path, message }));
  const sentence = read.map(({ label, message }) => `the ${label}: ${message}`).join('; ');
  return {
    ...invalidError(
      unstructuredText.rejected(hostOf(address), sentence || 'what was sent'),
      commonText.correctAndRetry,
      fields,
    ),
    detail: 'HTTP 422',
  };
}

const endedSessions: readonly (readonly [RegExp, string])[] = [
  [/expired/i, unstructuredText.sessionExpired],
  [/not authenticated/i, unstructuredText.notSignedIn],
];

function readSentence(answer: HttpAnswer, address: string, detail: string): AppError {
  const host = hostOf(address);
  const technical = `HTTP ${answer.status}: ${shown(detail)}`;
  switch (answer.status) {
    case 401: {
      if (keyMissing.test(detail) || keyMalformed.test(detail)) {
        return plainError(
          'forbidden',
          unstructuredText.isDataApi(host),
          unstructuredText.checkAddress,
          technical,
        );
      }
      const label = endedSessions.find(([pattern]) => pattern.test(detail))?.[1];
      return signedOutError(label ?? unstructuredText.sessionRejected, technical);
    }
    case 402:
      return plainError(
        'forbidden',
        unstructuredText.paymentNeeded,
        unstructuredText.askBillingAdmin,
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
    return plainError('forbidden', unstructuredText.deactivated, unstructuredText.contactKeeps, technical);
  }
  if (/personal account/i.test(detail)) {
    return plainError('forbidden', sentenceOf(detail), unstructuredText.useOrganization, technical);
  }
  const roles = /one of these roles: (.+)$/i.exec(shown(detail))?.[1]?.split(/,\s*/);
  if (roles === undefined) {
    return plainError(
      'forbidden',
      unstructuredText.notAllowed(shown(detail)),
      unstructuredText.askSuperAdmin,
      technical,
    );
  }
  const who = roles.map((role) =>
    pluralLabel(
      labelOf(organizationRoles.some(({ id }) => id === role) ? 'organization' : 'workspace', role),
    ),
  );
  return plainError(
    'forbidden',
    commonText.onlyRolesCan(listText(who)),
    unstructuredText.refreshRoleOrAsk,
    technical,
  );
}

function readNotFound(detail: string, host: string, technical: string): AppError {
  const gone = unstructuredText.maybeRemoved;
  switch (detail.toLowerCase()) {
    // The framework's own word where there is no such route.
    case 'not found':
      return plainError(
        'not-implemented',
        commonText.notSupportedByServer(host),
        unstructuredText.checkAddressOrVersion,
        technical,
      );
    case 'organization not found':
      return plainError('not-found', unstructuredText.organizationGone, gone, technical);
    case 'workspace not found':
      return plainError('not-found', commonText.workspaceGone, gone, technical);
    case 'member not found':
      return plainError('not-found', unstructuredText.memberGone, gone, technical);
    case 'api key not found':
      return plainError('not-found', unstructuredText.keyGone, gone, technical);
    default:
      return plainError('not-found', unstructuredText.unknownToServer(host, shown(detail)), gone, technical);
  }
}

function readConflict(detail: string, technical: string): AppError {
  if (/must be a member/i.test(detail)) return notInOrganization(null, technical);
  if (/already (a member|in)\b/i.test(detail)) {
    return plainError('conflict', sentenceOf(detail), unstructuredText.changeRoleInstead, technical);
  }
  return plainError('conflict', sentenceOf(detail), unstructuredText.refreshAndCheck, technical);
}

const sentenceOf = (detail: string) => `${shown(detail).replace(/\.$/, '')}.`;

/** A workspace's member is looked up by e-mail, which several may have. */
export const severalInOrganization = (email: string): AppError =>
  plainError('not-allowed', unstructuredText.severalInOrganization(email), unstructuredText.changeOneEmail);

/** A workspace takes only members of its organization. */
export function notInOrganization(email: string | null, technical: string | null): AppError {
  return plainError(
    'not-allowed',
    unstructuredText.notInOrganization(email ?? 'This person'),
    unstructuredText.addToOrganizationFirst,
    technical,
  );
}
