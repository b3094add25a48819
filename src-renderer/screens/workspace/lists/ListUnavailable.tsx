import { ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '../../../../src-preload/contract/refs.ts';
import { Empty } from '../../../components/Empty.tsx';
import styles from '../../../components/ListTab.module.css';
import { unavailableTitle } from './text.ts';

/** A tab whose list isn't available here: why, which document says so, and where to go instead. */
export function ListUnavailable({
  permission,
  title,
  next,
}: {
  permission: Extract<Permission, { allowed: false }>;
  /** Where the system has no such list; a refusal of this sign-in has its own title. */
  title: string;
  next: ReactNode;
}) {
  const { reason, source } = permission;
  return (
    <div className={styles.notOffered}>
      <Empty
        icon={ShieldOff}
        title={source === undefined ? unavailableTitle : title}
        text={
          <>
            {reason}
            {source !== undefined && <span className={styles.source}>Source: {source}</span>}
          </>
        }
        action={next}
      />
    </div>
  );
}
