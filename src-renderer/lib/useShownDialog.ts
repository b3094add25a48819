import { useRef } from 'react';
import { useStateOf } from './useStateOf.ts';

interface ShownDialog<What> {
  what: What;
  /** For React: the same dialog opened again begins again, also while the plan of the one before still ends. */
  key: number;
}

interface DialogOf<What> {
  shown: ShownDialog<What> | null;
  open: (what: What) => void;
  close: () => void;
}

/** The dialog that a part of the page has open, one at a time; `of`: what the page is about, with which it goes. */
export function useShownDialog<What>(of = ''): DialogOf<What> {
  const [shown, setShown] = useStateOf<ShownDialog<What> | null>(of, null);
  const opened = useRef(0);
  return {
    shown,
    open: (what) => {
      opened.current += 1;
      setShown({ what, key: opened.current });
    },
    close: () => setShown(null),
  };
}
