import { useEffect, useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { TextArea } from '../../../components/fields/TextArea.tsx';
import { refOf } from '../../../stores/workspace.ts';
import { favouriteHint, hiddenHint, noteHint } from './text.ts';

/** The admin's own marks and note for a place; they are never sent to a server. */
export function DeviceCard({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const [note, setNote] = useState(workspace.note);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => setNote(workspace.note), [workspace.note]);
  const save = async (change: { favourite?: boolean; hidden?: boolean; note?: string }) => {
    const answer = await window.steward.workspaces.setLocal({ ...refOf(detail), ...change });
    setError(answer.ok ? null : answer.error);
  };
  return (
    <Card title="Only on this device">
      {error !== null && <ErrorNote error={error} />}
      <Switch
        label="Favourite"
        hint={favouriteHint}
        checked={workspace.favourite}
        onChange={(favourite) => void save({ favourite })}
      />
      <Switch
        label="Hidden"
        hint={hiddenHint}
        checked={workspace.hidden}
        onChange={(hidden) => void save({ hidden })}
      />
      <Field label="Note" hint={noteHint}>
        {(aria) => (
          <TextArea
            {...aria}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onBlur={() => {
              if (note !== workspace.note) void save({ note });
            }}
          />
        )}
      </Field>
    </Card>
  );
}
