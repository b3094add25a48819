import type { EarlierLedger, StorageOverview } from '../../../../src-preload/contract/storage.ts';
import { absoluteTime, date } from '../../../lib/format.ts';
import styles from './storage.module.css';
import { RestoreLedgerButton } from './RestoreLedgerButton.tsx';
import { sizeText } from './text.ts';

/** The files on this device, with a way back for ledgers that were set aside. */
export function StoredFiles({
  files,
  earlier,
}: {
  files: StorageOverview['files'];
  earlier: readonly EarlierLedger[];
}) {
  const canBeOpened = new Set(earlier.map(({ name }) => name));
  return (
    <table className={styles.table}>
      <caption>Files</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">What is in it</th>
          <th scope="col">Last written</th>
          <th scope="col" className={styles.number}>
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.name}>
            <th scope="row" className={styles.mono}>
              {file.name}
            </th>
            <td>
              {file.what}
              {canBeOpened.has(file.name) ? (
                <div className={styles.inRow}>
                  <RestoreLedgerButton name={file.name} label={`Open ${file.name} again`} />
                </div>
              ) : null}
            </td>
            <td className={styles.when} title={absoluteTime(file.changedAt)}>
              {date(file.changedAt)}
            </td>
            <td className={styles.number}>{sizeText(file.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
