import type { TokenRecord } from '../../tables/tokens.ts';
import { admit, systemName, type Call } from './access.ts';
import { lifetimeInSeconds } from './expiration.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { bodies, validate, type Role } from './rules.ts';
import { tokenOnWire } from './wire.ts';

export function listTokens(call: Call) {
  const admitted = admit(call, []);
  if (!admitted.ok) return admitted;
  const all = call.directory.tokens.ofWorkspace(admitted.value.workspace.id);
  return done({ authTokens: all.filter((token) => token.role === 'automation').map(tokenOnWire) });
}

const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Open to every member, without a verified e-mail. The caller signs the secret. */
export function createToken(call: Call): Outcome<TokenRecord> {
  const { directory } = call;
  const admitted = admit(call, ['OWNER', 'APPROVER', 'EDITOR']);
  if (!admitted.ok) return admitted;
  const body = validate(bodies.createToken, call.body);
  if (!body.ok) return body;
  const lifetime = lifetimeInSeconds(body.value.expiration);
  if (!lifetime.ok) return lifetime;
  // The server takes both times from the signed token, which knows whole seconds only.
  const createdAt = Math.floor(directory.now() / 1000) * 1000;
  const expiresAt = createdAt + lifetime.value * 1000;
  // The database of the real server knows no year of five digits.
  if (expiresAt > lastInstant) return refuse.unexpected();
  const token: TokenRecord = {
    id: directory.newId(),
    system: systemName,
    personId: admitted.value.person.id,
    workspaceId: admitted.value.workspace.id,
    name: body.value.name ?? null,
    role: 'automation',
    createdAt,
    expiresAt,
    revokedAt: null,
  };
  directory.tokens.add(token);
  return done(token);
}

function admitToToken(call: Call, allowed: readonly Role[]): Outcome<TokenRecord> {
  const admitted = admit(call, allowed);
  if (!admitted.ok) return admitted;
  const tokenId = call.params['tokenId'] ?? '';
  if (tokenId.includes('\0')) return refuse.unexpected();
  const token = call.directory.tokens.byId(tokenId);
  if (!token) return refuse.tokenNotFound();
  return token.workspaceId === admitted.value.workspace.id ? done(token) : refuse.foreignToken();
}

export function getToken(call: Call) {
  const token = admitToToken(call, []);
  return token.ok ? done({ authToken: tokenOnWire(token.value) }) : token;
}

/** Answers with the token as it was before: `revokedAt` is still null in it. */
export function revokeToken(call: Call) {
  const token = admitToToken(call, ['OWNER']);
  if (!token.ok) return token;
  call.directory.tokens.revoke(token.value.id, call.directory.now());
  return done({ authToken: tokenOnWire(token.value) });
}

export function deleteToken(call: Call) {
  const token = admitToToken(call, ['OWNER']);
  if (!token.ok) return token;
  return done({ removed: call.directory.tokens.remove(token.value.id) });
}
