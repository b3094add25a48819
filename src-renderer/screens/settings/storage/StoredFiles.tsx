import type { EarlierLedger, StorageOverview } from '../../../../src-preload/contract/storage.ts';
import { formatDate, formatDateTimeWithZone } from '../../../../src-preload/shared/format/dates.ts';
import { formatBytes } from '../../../../src-preload/shared/format/numbers.ts';
import styles from './storage.module.css';
import { RestoreLedgerButton } from './RestoreLedgerButton.tsx';

/** The files on this device; ledgers that were set aside can be restored. */
export function StoredFiles({
  files,
  earlier,
}: {
  files: StorageOverview['files'];
  earlier: readonly EarlierLedger[];
}) {
  const restorable = new Set(earlier.map(({ name }) => name));
  return (
    <table className={styles.table}>
      <caption>Files</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Contents</th>
          <th scope="col">Last modified</th>
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
              {restorable.has(file.name) ? (
                <div className={styles.inRow}>
                  <RestoreLedgerButton name={file.name} label={`Restore ${file.name}`} />
                </div>
              ) : null}
            </td>
            <td className={styles.when} title={formatDateTimeWithZone(file.changedAt)}>
              {formatDate(file.changedAt)}
            </td>
            <td className={styles.number}>{formatBytes(file.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
