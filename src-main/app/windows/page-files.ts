import { readFileSync, realpathSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

// 'unsafe-inline' for styles only: the virtualised grid positions its rows with style attributes.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const htmlType = 'text/html; charset=utf-8';

const types: Record<string, string> = {
  '.html': htmlType,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

interface PageAnswer {
  statusCode: number;
  headers: Record<string, string>;
  data: Buffer;
}

/** Answers the page's request for a file inside `root`. Every answer carries the policy, the refusals too: they are pages as well. */
export function answerPage(
  { url, method }: { readonly url: string; readonly method: string },
  root: string,
): PageAnswer {
  const file = method === 'GET' ? fileOf(url, root) : null;
  const data = file === null ? null : readInside(file, root);
  if (file === null || data === null) {
    return {
      statusCode: 404,
      headers: headersOf('text/plain; charset=utf-8'),
      data: Buffer.from('Not found'),
    };
  }
  return {
    statusCode: 200,
    headers: headersOf(types[extname(file)] ?? 'application/octet-stream'),
    data,
  };
}

/** The paths of the files beside it that a page's HTML names, as the build writes them: "/assets/index-1.js". */
export const filesNamedIn = (html: string): string[] =>
  [...html.matchAll(/ (?:src|href)="\.(\/assets\/[\w.-]+)"/g)].map(([, path = '']) => path);

const headersOf = (type: string) => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
});

/** The file that an app:// URL names inside `root`, or null for another host, or a path outside `root`. */
function fileOf(url: string, root: string): string | null {
  let path: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'app:' || parsed.host !== 'steward') return null;
    path = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(root, path === '/' ? 'index.html' : path));
  return isInside(file, root) ? file : null;
}

/** The file's content, or null where there is none, or where a symbolic link leads out of `root`. */
function readInside(file: string, root: string): Buffer | null {
  try {
    return isInside(realpathSync(file), realpathSync(root)) ? readFileSync(file) : null;
  } catch {
    return null;
  }
}

const isInside = (file: string, root: string) => file.startsWith(root.endsWith(sep) ? root : root + sep);
