import {
  allTokens,
  allWorkspaces,
  findAnything,
  peopleCount,
  peoplePage,
  searchableRoles,
} from '../queries/all-connections.ts';
import { coverageQuery } from '../queries/coverage.ts';
import { selectionPreview } from '../queries/plan-from-selection.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function peopleHandlers(context: Context): Handlers<'people'> {
  const open = withCore(context);
  return {
    page: open(peoplePage),
    count: open(peopleCount),
    tokens: open(allTokens),
    workspaces: open(allWorkspaces),
    find: open(findAnything),
    coverage: open(coverageQuery),
    roles: open(searchableRoles),
    previewSelection: open(selectionPreview),
  };
}
