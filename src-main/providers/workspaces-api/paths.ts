import { path } from '../../http/path.ts';

/**
 * The address under which `/api/auth` and `/api/v1` hang. The reference gives its base with `/api/v1`, so that people paste either.
 */
export const rootOf = (address: string): string =>
  address.replace(/\/+$/, '').replace(/\/api(\/v1(\/(workspaces|organizations))?|\/auth)?$/, '');

const workspaces = '/api/v1/workspaces';
const organizations = '/api/v1/organizations';

export const paths = {
  login: '/api/auth/login',
  refresh: '/api/auth/refresh',
  me: '/api/auth/me',
  collection: `${workspaces}/`,
  workspace: (id: string) => workspaces + path`/${id}`,
  clone: (id: string) => `${paths.workspace(id)}/clone`,
  settings: (id: string) => `${paths.workspace(id)}/settings`,
  provision: `${workspaces}/provision`,
  organizations: `${organizations}/`,
  organization: (id: string) => organizations + path`/${id}`,
  /** The working basics of which the documents speak. */
  workspacesOf: (organization: string) => `${paths.organization(organization)}/workspaces`,
  workspaceOf: (organization: string, id: string) => paths.workspacesOf(organization) + path`/${id}`,
  members: (organization: string) => `${paths.organization(organization)}/members`,
  member: (organization: string, userId: string) => paths.members(organization) + path`/${userId}`,
  invite: (organization: string) => `${paths.members(organization)}/invite`,
  roles: (organization: string) => `${paths.organization(organization)}/roles`,
  invitations: (organization: string) => `${paths.organization(organization)}/invitations`,
  invitation: (organization: string, id: string) => paths.invitations(organization) + path`/${id}`,
  tokens: (organization: string) => `${paths.organization(organization)}/tokens`,
  token: (organization: string, id: string) => paths.tokens(organization) + path`/${id}`,
};
