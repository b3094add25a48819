import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../../tables/api-keys.ts';
import { enterWorkspace, type Call } from './access.ts';
import { bodies, validate } from './body.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import { rights } from './roles.ts';
import { systemName } from './session.ts';
import { keyOnWire } from './wire.ts';

export function listKeys(call: Call) {
  const entered = enterWorkspace(call, rights.manageKeys);
  if (!entered.ok) return entered;
  return done(call.directory.apiKeys.ofWorkspace(entered.value.workspace.id).map(keyOnWire));
}

/** Letters and digits, as the real ones; the data API calls anything else malformed. */
export function newKeyValue(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz012345';
  return Array.from(randomBytes(30), (byte) => alphabet[byte % alphabet.length] ?? 'A').join('');
}

/** Answers with the value as well: one page of the documents says it is shown once, another that it can be copied later. */
export function createKey(call: Call) {
  const { directory } = call;
  const entered = enterWorkspace(call, rights.manageKeys);
  if (!entered.ok) return entered;
  const body = validate(bodies.name, call.body);
  if (!body.ok) return body;
  const { organization, workspace } = entered.value;
  const value = newKeyValue();
  const key: ApiKey = {
    id: directory.newId(),
    system: systemName,
    ownerId: call.person.id,
    organizationId: organization.id,
    workspaceId: workspace.id,
    name: body.value.name,
    secret: value,
    scopes: '',
    enabled: true,
    createdAt: directory.now(),
    expiresAt: null,
  };
  directory.apiKeys.add(key, value, true);
  return done({ ...keyOnWire(key), value });
}

function enterToKey(call: Call): Outcome<ApiKey> {
  const entered = enterWorkspace(call, rights.manageKeys);
  if (!entered.ok) return entered;
  const key = call.directory.apiKeys.byId(call.params['key'] ?? '');
  return key?.workspaceId === entered.value.workspace.id ? done(key) : refuse.keyNotFound();
}

export function readKeyValue(call: Call) {
  const key = enterToKey(call);
  return key.ok ? done({ value: key.value.secret }) : key;
}

export function changeKey(call: Call) {
  const key = enterToKey(call);
  if (!key.ok) return key;
  const body = validate(bodies.enabled, call.body);
  if (!body.ok) return body;
  call.directory.apiKeys.setEnabled(key.value.id, body.value.enabled);
  return done(keyOnWire({ ...key.value, enabled: body.value.enabled }));
}

/** For good. */
export function deleteKey(call: Call): Outcome<null> {
  const key = enterToKey(call);
  if (!key.ok) return key;
  call.directory.apiKeys.remove(key.value.id);
  return done(null);
}
