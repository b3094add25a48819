/*
 * Texts that have no room and end in an ellipsis. What must be read whole beyond its own element says so by `data-uncut`; what belongs to
 * the end of an address is kept by the class `end-kept`.
 */

/** A pixel more is how its width was rounded. */
const isCut = (element: Element): boolean =>
  element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).textOverflow === 'ellipsis';

/** As it is read: what stands on lines of its own stays apart. */
function wholeOf(element: Element): string {
  const whole = element.closest('[data-uncut]') ?? element;
  const said = whole.getAttribute('data-uncut') ?? '';
  if (said !== '') return said.trim();
  return (whole instanceof HTMLElement ? whole.innerText : whole.textContent).trim();
}

export interface CutText {
  /** The first element that is cut. */
  at: Element;
  /** The whole texts, one per line. */
  text: string;
}

/** What is cut in an element, itself included; null: it shows all that it has. */
export function cutTextIn(element: Element): CutText | null {
  const found: Element[] = [];
  for (const one of [element, ...element.querySelectorAll('*')])
    if (one.clientWidth > 0 && !found.some((outer) => outer.contains(one)) && isCut(one)) found.push(one);
  const [at] = found;
  const text = [...new Set(found.map(wholeOf))].filter((whole) => whole !== '').join('\n');
  return at === undefined || text === '' ? null : { at, text };
}

/** So many elements around the pointer are looked at. */
const looked = 4;

/** The element at the pointer that is cut, unless its title says the whole already. */
export function cutElementAt(target: Element): HTMLElement | null {
  if (target.closest('[title]') !== null) return null;
  let element: Element | null = target;
  for (let step = 0; step < looked && element !== null; step += 1) {
    if (element instanceof HTMLElement && isCut(element)) return element;
    element = element.parentElement;
  }
  return null;
}
