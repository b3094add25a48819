import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural } from '../../src-preload/shared/format/numbers.ts';
import styles from './ListPreview.module.css';

interface PreviewRow {
  /** Of the list; one line may give several rows. */
  line: number;
  cells: readonly ReactNode[];
  /** Why it can't be used, or null. */
  problem: string | null;
}

interface ListPreviewProps {
  /** Over the cells. */
  headings: readonly string[];
  /** Over the last column, which says whether a row can be used: "Can be created". */
  verdict: string;
  rows: readonly PreviewRow[];
}

const shownAtOnce = 300;
const moreText = (count: number) => `and ${plural(count, 'more row')} that aren’t shown`;

/** The rows of a list from a file or the clipboard, each with what was found in it or what is wrong with it. */
export function ListPreview({ headings, verdict, rows }: ListPreviewProps) {
  return (
    // It scrolls, also by the keyboard.
    <div className={styles.preview} tabIndex={0} role="region" aria-label="Preview">
      <table>
        <thead>
          <tr>
            {['Line', ...headings, verdict].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownAtOnce).map(({ line, cells, problem }, index) => (
            <tr key={index} data-problem={problem !== null}>
              <td>{line}</td>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
              <td>
                {problem === null ? (
                  <CircleCheck role="img" aria-label="Yes" />
                ) : (
                  <>
                    <CircleAlert aria-hidden /> {problem}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownAtOnce && <p className={styles.dim}>{moreText(rows.length - shownAtOnce)}</p>}
    </div>
  );
}

/** What a row leaves to something else, such as a role that is chosen for all. */
export const Unset = ({ children }: { children: string }) => <span className={styles.dim}>{children}</span>;
