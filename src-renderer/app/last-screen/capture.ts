import {
  fetchedAtAttribute,
  momentaryAttribute,
  screenAttributes,
  screenLimits,
  screenTags,
  unkeptAttribute,
  type ScreenNode,
  type ScreenTag,
} from '../../../src-preload/shared/last-screen.ts';

const tags: readonly string[] = screenTags;
const isScreenTag = (tag: string): tag is ScreenTag => tags.includes(tag);

/** What is left out, so that the next start doesn't show it. Thrown, because one such element ends the whole walk. */
class NotKept extends Error {}

/**
 * What an element and all in it look like, as the next start shows it: without what was typed, at the top of every list, and without
 * rows outside of the window. null: something of it can't be shown that way.
 */
export function drawnNodes(root: Element): ScreenNode[] | null {
  const nodes: ScreenNode[] = [];
  try {
    draw(root, 0, nodes);
  } catch (cause) {
    if (cause instanceof NotKept) return null;
    throw cause;
  }
  return nodes.length <= screenLimits.nodes ? nodes : null;
}

function draw(element: Element, depth: number, nodes: ScreenNode[]): void {
  const tag = element.tagName.toLowerCase();
  if (!isScreenTag(tag) || depth > screenLimits.depth || !isUntouched(element)) throw new NotKept();
  if (element.getAttribute('role') === 'row' && isOutOfView(element)) return;
  const attributes: Record<string, string> = {};
  for (const name of screenAttributes) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  nodes.push({ depth, tag, attributes });
  if (element.hasAttribute(momentaryAttribute)) return;
  if (element.hasAttribute(fetchedAtAttribute)) {
    // The tone follows the age, which is another one by then.
    attributes['class'] = element.classList.item(0) ?? '';
    return;
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, depth + 1, nodes);
    else if (child instanceof Text && child.data !== '') nodes.push(textNode(child.data, depth + 1));
  }
}

function textNode(text: string, depth: number): ScreenNode {
  if (text.length > screenLimits.text) throw new NotKept();
  return { depth, text };
}

/** Whether an element is as the next start draws it: nothing scrolled, typed, ticked, being read or true for the moment alone. */
function isUntouched(element: Element): boolean {
  if (element.scrollTop !== 0 || element.scrollLeft !== 0) return false;
  if (element.getAttribute('aria-busy') === 'true') return false;
  if (element.hasAttribute(unkeptAttribute) && element.childElementCount > 0) return false;
  if (!(element instanceof HTMLInputElement)) return true;
  return element.type === 'checkbox' ? !element.checked : element.type === 'search' && element.value === '';
}

function isOutOfView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom < 0 || top > window.innerHeight;
}
