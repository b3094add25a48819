import { useEffect } from 'react';
import { goBack, goForward, startTrail } from '../stores/trail.ts';

/** The buttons on the side of a mouse. */
const sideButtons: Readonly<Record<number, () => void>> = { 3: goBack, 4: goForward };

/** Keeps the trail of the window, and goes back and forward with the mouse. */
export function useTrailOfWindow(): void {
  useEffect(startTrail, []);
  useEffect(() => {
    const onButton = (event: MouseEvent) => {
      const move = sideButtons[event.button];
      if (move === undefined) return;
      event.preventDefault();
      // A dialog stays in front of what it is about.
      if (document.querySelector('[role=dialog], [role=alertdialog]') === null) move();
    };
    window.addEventListener('mouseup', onButton);
    return () => window.removeEventListener('mouseup', onButton);
  }, []);
}
