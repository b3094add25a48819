import { useLayoutEffect, type RefObject } from 'react';

/** What a setting is changed with. */
const control =
  '[role=radio][data-state=checked], [role=switch], [role=combobox], input:not([aria-hidden]), textarea';

/** Gives the focus to the control of the setting around an element that goes away with the focus in it. */
export function useHandedFocus(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const here = element.current;
    return () => {
      if (here?.contains(document.activeElement) !== true) return;
      const setting = here.closest('[data-setting]');
      // The setting may be drawn again with it.
      queueMicrotask(() => setting?.querySelector<HTMLElement>(control)?.focus());
    };
  }, [element]);
}
