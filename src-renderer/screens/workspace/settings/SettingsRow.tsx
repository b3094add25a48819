import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '../../../../src-preload/contract/refs.ts';
import { Button } from '../../../components/Button.tsx';
import styles from './settings.module.css';

interface RowProps {
  label: ReactNode;
  hint?: ReactNode;
  permission?: Permission;
  /** The button. */
  children: ReactNode;
}

/** An action with its hint and button; where the system doesn't support it, the reason and its source. */
export function SettingsRow({ label, hint, permission, children }: RowProps) {
  const refused = permission?.allowed === false ? permission : null;
  return (
    <div className={styles.row}>
      <div>
        <div className={styles.label}>{label}</div>
        {refused?.source === undefined ? (
          hint !== undefined && <p className={styles.hint}>{hint}</p>
        ) : (
          <>
            <p className={styles.hint}>{refused.reason}</p>
            <p className={styles.hint}>Source: {refused.source}</p>
          </>
        )}
      </div>
      {children}
    </div>
  );
}

interface ActionProps extends RowProps {
  permission: Permission;
  icon: LucideIcon;
  danger?: boolean;
  onClick: () => void;
  /** The label of the button. */
  children: string;
}

/** A row whose button does what the permission is about. */
export function SettingsAction({ icon, danger = false, onClick, children, ...row }: ActionProps) {
  return (
    <SettingsRow {...row}>
      <Button
        icon={icon}
        variant={danger ? 'danger' : 'default'}
        disabledReason={reasonOf(row.permission)}
        onClick={onClick}
      >
        {children}
      </Button>
    </SettingsRow>
  );
}

export const reasonOf = (permission: Permission) => (permission.allowed ? null : permission.reason);
