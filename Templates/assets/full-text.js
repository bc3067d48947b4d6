// Search over policies, threads and notes by Pagefind, whose script and index are loaded with the first words.
"use strict";
(() => {
  const form = document.querySelector("form.full-text");
  if (!form) return;
  const status = document.querySelector(".count");
  const list = document.querySelector(".found");
  const input = form.elements.q;
  const chunk = 10;
  let pagefind = null;
  let asked = 0;

  const load = () => {
    const bundle = new URL(form.dataset.bundle, location.href);
    pagefind ??= import(bundle.href).then(async module => {
      await module.options({ excerptLength: 26, bundlePath: new URL(".", bundle).pathname });
      await module.init();
      return module;
    });
    pagefind.catch(() => { pagefind = null; });
    return pagefind;
  };

  // An excerpt is HTML of Pagefind's making with <mark> alone: taken apart, and put together as text.
  const excerpt = html => html.split(/(<mark>.*?<\/mark>)/s).map(part => {
    const isMarked = part.startsWith("<mark>");
    const text = part.replace(/<\/?mark>/g, "").replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name) => (
      { lt: "<", gt: ">", quot: "\"", "#39": "'", "#x27": "'", amp: "&" }[name]));
    if (!isMarked) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });

  const make = (name, content, attributes = {}) => {
    const element = document.createElement(name);
    element.append(...[content].flat());
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // Addresses of the index count from the site's top, wherever that is.
  const address = url => new URL(url, location.href).href;

  const entry = data => {
    const parts = data.sub_results.filter(part => part.url !== data.url).slice(0, 4);
    const first = data.sub_results.find(part => part.url === data.url);
    const element = make("li", [
      make("a", data.meta.title ?? data.url, { href: address(data.url) }),
      make("small", data.meta.kind ? " " + data.meta.kind : ""),
    ]);
    if (first || !parts.length) element.append(make("p", excerpt((first ?? data).excerpt), { class: "snippet" }));
    if (parts.length) {
      element.append(make("ul", parts.map(part => make("li", [
        make("a", part.title.replace(/\s*#$/, ""), { href: address(part.url) }),
        make("p", excerpt(part.excerpt), { class: "snippet" }),
      ]))));
    }
    return element;
  };

  const search = async words => {
    const question = ++asked;
    list.replaceChildren();
    if (!words) { status.textContent = ""; return; }
    status.textContent = "Searching…";
    // The index comes in pieces, each when it is asked for: any of them can fail.
    const fail = () => {
      if (question !== asked) return;
      status.textContent = location.protocol === "file:" ? "This search needs a server; these pages are read from a disk."
        : "The index of the texts could not be loaded. The lists below lead to every page.";
    };
    let results;
    try {
      const module = await load();
      ({ results } = await module.search(words));
    } catch {
      fail();
      return;
    }
    if (question !== asked) return;
    let shown = 0;
    const grow = async () => {
      let next;
      try {
        next = await Promise.all(results.slice(shown, shown + chunk).map(result => result.data()));
      } catch {
        fail();
        return false;
      }
      if (question !== asked) return false;
      list.querySelector(".more")?.remove();
      list.append(...next.map(entry));
      shown += next.length;
      if (shown < results.length) {
        const button = make("button", `Show ${results.length - shown} more`, { type: "button" });
        button.addEventListener("click", grow);
        list.append(make("li", button, { class: "more" }));
      }
      return true;
    };
    if (!await grow()) return;
    status.textContent = results.length === 0 ? `No page holds “${words}”.`
      : results.length === 1 ? "1 page" : `${results.length} pages`;
  };

  const read = () => {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    search(input.value.trim());
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    const words = input.value.trim();
    history.pushState(null, "", location.pathname + (words ? "?" + new URLSearchParams({ q: words }) : ""));
    search(words);
  });
  addEventListener("popstate", read);
  read();
})();
