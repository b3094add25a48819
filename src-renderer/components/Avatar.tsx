import type { CSSProperties } from 'react';
import { hueOf } from '../lib/hue.ts';
import { initials } from '../lib/names.ts';
import css from './Avatar.module.css';

/** A person's initials, in a colour of their own; only an ornament beside the name. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  const style: CSSProperties & { '--hue': number } = { '--hue': hueOf(name) };
  return (
    <span className={`${css.avatar} ${large ? css.large : ''}`} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}
