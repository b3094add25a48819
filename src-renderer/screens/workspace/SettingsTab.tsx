import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { BrowserCard } from './settings/BrowserCard.tsx';
import { CopiesCard } from './settings/CopiesCard.tsx';
import { DeviceCard } from './settings/DeviceCard.tsx';
import { LeavingCard } from './settings/LeavingCard.tsx';
import { NameCard } from './settings/NameCard.tsx';
import { OrganizationCard } from './settings/OrganizationCard.tsx';
import { ServerSettingsCard } from './settings/ServerSettingsCard.tsx';
import { SharedCard } from './settings/SharedCard.tsx';
import styles from './settings/settings.module.css';
import tab from './tab.module.css';

/** Everything about the place itself that can be changed; each change on a server goes through a plan. */
export function SettingsTab({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { scope } = detail.workspace;
  return (
    <div className={tab.page}>
      <div className={styles.column}>
        {scope !== 'account' && <NameCard key={scope} detail={detail} facts={facts} />}
        {scope !== 'account' && <ServerSettingsCard detail={detail} facts={facts} />}
        {scope === 'workspace' && <SharedCard detail={detail} facts={facts} />}
        {scope === 'organization' && <OrganizationCard detail={detail} />}
        {scope === 'workspace' && <BrowserCard detail={detail} facts={facts} />}
        {scope === 'workspace' && <CopiesCard detail={detail} />}
        <DeviceCard detail={detail} />
        {scope !== 'account' && <LeavingCard detail={detail} facts={facts} />}
      </div>
    </div>
  );
}
