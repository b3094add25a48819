import type { Person } from '../../../src-preload/contract/people.ts';
import { quoteValue } from '../../../src-preload/shared/query/terms.ts';
import { openSearch } from '../../stores/list-search.ts';
import { personName } from '../../lib/names.ts';

/** Opens the first matching workspace of a person, searched for that person. */
export function openPerson(person: Person): void {
  const [place] = person.places;
  if (place === undefined) return;
  openSearch({
    connectionId: person.connection.id,
    workspaceId: place.workspaceId,
    tab: 'members',
    query: quoteValue(person.email === '' ? personName(person) : person.email),
  });
}
