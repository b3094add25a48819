import { shownSentence, shownText } from '../../../../src-preload/shared/shown-text.ts';
import type { CellElement, CellNode, RowControl } from './cell-node.ts';
import type { CellIcon } from './CellIcons.tsx';

/** What the row of a cell says about its controls. */
export interface RowState {
  /** Tab stops only in the active row. */
  tabIndex: 0 | -1;
  /** The control of it that has something open. */
  open: 'menu' | 'choice' | null;
}

/** A node on the page: what was written last, so that only what changes is written again. */
export interface WrittenNode {
  node: CellNode;
  element: HTMLElement | SVGElement;
  attributes: Readonly<Record<string, string>>;
  text: Text | null;
  children: WrittenNode[];
  isHovered: boolean;
}

export interface CellWriter {
  /** Writes a node over what is there; where that is another kind of element, one of its own takes its place in `parent`. */
  write: (parent: Element, before: WrittenNode | null, node: CellNode, row: RowState) => WrittenNode;
  /** The control that an element is; null: it is none. */
  controlOf: (element: Element) => RowControl | null;
  /** Gives an element its title, where that is asked for on hover. */
  hover: (element: Element) => void;
}

/** Writes nodes of cells into the page. Texts are made safe to show, as elsewhere where elements are made (src-renderer/jsx/). */
export function createCellWriter(page: Document, copyOf: (icon: CellIcon) => SVGElement): CellWriter {
  const written = new WeakMap<Element, WrittenNode>();

  const create = (node: CellNode): WrittenNode => {
    const element = node.tag === 'svg' ? copyOf(node.icon) : page.createElement(node.tag);
    // Names read in the direction of their own script.
    if (isName(node)) element.setAttribute('dir', 'auto');
    if (node.tag === 'svg' && node.label !== undefined) {
      element.removeAttribute('aria-hidden');
      element.setAttribute('role', 'img');
      element.setAttribute('aria-label', shownSentence(node.label));
    }
    const blank: CellNode = node.tag === 'svg' ? node : { tag: node.tag };
    return { node: blank, element, attributes: {}, text: null, children: [], isHovered: false };
  };

  const writeContent = (at: WrittenNode, node: CellElement, row: RowState) => {
    const { text, children = [] } = node;
    if (text === undefined) {
      if (at.text !== null) at.text.remove();
      at.text = null;
    } else {
      for (const child of at.children.splice(0)) child.element.remove();
      const ownDirection = isName(node) || node.attributes?.['dir'] === 'auto';
      const shown = ownDirection ? shownText(text) : shownSentence(text);
      if (at.text === null) {
        at.text = page.createTextNode(shown);
        at.element.append(at.text);
      } else if (at.text.data !== shown) at.text.data = shown;
    }
    for (const child of at.children.splice(children.length)) child.element.remove();
    children.forEach((child, index) => {
      at.children[index] = write(at.element, at.children[index] ?? null, child, row);
    });
  };

  const writeElement = (at: WrittenNode, node: CellElement, row: RowState) => {
    const { element, node: before } = at;
    if (at.isHovered) element.removeAttribute('title');
    at.isHovered = false;
    const attributes = attributesOf(node, row);
    for (const name of Object.keys(at.attributes)) if (!(name in attributes)) element.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes))
      if (at.attributes[name] !== value) element.setAttribute(name, shownSentence(value));
    at.attributes = attributes;
    const styleBefore = before.tag === 'svg' ? undefined : before.style;
    writeStyle(element.style, styleBefore ?? {}, node.style ?? {});
    writeContent(at, node, row);
    if (node.control !== undefined || node.titleOnHover !== undefined) written.set(element, at);
    else if (before.tag !== 'svg' && (before.control ?? before.titleOnHover) !== undefined)
      written.delete(element);
    at.node = node;
  };

  const write: CellWriter['write'] = (parent, before, node, row) => {
    const at = before !== null && isSameKind(before.node, node) ? before : create(node);
    if (at !== before) {
      if (before === null) parent.append(at.element);
      else before.element.replaceWith(at.element);
    }
    if (node.tag !== 'svg') writeElement(at, node, row);
    return at;
  };

  return {
    write,
    controlOf(element) {
      const node = written.get(element)?.node;
      return node === undefined || node.tag === 'svg' ? null : (node.control ?? null);
    },
    hover(element) {
      const at = written.get(element);
      if (at === undefined || at.node.tag === 'svg' || at.node.titleOnHover === undefined) return;
      element.setAttribute('title', shownSentence(at.node.titleOnHover()));
      at.isHovered = true;
    },
  };
}

const isName = ({ tag }: CellNode): boolean => tag === 'b' || tag === 'bdi';

function isSameKind(before: CellNode, node: CellNode): boolean {
  if (before.tag !== 'svg' || node.tag !== 'svg') return before.tag === node.tag;
  return before.icon === node.icon && before.label === node.label;
}

/** All that is written on an element, its class and the state of its control included. */
function attributesOf(
  { tag, look, attributes, control }: CellElement,
  row: RowState,
): Record<string, string> {
  const opens = control?.type === 'menu' || control?.type === 'choice' ? control.type : null;
  const isOpen = opens !== null && row.open === opens;
  return {
    ...(tag === 'button' ? { type: 'button' } : {}),
    ...(look === undefined ? {} : { class: look }),
    ...attributes,
    ...(control === undefined ? {} : { tabindex: String(row.tabIndex) }),
    ...(opens === null ? {} : { 'aria-expanded': String(isOpen) }),
    ...(isOpen ? { 'data-state': 'open' } : {}),
  };
}

function writeStyle(
  style: CSSStyleDeclaration,
  before: Readonly<Record<string, string>>,
  next: Readonly<Record<string, string>>,
) {
  for (const name of Object.keys(before)) if (!(name in next)) style.removeProperty(name);
  for (const [name, value] of Object.entries(next))
    if (before[name] !== value) style.setProperty(name, value);
}
