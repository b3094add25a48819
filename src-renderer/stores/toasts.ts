import { create } from 'zustand';

interface ToastOptions {
  tone?: 'ok' | 'bad' | 'info';
  action?: { label: string; onSelect: () => void };
}
export interface ShownToast extends ToastOptions {
  id: number;
  text: string;
}

export const useToasts = create<{
  toasts: readonly ShownToast[];
  /** The focus is kept among them, also over a dialog. */
  entered: boolean;
}>(() => ({ toasts: [], entered: false }));
let nextId = 1;

export const dismissToast = (id: number) =>
  useToasts.setState(({ toasts, entered }) => {
    const left = toasts.filter((each) => each.id !== id);
    return { toasts: left, entered: entered && left.length > 0 };
  });

/** Says in passing that something happened; nothing that must be read may only be here. */
export function toast(text: string, options: ToastOptions = {}) {
  const shown: ShownToast = { id: nextId++, text, ...options };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-1), shown] }));
}

/** Lets go of what was only said in passing: called when a dialog opens, which it would lie over. */
export const dismissPassing = () =>
  useToasts.setState(({ toasts }) => ({
    toasts: toasts.filter(({ tone, action }) => tone === 'bad' || action !== undefined),
  }));
