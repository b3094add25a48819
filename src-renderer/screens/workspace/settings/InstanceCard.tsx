import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { valueOr } from '../../../../src-preload/shared/known.ts';
import { refOf } from '../../../stores/workspace.ts';
import { SettingsAction } from './SettingsRow.tsx';
import { refreshPageHint, urlNotReportedText } from './text.ts';

/** The pages of the running instance that open in the browser. */
export function InstanceCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { instance } = detail.workspace;
  const ref = refOf(detail);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (call: 'open' | 'openRefreshAuth') => {
    const answer = await window.steward.workspaces[call](ref);
    setError(answer.ok ? null : answer.error);
  };
  // An instance that isn't on this machine picks up role changes and removals only through its own page.
  const hasRefreshPage =
    facts.refreshesInstances && instance.kind !== 'local-dev' && instance.url.state === 'known';
  return (
    <Card title="Instance">
      {error !== null && <ErrorNote error={error} />}
      <SettingsAction
        label="Workspace page"
        hint={valueOr(instance.url, urlNotReportedText)}
        permission={detail.permissions['workspace.open']}
        icon={ExternalLink}
        onClick={() => void run('open')}
      >
        Open in browser
      </SettingsAction>
      {hasRefreshPage && (
        <SettingsAction
          label="Apply role changes on the instance"
          hint={refreshPageHint}
          icon={ExternalLink}
          onClick={() => void run('openRefreshAuth')}
        >
          Open refresh page
        </SettingsAction>
      )}
    </Card>
  );
}
