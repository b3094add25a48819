import { CircleAlert, CircleCheck } from 'lucide-react';
import type { CallOutput } from '../../../../src-preload/contract/api.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import styles from './InviteListRows.module.css';
import { inviteListText } from './text.ts';

const shownAtOnce = 300;

/** The rows of a list, each with what was found in it or what is wrong with it. */
export function InviteListRows({ rows }: { rows: CallOutput<'invitations', 'readInviteList'>['rows'] }) {
  return (
    <div className={styles.preview} tabIndex={0} role="region" aria-label="Preview">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">E-mail</th>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Can be used</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownAtOnce).map(({ line, email, name, role, problem }, index) => (
            // A line may have several people.
            <tr key={index} data-problem={problem !== null}>
              <td>{line}</td>
              <td>{email}</td>
              <td>{name}</td>
              <td>
                {role?.label ??
                  (problem === null ? <span className={styles.dim}>{inviteListText.asOthers}</span> : null)}
              </td>
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
      {rows.length > shownAtOnce && (
        <p className={styles.dim}>{inviteListText.more(plural(rows.length - shownAtOnce, 'more row'))}</p>
      )}
    </div>
  );
}
