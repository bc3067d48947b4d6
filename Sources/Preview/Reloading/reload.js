// Keeps a page of the preview in step with the content: reloads it when it changed, swaps its stylesheets when they did,
// and shows over it what is wrong with the last edit. Sent by `kfuncdocs preview` alone; no page of a built site has it.
"use strict";
(() => {
  const own = document.currentScript;
  const place = "kfuncdocs-preview:" + location.pathname;
  let styles = own.dataset.styles;
  let shown = "";
  let stream = null;
  let overlay = null;

  // A browser may not keep the place when the page became shorter above it; here it is kept in pixels.
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    const [x, y] = kept.split(" ").map(Number);
    const restore = () => window.scrollTo({ left: x, top: y, behavior: "instant" });
    restore();
    window.addEventListener("load", restore, { once: true });
  }

  function reload() {
    sessionStorage.setItem(place, window.scrollX + " " + window.scrollY);
    location.reload();
  }

  function swapStylesheets(version) {
    styles = version;
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const address = new URL(link.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("preview", version);
      // The old one stays until the new one is there, so that the page is never bare.
      const fresh = link.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => link.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      link.after(fresh);
    }
  }

  function hide() {
    if (overlay !== null) overlay.remove();
    overlay = null;
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className !== undefined) made.className = className;
    return made;
  }

  function show(found, isKept) {
    hide();
    overlay = element("div");
    const root = overlay.attachShadow({ mode: "open" });
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = "/.preview/overlay.css";
    const panel = element("section");
    panel.setAttribute("role", "alert");
    const heading = found.length === 1 ? "1 error" : found.length + " errors";
    const which = isKept ? ". The pages are those before it." : " in what these pages are made from.";
    panel.append(element("h2", heading + which));
    const list = element("ol");
    for (const one of found) {
      const entry = element("li");
      if (one.file !== undefined) {
        entry.append(element("code", [one.file, one.line, one.column].filter((part) => part !== undefined).join(":")));
      }
      entry.append(element("span", one.message), element("small", one.code));
      list.append(entry);
    }
    const close = element("button", "Close");
    close.type = "button";
    close.addEventListener("click", hide);
    panel.append(list, close);
    root.append(sheet, panel);
    document.body.append(overlay);
  }

  async function showDiagnostics(version, isKept) {
    shown = version;
    if (version === "") return hide();
    const answer = await fetch("/.preview/diagnostics.json");
    const found = (await answer.json()).diagnostics;
    // Another edit may have come meanwhile.
    if (shown === version) show(found, isKept);
  }

  function connect() {
    if (stream !== null) return;
    stream = new EventSource("/.preview/events?page=" + encodeURIComponent(location.pathname));
    stream.addEventListener("message", (event) => {
      const news = JSON.parse(event.data);
      if (news.page !== own.dataset.state) return reload();
      if (news.styles !== styles) swapStylesheets(news.styles);
      if (news.diagnostics !== shown) showDiagnostics(news.diagnostics, news.kept).catch(() => { shown = ""; });
    });
  }

  function disconnect() {
    if (stream !== null) stream.close();
    stream = null;
  }

  // A browser opens six connections to a host; tabs that nobody looks at leave theirs to others, and catch up later.
  function follow() {
    if (document.visibilityState === "hidden") disconnect(); else connect();
  }
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", follow);
  follow();
})();
