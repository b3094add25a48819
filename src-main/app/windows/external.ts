import { shell } from 'electron';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import { safeExternalUrl } from './safe-url.ts';
import { externalText } from '../text.ts';

/** Opens an address in the system browser. */
export async function openExternal(text: string): Promise<Result<null>> {
  const url = safeExternalUrl(text);
  if (!url) {
    return fail(errorFrom('not-allowed', externalText.notAllowed));
  }
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    return fail(errorFrom('not-supported', externalText.noBrowser(url)));
  }
}
