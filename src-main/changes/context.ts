import type { Badge, CredentialKind, Identity } from '../../src-preload/contract/connections.ts';
import type { ChangeRequest, ChangeType } from '../../src-preload/contract/change-request.ts';
import type { Role } from '../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import { placeOf } from '../../src-preload/shared/plan.ts';
import { accessAt, type Access } from '../access/access.ts';
import { unsupportedReason } from '../access/unsupported.ts';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { apiVariantOf, type Provider } from '../providers/provider.ts';
import type { PlaceSnapshot, Snapshot } from './snapshot/snapshot.ts';

/** What the engine says of a connection and decides by; the connections registry knows it. */
export interface ConnectionFacts {
  label: string;
  badge: Badge;
  address: string;
  /** Which of its system's APIs it speaks. */
  apiVariant: string;
  identity: Identity;
  credential: CredentialKind;
  provider: Provider;
}

/** My access to one place of a snapshot, or to the connection as a whole, with what is said of it. */
export interface PlaceContext extends Access {
  connection: ConnectionFacts;
  facts: SystemFacts;
  /** The roles of the place. */
  roles: readonly Role[];
}

/** The request of one kind of change. */
export type RequestOf<T extends ChangeType> = Extract<ChangeRequest, { type: T }>;

/** A request, the snapshot it is judged on, and my access to the place that decides who may make it. */
export interface RequestContext<R extends ChangeRequest> extends PlaceContext {
  request: R;
  snapshot: Snapshot;
  /** Epoch ms. */
  now: number;
}

/** The context of one kind of change; of any, where none is named. */
export type ChangeContext<T extends ChangeType = ChangeType> = RequestContext<RequestOf<T>>;

export function contextOf(
  request: ChangeRequest,
  connection: ConnectionFacts,
  snapshot: Snapshot,
  now: number,
): ChangeContext {
  const place = placeContext(connection, snapshot, request.connectionId, decidingPlace(request));
  return { ...place, request, snapshot, now };
}

/** `place`: the id of the place whose roles decide; null where none does. */
export function placeContext(
  connection: ConnectionFacts,
  snapshot: Snapshot,
  connectionId: string,
  place: string | null,
): PlaceContext {
  const access = accessAt(connection, snapshot, connectionId, place);
  return { ...access, connection, facts: access.apiVariant.facts, roles: access.who.roles };
}

export const factsOf = ({ provider, apiVariant }: ConnectionFacts): SystemFacts =>
  apiVariantOf(provider, apiVariant).facts;

/** The place whose roles decide who may do it: the change's own, or the organization that something is made in. */
export const decidingPlace = (request: ChangeRequest): string | null =>
  placeOf(request) ?? ('organizationId' in request ? (request.organizationId ?? null) : null);

export const offers = (access: Pick<Access, 'apiVariant' | 'row'>, capability: Capability): boolean =>
  unsupportedReason(access, capability) === null;

/** The role that an invited person has at first; null: the one that was asked for. */
export const arrivesAs = ({ facts, provider, who }: PlaceContext): string | null =>
  facts.joining.role === 'carried' ? null : provider.inviteArrivesAs(who.scope);

interface InPlace {
  request: { connectionId: string; workspaceId: string };
  snapshot: Snapshot;
}

/** The lists of the place that a change is made in. */
export const listsOf = ({ request, snapshot }: InPlace): PlaceSnapshot =>
  snapshot.place(request.connectionId, request.workspaceId);

/** The row of the place that a change is made in, as the snapshot has it; null: it isn't in the list. */
export const rowOf = ({ request, snapshot }: InPlace): WorkspaceRow | null =>
  snapshot.row(request.connectionId, request.workspaceId);

/** Changes the row of the place that a change is made in, as if it had been done. */
export function changeRow({ request, snapshot }: InPlace, part: Partial<WorkspaceRow>): void {
  const { places } = snapshot.connection(request.connectionId);
  const before = places.get(request.workspaceId);
  if (before) places.put({ ...before, ...part });
}
