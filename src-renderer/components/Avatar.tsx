import { hueOf } from '../lib/hue.ts';
import { initials } from '../lib/names.ts';
import css from './Avatar.module.css';

/** A person's initials, in a colour of their own; only an ornament beside the name. */
export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  const style = { width: size, height: size, fontSize: size * 0.43, '--hue': hueOf(name) };
  return (
    <span className={css.avatar} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}
