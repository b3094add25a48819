import { shell } from 'electron';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { externalText } from './text.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address as the browser will get it, or null where it isn't https (or http to this machine). */
export function safeExternalUrl(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username || url.password) return null;
  if (url.protocol === 'https:') return url.href;
  if (url.protocol === 'http:' && loopback.has(url.hostname)) return url.href;
  return null;
}

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
