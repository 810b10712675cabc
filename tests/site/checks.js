// Looks at pages as a browser lays them out. Each page is in a frame of its own; the findings are what is wrong.

const colour = (text) => {
  const [r, g, b, a = "1"] = text.match(/[\d.]+/g);
  return { r: +r, g: +g, b: +b, a: +a };
};

const over = (top, below) => {
  const mix = (channel) => top[channel] * top.a + below[channel] * (1 - top.a);
  return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
};

const luminance = ({ r, g, b }) => {
  const [R, G, B] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * R + 0.7152 * G + 0.0722 * B;
};

const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const background = (view, element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.unshift(colour(view.getComputedStyle(at).backgroundColor));
  return layers.reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
};

const texts = (view, doc) => {
  const found = [];
  const walker = doc.createTreeWalker(doc.body, view.NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && element.checkVisibility() && !element.closest(".visually-hidden, .skip")) {
      found.push(element);
    }
  }
  return [...new Set(found)];
};

const pale = (view, doc) =>
  texts(view, doc).flatMap((element) => {
    const style = view.getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
    const behind = background(view, element);
    const ratio = contrast(over(colour(style.color), behind), behind);
    return ratio < needed ? [`contrast ${ratio.toFixed(2)} of "${element.textContent.trim().slice(0, 40)}"`] : [];
  });

const wide = (view, doc) => {
  const width = doc.documentElement.clientWidth;
  if (doc.documentElement.scrollWidth <= width) return [];
  const beyond = [...doc.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1);
  return [`is wider than the screen: ${beyond.slice(0, 3).map((e) => e.tagName + "." + e.className).join(", ")}`];
};

const clipped = (view, doc) =>
  [...doc.querySelectorAll(".box, .key-figure, .facts dd, .callout > p")].flatMap((e) => {
    const text = doc.createRange();
    text.selectNodeContents(e);
    const sticksOut = text.getBoundingClientRect().right > e.getBoundingClientRect().right + 1;
    return sticksOut ? [`text sticks out: ${e.textContent.trim().slice(0, 40)}`] : [];
  });

const structure = (view, doc) => {
  const wrong = [];
  const count = (selector) => doc.querySelectorAll(selector).length;
  for (const [selector, name] of [["h1", "h1"], ["main", "main"], ["body > header", "header"], ["body > footer", "footer"]]) {
    if (count(selector) !== 1) wrong.push(`has ${count(selector)} ${name}`);
  }
  if (!doc.documentElement.lang) wrong.push("says no language");
  if (!doc.title) wrong.push("has no title");
  let before = 0;
  for (const heading of doc.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = +heading.tagName[1];
    if (level > before + 1) wrong.push(`heading level ${level} after ${before}: ${heading.textContent}`);
    before = level;
  }
  for (const image of doc.images) {
    if (!image.alt) wrong.push(`${image.getAttribute("src")} has no alternative text`);
    if (!image.naturalWidth) wrong.push(`${image.getAttribute("src")} cannot be shown`);
  }
  for (const link of doc.querySelectorAll("a[href]:not([aria-hidden])")) if (!link.textContent.trim()) wrong.push(`a link to ${link.href} has no text`);
  for (const header of doc.querySelectorAll("th")) {
    if (!header.scope || !header.textContent.trim()) wrong.push("a header cell without text or scope");
  }
  const ids = [...doc.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`the id ${id} is used twice`);
  for (const named of doc.querySelectorAll("[aria-labelledby]")) {
    if (!doc.getElementById(named.getAttribute("aria-labelledby"))) wrong.push("a name that is not there");
  }
  const shown = [...doc.querySelectorAll("nav")].filter((nav) => nav.checkVisibility()).map((nav) => nav.ariaLabel);
  if (shown.some((name) => !name) || new Set(shown).size < shown.length) wrong.push(`navigation named ${shown.join(", ")}`);
  return wrong;
};

const outside = (view) =>
  view.performance.getEntriesByType("resource").map((entry) => entry.name)
    .filter((name) => !name.startsWith(location.origin) && !name.startsWith("data:")).map((name) => `asks for ${name}`);

const look = (frame) => {
  const view = frame.contentWindow;
  const doc = frame.contentDocument;
  const wrong = [...structure(view, doc), ...outside(view), ...wide(view, doc), ...clipped(view, doc), ...pale(view, doc)];
  doc.querySelectorAll("details").forEach((details) => { details.open = true; });
  return [...wrong, ...wide(view, doc), ...pale(view, doc)];
};

window.addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].flatMap((frame) =>
    look(frame).map((said) => `${new URL(frame.src).pathname} at ${frame.width}: ${said}`));
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify({ looked_at: document.querySelectorAll("iframe").length, found: [...new Set(found)] });
  document.body.append(result);
});
