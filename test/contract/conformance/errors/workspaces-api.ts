import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { NamedError } from '../../../support/systems.ts';

const coded = (
  status: number,
  code: string,
  kind: AppError['kind'],
  message: string,
  details: Readonly<Record<string, string>> = {},
): NamedError => ({
  code,
  status,
  body: { error: { code, message, details, timestamp: '2026-03-01T12:00:00Z' } },
  kind,
});
const plain = (status: number, code: string, kind: AppError['kind'], message: string): NamedError => ({
  code,
  status,
  body: { success: false, error: { code, message } },
  kind,
});

/** Both shapes of the documents. */
export const workspacesApiErrors: readonly NamedError[] = [
  coded(401, 'AUTH_REQUIRED', 'signed-out', 'Authentication is required'),
  coded(401, 'AUTH_INVALID', 'signed-out', 'The token is invalid'),
  coded(401, 'AUTH_EXPIRED', 'signed-out', 'The token has expired'),
  coded(403, 'PERMISSION_DENIED', 'forbidden', 'This needs the role Admin'),
  coded(400, 'VALIDATION_ERROR', 'invalid', 'The request is invalid', {
    field: 'name',
    reason: 'must not be empty',
  }),
  coded(404, 'RESOURCE_NOT_FOUND', 'not-found', 'Member not found'),
  coded(409, 'CONFLICT', 'conflict', 'There is a workspace of this name', { field: 'name' }),
  { ...coded(429, 'RATE_LIMIT_EXCEEDED', 'rate-limited', 'Too many requests'), byStatus: true },
  coded(500, 'INTERNAL_ERROR', 'server', 'An internal error occurred'),
  coded(503, 'SERVICE_UNAVAILABLE', 'server', 'Under maintenance'),
  plain(403, 'organization_access_denied', 'forbidden', 'You do not have access to this organization'),
  plain(400, 'token_creation_failed', 'invalid', 'scopes must not be empty'),
  { ...plain(501, 'not_implemented', 'not-implemented', 'This endpoint is not implemented'), byStatus: true },
];
