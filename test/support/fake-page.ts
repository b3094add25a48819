/* As much of a page as code needs that writes elements without a browser, and counts how often it writes. */

type Child = FakeElement | FakeText;

class FakeText {
  parent: FakeElement | null = null;
  private readonly page: FakePage;
  private words: string;
  constructor(page: FakePage, words: string) {
    this.page = page;
    this.words = words;
  }
  get data(): string {
    return this.words;
  }
  set data(words: string) {
    this.page.writes += 1;
    this.words = words;
  }
  get textContent(): string {
    return this.words;
  }
  remove(): void {
    detach(this);
  }
}

export class FakeElement {
  parent: FakeElement | null = null;
  readonly childNodes: Child[] = [];
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, unknown>;
  readonly page: FakePage;
  readonly tagName: string;
  constructor(page: FakePage, tagName: string) {
    this.page = page;
    this.tagName = tagName;
    const values: Record<string, unknown> = {
      setProperty: (name: string, value: string) => {
        page.writes += 1;
        values[name] = value;
      },
      removeProperty: (name: string) => {
        page.writes += 1;
        delete values[name];
      },
    };
    this.style = new Proxy(values, {
      set(target, name, value) {
        page.writes += 1;
        return Reflect.set(target, name, value);
      },
    });
  }
  get ownerDocument(): FakePage {
    return this.page;
  }
  get children(): FakeElement[] {
    return this.childNodes.filter((child) => child instanceof FakeElement);
  }
  get parentNode(): FakeElement | null {
    return this.parent;
  }
  get parentElement(): FakeElement | null {
    return this.parent;
  }
  get textContent(): string {
    return this.childNodes.map((child) => child.textContent).join('');
  }
  set className(names: string) {
    this.setAttribute('class', names);
  }
  set tabIndex(index: number) {
    this.setAttribute('tabindex', String(index));
  }
  setAttribute(name: string, value: string): void {
    this.page.writes += 1;
    this.attributes.set(name, value);
  }
  toggleAttribute(name: string, on: boolean): void {
    if (on === this.attributes.has(name)) return;
    if (on) this.setAttribute(name, '');
    else this.removeAttribute(name);
  }
  removeAttribute(name: string): void {
    this.page.writes += 1;
    this.attributes.delete(name);
  }
  append(...added: Child[]): void {
    for (const child of added) this.insertBefore(child, null);
  }
  insertBefore(child: Child, before: FakeElement | null): void {
    detach(child);
    this.page.writes += 1;
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, child);
    child.parent = this;
  }
  replaceWith(other: FakeElement): void {
    this.parent?.insertBefore(other, this);
    detach(this);
  }
  remove(): void {
    detach(this);
  }
  contains(other: unknown): boolean {
    return other === this || this.children.some((child) => child.contains(other));
  }
  querySelectorAll(tag: string): FakeElement[] {
    return this.children.flatMap((child) => [
      ...(child.tagName === tag ? [child] : []),
      ...child.querySelectorAll(tag),
    ]);
  }
  closest(tag: string): FakeElement | null {
    return this.tagName === tag ? this : (this.parent?.closest(tag) ?? null);
  }
}

/** As in a browser, an element that is moved or taken out loses the focus. */
function detach(child: Child): void {
  const { parent } = child;
  if (parent === null) return;
  if (child instanceof FakeElement) {
    const { page } = child;
    page.writes += 1;
    if (child.contains(page.activeElement)) page.activeElement = null;
  }
  parent.childNodes.splice(parent.childNodes.indexOf(child), 1);
  child.parent = null;
}

export class FakePage {
  writes = 0;
  activeElement: FakeElement | null = null;
  createElement(tag: string): FakeElement {
    return new FakeElement(this, tag);
  }
  createTextNode(words: string): FakeText {
    return new FakeText(this, words);
  }
}
