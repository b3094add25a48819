/**
 * Ids of places: `ORG` is an organization, `ORG/WS` a workspace in it. Each part is percent-encoded, so that whatever a server calls
 * its things stays one part here and one segment of a path.
 */
export interface PlaceParts {
  /** Percent-encoded already. */
  organization: string;
  /** null: the place is the organization itself. */
  workspace: string | null;
}

export const organizationPlace = (organizationId: string): string => encodeURIComponent(organizationId);

export const workspacePlace = (organizationId: string, workspaceId: string): string =>
  `${encodeURIComponent(organizationId)}/${encodeURIComponent(workspaceId)}`;

export function partsOf(placeId: string): PlaceParts {
  const slash = placeId.indexOf('/');
  return slash === -1
    ? { organization: placeId, workspace: null }
    : { organization: placeId.slice(0, slash), workspace: placeId.slice(slash + 1) };
}

export const isWorkspace = (placeId: string): boolean => partsOf(placeId).workspace !== null;
