import type { ConnectionKind, Identity } from '../../../src-preload/contract/connections.ts';
import { knownValue, none, notReported, valueOr } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import {
  plainToken,
  type InvitationRow,
  type MemberRow,
  type RoleRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { textOrEmpty } from '../record-fields.ts';
import { ofOtherPlace, readRecords, readRows } from '../records.ts';
import { createEndpointDetection, type EndpointDetection } from './endpoint-detection.ts';
import { capabilities } from './capabilities.ts';
import { createCalls, isStub, type Calls } from './client.ts';
import type { Listed } from './pages.ts';
import { paths } from './paths.ts';
import { perform, type Context } from './perform.ts';
import { fromOrganization, fromWorkspace, readPlace, type WorkspaceIn } from './places.ts';
import { provision } from './provision.ts';
import { createRoleNumbers } from './role-numbers.ts';
import { isDocumented, roleIdOf } from './roles.ts';
import { hasInexactNumber, settingsText } from './settings.ts';
import * as wire from './wire.ts';
import { workspacesApiText } from './text.ts';

/** A signed-in identity. Members, invitations, roles and tokens are an organization's; details are a workspace's. */
export function createSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
  kindOf: (address: string) => ConnectionKind,
): ProviderSession {
  const calls = createCalls(http, target, storage);
  const context: Context = {
    calls,
    endpoints: createEndpointDetection(calls),
    roles: createRoleNumbers(calls),
  };
  const kind = kindOf(target.address);

  /** null: not an organization of this provider, and so without such a list. */
  const organizationOf = (placeId: string): string | null => {
    const place = readPlace(placeId);
    return place === null || place.workspace !== null ? null : place.organization;
  };

  return {
    whoami: (signal) => whoami(calls, storage, signal),

    workspaces: (signal) => fetchPlaces(calls, context.endpoints, kind, signal),

    async members(placeId, signal, reading, ahead) {
      const organization = organizationOf(placeId);
      if (organization === null) return unsupportedList(capabilities['member.list']);
      const listed = await calls.list(paths.members(organization), 'members', signal, reading);
      return listed.ok ? ok(await fetched(listed.value, wire.member, fromMember, ahead)) : listed;
    },

    async invitations(placeId, signal) {
      const organization = organizationOf(placeId);
      if (organization === null) return unsupportedList(capabilities['invitation.list']);
      const listed = await calls.list(paths.invitations(organization), 'invitations', signal);
      if (!listed.ok) return listed;
      const read = await readRecords(wire.invitation, listed.value.records);
      const rows: InvitationRow[] = [];
      for (const row of read.rows) rows.push(await fromInvitation(row, organization, context, signal));
      return ok({ ...read, rows, serverDate: listed.value.serverDate, asOf: null });
    },

    async roles(placeId, signal) {
      const organization = organizationOf(placeId);
      if (organization === null) return unsupportedList(capabilities['role.list']);
      const listed = await context.roles.list(organization, signal);
      if (!listed.ok) return listed;
      return ok({ ...listed.value, rows: listed.value.rows.map(fromRole), asOf: null });
    },

    async tokens(placeId, signal) {
      const organization = organizationOf(placeId);
      if (organization === null) return unsupportedList(capabilities['token.list']);
      const listed = await calls.list(paths.tokens(organization), 'tokens', signal);
      if (!listed.ok) return listed;
      const read = await readRecords(wire.token, listed.value.records);
      return ok({
        ...read,
        rows: read.rows.map(fromToken),
        ofOtherPlace: ofOtherPlace(read.rows, organization, (token) => token.organization_id),
        serverDate: listed.value.serverDate,
        asOf: null,
      });
    },

    async details(placeId, signal) {
      const place = readPlace(placeId);
      if (place === null || place.workspace === null)
        return unsupportedList(capabilities['workspace.details']);
      // Asked whatever an earlier answer said: a proxy may have given it, and to ask changes nothing.
      const path = paths.settings(place.workspace);
      const answer = await calls.ask('GET', path, undefined, wire.settingsAnswer, signal);
      if (answer.answer === 'no-data') return fail(context.endpoints.missing('settings'));
      if (answer.answer === 'failed') {
        const isMissing = answer.error.kind === 'not-implemented';
        return fail(isMissing ? context.endpoints.missing('settings') : answer.error);
      }
      context.endpoints.found('settings');
      const { settings } = answer.value.data;
      const isWhole = !hasInexactNumber(settings);
      const text = isWhole
        ? knownValue(await settingsText(settings, place.organization, context.roles, signal))
        : notReported;
      const rows = [{ settings: text, facts: [] }];
      const { serverDate } = answer;
      return ok({ rows, unreadable: 0, partlyUnreadable: isWhole ? 0 : 1, serverDate, asOf: null });
    },

    perform: (request, _snapshot, signal) => perform(context, request, signal),
    provision: (requests, signal) => provision(context, requests, signal),
  };
}

async function whoami(
  calls: Calls,
  storage: ConnectionStorage,
  signal: AbortSignal,
): Promise<Result<Identity>> {
  const answer = await calls.ask('GET', paths.me, undefined, wire.meAnswer, signal);
  if (answer.answer === 'value') {
    const { id, username, name, email } = answer.value.data.user;
    const address = textOrEmpty(email);
    return ok({
      userId: id,
      name: textOrEmpty(name) || textOrEmpty(username) || address || id,
      email: address,
    });
  }
  if (answer.answer === 'failed' && !isStub(answer.error)) return fail(answer.error);
  // The call is only proposed. Where it is missing, the login said who it was, and any list proves that the sign-in is good.
  const remembered = calls.signedIn ?? storage.identity;
  const proof = await calls.list(paths.organizations, 'organizations', signal);
  if (!proof.ok) return proof;
  if (remembered !== null) return ok(remembered);
  return fail({
    kind: 'not-implemented',
    sentence: workspacesApiText.identityNotReported(calls.host),
    nextStep: workspacesApiText.usePassword,
    retryable: false,
    detail: paths.me,
  });
}

async function fetchPlaces(
  calls: Calls,
  built: EndpointDetection,
  kind: ConnectionKind,
  signal: AbortSignal,
): Promise<Result<Fetched<WorkspaceRow>>> {
  const listed = await calls.list(paths.organizations, 'organizations', signal);
  if (!listed.ok) return listed;
  const organizations = await readRecords(wire.organization, listed.value.records);
  const byId = new Map(organizations.rows.map((row) => [row.id, row]));
  const found = await fetchWorkspaces(calls, built, [...byId.keys()], signal);
  if (!found.ok) return found;
  const [first] = found.value.rows;
  if (first !== undefined) await built.trySettings(first.id, signal);
  const unavailable = built.unavailable();
  return ok({
    rows: [
      ...organizations.rows.map((row) => fromOrganization(row, kind)),
      ...found.value.rows.map((row) => fromWorkspace(row, byId, kind, unavailable)),
    ],
    unreadable: organizations.unreadable + found.value.unreadable,
    partlyUnreadable: organizations.partlyUnreadable + found.value.partlyUnreadable,
    ofOtherPlace: found.value.ofOtherPlace,
    serverDate: listed.value.serverDate,
    asOf: null,
  });
}

interface FoundWorkspaces {
  rows: WorkspaceIn[];
  unreadable: number;
  partlyUnreadable: number;
  /** Found in one organization, and naming another as theirs. */
  ofOtherPlace: number;
}

/** From the collection, or where that is a stub from each organization. */
async function fetchWorkspaces(
  calls: Calls,
  built: EndpointDetection,
  organizations: readonly string[],
  signal: AbortSignal,
): Promise<Result<FoundWorkspaces>> {
  const collection = await built.list(signal);
  if (!collection.ok) return collection;
  const found: FoundWorkspaces = { rows: [], unreadable: 0, partlyUnreadable: 0, ofOtherPlace: 0 };
  const take = async (records: readonly unknown[], organization: string | null) => {
    const read = await readRecords(wire.workspace, records);
    found.unreadable += read.unreadable;
    found.partlyUnreadable += read.partlyUnreadable;
    if (organization !== null)
      found.ofOtherPlace += ofOtherPlace(read.rows, organization, (row) => row.organization_id);
    for (const row of read.rows) {
      // The organization is half of a workspace's ID here.
      const organizationId = organization ?? textOrEmpty(row.organization_id);
      if (organizationId === '') found.unreadable += 1;
      else found.rows.push({ ...row, organizationId });
    }
  };
  if (collection.value !== null) {
    await take(collection.value.records, null);
    return ok(found);
  }
  for (const organization of organizations) {
    const listed = await calls.list(paths.workspacesOf(organization), 'workspaces', signal);
    if (!listed.ok) return listed;
    await take(listed.value.records, organization);
  }
  return ok(found);
}

async function fetched<W extends object, T>(
  listed: Listed,
  schema: Parameters<typeof readRecords<W>>[0],
  convert: (row: W) => T,
  ahead?: (rows: readonly T[]) => void,
): Promise<Fetched<T>> {
  const read = await readRows(schema, listed.records, convert, ahead);
  return { ...read, serverDate: listed.serverDate, asOf: null };
}

function fromMember(row: wire.MemberOnWire): MemberRow {
  return {
    userId: row.user_id,
    email: textOrEmpty(row.email),
    name: row.name,
    role: roleIdOf(textOrEmpty(row.role)),
    status: 'active',
    signedUpAt: row.joined_at,
    enteredAt: notReported,
  };
}

async function fromInvitation(
  row: wire.InvitationOnWire,
  organization: string,
  { roles }: Context,
  signal: AbortSignal,
): Promise<InvitationRow> {
  const number = row.role_id;
  const role = number.state === 'known' ? await roles.roleOf(organization, number.value, signal) : null;
  return {
    id: row.id,
    email: textOrEmpty(row.email),
    role: role === null ? notReported : knownValue(role),
    status: valueOr(row.status, 'not-reported'),
    invitedBy: notReported,
    message: notReported,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: valueOr(row.status, null) === 'pending' ? none : notReported,
  };
}

const fromRole = (row: wire.RoleOnWire): RoleRow => ({
  id: roleIdOf(row.name),
  name: row.name,
  kind: isDocumented(roleIdOf(row.name)) ? 'built-in' : 'custom',
  description: notReported,
  permissions: notReported,
});

function fromToken(row: wire.TokenOnWire): TokenRow {
  return {
    ...plainToken,
    id: row.id,
    name: row.name,
    ownerId: textOrEmpty(row.user_id),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    // A token that was ended is deleted: what is listed was not.
    revokedAt: none,
    lastUsedAt: notReported,
    scopes: scopesOf(row),
  };
}

function scopesOf({ scopes }: Pick<wire.TokenOnWire, 'scopes'>): TokenRow['scopes'] {
  if (scopes.state !== 'known') return scopes;
  return scopes.value.length === 0 ? none : knownValue(scopes.value.join(', '));
}
