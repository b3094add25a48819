import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { ApiKey } from '../../tables/api-keys.ts';
import { enterByPath } from './access.ts';
import { idOf, numberOf, systemName } from './names.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { listed, type Answer, type Call } from './request.ts';
import { day } from '../../../../src-preload/shared/units.ts';

export const tokenPrefix = 'pat_';

const createBody = z.object({
  name: z
    .string({ error: 'is required and must be text' })
    .trim()
    .min(1, 'must not be empty')
    .max(100, 'must not be longer than 100 characters'),
  scopes: z
    .array(z.enum(['read', 'write'], { error: 'must be read or write' }), { error: 'must be a list' })
    .min(1, 'must not be empty'),
  expires_in_days: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be 1 or more')
    .max(3650, 'must be 3650 or less')
    .nullish(),
});

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function onWire(directory: Directory, token: ApiKey) {
  return {
    id: numberOf(directory, 'token', token.id),
    name: token.name,
    scopes: token.scopes.split(' '),
    organization_id: numberOf(directory, 'organization', token.organizationId),
    user_id: numberOf(directory, 'user', token.ownerId),
    expires_at: isoOrNull(token.expiresAt),
    created_at: isoOrNull(token.createdAt),
  };
}

/** Every member may have tokens: one can't do more than its owner. The secret is in this answer and nowhere else. */
export function create(call: Call): Outcome<Answer> {
  const { directory, person } = call;
  const entered = enterByPath(call, 'member');
  if (!entered.ok) return entered;
  const body = createBody.safeParse(call.body);
  if (!body.success) {
    const first = body.error.issues[0];
    return refuse.tokenCreationFailed(`${first?.path.join('.') || 'body'} ${first?.message ?? 'is invalid'}`);
  }
  const { name, scopes, expires_in_days: days } = body.data;
  const secret = `${tokenPrefix}${randomBytes(30).toString('base64url')}`;
  const now = directory.now();
  const token: ApiKey = {
    id: directory.newId(),
    system: systemName,
    ownerId: person.id,
    organizationId: entered.value.organization.id,
    workspaceId: null,
    name,
    secret: null,
    scopes: [...new Set(scopes)].join(' '),
    enabled: true,
    createdAt: now,
    expiresAt: days === undefined || days === null ? null : now + days * day,
  };
  directory.apiKeys.add(token, secret, false);
  return done({
    data: { ...onWire(directory, token), token: secret },
    message: 'Token created successfully',
  });
}

export function list(call: Call): Outcome<Answer> {
  const { directory } = call;
  const entered = enterByPath(call, 'Admin');
  if (!entered.ok) return entered;
  const tokens = directory.apiKeys
    .ofOrganization(entered.value.organization.id)
    .map((token) => onWire(directory, token));
  return listed(call.query, 'tokens', tokens);
}

/** Its owner or an Admin. */
export function remove(call: Call): Outcome<Answer> {
  const { directory, person } = call;
  const entered = enterByPath(call, 'member');
  if (!entered.ok) return entered;
  const id = idOf(directory, 'token', call.params['token']);
  const token = id === null ? null : directory.apiKeys.byId(id);
  if (token?.organizationId !== entered.value.organization.id) return refuse.notFound('Token');
  if (token.ownerId !== person.id && entered.value.role !== 'Admin') return refuse.adminNeeded();
  directory.apiKeys.remove(token.id);
  return done({ data: {}, message: 'Token revoked successfully' });
}
