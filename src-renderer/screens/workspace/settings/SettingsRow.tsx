import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '../../../../src-preload/contract/refs.ts';
import { Button } from '../../../components/Button.tsx';
import styles from './settings.module.css';
import { reasonOf } from '../../../lib/permissions.ts';

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
  icon: LucideIcon;
  danger?: boolean;
  /** Why it can't be done although the permission allows it. */
  refused?: string | null;
  onClick: () => void;
  /** The label of the button. */
  children: string;
}

/** A row with the usual button. */
export function SettingsAction({
  icon,
  danger = false,
  refused = null,
  onClick,
  children,
  ...row
}: ActionProps) {
  const { permission } = row;
  return (
    <SettingsRow {...row}>
      <Button
        icon={icon}
        variant={danger ? 'danger' : 'default'}
        disabledReason={(permission === undefined ? null : reasonOf(permission)) ?? refused}
        onClick={onClick}
      >
        {children}
      </Button>
    </SettingsRow>
  );
}
