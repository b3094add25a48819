import type { ErrorScene, NamedError } from '../../../support/systems.ts';
import { signal } from '../../../support/signal.ts';

const said = (status: number, detail: unknown, kind: NamedError['kind'], code = String(detail)) => ({
  code,
  status,
  body: { detail },
  kind,
});

/** The management contract has one shape; these are what the documents and their rules name. */
export const unstructuredErrors: readonly NamedError[] = [
  said(401, 'Not authenticated', 'signed-out'),
  { ...said(401, 'Invalid authentication credentials', 'signed-out'), byStatus: true },
  said(401, 'The session has expired', 'signed-out'),
  said(401, 'API key is missing, please provide an API key in the header.', 'forbidden', 'data API instead'),
  { ...said(402, 'Payment required', 'forbidden'), byStatus: true },
  said(403, 'This account has been deactivated', 'forbidden'),
  said(
    403,
    'Only authorized Unstructured representatives can create organizational accounts',
    'forbidden',
    'representatives',
  ),
  said(403, 'This needs one of these roles: super_admin, admin', 'forbidden', 'role'),
  said(
    403,
    'Members of a personal account can be neither added, changed nor removed',
    'forbidden',
    'personal',
  ),
  said(404, 'Organization not found', 'not-found'),
  said(404, 'Workspace not found', 'not-found'),
  said(404, 'Member not found', 'not-found'),
  said(404, 'API key not found', 'not-found'),
  said(404, 'Not Found', 'not-implemented'),
  said(409, 'This person is already a member of the organization', 'conflict', 'already in the organization'),
  said(
    409,
    'The person must be a member of the workspace’s organization before joining the workspace',
    'not-allowed',
    'not in the organization',
  ),
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

/** Tries a key that is kept: what the data API says is the verdict on it, or a failure of the try. */
async function tryKey({ place, session }: ErrorScene) {
  const name = 'Key to try';
  const request = {
    type: 'token.create',
    connectionId: 'c',
    workspaceId: place.id,
    name,
    expiry: '',
  } as const;
  await session.perform(request, { workspace: null }, signal);
  const listed = await session.tokens(place.id, signal);
  const id = listed.ok ? (listed.value.rows[0]?.id ?? '') : '';
  await session.keepTokenValue?.(place.id, id, 'kept-secret-value');
  const tried = await session.probeToken?.(place.id, id, signal);
  if (tried === undefined) throw new Error('This API variant tries no keys');
  return tried;
}

/** What the published data API answers to a key. Most are a verdict rather than an error; their words have to be as good. */
export const dataApiErrors: readonly NamedError[] = [
  said(401, 'API key is missing, please provide an API key in the header.', 'verdict', 'missing'),
  said(401, 'API key is malformed, please type the API key correctly in the header.', 'verdict', 'malformed'),
  said(402, 'Payment required', 'verdict', 'payment'),
  said(404, 'Not Found', 'verdict', 'Not Found'),
  said(
    422,
    [{ loc: ['query', 'page'], msg: 'Input should be greater', type: 'x' }],
    'verdict',
    '422 by field',
  ),
  said(422, 'page_size must not be greater than 100', 'verdict', '422 as a sentence'),
].map((error) => ({ ...error, ask: tryKey, byStatus: true }));
