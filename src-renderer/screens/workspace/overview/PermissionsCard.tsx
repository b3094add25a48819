import { Check, Minus } from 'lucide-react';
import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../../../src-preload/contract/refs.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { capabilityGroupsAt, capabilityText } from '../../../lib/capability-text.ts';
import { Card } from '../../../components/Card.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { useWorkspaceList } from '../../../stores/workspaces.ts';
import styles from './overview.module.css';

/** Everything that can be done in this place, and which of it the signed-in user may do. */
export function PermissionsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const labels = capabilityText(facts);
  return (
    <Card
      whole
      title={
        <>
          Your permissions{' '}
          {workspace.myRole.state === 'known' && <Chip tone="role">{workspace.myRole.value.label}</Chip>}
        </>
      }
    >
      {capabilityGroupsAt(workspace.scope, facts).map(({ title, capabilities }) => {
        const owners = new Set(capabilities.map((capability) => listOwnerOf(capability, detail)));
        return (
          <div key={title} className={styles.group}>
            <h4>{title}</h4>
            {[...owners].map(
              (owner) =>
                owner !== null && (
                  <ManagedElsewhere key={owner} connectionId={workspace.connectionId} owner={owner} />
                ),
            )}
            <ul className={styles.permissions}>
              {capabilities
                .filter((capability) => listOwnerOf(capability, detail) === null)
                .map((capability) => (
                  <Line key={capability} label={labels[capability]} permission={permissions[capability]} />
                ))}
            </ul>
          </div>
        );
      })}
    </Card>
  );
}

/** The place whose list a capability is about; null: of none, or of this place itself. */
function listOwnerOf(capability: Capability, { listsAt, workspace }: WorkspaceDetail): string | null {
  const at = /^(member|invitation|role)\./.test(capability)
    ? listsAt.members.workspaceId
    : capability.startsWith('token.')
      ? listsAt.tokens.workspaceId
      : workspace.id;
  return at === workspace.id ? null : at;
}

/** Says once for a group that its list is managed in another place, instead of a No on each line. */
function ManagedElsewhere({ connectionId, owner }: { connectionId: string; owner: string }) {
  const list = useWorkspaceList(connectionId);
  const go = useNavigation((state) => state.go);
  const place = list?.workspaces.find(({ id }) => id === owner);
  if (place === undefined) return null;
  return (
    <p className={styles.dim}>
      Managed in{' '}
      <button type="button" className={styles.link} onClick={() => go({ workspaceId: owner })}>
        {place.name}
      </button>
      .
    </p>
  );
}

function Line({ label, permission }: { label: string; permission: Permission }) {
  if (permission.allowed) {
    return (
      <li data-allowed>
        <Check role="img" aria-label="Yes:" />
        <div>{label}</div>
      </li>
    );
  }
  const { reason, source } = permission;
  return (
    <li>
      <Minus role="img" aria-label="No:" />
      <div>
        {label}
        <p className={styles.dim} title={source === undefined ? undefined : `Source: ${source}`}>
          {reason}
        </p>
      </div>
    </li>
  );
}
