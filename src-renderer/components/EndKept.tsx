import css from './EndKept.module.css';

/** About so many characters at its end are always shown. */
const kept = 26;

/** A sentence that is cut in its middle where there is no room: its end says what is new. Between words, or it would be read as two. */
export function EndKept({ text }: { text: string }) {
  const cut = text.lastIndexOf(' ', text.length - kept) + 1;
  if (cut === 0) return <span className={css.start}>{text}</span>;
  return (
    <span className={css.text}>
      <span className={css.start}>{text.slice(0, cut)}</span>
      <span className={css.end}>{text.slice(cut)}</span>
    </span>
  );
}
