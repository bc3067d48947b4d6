// Any two releases side by side, from the data that the site publishes of each.
"use strict";
(() => {
  const form = document.querySelector("form.compare");
  if (!form) return;
  const status = document.querySelector(".count");
  const place = document.querySelector(".compared");
  const { folder, kfuncs, end } = form.dataset;
  const loaded = new Map();
  let asked = 0;

  const load = release => {
    if (!loaded.has(release)) {
      const file = new URL(`${folder}${encodeURIComponent(release)}.json`, location.href);
      const data = fetch(file).then(async answer => {
        if (!answer.ok) throw new Error(`${answer.status}`);
        const data = await answer.json();
        return new Map((data.kfuncs ?? []).map(kfunc => [kfunc.name, kfunc]));
      });
      data.catch(() => loaded.delete(release));
      loaded.set(release, data);
    }
    return loaded.get(release);
  };

  // ---- What differs ----

  const types = kfunc => (kfunc.programTypes ?? []).flatMap(answer => (
    answer.types.map(type => {
      const name = type.replace(/^BPF_PROG_TYPE_/, "");
      const conditions = answer.conditions?.length ? ` (${answer.conditions.join("; ")})` : "";
      return `${name}: ${answer.answer}${conditions}`;
    }))).sort();
  // What is held side by side, each as a list of texts.
  const aspects = [
    ["Prototype", kfunc => kfunc.prototype ? [kfunc.prototype] : []],
    ["Flags", kfunc => [...(kfunc.flags ?? [])].sort()],
    ["Program types", types],
    ["ID sets", kfunc => [...(kfunc.idSets ?? [])].sort()],
    ["File", kfunc => kfunc.file ? [kfunc.file] : []],
  ];
  const differences = (old, now) => aspects.flatMap(([title, read]) => {
    const before = read(old);
    const after = read(now);
    const lost = before.filter(text => !after.includes(text));
    const gained = after.filter(text => !before.includes(text));
    return lost.length || gained.length ? [{ title, lost, gained }] : [];
  });

  // ---- Showing ----

  const make = (name, content = [], attributes = {}) => {
    const element = document.createElement(name);
    element.append(...[content].flat());
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  // A name becomes part of an address as the site's own links spell it.
  const segment = name => {
    const bytes = [...new TextEncoder().encode(name)].map((byte, position) => {
      const letter = String.fromCharCode(byte);
      const isPlain = /[A-Za-z0-9_.~-]/.test(letter) && !(position === 0 && letter === ".");
      return isPlain ? letter : "%25" + byte.toString(16).toUpperCase().padStart(2, "0");
    });
    return bytes.join("") || "%25";
  };
  const link = name => make("a", make("code", name), { href: `${kfuncs}${segment(name)}/${end}` });
  const side = (release, texts, none) => make("td", texts.length ? texts.map(text => make("div", make("code", text))) : none);

  const list = (id, title, names) => {
    const heading = make("h2", `${title} (${names.length})`, { id });
    const items = make("ul", names.map(name => make("li", link(name))), { class: "name-list" });
    return names.length ? [heading, items] : [heading, make("p", "None.")];
  };

  const table = (changed, from, to) => {
    const head = make("tr", ["Name", "What", `only in ${from}`, `only in ${to}`].map(text => make("th", text, { scope: "col" })));
    const rows = changed.flatMap(({ name, found }) => found.map((difference, position) => {
      const row = make("tr");
      if (position === 0) row.append(make("th", link(name), { scope: "rowgroup", rowspan: String(found.length) }));
      row.append(make("td", difference.title), side(from, difference.lost, "nothing"), side(to, difference.gained, "nothing"));
      return row;
    }));
    const element = make("table", [make("thead", head), make("tbody", rows)], { class: "compared-table" });
    return make("div", element, { class: "scroll", role: "region", "aria-label": "What differs", tabindex: "0" });
  };

  const compare = async () => {
    const question = ++asked;
    const from = form.elements.from.value;
    const to = form.elements.to.value;
    place.replaceChildren();
    if (location.protocol === "file:") {
      status.textContent = "Comparing needs a server; these pages are read from a disk.";
      return;
    }
    if (from === to) { status.textContent = `Both sides are ${to}: choose another release.`; return; }
    status.textContent = "Loading the two releases…";
    let old, now;
    try {
      [old, now] = await Promise.all([load(from), load(to)]);
    } catch {
      if (question === asked) status.textContent = "The data of these releases could not be loaded. The lists below lead to every kfunc.";
      return;
    }
    if (question !== asked) return;
    const added = [...now.keys()].filter(name => !old.has(name));
    const gone = [...old.keys()].filter(name => !now.has(name));
    const changed = [];
    for (const [name, kfunc] of now) {
      const found = old.has(name) ? differences(old.get(name), kfunc) : [];
      if (found.length) changed.push({ name, found });
    }
    const same = now.size - added.length - changed.length;
    status.textContent = `${from} has ${old.size} kfuncs, ${to} has ${now.size}: ${added.length} only in ${to}, `
      + `${gone.length} only in ${from}, ${changed.length} in both that differ, ${same} alike in what is compared here.`;
    place.replaceChildren(
      ...list("only-to", `Only in ${to}`, added), ...list("only-from", `Only in ${from}`, gone),
      make("h2", `In both, and different (${changed.length})`, { id: "different" }),
      changed.length ? table(changed, from, to) : make("p", "None."),
      make("p", "Prototypes as a BPF program sees them, flags, program types, ID sets and files are compared. Why something changed stands on the page of the kfunc.", { class: "src" }));
  };

  // ---- The address ----

  const read = () => {
    const query = new URLSearchParams(location.search);
    const unknown = [];
    for (const name of ["from", "to"]) {
      const field = form.elements[name];
      const standard = [...field.options].find(option => option.defaultSelected)?.value ?? field.value;
      const wanted = query.get(name);
      field.value = wanted ?? standard;
      if (field.selectedIndex < 0) { field.value = standard; unknown.push(wanted); }
    }
    if (!query.has("from") && !query.has("to")) {
      asked++;
      place.replaceChildren();
      status.textContent = "";
    } else if (unknown.length) {
      asked++;
      place.replaceChildren();
      status.textContent = `${unknown.join(" and ")}: not among the releases read.`;
    } else {
      compare();
    }
  };
  const write = () => {
    history.pushState(null, "", location.pathname + "?" + new URLSearchParams({ from: form.elements.from.value, to: form.elements.to.value }));
    compare();
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    write();
  });
  form.querySelector(".swap").addEventListener("click", () => {
    const { from, to } = form.elements;
    [from.value, to.value] = [to.value, from.value];
    write();
  });
  addEventListener("popstate", read);
  read();
})();
