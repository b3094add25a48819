import { withFacet } from '../../../../src-preload/shared/query/complete.ts';
import { SegmentedControl } from '../../../components/fields/SegmentedControl.tsx';
import type { ListSearch } from '../../../stores/list-search.ts';
import type { ListTabPage } from './ListTab.tsx';

interface ListPartControlProps<Part extends string> {
  /** "Invitations to show" */
  label: string;
  search: ListSearch<string, Part>;
  page: (ListTabPage<unknown> & { totals: Record<Part, number> }) | null;
  parts: readonly { part: Part; label: string }[];
}

/** Which part of a list is shown, and how long each is. */
export function ListPartControl<Part extends string>({
  label,
  search,
  page,
  parts,
}: ListPartControlProps<Part>) {
  const { query, setQuery, part: shown, setPart } = search;
  // A list that was never fetched has no size.
  const totals = page === null || page.freshness.fetchedAt === null ? null : page.totals;
  return (
    <SegmentedControl
      label={label}
      inToolbar
      value={shown}
      onChange={(next) => {
        setPart(next);
        // Each part has statuses of its own.
        setQuery(withFacet(query, 'status', null));
      }}
      options={parts.map((one) => ({
        value: one.part,
        label: totals === null ? one.label : `${one.label} ${totals[one.part]}`,
      }))}
    />
  );
}
