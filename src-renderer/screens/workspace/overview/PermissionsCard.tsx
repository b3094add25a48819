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

/** Everything that could be done in this place, and what of it the one who is signed in may. */
export function PermissionsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const words = capabilityText(facts);
  return (
    <Card
      whole
      title={
        <>
          What you may do here{' '}
          {workspace.myRole.state === 'known' && <Chip tone="role">{workspace.myRole.value.label}</Chip>}
        </>
      }
    >
      {capabilityGroupsAt(workspace.scope, facts).map(({ title, capabilities }) => {
        const keepers = new Set(capabilities.map((capability) => listOwnerOf(capability, detail)));
        return (
          <div key={title} className={styles.group}>
            <h4>{title}</h4>
            {[...keepers].map(
              (keeper) =>
                keeper !== null && (
                  <Elsewhere key={keeper} connectionId={workspace.connectionId} keeper={keeper} />
                ),
            )}
            <ul className={styles.may}>
              {capabilities
                .filter((capability) => listOwnerOf(capability, detail) === null)
                .map((capability) => (
                  <Line key={capability} words={words[capability]} permission={permissions[capability]} />
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

/** Where somebody else's list is changed: said once for a group instead of a No for each of its lines. */
function Elsewhere({ connectionId, keeper }: { connectionId: string; keeper: string }) {
  const list = useWorkspaceList(connectionId);
  const go = useNavigation((state) => state.go);
  const place = list?.workspaces.find(({ id }) => id === keeper);
  if (place === undefined) return null;
  return (
    <p className={styles.dim}>
      Not of this workspace alone:{' '}
      <button type="button" className={styles.link} onClick={() => go({ workspaceId: keeper })}>
        {place.name}
      </button>{' '}
      says what you may.
    </p>
  );
}

function Line({ words, permission }: { words: string; permission: Permission }) {
  if (permission.allowed) {
    return (
      <li data-allowed>
        <Check role="img" aria-label="Yes:" />
        <div>{words}</div>
      </li>
    );
  }
  const { reason, source } = permission;
  return (
    <li>
      <Minus role="img" aria-label="No:" />
      <div>
        {words}
        <p className={styles.dim} title={source === undefined ? undefined : `Source: ${source}`}>
          {reason}
        </p>
      </div>
    </li>
  );
}
