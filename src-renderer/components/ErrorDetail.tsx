import { Disclosure } from './Disclosure.tsx';
import css from './ErrorNote.module.css';

/** The server's own words, redacted, folded away. */
export function ErrorDetail({ detail }: { detail: string }) {
  return (
    <Disclosure label="Detail">
      <p className={css.detail}>{detail}</p>
    </Disclosure>
  );
}
