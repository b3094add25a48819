/*
 * A double click is one press to the one who does it: its second half belongs to what the first half hit, and to nothing that came
 * under the pointer since.
 */

/** Presses further apart (ms, px) are two. */
const apart = { ms: 500, px: 4 };

const controls = 'button, a, label, input, textarea, select, [role], [data-index]';

/** The first press of the last double click, or the last press alone. */
let first: { at: number; x: number; y: number; control: Element | null } | null = null;

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(controls) : null;

const isSecond = ({ timeStamp, clientX, clientY }: MouseEvent): boolean =>
  first !== null &&
  timeStamp - first.at < apart.ms &&
  Math.hypot(clientX - first.x, clientY - first.y) < apart.px;

function isOnFirst(target: EventTarget | null): boolean {
  const pressed = first?.control ?? null;
  const control = controlOf(target);
  if (pressed === null || control === null) return pressed === control;
  const labelled = pressed instanceof HTMLLabelElement ? pressed.control : null;
  return pressed === control || labelled === control || pressed.contains(control);
}

/** Whether this is the second half of a double click whose first half led something else under the pointer. */
export const isStray = (press: MouseEvent): boolean => isSecond(press) && !isOnFirst(press.target);

/** From now on stray clicks reach nothing, and take the focus from nothing. */
export function ignoreStrayClicks(): void {
  document.addEventListener(
    'pointerdown',
    (press) => {
      if (isSecond(press)) return;
      const { timeStamp: at, clientX: x, clientY: y, target } = press;
      first = { at, x, y, control: controlOf(target) };
    },
    { capture: true },
  );
  for (const type of ['mousedown', 'click', 'dblclick'] as const)
    document.addEventListener(
      type,
      (click) => {
        if (click.detail < 2 || !isStray(click)) return;
        click.preventDefault();
        click.stopImmediatePropagation();
      },
      { capture: true },
    );
}
