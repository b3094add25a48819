import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { NamedError } from '../../../support/systems.ts';

const said = (
  status: number,
  detail: unknown,
  kind: AppError['kind'],
  code = String(detail),
): NamedError => ({
  code,
  status,
  body: { detail },
  kind,
});

/** The documented 422, and the refusals that the guide’s rules need, as the framework behind it words them. */
export const modboxErrors: readonly NamedError[] = [
  { ...said(401, 'Could not validate credentials', 'signed-out'), byStatus: true },
  said(403, 'This account is not active', 'forbidden'),
  said(403, 'API tokens can only be managed from a login session', 'not-allowed'),
  said(403, 'You are not a member of this workspace', 'forbidden'),
  said(403, 'This needs one of the roles: owner, admin', 'forbidden', 'role'),
  said(403, 'Only an owner may grant, change or remove the owner role', 'forbidden', 'owner only'),
  said(403, 'The owner cannot be removed', 'forbidden'),
  said(403, 'A workspace needs an owner: make another member an owner first', 'forbidden', 'last owner'),
  said(404, 'Workspace not found', 'not-found'),
  said(404, 'Member not found', 'not-found'),
  said(404, 'API token not found', 'not-found'),
  said(409, 'User is already a member of this workspace', 'conflict'),
  {
    ...said(
      422,
      [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }],
      'invalid',
      '422 by field',
    ),
    byStatus: true,
  },
];
