import { initials } from '../lib/names.ts';
import css from './Avatar.module.css';

/** A person's initials; only an ornament beside the name. */
export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <span className={css.avatar} style={{ width: size, height: size, fontSize: size * 0.43 }} aria-hidden>
      {initials(name)}
    </span>
  );
}
