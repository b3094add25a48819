import { useEffect, useRef, useState } from 'react';
import { FocusScope } from 'radix-ui/internal';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { dismissToast, useToasts, type ShownToast } from '../../stores/toasts.ts';
import { Button } from '../Button.tsx';
import { IconButton } from '../IconButton.tsx';
import css from './Toaster.module.css';

const icons = { ok: CircleCheck, bad: CircleAlert, info: Info };

function Toast({ shown }: { shown: ShownToast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(shown.id), shown.action === undefined ? 6000 : 12_000);
    return () => {
      clearTimeout(timer);
    };
  }, [held, shown]);
  const Icon = icons[shown.tone ?? 'info'];
  const { action } = shown;
  return (
    <li
      className={`${css.toast} ${css[shown.tone ?? 'info']}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon aria-hidden />
      <span className={css.words}>{shown.text}</span>
      {action === undefined ? null : (
        <Button
          size="s"
          className={css.action}
          onClick={() => {
            dismissToast(shown.id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        size="s"
        icon={X}
        label="Dismiss this message"
        className={css.close}
        onClick={() => dismissToast(shown.id)}
      />
    </li>
  );
}

/** Where toasts appear; mounted once. Its height is `--messages-room` of the page, which keeps free what lies under it. */
export function Toaster() {
  const { toasts, entered } = useToasts();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const page = document.documentElement;
    const observer = new ResizeObserver(() => {
      const height = element.offsetHeight;
      page.style.setProperty('--messages-room', height === 0 ? '0px' : `${height + 16}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const list = (
    <ul
      className={css.list}
      onKeyDown={(event) => {
        if (event.key === 'Escape') useToasts.setState({ entered: false });
      }}
    >
      {toasts.map((shown) => (
        <Toast key={shown.id} shown={shown} />
      ))}
    </ul>
  );
  return (
    <section ref={place} aria-label="Messages" aria-live="polite" className={css.toaster} data-toaster>
      {toasts.length === 0 ? null : entered ? (
        // A scope of its own, so that a dialog under it lets go of the focus; leaving gives it back, unless it went elsewhere.
        <FocusScope.Root
          asChild
          loop
          onUnmountAutoFocus={(event) => {
            if (document.activeElement !== document.body) event.preventDefault();
          }}
        >
          {list}
        </FocusScope.Root>
      ) : (
        list
      )}
    </section>
  );
}
