// Adaptive Cards, drawn by Microsoft's renderer with colours and sizes of this page. The colours are CSS variables, so light and dark follow the system by themselves.
import { registerLookup } from "./lookup.js";

const colour = name => ({ default: `var(--${name})`, subtle: `var(--${name === "ink" ? "quiet" : name})` });

const style = background => ({
  backgroundColor: background,
  foregroundColors: {
    default: colour("ink"), dark: colour("ink"), light: colour("quiet"), accent: colour("accent"),
    good: colour("good"), warning: colour("warning"), attention: colour("attention"),
  },
});

const hostConfig = () => ({
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 20, default: 24, medium: 25, large: 28, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: { default: style("transparent"), emphasis: style("var(--pane)"), accent: style("var(--raised)"), good: style("var(--raised)"), attention: style("var(--raised)"), warning: style("var(--raised)") },
  actions: {
    maxActions: 6, spacing: "medium", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "default" },
  },
  factSet: { title: { weight: "default", isSubtle: true, wrap: true, maxWidth: 180 }, value: { wrap: true }, spacing: 16 },
  inputs: {
    allowDynamicallyFilteredChoiceSet: true,
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", spacing: "small", size: "small" },
  },
});

export function prepareCards() {
  const { AdaptiveCard, GlobalSettings } = window.AdaptiveCards;
  // Texts are plain; where one looks like Markdown it stays what was typed.
  AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = undefined; result.didProcess = false; };
  GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
  registerLookup();
}

/** Draws a card; `act` gets a pressed button that goes to the server. Returns {element, card}. */
export function draw(json, act) {
  const { AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction } = window.AdaptiveCards;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig());
  card.parse(json);
  // Showing and hiding parts of a card is the renderer's own affair, but it tells of it too.
  card.onExecuteAction = action => {
    if (action instanceof OpenUrlAction) open(action);
    if (action instanceof ExecuteAction || action instanceof SubmitAction) act(action);
  };
  const element = card.render();
  // The renderer makes DOM ids of a card's own ids: a field called "text" would take the composer's place. Its labels use ids of another kind.
  for (const named of element.querySelectorAll("[id]")) if (!/^(__ac|lookup)-/.test(named.id)) named.removeAttribute("id");
  for (const bare of element.querySelectorAll("input[type=text], textarea")) bare.dir = "auto";
  return { element, card };
}

/** Only the web and mail; the product builds every link itself. */
function open(action) {
  if (/^(https?|mailto|tel):/i.test(action.url ?? "")) window.open(action.url, "_blank", "noopener,noreferrer");
}

/** The data of an executed action with every field of its card: the renderer leaves out those that were emptied. */
export const dataOf = (action, card) =>
  ({ ...action.data, ...Object.fromEntries(card.getAllInputs().map(input => [input.id, String(input.value ?? "")])) });
