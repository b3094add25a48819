import type { ReactNode } from 'react';
import { useState } from 'react';
import { Tabs } from 'radix-ui';
import css from './DialogTabs.module.css';

interface DialogTabsProps {
  /** The accessible name. */
  label: string;
  /** The first is shown first. `kept`: it is there from the start and stays, so what was typed in it isn't lost by looking at another. */
  parts: readonly { id: string; title: string; kept?: boolean; content: ReactNode }[];
}

/** A dialog in parts, one shown at a time; each has a body and a foot of its own. */
export function DialogTabs({ label, parts }: DialogTabsProps) {
  const [shown, setShown] = useState(parts[0]?.id ?? '');
  return (
    <Tabs.Root className={css.part} value={shown} onValueChange={setShown}>
      <Tabs.List className={css.tabs} aria-label={label}>
        {parts.map(({ id, title }) => (
          <Tabs.Trigger key={id} className={css.tab} value={id}>
            {title}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {parts.map(({ id, kept = false, content }) => (
        <Tabs.Content
          key={id}
          className={css.part}
          value={id}
          tabIndex={-1}
          {...(kept ? { forceMount: true, hidden: id !== shown } : {})}
        >
          {content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
