// What Datasette's pages lack for screen readers and keyboards: a language, a main part, names of controls, levels.
const content = document.querySelector("section.content");
document.documentElement.lang = "en";
content?.setAttribute("role", "main");
for (const control of document.querySelectorAll("select, textarea, input:not([type=hidden]):not([type=submit])")) {
  if (!control.labels?.length) {
    control.setAttribute("aria-label", control.name.replaceAll("_", " ").trim());
  }
}
let level = 1;
for (const heading of content?.querySelectorAll("h1, h2, h3, h4") ?? []) {
  level = Math.min(level + 1, Number(heading.tagName[1]));
  heading.setAttribute("aria-level", level);
}
for (const part of document.querySelectorAll(".table-wrapper, pre")) {
  part.tabIndex = 0;
}
