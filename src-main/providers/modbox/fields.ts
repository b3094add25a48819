import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import type { WorkspaceType } from '../../../src-preload/contract/workspaces.ts';
import { isLoopback, parseAddress } from '../../http/address.ts';
import { modboxText } from './text.ts';
import { commonText } from '../text.ts';

export const managedAddress = 'https://api.modbox.run';
const longestName = 255;
const longestDescription = 1000;
const longestTokenName = 255;

export function kindOf(address: string): ConnectionKind {
  const url = parseAddress(address);
  if (url === null) return 'remote-url';
  if (url.host === 'api.modbox.run') return 'managed';
  return isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
}

/** Workspaces of Modbox run where Modbox runs: there is nothing to choose. */
export const workspaceTypes: readonly WorkspaceType[] = [];

/** The documented limits, before anything is sent. */
export function checkWorkspaceFields(fields: {
  name: string;
  description: string;
}): { path: 'name' | 'description'; message: string }[] {
  const problems: { path: 'name' | 'description'; message: string }[] = [];
  const tooLong = (length: number, most: number) => modboxText.tooLong(most, length);
  if (fields.name.trim() === '') problems.push({ path: 'name', message: commonText.nameWorkspace });
  else if (fields.name.length > longestName) {
    problems.push({ path: 'name', message: tooLong(fields.name.length, longestName) });
  }
  if (fields.description.length > longestDescription) {
    problems.push({ path: 'description', message: tooLong(fields.description.length, longestDescription) });
  }
  return problems;
}

export function tokenNameProblem(name: string): string | null {
  if (name.trim() === '') return modboxText.describeToken;
  return name.length > longestTokenName ? modboxText.tooLong(longestTokenName, name.length) : null;
}
