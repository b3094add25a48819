import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { pointAtRole, useRolesPanel } from '../../../stores/roles.ts';
import { refusal } from '../../../stores/workspace.ts';
import { useRoleCounts } from './useRoleCounts.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './roles.module.css';
import { people } from '../../../lib/text.ts';
import { useShownDialog } from '../../../lib/useShownDialog.ts';
import { CreateRoleDialog } from './CreateRoleDialog.tsx';
import { PermissionsDialog } from './PermissionsDialog.tsx';
import { rolesAfterJoiningText } from './text.ts';
import { reasonOf } from '../../../lib/permissions.ts';

/** The roles of a place with their counts; custom ones can be created and changed. */
export function RoleList({
  detail,
  place,
  facts,
}: {
  detail: WorkspaceDetail;
  /** Where the roles are kept. */
  place: WorkspaceDetail;
  facts: SystemFacts;
}) {
  const mix = useRoleCounts(detail);
  const go = useNavigation((state) => state.go);
  const pointed = useRolesPanel((state) => state.roleId);
  const list = useRef<HTMLUListElement>(null);
  const creating = useShownDialog<'create'>();
  const editing = useShownDialog<Role>();
  const { myRole, scope } = detail.workspace;
  const mine = myRole.state === 'known' ? myRole.value.id : null;
  const create = place.permissions['role.create'];
  const transfer = place.permissions['workspace.transfer'];
  // A refusal with a source means that the system doesn't support transfers.
  const byTransfer = transfer.allowed || transfer.source === undefined;
  useEffect(() => {
    if (pointed === null) return;
    const item = list.current?.querySelector<HTMLElement>('[data-pointed=true]');
    item?.scrollIntoView({ block: 'nearest' });
    item?.focus();
  }, [pointed]);
  useEffect(() => () => pointAtRole(null), []);
  if (mix.length === 0) return null;
  return (
    <section aria-labelledby="roles-list">
      <h3 id="roles-list">Roles</h3>
      <ul className={styles.roles} ref={list}>
        {mix.map(({ role, count }) => (
          <li
            key={role.id}
            data-mine={role.id === mine}
            data-pointed={role.id === pointed}
            tabIndex={role.id === pointed ? -1 : undefined}
          >
            <div>
              <b>
                <UserText>{role.label}</UserText>
              </b>{' '}
              {role.id === mine && <Chip tone="role">Your role</Chip>}
              {role.kind === 'custom' && <Chip>Custom</Chip>}
              {!role.assignable && (
                <Chip>{byTransfer ? 'Only by ownership transfer' : 'Assigned elsewhere'}</Chip>
              )}
              <p>{role.description}</p>
              {role.permissions !== null && (
                <p className={styles.permissions}>
                  {role.permissions.length === 0
                    ? 'No permissions'
                    : role.permissions.map((code) => <code key={code}>{code}</code>)}
                </p>
              )}
            </div>
            <div className={styles.end}>
              {/* A role that is assigned elsewhere isn't counted among the members of this place. */}
              {role.assignable || byTransfer || count !== 0 ? (
                <span>{count === null ? 'Not counted yet' : people(count)}</span>
              ) : null}
              {role.kind === 'custom' && (
                <Button
                  size="s"
                  disabledReason={refusal(place, 'role.set-permissions')}
                  onClick={() => editing.open(role)}
                >
                  Permissions…
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button size="s" onClick={() => go({ tab: 'members' })}>
          View members
        </Button>
        <Button
          size="s"
          icon={Plus}
          disabledReason={reasonOf(create)}
          onClick={() => creating.open('create')}
        >
          New role…
        </Button>
        {!create.allowed && create.source !== undefined && (
          <span className={styles.source}>
            {create.reason} Source: {create.source}
          </span>
        )}
      </div>
      {facts.joining.role === 'after-join' && scope === 'workspace' && (
        <p className={styles.dim}>{rolesAfterJoiningText}</p>
      )}
      {creating.shown !== null && (
        <CreateRoleDialog
          key={creating.shown.key}
          place={place}
          onReuse={(roleId) => {
            creating.close();
            pointAtRole(roleId);
          }}
          onClose={creating.close}
        />
      )}
      {editing.shown !== null && (
        <PermissionsDialog
          key={editing.shown.key}
          place={place}
          role={editing.shown.what}
          onClose={editing.close}
        />
      )}
    </section>
  );
}
