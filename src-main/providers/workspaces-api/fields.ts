import type { WorkspaceType } from '../../../src-preload/contract/workspaces.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';

/** The documents name no limit; names longer than this are refused by the server that Steward was built against. */
const longestName = 100;

/** There is one type: a workspace lives on the server that the connection speaks to. */
export const workspaceTypes: readonly WorkspaceType[] = [
  {
    kind: 'managed',
    label: 'Workspace',
    hint: workspacesApiText.typeHint,
    url: '',
  },
];

/** Also for organizations, whose names obey the same rule. */
export function nameProblem(name: string, what: string): string | null {
  const length = name.trim().length;
  if (length === 0) return workspacesApiText.nameNeeded(what);
  return length > longestName ? workspacesApiText.tooLong(longestName, length) : null;
}

export function checkWorkspaceFields(fields: { name: string }): { path: 'name'; message: string }[] {
  const problem = nameProblem(fields.name, 'workspace');
  return problem === null ? [] : [{ path: 'name', message: problem }];
}

export const tokenNameProblem = (name: string): string | null =>
  name.trim() === '' ? commonText.nameToken : nameProblem(name, 'token');
