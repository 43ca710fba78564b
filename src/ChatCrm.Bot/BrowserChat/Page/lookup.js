// The choice set that searches while typing. The renderer's own shows only choices that contain the typed letters (so 华为 is lost for "huawei"),
// sends a choice's title instead of its value and has no roles; this one takes its place.
import { make } from "./dom.js";
import { words } from "./words.js";

let search = async () => [];

/** Where choices come from: (lookup, query) => [{label, value}]. */
export function searchWith(find) { search = find; }

export function registerLookup() {
  const { ChoiceSetInput, GlobalRegistry } = window.AdaptiveCards;

  class LookupInput extends ChoiceSetInput {
    internalRender() {
      if (!this.isDynamicTypeahead()) return super.internalRender();
      this.combobox = new Combobox(this.choicesData.dataset, this.chosen(), this.defaultValue, this.placeholder, () => this.valueChanged());
      if (this.isRequired) this.combobox.input.setAttribute("aria-required", "true");
      return this.combobox.element;
    }

    chosen() {
      const choice = this.choices.find(choice => choice.value === this.defaultValue);
      return choice && { label: choice.title === choice.value ? names.get(choice.value) ?? choice.title : choice.title, value: choice.value };
    }

    updateInputControlAriaLabelledBy() {
      super.updateInputControlAriaLabelledBy();
      if (!this.combobox) return;
      const labels = this.combobox.element.getAttribute("aria-labelledby");
      if (labels) this.combobox.input.setAttribute("aria-labelledby", labels);
      this.combobox.element.removeAttribute("aria-labelledby");
    }

    focus() { this.combobox ? this.combobox.input.focus() : super.focus(); }
    isValid() { return this.combobox ? true : super.isValid(); }
    get value() { return this.combobox ? this.combobox.value || undefined : super.value; }
  }

  GlobalRegistry.elements.register("Input.ChoiceSet", LookupInput);
}

let count = 0;

/** What the values seen so far are called: a form that comes back knows its values alone. */
const names = new Map();

class Combobox {
  constructor(lookup, chosen, typed, placeholder, changed) {
    Object.assign(this, { lookup, chosen, changed, options: [], active: -1, asked: 0 });
    const listId = `lookup-${++count}`;
    this.input = make("input", {
      type: "text", class: "ac-input", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto", placeholder,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
      oninput: () => this.typing(), onkeydown: event => this.key(event), onblur: () => this.close(),
      onclick: () => this.options.length && this.show(this.options),
    });
    this.input.value = chosen?.label ?? typed ?? "";
    this.list = make("ul", { id: listId, role: "listbox", hidden: true, onmousedown: event => event.preventDefault() });
    this.status = make("span", { class: "hidden", role: "status" });
    this.element = make("div", { class: "lookup" }, this.input, this.list, this.status);
  }

  /** The chosen value; words that were typed and not chosen go as they are. */
  get value() { return this.chosen?.label === this.input.value ? this.chosen.value : this.input.value.trim(); }

  /** What a reload needs to show the same again. */
  get kept() { return { label: this.input.value, value: this.value }; }

  restore(kept) {
    this.chosen = kept;
    this.input.value = kept.label ?? "";
  }

  typing() {
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const turn = ++this.asked;
    try {
      const options = await search(this.lookup, this.input.value.trim());
      if (turn === this.asked && document.activeElement === this.input) this.show(options);
    } catch {
      if (turn === this.asked) this.show([], words.searchFailed);
    }
  }

  show(options, empty = words.noMatch) {
    this.options = options;
    for (const option of options) names.set(option.value, option.label);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...options.map((option, index) => make("li", {
      id: `${this.list.id}-${index}`, role: "option", dir: "auto", "aria-selected": "false", onclick: () => this.choose(option),
    }, option.label)));
    if (options.length === 0) this.list.append(make("li", { class: "quiet", role: "presentation" }, empty));
    this.status.textContent = options.length ? words.matches(options.length) : empty;
    this.open(true);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    this.asked++;
    this.open(false);
  }

  choose(option) {
    this.chosen = option;
    this.input.value = option.label;
    this.close();
    this.changed();
  }

  move(step) {
    if (this.options.length === 0) return;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = (this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + this.options.length) % this.options.length;
    const option = this.list.children[this.active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    const isOpen = !this.list.hidden;
    if (event.isComposing) return;
    if (event.key === "ArrowDown") isOpen ? this.move(1) : this.ask();
    else if (!isOpen) return;
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && this.active >= 0 && !event.ctrlKey) this.choose(this.options[this.active]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
