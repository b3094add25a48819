import type { AppError } from '../../../../src-preload/contract/result.ts';
import { systemInitiative } from '../../../../src-main/providers/system-initiative/provider.ts';
import { testHttpClient } from '../../../support/http-client.ts';
import type { ErrorScene, NamedError } from '../../../support/systems.ts';
import { targetOf } from '../../../support/target.ts';
import { signal } from '../../../support/signal.ts';

type Kind = AppError['kind'];

const own = (status: number, kind: string, message: string, means: Kind, code = kind): NamedError => ({
  code,
  status,
  body: { kind, message },
  kind: means,
});
/** The last step of the sign-in in the browser. */
function tradeNonce({ address }: ErrorScene) {
  const target = targetOf(address);
  const query = new URLSearchParams({ nonce: 'used' });
  const traded = systemInitiative.browserSignIn?.exchange(testHttpClient(), target, query, signal);
  if (traded === undefined) throw new Error('There is no sign-in in the browser');
  return traded;
}

const roles = 'You must be one of the following roles to interact with this workspace: OWNER, APPROVER';

/** The kinds of the auth API that its contract lists, in its own words. */
export const systemInitiativeErrors: readonly NamedError[] = [
  own(401, 'Unauthorized', 'You are not logged in', 'signed-out'),
  own(401, 'AuthTokenCorrupt', 'Invalid auth token', 'signed-out'),
  own(401, 'AuthUserMissing', 'Cannot find user data', 'signed-out'),
  own(401, 'AuthTokenRevoked', 'Auth token has been revoked', 'signed-out'),
  own(401, 'AuthTokenInvalid', 'Token missing required identifier.', 'signed-out'),
  own(401, 'AuthWorkspaceMissing', 'Cannot find workspace data', 'signed-out'),
  own(401, 'AutomationToken', 'Automation tokens may not access the auth api', 'not-allowed'),
  own(
    401,
    'Unauthorized',
    'This account (ID 1) is quarantined. Contact SI support',
    'forbidden',
    'quarantined',
  ),
  own(401, 'Unauthorized', 'This account (ID 1) is suspended. Contact SI support', 'forbidden', 'suspended'),
  own(401, 'Unauthorized', 'You must verify your email', 'forbidden', 'unverified'),
  own(400, 'ValidationError', 'Invalid `displayName` - String must contain at most 256', 'invalid'),
  own(403, 'Forbidden', 'You are not member of this workspace', 'forbidden', 'Forbidden: no member'),
  own(403, 'Forbidden', roles, 'forbidden', 'Forbidden: role'),
  own(403, 'LocalAuthDisabled', 'Local auth mode is not enabled', 'not-allowed'),
  { ...own(400, 'BadRequest', 'Expiration is not understood', 'invalid'), byStatus: true },
  { ...own(404, 'NotFound', 'AuthToken not found', 'not-found'), byStatus: true },
  {
    ...own(409, 'Conflict', 'Invalid or expired nonce', 'conflict', 'nonce'),
    ask: tradeNonce,
    byStatus: true,
  },
  own(404, 'NoMatchingURL', 'No matching URL found', 'not-implemented'),
  own(500, 'InternalServerError', 'An unexpected error occurred', 'server'),
  {
    code: 'duplicate invitation',
    status: 409,
    body: { error: '\nInvalid `prisma.workspaceMembers.create()` invocation in\nservices/x.ts:227:40' },
    kind: 'conflict',
    byStatus: true,
  },
  {
    code: 'missing member',
    status: 404,
    body: { error: 'User not found in workspace' },
    kind: 'not-found',
    byStatus: true,
  },
];

const flat = (status: number, message: string, kind: Kind, code: string): NamedError => ({
  code,
  status,
  body: { message, statusCode: status, code: null },
  kind,
});

/** Both shapes of the public API. */
export const systemInitiativePublicErrors: readonly NamedError[] = [
  {
    code: 'no workspace token',
    status: 401,
    body: { error: { message: 'A workspace token is needed', statusCode: 401, code: null } },
    kind: 'not-allowed',
  },
  {
    code: 'bad token',
    status: 401,
    body: { error: { message: 'Invalid auth token', statusCode: 401, code: null } },
    kind: 'signed-out',
    byStatus: true,
  },
  flat(403, roles, 'forbidden', 'role'),
  { ...flat(400, 'Invalid JSON data format', 'invalid', 'bad request'), byStatus: true },
  { ...flat(404, 'Workspace not found', 'not-found', 'not found'), byStatus: true },
  { ...flat(409, 'Auth API returned error status: 409 Conflict', 'conflict', 'conflict'), byStatus: true },
];
