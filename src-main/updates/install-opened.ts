import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import type { Installer } from './install-archive.ts';
import { updatesText } from './text.ts';

/**
 * Hands the downloaded installer or disk image to the system, which checks the platform's own signature before it runs anything.
 * @param open answers with an empty text, or with what went wrong
 */
export function createOpenedInstaller(open: (file: string) => Promise<string>): Installer {
  let ready: string | null = null;
  return {
    async prepare(file) {
      ready = file;
      return ok(null);
    },
    async finish(): Promise<Result<null>> {
      const problem = ready === null ? '' : await open(ready);
      return problem === ''
        ? ok(null)
        : fail(errorFrom('store-unavailable', updatesText.notSwapped, problem));
    },
    // The system's installers leave nothing of the version before.
    cameUp: async () => undefined,
  };
}
