// The page's own few words. What the product says comes from the product, in the person's language.
const english = {
  iam: "I am",
  rooms: "Rooms",
  direct: "ChatCrm",
  directNote: "Only you and ChatCrm",
  membersNote: "Everybody in the company reads along",
  externalNote: "Guests read along",
  guest: "guest",
  localOnly: "For development, on this computer alone.",
  say: "Message",
  send: "Send",
  hint: "Enter sends · Shift+Enter new line · ↑ last line · “help” shows what can be typed",
  placeholder: "log Acme call 15m \"asked for price\" follow tue 3pm",
  onlyYou: "Only visible to you",
  you: "you",
  working: "…",
  still: "Still saving. The answer follows here.",
  failed: "Not sent.",
  retry: "Retry",
  remove: "Remove",
  close: "Close",
  newer: "New messages ↓",
  offline: "No connection. Trying again …",
  empty: "Nothing here yet.",
  unread: n => `${n} unread`,
  noMatch: "No match. What you typed is kept.",
  matches: n => n === 1 ? "1 match" : `${n} matches`,
  searchFailed: "The search does not answer. What you typed is kept.",
};

const chinese = {
  iam: "我是",
  rooms: "会话",
  direct: "ChatCrm",
  directNote: "只有你和 ChatCrm",
  membersNote: "公司成员都能看到",
  externalNote: "有外部来宾",
  guest: "来宾",
  localOnly: "仅供开发使用，只在本机可见。",
  say: "消息",
  send: "发送",
  hint: "回车发送 · Shift+回车换行 · ↑ 上一条 · 输入“帮助”查看用法",
  placeholder: "记 蓝海 电话 15分 “谈了报价” 跟进 下周二 15:00",
  onlyYou: "仅你可见",
  you: "我",
  working: "…",
  still: "仍在保存，结果会显示在这里。",
  failed: "未发送。",
  retry: "重试",
  remove: "移除",
  close: "关闭",
  newer: "有新消息 ↓",
  offline: "连接已断开，正在重试……",
  empty: "这里还没有消息。",
  unread: n => `${n}条未读`,
  noMatch: "没有匹配项，已保留输入的内容。",
  matches: n => `${n}个匹配项`,
  searchFailed: "搜索没有响应，已保留输入的内容。",
};

export const words = { ...english };

export function speak(language) {
  const isChinese = /^zh/i.test(language);
  Object.assign(words, isChinese ? chinese : english);
  document.documentElement.lang = isChinese ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = words[element.dataset.word];
}
