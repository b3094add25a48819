import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import css from './toast.module.css';

interface ToastOptions {
  tone?: 'ok' | 'bad' | 'info';
  action?: { label: string; onSelect: () => void };
}
interface Shown extends ToastOptions {
  id: number;
  words: string;
}

const useToasts = create<{ toasts: readonly Shown[] }>(() => ({ toasts: [] }));
let nextId = 1;

const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));

/** Says in passing that something happened; nothing that must be read may only be here. */
export function toast(words: string, options: ToastOptions = {}) {
  const shown: Shown = { id: nextId++, words, ...options };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-1), shown] }));
}

/** Lets go of what was only said in passing: called when a dialog opens, which it would lie over. */
export const dismissPassing = () =>
  useToasts.setState(({ toasts }) => ({
    toasts: toasts.filter(({ tone, action }) => tone === 'bad' || action !== undefined),
  }));

const icons = { ok: CircleCheck, bad: CircleAlert, info: Info };

function One({ shown }: { shown: Shown }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(shown.id), shown.action === undefined ? 6000 : 12_000);
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
      <span className={css.words}>{shown.words}</span>
      {action === undefined ? null : (
        <Button
          size="s"
          className={css.action}
          onClick={() => {
            dismiss(shown.id);
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
        onClick={() => dismiss(shown.id)}
      />
    </li>
  );
}

/** Where toasts appear; mounted once. Its height is `--messages-room` of the page, which keeps free what lies under it. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
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
  return (
    <section ref={place} aria-label="Messages" aria-live="polite" className={css.toaster} data-toaster>
      {toasts.length === 0 ? null : (
        <ul className={css.list}>
          {toasts.map((shown) => (
            <One key={shown.id} shown={shown} />
          ))}
        </ul>
      )}
    </section>
  );
}
