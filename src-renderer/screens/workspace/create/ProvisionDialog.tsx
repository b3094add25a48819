import { useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { workspacesCalls } from '../../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Field } from '../../../components/fields/Field.tsx';
import { ListField } from '../../../components/fields/ListField.tsx';
import { ListPreview, Unset } from '../../../components/ListPreview.tsx';
import { Note } from '../../../components/Note.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { useCurrentOrganization, useOrganizations } from './useOrganizations.ts';
import { UserText } from '../../../components/UserText.tsx';
import { useConnectionLabel } from '../../../stores/connections.ts';
import {
  chooseColumnText,
  chooseNameColumnText,
  columnOptionText,
  everyLineText,
  listHint,
  nameColumnHint,
  noOrganizationForManyText,
  noUsableRowText,
  pasteListText,
  readingListText,
  reviewBeforeSendingText,
  someRowsText,
} from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';

type NameColumn = z.input<(typeof workspacesCalls)['readProvisionList']['input']>['nameColumn'];
type ParsedList = z.output<(typeof workspacesCalls)['readProvisionList']['output']>;

const pauseMs = 200;

/** The rows of the list, parsed again whenever typing pauses; `current`: they are of the text as it is now. */
function useParsedList(
  connectionId: string,
  organizationId: string | null,
  text: string,
  nameColumn: NameColumn,
) {
  const { value, error, loading } = useQuery(
    organizationId === null || text.trim() === ''
      ? null
      : ['provision-list', connectionId, organizationId, text, String(nameColumn)],
    () =>
      window.steward.workspaces.readProvisionList({
        connectionId,
        organizationId: organizationId ?? '',
        text,
        nameColumn,
      }),
    { keepPrevious: true, delayMs: pauseMs },
  );
  return { found: value, current: value !== null && !loading && error === null, error };
}

/** Creates many workspaces of one organization from a pasted or opened list: shown row by row, then one plan. */
export default function ProvisionDialog({
  connectionId,
  organizationId,
  text: opened = '',
  onClose,
}: {
  connectionId: string;
  /** Preselected; null: the one on screen, or the first. */
  organizationId: string | null;
  /** A list that was opened already. */
  text?: string;
  onClose: () => void;
}) {
  const connection = useConnectionLabel(connectionId);
  const organizations = useOrganizations(connectionId);
  const here = useCurrentOrganization(connectionId);
  const [chosen, setChosen] = useState(organizationId);
  const organization = chosen ?? here ?? organizations[0]?.id ?? null;
  const [text, setText] = useState(opened);
  const [columnOf, setColumnOf] = useState<{ header: string; column: NameColumn } | null>(null);
  // The answer holds for the list that was asked about: another header is another question.
  const nameColumn = columnOf?.header === headerOf(text) ? columnOf.column : null;
  const { found, current, error } = useParsedList(connectionId, organization, text, nameColumn);
  const [notOpened, setNotOpened] = useState<AppError | null>(null);
  const problem = found?.problem ?? null;
  const question = found?.question ?? null;
  const rows = found?.rows ?? [];
  const good = rows.filter((row) => row.problem === null);
  const reason =
    organization === null
      ? noOrganizationForManyText
      : text.trim() === ''
        ? pasteListText
        : !current
          ? readingListText
          : (problem ??
            (question !== null ? chooseNameColumnText : good.length === 0 ? noUsableRowText : null));
  return (
    <PlanDialog
      wide
      title="Create multiple workspaces"
      description={`On ${connection}. ${reviewBeforeSendingText}`}
      form={usePlanForm()}
      changes={() =>
        organization === null
          ? []
          : good.map(({ name, settings }) => ({
              type: 'workspace.provision',
              connectionId,
              organizationId: organization,
              name,
              settings,
            }))
      }
      errors={[notOpened, error]}
      reason={reason}
      submit={good.length === 0 ? 'Review' : `Review ${plural(good.length, 'workspace')}`}
      left={<span role="status">{countText(good.length, rows.length)}</span>}
      onClose={onClose}
    >
      {organization !== null && (
        <Field label="Organization">
          {(aria) => (
            <Select
              {...aria}
              label="Organization"
              value={organization}
              onChange={setChosen}
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <ListField
        hint={listHint}
        placeholder={'Atlas\nBorealis\nCumulus'}
        rows={found === null ? 8 : 4}
        value={text}
        onChange={setText}
        fileTitle="Open a list of workspaces"
        onFile={setNotOpened}
      />
      {problem !== null && (
        <Note tone="bad" role="alert">
          {problem}
        </Note>
      )}
      {(question !== null || nameColumn !== null) && (
        <NameColumnField
          key={headerOf(text)}
          headers={question ?? []}
          column={nameColumn}
          onChoose={(column) => setColumnOf({ header: headerOf(text), column })}
        />
      )}
      {rows.length > 0 && (
        <ListPreview
          headings={['Workspace', 'Settings']}
          verdict="Can be created"
          rows={rows.map(previewRow)}
        />
      )}
    </PlanDialog>
  );
}

const headerOf = (text: string): string => /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';

const everyLine = 'lines';
const notChosen = 'none';

/** Asked where a list has columns and no header says which of them holds the names. */
function NameColumnField({
  headers,
  column,
  onChoose,
}: {
  headers: readonly string[];
  column: NameColumn;
  onChoose: (column: NameColumn) => void;
}) {
  // Once it is answered the list is no longer a question; its columns stay.
  const [shown] = useState(headers);
  return (
    <Field label="Names are in" hint={nameColumnHint}>
      {(aria) => (
        <Select
          {...aria}
          label="Names are in"
          value={column === null ? notChosen : String(column)}
          onChange={(next) =>
            onChoose(next === everyLine ? everyLine : next === notChosen ? null : Number(next))
          }
          options={[
            { value: notChosen, label: chooseColumnText },
            ...shown.map((header, index) => ({
              value: String(index),
              label: columnOptionText(header, index),
            })),
            { value: everyLine, label: everyLineText },
          ]}
        />
      )}
    </Field>
  );
}

function countText(good: number, all: number): string {
  if (all === 0) return '';
  return good === all
    ? plural(good, 'workspace')
    : someRowsText(good, plural(all, 'row'), plural(all - good, 'row'));
}

const previewRow = ({ line, name, settings, problem }: ParsedList['rows'][number]) => ({
  line,
  cells: [
    <UserText>{name}</UserText>,
    settings === null ? <Unset>None</Unset> : <code title={settings}>{settings}</code>,
  ],
  problem,
});
