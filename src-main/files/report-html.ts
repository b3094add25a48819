import { shownSentence } from '../../src-preload/shared/shown-text.ts';
import { cellText } from './cells.ts';
import { headingOf } from './heading.ts';
import type { Report } from './report.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => shownSentence(text).replace(/[&<>"']/g, (char) => escapes[char] ?? char);

/** Nothing but the page's own style: no script, no font, no picture, no address. */
export const printPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style = `
  @page { size: A4 landscape; margin: 14mm 12mm 16mm; }
  body { font: 9pt/1.35 system-ui, sans-serif; color: #111; margin: 0; }
  h1 { font-size: 15pt; margin: 0 0 6pt; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 1pt 12pt; margin: 0 0 10pt; }
  dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; }
  thead { display: table-header-group; }
  th, td { text-align: left; vertical-align: top; padding: 3pt 8pt 3pt 0; border-bottom: 0.5pt solid #ccc; overflow-wrap: anywhere; }
  th { font-weight: 600; border-bottom-color: #555; }
  tr { break-inside: avoid; }
  i { color: #777; }`;

/** A page for printing: the heading and a table, plain HTML in which nothing can run. */
export async function* htmlOf(report: Report, now: number): AsyncGenerator<string, void, undefined> {
  const [, ...heading] = headingOf(report, now);
  yield `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(report.what)}</title>
<style>${style}</style></head><body><h1>${escaped(report.what)}</h1>
<dl>${heading.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<table><thead><tr>${report.columns.map(({ header }) => `<th scope="col">${escaped(header)}</th>`).join('')}</tr></thead><tbody>`;
  for await (const rows of report.pieces())
    yield rows
      .map((cells) => {
        const texts = cells.map((cell, at) => {
          const column = report.columns[at];
          const text = column === undefined ? '' : escaped(cellText(cell, column));
          return `<td>${cell.state === 'known' ? text : `<i>${text}</i>`}</td>`;
        });
        return `<tr>${texts.join('')}</tr>`;
      })
      .join('\n');
  yield '</tbody></table></body></html>';
}
