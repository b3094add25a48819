import type { ReportList } from '../../../src-preload/contract/reports.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import type { Report } from '../../files/report.ts';
import { ofAllConnections } from './across.ts';
import { ofAllHistory } from './all-history.ts';
import { ofHistory } from './history.ts';
import { ofPast } from './past.ts';
import { ofPlace } from './place.ts';
import type { Shown } from './sources.ts';

/** What is written down of a list: what is shown on the screen, all of it. Errors: gone, or a copy that is hidden. */
export async function reportFor(core: Core, of: ReportList, shown: Shown): Promise<Result<Report>> {
  switch (of.list) {
    case 'members':
    case 'invitations':
    case 'tokens':
      return ofPlace(core, of, shown);
    case 'pastMembers':
    case 'pastInvitations':
    case 'pastTokens':
      return ofPast(core, of, shown);
    case 'people':
    case 'allTokens':
    case 'allWorkspaces':
      return ok(await ofAllConnections(core, of, shown));
    case 'allHistory':
      return ok(await ofAllHistory(core, of, shown));
    case 'history':
      return ofHistory(core, of, shown);
  }
}
