import { valueOr } from '../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';

/** A text that identifies a place. */
export const placeKey = ({ connectionId, workspaceId }: WorkspaceRef): string =>
  `${connectionId} ${workspaceId}`;

/** An organization of the list with what belongs to it. */
export interface OrganizationBranch {
  type: 'organization';
  id: string;
  name: string;
  /** Its own row; null where the system names it but it is no place that one could open. */
  place: Workspace | null;
  workspaces: Workspace[];
}
export type Branch = OrganizationBranch | { type: 'workspace'; place: Workspace };

export interface PlaceTree {
  favourites: Workspace[];
  /** Organizations with their workspaces, and workspaces of none, in the order of the list. */
  branches: Branch[];
  /** What belongs to the signed-in person alone. */
  accounts: Workspace[];
  /** Hidden by the admin, themselves or with their organization. */
  hidden: Workspace[];
  /** Whether anything was found at all. */
  empty: boolean;
}

export const organizationOf = (place: Workspace): { id: string; name: string } | null =>
  place.scope === 'workspace' && place.organization.state === 'known' ? place.organization.value : null;

/** Whether the list has organizations: without them it is flat, as it always was. */
export const isGrouped = (places: readonly Workspace[]): boolean =>
  places.some((place) => place.scope === 'organization' || organizationOf(place) !== null);

function textOf(place: Workspace): string {
  const url = place.instance.url.state === 'known' ? place.instance.url.value : '';
  const facts = place.facts.map(({ value }) => valueOr(value, '')).join(' ');
  return `${place.name} ${organizationOf(place)?.name ?? ''} ${url} ${facts} ${place.note}`.toLowerCase();
}

/**
 * The list as it is shown. With words only what has all of them (a workspace also by its organization's name), and the organizations of
 * what was found as their context.
 */
export function placeTree(places: readonly Workspace[], words: readonly string[]): PlaceTree {
  const found = places.filter((place) => {
    const text = textOf(place);
    return words.every((word) => text.includes(word));
  });
  const hiddenOrganizations = new Set(
    places.filter((place) => place.scope === 'organization' && place.hidden).map(({ id }) => id),
  );
  const isHidden = (place: Workspace) =>
    place.hidden || hiddenOrganizations.has(organizationOf(place)?.id ?? '');
  const shown = found.filter((place) => !isHidden(place));

  const organizations = new Map<string, OrganizationBranch>();
  const branches: Branch[] = [];
  const rows = new Map(
    places.filter(({ scope }) => scope === 'organization').map((place) => [place.id, place]),
  );
  const branchOf = (id: string, name: string): OrganizationBranch => {
    const known = organizations.get(id);
    if (known !== undefined) return known;
    const place = rows.get(id) ?? null;
    const branch: OrganizationBranch = {
      type: 'organization',
      id,
      name: place?.name ?? name,
      place,
      workspaces: [],
    };
    organizations.set(id, branch);
    branches.push(branch);
    return branch;
  };
  for (const place of shown) {
    const organization = organizationOf(place);
    if (place.scope === 'organization') branchOf(place.id, place.name);
    else if (place.scope === 'workspace' && !place.favourite) {
      if (organization === null) branches.push({ type: 'workspace', place });
      else branchOf(organization.id, organization.name).workspaces.push(place);
    }
  }
  const order = new Map(places.map(({ id }, index) => [id, index]));
  // An organization comes where its own row is, also when workspaces of it stand before that in the list.
  const orderOf = (branch: Branch) =>
    order.get((branch.place ?? (branch.type === 'organization' ? branch.workspaces[0] : null))?.id ?? '') ??
    0;
  branches.sort((a, b) => orderOf(a) - orderOf(b));
  return {
    favourites: shown.filter(({ favourite }) => favourite),
    branches,
    accounts: shown.filter(({ scope, favourite }) => scope === 'account' && !favourite),
    hidden: found.filter(isHidden),
    empty: found.length === 0,
  };
}

/** The place that choosing a connection opens: the system's default workspace, a favourite before the others. */
export function defaultPlace(places: readonly Workspace[]): Workspace | null {
  const defaults = places.filter(
    ({ scope, hidden, isDefault }) =>
      scope === 'workspace' && !hidden && isDefault.state === 'known' && isDefault.value,
  );
  return defaults.find(({ favourite }) => favourite) ?? defaults[0] ?? null;
}

/** The whole order after a group was put in another: the group keeps its places among the others. */
export function orderAfter(all: readonly Workspace[], group: readonly Workspace[]): string[] {
  const ids = new Set(group.map(({ id }) => id));
  const queue = [...group];
  return all.map((place) => (ids.has(place.id) ? (queue.shift() ?? place).id : place.id));
}
