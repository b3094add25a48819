import type { AppStatus } from '../../src-preload/contract/app.ts';

/** Put in by the build (`electron.vite.config.ts`); empty where no package is made. */
declare const buildCommit: string;
declare const buildDate: string;

/** What this package was built from; null: it runs from the repository. */
export const packagedBuild: AppStatus['build'] =
  buildCommit === '' ? null : { commit: buildCommit, date: Date.parse(buildDate) };
