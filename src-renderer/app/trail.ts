import { useEffect } from 'react';
import { watchPlaceLinks } from '../stores/place-link.ts';
import { goBack, goForward, startTrail, useTrail } from '../stores/trail.ts';

/** The buttons on the side of a mouse. */
const sideButtons: Readonly<Record<number, () => void>> = { 3: goBack, 4: goForward };

/** Puts the focus on the heading of the place on screen once it is there. Calling what is returned gives that up. */
function focusHeading(): () => void {
  const main = document.querySelector('main');
  if (main === null) return () => undefined;
  const focus = () => {
    const heading = main.querySelector<HTMLElement>('h1:not(.hidden-words), h2');
    if (heading === null) return false;
    heading.tabIndex = -1;
    heading.focus();
    return true;
  };
  if (focus()) return () => undefined;
  // The screen's code or its rows may still be on their way.
  const observer = new MutationObserver(() => {
    if (focus()) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Keeps the trail of the window, and goes back and forward with the mouse; opens links to places. */
export function useTrailOfWindow(): void {
  const returns = useTrail((state) => state.returns);
  useEffect(startTrail, []);
  useEffect(watchPlaceLinks, []);
  useEffect(() => (returns === 0 ? undefined : focusHeading()), [returns]);
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
