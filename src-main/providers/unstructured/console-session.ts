import { knownOrNone, knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import { plainToken, type MemberRow, type TokenRow, type WorkspaceRow } from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { perform } from './console-perform.ts';
import {
  changeInventory,
  heldName,
  keyIn,
  placeIn,
  readInventory,
  workspaceIn,
  type Found,
  type Inventory,
  type InventoryKey,
  type InventoryOrganization,
  type InventoryWorkspace,
  type Provenance,
} from './inventory.ts';
import { dataApiAddress, probeKey } from './key-probe.ts';
import { isWorkspace } from './place-ids.ts';
import { organizationRow, sortMembers, workspaceRow } from './places.ts';
import { readEntered } from './sign-in.ts';
import { unstructuredText } from './text.ts';

const table = capabilities.console;

/**
 * The real service, which offers nothing to ask: everything is read from the inventory that the admin keeps, and dated by when it was
 * said. Only the try of a key goes over the network.
 */
export function createConsoleSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
): ProviderSession {
  const me = () => {
    const entered = readEntered(storage.secret);
    return entered.ok ? entered.value.userId : null;
  };
  const inventoryOf = <T>(read: (inventory: Inventory) => Result<T>): Promise<Result<T>> => {
    const inventory = readInventory(storage);
    return Promise.resolve(inventory.ok ? read(inventory.value) : inventory);
  };

  return {
    whoami: () => Promise.resolve(readEntered(storage.secret)),

    workspaces: () =>
      inventoryOf((inventory) => {
        const rows = inventory.organizations.flatMap((one) => placeRows(one, me(), target.address));
        const places = inventory.organizations.flatMap((one) => [one, ...one.workspaces]);
        return ok(entered(rows, latest(places.map(({ saidAt }) => saidAt))));
      }),

    members: (workspaceId) =>
      inventoryOf((inventory) => {
        const place = placeIn(inventory, workspaceId);
        if (!place.ok) return place;
        const { organization, workspace } = place.value;
        const listed = workspace ?? organization;
        const scope = workspace === null ? 'organization' : 'workspace';
        return ok(
          entered(sortMembers(memberRows(place.value), scope), listed.membersSaidAt ?? listed.saidAt),
        );
      }),

    tokens: (workspaceId) =>
      isWorkspace(workspaceId)
        ? inventoryOf((inventory) => {
            const found = workspaceIn(inventory, workspaceId);
            if (!found.ok) return found;
            const { keys, keysSaidAt, saidAt } = found.value;
            const hasValue = (key: Key) => {
              const value = storage.heldSecrets.get(heldName(workspaceId, key.id));
              // A vault that can’t be read now doesn’t say that there is none.
              return !value.ok || value.value !== null;
            };
            return ok(
              entered(
                keys.map((key) => tokenRow(key, hasValue(key))),
                keysSaidAt ?? saidAt,
              ),
            );
          })
        : unsupportedList(table['token.list']),

    invitations: () => unsupportedList(table['invitation.list']),
    roles: () => unsupportedList(table['role.list']),
    details: () => unsupportedList(table['workspace.details']),

    perform: (request) => perform(storage, request),

    keepTokenValue(workspaceId, tokenId, value) {
      const key = inventoryKey(storage, workspaceId, tokenId);
      if (!key.ok) return Promise.resolve(key);
      const trimmed = value.trim();
      // Anything else can't be sent in a header, so it is no key.
      if (!/^[\x21-\x7e]+$/.test(trimmed)) {
        const message = trimmed === '' ? unstructuredText.emptyValue : unstructuredText.badKeyCharacters;
        return Promise.resolve(
          fail(invalidError(message, unstructuredText.copyKeyAgain, [{ path: 'value', message }])),
        );
      }
      return storage.heldSecrets.put(heldName(workspaceId, tokenId), trimmed);
    },

    async probeToken(workspaceId, tokenId, signal) {
      const key = inventoryKey(storage, workspaceId, tokenId);
      if (!key.ok) return key;
      const value = storage.heldSecrets.get(heldName(workspaceId, tokenId));
      if (!value.ok) return value;
      if (value.value === null) {
        return fail(
          plainError(
            'not-found',
            unstructuredText.valueNotStored(key.value.name),
            unstructuredText.storeValueFirst,
          ),
        );
      }
      const dataApi = dataApiAddress(target.address, storage.options);
      const verdict = await probeKey(http, target, dataApi, value.value, signal);
      if (!verdict.ok) return verdict;
      const probe = { at: storage.now(), ...verdict.value };
      return changeInventory(storage, (inventory) => {
        const found = workspaceIn(inventory, workspaceId);
        const tried = found.ok ? keyIn(found.value, tokenId) : found;
        if (!tried.ok) return tried;
        tried.value.probe = probe;
        return ok(probe);
      });
    },
  };
}

function inventoryKey(
  storage: ConnectionStorage,
  workspaceId: string,
  tokenId: string,
): Result<InventoryKey> {
  const inventory = readInventory(storage);
  if (!inventory.ok) return inventory;
  const found = workspaceIn(inventory.value, workspaceId);
  return found.ok ? keyIn(found.value, tokenId) : found;
}

/** `saidAt`: when the newest of it was said; null where nothing was, and then its emptiness is of now. */
const entered = <T>(rows: T[], saidAt: number | null): Fetched<T> => ({
  rows,
  unreadable: 0,
  partlyUnreadable: 0,
  serverDate: null,
  asOf: saidAt,
});

const latest = (times: readonly number[]): number | null =>
  times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b));

/** "Marked as done on 3 May 2026" */
const provenanceFact = ({ how, saidAt }: Provenance) => {
  const verb = how === 'marked as done' ? 'Marked as done' : how === 'imported' ? 'Imported' : 'Entered';
  return { label: 'In the inventory', value: knownValue(`${verb} on ${formatDate(saidAt)}`) };
};

function placeRows(organization: InventoryOrganization, me: string | null, address: string): WorkspaceRow[] {
  const organizationRole = roleOf(organization.members, me);
  const shared = { kind: organization.kind, address, origin: 'entered' } as const;
  const { id, name } = organization;
  return [
    organizationRow({ ...shared, id, name, facts: [provenanceFact(organization)], role: organizationRole }),
    ...organization.workspaces.map((one) =>
      workspaceRow({
        ...shared,
        id: one.id,
        name: one.name,
        facts: [provenanceFact(one)],
        organization: { id, name },
        organizationRole,
        role: roleOf(one.members, me),
        isDefault: notReported,
      }),
    ),
  ];
}

/** That I'm not in a list that I keep myself doesn't say that I'm not there. */
function roleOf(members: readonly { userId: string; role: string }[], me: string | null): Known<string> {
  const mine = members.find(({ userId }) => userId === me);
  return mine === undefined ? notReported : knownValue(mine.role);
}

function memberRows({ organization, workspace }: Found): MemberRow[] {
  const people = new Map(organization.members.map((member) => [member.userId, member]));
  return (workspace ?? organization).members.map(({ userId, role, saidAt }) => {
    const person = people.get(userId);
    return {
      userId,
      email: person?.email ?? userId,
      name: knownOrNone(person?.name || null),
      role,
      status: 'active',
      signedUpAt: notReported,
      enteredAt: knownValue(saidAt),
    };
  });
}

type Key = InventoryWorkspace['keys'][number];

/** `hasValue`: its value is kept on this device, so that it could be tried. */
function tokenRow(key: Key, hasValue: boolean): TokenRow {
  return {
    ...plainToken,
    id: key.id,
    name: knownValue(key.name),
    ownerId: '',
    createdAt: key.createdAt === null ? notReported : knownValue(key.createdAt),
    // Keys don't expire and aren't revoked: they are switched off or deleted.
    expiresAt: none,
    revokedAt: none,
    lastUsedAt: notReported,
    enabled: knownValue(key.enabled),
    probe: key.probe === null && !hasValue ? notReported : knownOrNone(key.probe),
  };
}
