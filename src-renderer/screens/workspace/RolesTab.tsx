import { Check, Minus } from 'lucide-react';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { useNavigation } from '../../stores/navigation.ts';
import { capabilityWords } from './capabilities.ts';
import { useRoleMix } from './mix.ts';
import styles from './RolesTab.module.css';
import { people } from './words.ts';

/** The roles of the system in its own words, who has them, and what mine lets me do here. */
export function RolesTab({ detail }: { detail: WorkspaceDetail }) {
  const mix = useRoleMix(detail);
  const { myRole } = detail.workspace;
  const mine = myRole.state === 'known' ? myRole.value : null;
  const go = useNavigation((state) => state.go);
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        <section aria-labelledby="roles-list">
          <h3 id="roles-list">Roles</h3>
          <ul className={styles.roles}>
            {mix.map(({ role, count }) => (
              <li key={role.id} data-mine={role.id === mine?.id}>
                <div>
                  <b>{role.label}</b> {role.id === mine?.id && <Chip tone="role">your role</Chip>}
                  <p>{role.description}</p>
                </div>
                <span>{count === null ? 'Not counted yet' : people(count)}</span>
              </li>
            ))}
          </ul>
          <Button size="s" onClick={() => go({ tab: 'members' })}>
            See who has them
          </Button>
        </section>
        <section aria-labelledby="roles-may">
          <h3 id="roles-may">What each role may do</h3>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Action</th>
                {mix.map(({ role }) => (
                  <th key={role.id} scope="col" data-mine={role.id === mine?.id}>
                    {role.label}
                  </th>
                ))}
                <th scope="col">You, now</th>
              </tr>
            </thead>
            <tbody>
              {capabilityWords.map(([capability, label]) => {
                const permission = detail.permissions[capability];
                return (
                  <tr key={capability}>
                    <th scope="row">{label}</th>
                    {mix.map(({ role }) => (
                      <May
                        key={role.id}
                        allowed={detail.rolesMay[role.id]?.includes(capability) === true}
                        mine={role.id === mine?.id}
                      />
                    ))}
                    <td>{permission.allowed ? 'Yes' : permission.reason}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      </div>
    </div>
  );
}

function May({ allowed, mine }: { allowed: boolean; mine: boolean }) {
  const Icon = allowed ? Check : Minus;
  return (
    <td data-allowed={allowed} data-mine={mine}>
      <Icon role="img" aria-label={allowed ? 'Yes' : 'No'} />
    </td>
  );
}
