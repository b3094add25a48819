import type { ReactNode } from 'react';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import styles from './SettingsTab.module.css';

/** One thing that can be done, what it brings with it, and its button; where the system doesn't offer it: why, and who says so. */
export function SettingsRow({
  label,
  hint,
  permission,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  permission?: Permission;
  /** The button. */
  children: ReactNode;
}) {
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

export const reasonOf = (permission: Permission) => (permission.allowed ? null : permission.reason);
