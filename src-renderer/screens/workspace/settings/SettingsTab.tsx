import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { InstanceCard } from './InstanceCard.tsx';
import { CloneCard } from './CloneCard.tsx';
import { DeviceCard } from './DeviceCard.tsx';
import { DangerCard } from './DangerCard.tsx';
import { NameCard } from './NameCard.tsx';
import { OrganizationCard } from './OrganizationCard.tsx';
import { ServerSettingsCard } from './ServerSettingsCard.tsx';
import { SharedSettingsCard } from './SharedSettingsCard.tsx';
import styles from './settings.module.css';
import tab from '../../../components/ListTab.module.css';

/** Everything about the place itself that can be changed; changes on the server go through a plan. */
export default function SettingsTab({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { scope } = detail.workspace;
  return (
    <div className={tab.page}>
      <div className={styles.column}>
        {scope !== 'account' && <NameCard key={scope} detail={detail} facts={facts} />}
        {scope !== 'account' && <ServerSettingsCard detail={detail} facts={facts} />}
        {scope === 'workspace' && <SharedSettingsCard detail={detail} facts={facts} />}
        {scope === 'organization' && <OrganizationCard detail={detail} />}
        {scope === 'workspace' && <InstanceCard detail={detail} facts={facts} />}
        {scope === 'workspace' && <CloneCard detail={detail} />}
        <DeviceCard detail={detail} />
        {scope !== 'account' && <DangerCard detail={detail} facts={facts} />}
      </div>
    </div>
  );
}
