// Forms open in a dialog. Nothing closes it but an answer or the person; a failure leaves it as it was.
import { dataOf, draw } from "./cards.js";
import { $, make } from "./dom.js";
import { openForm } from "./kept.js";
import { newAct, NotSent, send } from "./wire.js";
import { words } from "./words.js";

const dialog = $("form");
let current = null;

/** Asks a form. `context` says who, where and which message opened it. */
export function ask(form, context) {
  const { element, card } = draw(form.card, action => submit(action));
  current = { form, context, card };
  $("form-title").textContent = form.title;
  $("form-body").replaceChildren(element);
  $("form-status").textContent = "";
  card.getAllInputs().forEach(markWrong);
  if (!dialog.open) dialog.showModal();
  focusFirst();
  keep();
}

/** After a reload: the form as it was, with what had been typed. */
export function reopen(person, room) {
  const kept = openForm.get();
  if (!kept || kept.context.person !== person || kept.context.room !== room) return;
  ask(kept.form, kept.context);
  for (const input of current.card.getAllInputs()) fill(input, kept.values[input.id] ?? "");
}

export const isOpen = () => dialog.open;

function fill(input, value) {
  const control = controlOf(input);
  if (!control) return;
  if (control.type === "checkbox") control.checked = value === "true";
  else if (input.combobox) input.combobox.restore(value);
  else control.value = value;
}

const controlOf = input => input.combobox?.input ?? input.renderedElement?.querySelector("input, select, textarea");

function markWrong(input) {
  const error = current.form.errors[input.id];
  const control = controlOf(input);
  if (!error || !control) return;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-description", error);
}

function focusFirst() {
  const inputs = current.card.getAllInputs();
  (inputs.find(input => current.form.errors[input.id]) ?? inputs[0])?.focus();
}

function keep() {
  const values = Object.fromEntries(current.card.getAllInputs().map(input => [input.id, input.combobox?.kept ?? String(input.value ?? "")]));
  openForm.keep({ form: current.form, context: current.context, values });
}

async function submit(action) {
  if (dialog.getAttribute("aria-busy") === "true") return;
  const { form, context, card } = current;
  const data = dataOf(action, card);
  // Sent again unchanged it is the same act; with other values it is another one.
  if (JSON.stringify(current.act?.data) !== JSON.stringify(data)) current.act = newAct("submitted", context.person, context.room, { message: context.message, data });
  busy(true);
  try {
    const answer = await send(current.act, () => { $("form-status").textContent = words.still; });
    if (current?.form !== form) return;
    if (answer.kept) {
      // Not saved, and the form stays: the next try is another act.
      current.act = null;
      $("form-status").textContent = answer.kept;
      return;
    }
    if (answer.form) ask(answer.form, context); else close();
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    $("form-status").replaceChildren(words.failed, " ", make("button", { type: "button", onclick: () => submit(action) }, words.retry));
  } finally {
    busy(false);
  }
}

function busy(isBusy) {
  dialog.setAttribute("aria-busy", String(isBusy));
  for (const button of $("form-body").querySelectorAll("button")) button.disabled = isBusy;
}

export function close() {
  current = null;
  openForm.keep(null);
  if (dialog.open) dialog.close();
}

// Told later than it happens: by then another form may be open.
dialog.addEventListener("close", () => { if (!dialog.open) close(); });
dialog.addEventListener("input", () => current && keep());
dialog.addEventListener("change", () => current && keep());
$("form-close").addEventListener("click", close);

dialog.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.isComposing || !current) return;
  const isOneLine = event.target.matches("input:not([type=checkbox]):not([type=radio])");
  if (!isOneLine && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  $("form-body").querySelector(".ac-pushButton.style-positive")?.click();
});
