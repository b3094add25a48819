import { useState } from 'react';
import type { z } from 'zod';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { rolesCalls } from '../../../../src-preload/contract/roles.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { PickList } from '../../../components/fields/PickList.tsx';
import { noCandidateMatchesText, noCandidatesText } from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';

type Page = z.output<(typeof rolesCalls)['candidates']['output']>;
export type Candidate = Page['rows'][number];

const shownAtOnce = 100;

/** Members of the organization who aren't in the workspace yet; any number can be picked. */
export function CandidatePicker({
  place,
  picked,
  onToggle,
}: {
  place: WorkspaceRef;
  picked: ReadonlyMap<string, Candidate>;
  onToggle: (candidate: Candidate) => void;
}) {
  const { connectionId, workspaceId } = place;
  const [search, setSearch] = useState('');
  const query = search.trim();
  const { value: page, error } = useQuery(
    ['candidates', connectionId, workspaceId, query],
    () =>
      window.steward.roles.candidates({ connectionId, workspaceId, query, offset: 0, limit: shownAtOnce }),
    { keepPrevious: true },
  );
  const rows = page?.rows ?? [];
  const hidden = (page?.matching ?? 0) - rows.length;
  if (error !== null) return <ErrorNote error={error} />;
  return (
    <>
      {page !== null && page.problem !== null && <Note tone="warn">{page.problem}</Note>}
      <PickList
        multiple
        label="Organization members"
        placeholder="Name or e-mail"
        search={search}
        onSearch={setSearch}
        picked={new Set(picked.keys())}
        onPick={(option) => {
          const row = rows.find((one) => one.userId === option.value) ?? picked.get(option.value);
          if (row !== undefined) onToggle(row);
        }}
        options={rows.map(({ userId, email, name, roleLabel }) => ({
          value: userId,
          label: name === '' ? email : name,
          detail: name === '' ? undefined : email,
          aside: roleLabel,
        }))}
        empty={
          page === null
            ? 'Loading organization members…'
            : query !== ''
              ? noCandidateMatchesText
              : noCandidatesText
        }
        more={hidden > 0 ? `${formatNumber(hidden)} more. Search to find them.` : null}
      />
    </>
  );
}
