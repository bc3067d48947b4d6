// The theme first, before anything is painted; the rest when the document is there. Every page is complete without it.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // A stored choice holds until the reader chooses what the system prefers anyway.
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
  const apply = theme => {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme; else delete root.dataset.theme;
  };
  apply(stored());

  const themeSwitch = () => {
    const button = document.querySelector(".theme");
    if (!button) return;
    const show = () => {
      const other = isDark() ? "Light" : "Dark";
      button.textContent = other;
      button.setAttribute("aria-label", other + " theme");
    };
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      const isSystems = systemIsDark.matches === (theme === "dark");
      apply(isSystems ? null : theme);
      try {
        if (isSystems) localStorage.removeItem("theme"); else localStorage.setItem("theme", theme);
      } catch { /* Without storage the choice holds for this page. */ }
      show();
    });
    systemIsDark.addEventListener("change", show);
    addEventListener("storage", event => {
      if (event.key === "theme") { apply(event.newValue); show(); }
    });
    show();
  };

  // Marks the section that is being read among the links of "On this page".
  const readingPosition = () => {
    const links = new Map();
    for (const link of document.querySelectorAll(".toc a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    if (!links.size) return;
    const mark = () => {
      let current = null;
      for (const heading of links.keys()) {
        if (heading.getBoundingClientRect().top <= innerHeight * 0.3) current = heading;
      }
      for (const [heading, link] of links) {
        if (heading === current) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    for (const heading of links.keys()) observer.observe(heading);
  };

  const copyButtons = () => {
    const blocks = document.querySelectorAll(".code");
    if (!blocks.length) return;
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    document.querySelector("main").append(status);
    for (const block of blocks) {
      const code = block.querySelector("pre");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy " + (block.dataset.name ?? "the code"));
      const say = word => {
        button.textContent = status.textContent = word;
        setTimeout(() => {
          button.textContent = "Copy";
          status.textContent = "";
        }, 2000);
      };
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.textContent.trimEnd() + "\n");
          say("Copied");
        } catch {
          getSelection().selectAllChildren(code);
          say("Selected");
        }
      });
      block.append(button);
    }
  };

  // Nothing of the search is loaded before it is asked for. Its files stand beside this one; the names stand above, where
  // they are asked for again when they changed: this folder is named by what is in it, and the names are not.
  const assets = new URL(".", document.currentScript.src);
  let search = null;
  const load = name => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = new URL(name, assets).href;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });
  const openSearch = () => {
    search ??= load("search.js").then(() => {
      load("../search-index.js").catch(() => kfuncdocs.fail());
    });
    search.then(() => kfuncdocs.open(), () => { search = null; });
  };

  const searchOpener = () => {
    const button = document.querySelector(".search-opener");
    if (!button) return;
    button.addEventListener("click", openSearch);
    document.addEventListener("keydown", event => {
      if (event.key !== "/" && event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
      event.preventDefault();
      openSearch();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    searchOpener();
    themeSwitch();
    readingPosition();
    copyButtons();
  });
})();
