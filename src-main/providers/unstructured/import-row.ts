import { isAddress, readMailbox } from '../../../src-preload/shared/addresses.ts';
import { csvText } from '../../files/text.ts';
import { cleaned, type InventoryOrganization } from './inventory.ts';
import { roleFromText, roleTable } from './roles.ts';
import { unstructuredText } from './text.ts';

/** A row of the file as it is written, cells trimmed. */
export interface ImportRow {
  line: number;
  organization: string;
  workspace: string;
  email: string;
  name: string;
  organizationRole: string;
  workspaceRole: string;
  key: string;
  organizationKind: string;
  keyState: string;
  /** Cells beyond the columns of the header. */
  surplus: readonly string[];
}

/** A row whose cells make sense by themselves. Roles: null where the cell is empty. */
export interface ReadRow {
  organization: string;
  kind: InventoryOrganization['kind'] | null;
  workspace: string;
  email: string;
  name: string;
  organizationRole: string | null;
  workspaceRole: string | null;
  key: string;
  enabled: boolean | null;
}

/** The row's meaning, or what is wrong with it. */
export function readRow(row: ImportRow): ReadRow | string {
  const mailbox = readMailbox(row.email);
  const cells = {
    organization: cleaned(row.organization),
    workspace: cleaned(row.workspace),
    email: mailbox.email,
    name: cleaned(row.name === '' ? mailbox.name : row.name),
    key: cleaned(row.key),
  };
  const { organization, workspace, email, name, key } = cells;
  if (row.surplus.length > 0) return csvText.surplus(row.surplus);
  if (organization === '') return unstructuredText.organizationMissing;
  if (email !== '' && !isAddress(email)) return unstructuredText.notAnEmail(email);
  if (email === '' && name !== '') return unstructuredText.personNeedsEmail;
  if (email === '' && (row.organizationRole !== '' || row.workspaceRole !== '')) {
    return unstructuredText.roleNeedsEmail;
  }
  if (workspace === '' && row.workspaceRole !== '') return unstructuredText.roleNeedsWorkspace;
  if (workspace === '' && key !== '') return unstructuredText.keyNeedsWorkspace;

  const organizationRole = roleFromText('organization', row.organizationRole);
  if (row.organizationRole !== '' && organizationRole === null) {
    return unknownRole('organization', row.organizationRole);
  }
  const workspaceRole = roleFromText('workspace', row.workspaceRole);
  if (row.workspaceRole !== '' && workspaceRole === null) return unknownRole('workspace', row.workspaceRole);
  const kind = oneOf(row.organizationKind, { organization: 'organization', personal: 'personal' } as const);
  if (kind === undefined) {
    return unstructuredText.badOrganizationKind(row.organizationKind);
  }
  const enabled = oneOf(row.keyState, { enabled: true, disabled: false } as const);
  if (enabled === undefined) return unstructuredText.badKeyState(row.keyState);
  if (enabled !== null && key === '') return unstructuredText.stateNeedsKey;
  return { ...cells, organizationRole, workspaceRole, kind, enabled };
}

/** null: nothing is written there; undefined: something else. */
function oneOf<T>(text: string, values: Readonly<Record<string, T>>): T | null | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return null;
  return Object.entries(values).find(([name]) => name === wanted)?.[1];
}

function unknownRole(scope: 'organization' | 'workspace', text: string): string {
  const names = roleTable(scope).roles.filter(({ assignable }) => assignable);
  return unstructuredText.unknownRole(
    text,
    scope === 'organization' ? 'an organization' : 'a workspace',
    names.map(({ label }) => `“${label}”`).join(', '),
  );
}
