import css from './EndKept.module.css';

/** So many characters are always shown; a shorter text is one element. */
const kept = 26;

/** A text that is cut in its middle where there is no room: its end says what it is about (a new value, a host). */
export function EndKept({ text }: { text: string }) {
  if (text.length <= kept + 6) return <span className={css.start}>{text}</span>;
  // Not within a pair of surrogates.
  const characters = [...text];
  return (
    <span className={css.text}>
      <span className={css.start}>{characters.slice(0, -kept).join('')}</span>
      <span className={css.end}>{characters.slice(-kept).join('')}</span>
    </span>
  );
}
