import { useEffect, useRef, useState } from 'react';
import type { RoleTable } from '../../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Chip } from '../../../components/Chip.tsx';
import { Note } from '../../../components/Note.tsx';
import { SegmentedControl } from '../../../components/fields/SegmentedControl.tsx';
import { useRolesPanel } from '../../../stores/roles.ts';
import { useListPlace } from '../../../stores/workspace.ts';
import { useWorkspaceList } from '../../../stores/workspaces.ts';
import { EffectivePermissionsPanel } from './EffectivePermissionsPanel.tsx';
import { RoleDifferenceView } from './RoleDifferenceView.tsx';
import { RoleList } from './RoleList.tsx';
import { RoleMatrix } from '../../../components/RoleMatrix.tsx';
import styles from './roles.module.css';
import tab from '../../../components/ListTab.module.css';
import { scopeText } from '../../../lib/text.ts';
import { noRolesText } from './text.ts';

/** The roles of a place: who has them, what each allows, how two differ, and what one member may do and why. */
export default function RolesTab({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, roleTables } = detail;
  const organizationId = workspace.organization.state === 'known' ? workspace.organization.value.id : null;
  const organization = useWorkspaceList(workspace.connectionId)?.workspaces.find(
    ({ id }) => id === organizationId,
  );
  const { detail: place, elsewhere } = useListPlace(detail, 'members');
  // Each table marks my role in its own scope: the organization's or this place's.
  const myRoleIn = (table: RoleTable): string | null => {
    const at = table.scope === workspace.scope ? workspace : organization;
    return at?.myRole.state === 'known' ? at.myRole.value.id : null;
  };
  return (
    <div className={tab.page}>
      <div className={styles.column}>
        {elsewhere && facts.listsNote !== null && <Note>{facts.listsNote}</Note>}
        {place !== null && <RoleList detail={detail} place={place} facts={facts} />}
        {roleTables.map((table, index) => (
          <section key={`${table.scope} ${table.title}`} aria-labelledby={`roles-table-${index}`}>
            <h3 id={`roles-table-${index}`}>
              {table.title} <Chip>{scopeText[table.scope].label}</Chip>
            </h3>
            <RoleMatrix
              table={table}
              myRole={myRoleIn(table)}
              permissions={index === 0 ? detail.permissions : null}
            />
          </section>
        ))}
        {roleTables.length === 0 && (
          <p className={styles.dim}>{noRolesText(scopeText[workspace.scope].one)}</p>
        )}
        <Differences tables={roleTables} />
        {workspace.scope !== 'account' && <PersonPermissions detail={detail} />}
      </div>
    </div>
  );
}

/** Comes into view with the focus on its title where it was asked for on another tab. */
function PersonPermissions({ detail }: { detail: WorkspaceDetail }) {
  const arriving = useRolesPanel((state) => state.arriving);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!arriving) return;
    useRolesPanel.setState({ arriving: false });
    title.current?.scrollIntoView({ block: 'start' });
    title.current?.focus({ preventScroll: true });
  }, [arriving]);
  return (
    <section aria-labelledby="roles-person">
      <h3 ref={title} id="roles-person" tabIndex={-1}>
        Check a member’s permissions
      </h3>
      <EffectivePermissionsPanel detail={detail} />
    </section>
  );
}

function Differences({ tables }: { tables: readonly RoleTable[] }) {
  const comparable = tables.filter((table) => table.roles.length > 1);
  const [chosen, setChosen] = useState('0');
  const table = comparable[Number(chosen)] ?? comparable[0];
  if (table === undefined) return null;
  return (
    <section aria-labelledby="roles-difference">
      <h3 id="roles-difference">Compare roles</h3>
      {comparable.length > 1 && (
        <SegmentedControl
          label="Roles to compare"
          value={chosen}
          onChange={setChosen}
          options={comparable.map(({ scope }, index) => ({
            value: String(index),
            label: scopeText[scope].label,
          }))}
        />
      )}
      <RoleDifferenceView key={table.title} table={table} />
    </section>
  );
}
