import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { cutFromNetwork, denyPermissions } from '../base/electron-page-session.ts';
import { printPolicy } from './report-html.ts';

const address = 'app://print/';

/**
 * A page as a PDF, made by a hidden window that has a session of its own, no script and no way to any other address. Rejects with what
 * Chromium says.
 */
export async function pdfOf(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`print-${randomUUID()}`);
  own.protocol.handle(
    'app',
    () =>
      new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': printPolicy,
          'x-content-type-options': 'nosniff',
        },
      }),
  );
  denyPermissions(own);
  await cutFromNetwork(own, /^app:\/\/print\//);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;color:#777;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } finally {
    window.destroy();
    own.protocol.unhandle('app');
  }
}
