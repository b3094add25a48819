import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useConnectionLabel } from '../../stores/connections.ts';

/** "In Invoices on Documents.": what a dialog acts on. */
export function usePlaceText({ workspace }: WorkspaceDetail): string {
  return `In ${workspace.name} on ${useConnectionLabel(workspace.connectionId)}.`;
}
