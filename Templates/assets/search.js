// Search by name. Loaded when it is used for the first time, together with ../search-index.js, which hands over the names.
// Whatever comes from the index becomes text or an address below the site's own, never markup.
"use strict";
(() => {
  const assets = new URL(".", document.currentScript.src);
  // `assets/…/`, below the top of the site.
  const root = new URL("../..", assets);
  const shownAtOnce = 30;
  const otherKinds = {
    "subsystems": "subsystem", "flags": "flag", "program-types": "program type", "id-sets": "ID set",
  };
  const relations = ["formerly", "perhaps formerly", "replaces"];

  // ---- The index ----

  let index = null;
  // The kfunc's name in lower case, searched by every keystroke.
  let lowerNames = [];
  // Words that lead to many kfuncs: names, and for each the positions of its kfuncs.
  let vocabularies = [];
  let formerOf = new Map();
  let others = [];
  let messages = [];
  let sayings = [];
  let byName = new Map();
  // The positions of all kfuncs, those of the newest release first, the shorter names before the longer.
  let standing = null;
  // Other names with the positions of their kfuncs, in one list to run through.
  let formers = [];

  const lower = text => text.toLowerCase();
  const entry = group => typeof group === "string" ? [group, null] : group;

  const take = data => {
    lowerNames = data.names.map(lower);
    byName = new Map(data.names.map((name, position) => [name, position]));
    const vocabulary = (word, names, of) => {
      const kfuncs = names.map(() => []);
      data.names.forEach((_, position) => { for (const which of of(position)) kfuncs[which]?.push(position); });
      return { word, names, lower: names.map(lower), kfuncs, of };
    };
    const groupNames = folder => data.groups[folder].map(group => entry(group)[0]);
    vocabularies = [
      vocabulary("flag", groupNames("flags"), position => data.flagSets[data.flags[position]]),
      vocabulary("type", data.typeNames, position => data.types[position]),
      vocabulary("subsystem", groupNames("subsystems"), position => [data.subsystem[position]]),
    ];
    formerOf = new Map();
    formers = data.former.map(([kfunc, relation, name]) => ({ kfunc, name, relation, lower: lower(name) }));
    for (const former of formers) {
      if (!formerOf.has(former.kfunc)) formerOf.set(former.kfunc, []);
      formerOf.get(former.kfunc).push(former);
    }
    others = [];
    for (const folder of Object.keys(otherKinds)) {
      for (const group of data.groups[folder]) {
        const [name, path] = entry(group);
        others.push({ kind: otherKinds[folder], name, lower: lower(name), path: path ?? `${folder}/${name}/${data.end}` });
      }
    }
    for (const [kind, name, path] of [...data.pages, ...data.more]) others.push({ kind, name, lower: lower(name), path });
    for (const [name, subject, path] of data.threads) {
      others.push({ kind: "thread", name, lower: lower(name), path });
      if (subject !== name) others.push({ kind: "thread", name: subject, lower: lower(subject), path });
    }
    messages = data.mail.flatMap((list, thread) => list.map(([id, author, number]) => (
      { id, lower: lower(id), author, title: data.threads[thread][0], path: `${data.threads[thread][2]}#m${number}` })));
    sayings = data.says.map(([text, meaning, path]) => {
      const pieces = lower(text).split("…").map(piece => piece.trim());
      return { text, meaning, path, lower: lower(text), longest: pieces.reduce((a, b) => a.length >= b.length ? a : b) };
    });
    const weight = data.names.map((name, position) => Number(data.state[position]) * 4096 + Math.min(4095, name.length));
    standing = Uint32Array.from(data.names.keys()).sort((a, b) => weight[a] - weight[b] || a - b);
    index = data;
  };

  // ---- Finding ----

  // How well a name holds a term: whole, at its begin, at the begin of a word of it, anywhere, not at all.
  const notAtAll = 15;
  const out = 255;
  const fit = (name, term) => {
    const at = name.indexOf(term);
    if (at < 0) return notAtAll;
    if (at === 0) return name.length === term.length ? 0 : 1;
    for (let next = at; next > 0; next = name.indexOf(term, next + 1)) {
      const before = name.charCodeAt(next - 1);
      if (before === 0x5f || before === 0x20) return 2;
    }
    return 3;
  };
  const byFormerName = 4;
  const byVocabulary = 5;

  const kfuncHref = position => index.paths[position] ?? `kfuncs/${index.names[position]}/${index.end}`;

  // The kfuncs that every term leads to: how many, and the best of them.
  const rank = terms => {
    const total = lowerNames.length;
    const sums = new Uint8Array(total);
    const scores = new Uint8Array(total);
    for (const term of terms) {
      for (let position = 0; position < total; position++) scores[position] = fit(lowerNames[position], term);
      for (const former of formers) {
        if (scores[former.kfunc] > byFormerName && former.lower.includes(term)) scores[former.kfunc] = byFormerName;
      }
      // A word is compared once, not once for every kfunc that has it.
      vocabularies.forEach((vocabulary, which) => {
        vocabulary.lower.forEach((word, at) => {
          if (!word.includes(term)) return;
          for (const position of vocabulary.kfuncs[at]) {
            if (scores[position] > byVocabulary + which) scores[position] = byVocabulary + which;
          }
        });
      });
      for (let position = 0; position < total; position++) {
        if (scores[position] === notAtAll) sums[position] = out;
        else if (sums[position] !== out) sums[position] += scores[position];
      }
    }
    // Within a score they come in their standing order, so that nothing need be sorted.
    const buckets = [];
    let count = 0;
    for (const position of standing) {
      const sum = sums[position];
      if (sum === out) continue;
      count++;
      const bucket = buckets[sum] ??= [];
      if (bucket.length < shownAtOnce) bucket.push(position);
    }
    return { count, best: buckets.flat().slice(0, shownAtOnce) };
  };

  // Why a kfunc is among the results: for every term that its name does not hold, what does.
  const reasons = (position, terms) => {
    const found = [];
    for (const term of terms) {
      if (lowerNames[position].includes(term)) continue;
      const former = formerOf.get(position)?.find(former => former.lower.includes(term));
      if (former) { found.push(`${relations[former.relation]} ${former.name}`); continue; }
      for (const vocabulary of vocabularies) {
        const word = vocabulary.of(position).find(word => vocabulary.lower[word]?.includes(term));
        if (word !== undefined) { found.push(`${vocabulary.word} ${vocabulary.names[word]}`); break; }
      }
    }
    return [...new Set(found)];
  };

  const kfuncResult = (position, terms, more) => {
    const why = more ?? reasons(position, terms);
    const state = ["", index.newest ? `not in ${index.newest}` : "", "in no release read"][index.state[position]];
    const subsystem = vocabularies[2].names[index.subsystem[position]];
    return {
      kind: "kfunc", name: index.names[position], terms, path: kfuncHref(position),
      why: why.length ? why.join(", ") : "name", more: [subsystem, state].filter(Boolean).join(", "),
    };
  };

  // A pasted message names a kfunc, and says one of the things that loaders and verifiers say.
  const ofMessages = (query, words) => {
    const results = [];
    if (query.length < 4) return results;
    const isSaid = saying => saying.longest.length >= 8 && query.includes(saying.longest) || saying.lower.includes(query);
    const said = sayings.filter(isSaid);
    if (said.length && words.length > 1) {
      for (const name of new Set(words)) {
        const position = byName.get(name);
        if (position !== undefined) results.push(kfuncResult(position, [lower(name)], ["named by the message"]));
      }
    }
    for (const saying of said) {
      results.push({ kind: "message", name: saying.text, terms: [], path: saying.path, why: saying.meaning, more: "" });
    }
    return results;
  };

  // Message-IDs as they are pasted: bare, in angle brackets, or within an address of an archive.
  const ofMail = query => {
    const id = query.replace(/^<|>$/g, "").replace(/^(message-id|mid):\s*<?/, "");
    if (id.length < 4) return [];
    return messages.filter(message => message.lower.includes(id) || id.includes("/" + message.lower)).map(message => ({
      kind: "mail", name: message.id, terms: [id], path: message.path, why: "Message-ID",
      more: `${message.author}, in ${message.title}`,
    }));
  };

  const ofOthers = terms => {
    const found = [];
    for (const other of others) {
      let score = 0;
      for (const term of terms) {
        const one = fit(other.lower, term);
        if (one === notAtAll) { score = -1; break; }
        score += one;
      }
      if (score >= 0) found.push([score, { kind: other.kind, name: other.name, terms, path: other.path, why: "name", more: "" }]);
    }
    return found.sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length);
  };

  // All results for what was typed, best first, and how many kfuncs there are among them in all.
  const find = typed => {
    const query = lower(typed.trim()).replace(/\s+/g, " ");
    if (!query || !index) return { results: [], count: 0 };
    const terms = [...new Set(query.split(" "))].slice(0, 8);
    const { count, best } = rank(terms);
    const special = [...ofMessages(query, typed.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []), ...ofMail(query)];
    const rest = ofOthers(terms);
    const exact = rest.filter(([score]) => score === 0).map(([, result]) => result);
    const results = [...special, ...exact];
    const taken = new Set(results.map(result => result.path));
    for (const position of best) {
      const result = kfuncResult(position, terms);
      if (!taken.has(result.path)) results.push(result);
    }
    // Groups and texts stand behind the first kfuncs, where they are seen without scrolling.
    const at = Math.min(results.length, special.length + exact.length + 5);
    results.splice(at, 0, ...rest.filter(([score]) => score !== 0).slice(0, 6).map(([, result]) => result));
    return { results, count };
  };

  // ---- The dialog ----

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };

  const input = make("input", {
    "type": "text", "role": "combobox", "aria-label": "Search for names, flags, types and messages", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "search-results", "autocomplete": "off", "autocapitalize": "off",
    "spellcheck": "false", "maxlength": "1000", "placeholder": "Name, flag, type, Message-ID, error text",
  });
  const list = make("div", { "role": "listbox", "id": "search-results", "aria-label": "Results" });
  const status = make("p", { "role": "status", "class": "search-status" });
  const close = make("button", { "type": "button", "class": "search-close" }, "Close");
  const dialog = make("dialog", { "class": "search", "aria-label": "Search" },
    make("div", { "class": "search-field" }, input, close), status, list);
  document.head.append(make("link", { "rel": "stylesheet", "href": new URL("search.css", assets).href }));
  document.body.append(dialog);

  let chosen = -1;
  let failed = false;

  const choose = position => {
    const options = list.children;
    if (chosen >= 0) options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length ? (position + options.length) % options.length : -1;
    if (chosen < 0) { input.removeAttribute("aria-activedescendant"); return; }
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  // The parts of a name that the terms hit, marked.
  const marked = (name, terms) => {
    const lowered = lower(name);
    // A letter whose lower case is longer would shift the marks.
    if (lowered.length !== name.length) return [name];
    const hits = new Uint8Array(name.length);
    for (const term of terms) {
      const at = lowered.indexOf(term);
      if (at >= 0) hits.fill(1, at, at + term.length);
    }
    const parts = [];
    for (let from = 0; from < name.length;) {
      let to = from + 1;
      while (to < name.length && hits[to] === hits[from]) to++;
      const text = name.slice(from, to);
      parts.push(hits[from] ? make("mark", {}, text) : text);
      from = to;
    }
    return parts;
  };

  const option = (result, position) => {
    const line = make("span", { "class": "search-name" }, ...marked(result.name, result.terms));
    const about = make("span", { "class": "search-why" }, [result.kind, result.why, result.more].filter(Boolean).join(" · "));
    return make("a", {
      "role": "option", "id": `search-result-${position}`, "aria-selected": "false", "tabindex": "-1",
      "href": new URL(result.path, root).href,
    }, line, " ", about);
  };

  const show = () => {
    const typed = input.value;
    if (!index) {
      status.textContent = failed ? "The names could not be loaded. The lists at the foot of every page lead to them." : "Loading the names…";
      return;
    }
    const { results, count } = find(typed);
    const options = results.map(option);
    if (typed.trim()) {
      const target = new URL(index.search, root);
      target.search = new URLSearchParams({ q: typed.trim() }).toString();
      options.push(option({ kind: "texts", name: `Search policies, threads and notes for “${typed.trim()}”`, terms: [],
        path: target.href, why: "", more: "" }, options.length));
    }
    list.replaceChildren(...options);
    input.setAttribute("aria-expanded", String(options.length > 0));
    choose(results.length ? 0 : -1);
    if (!results.length) input.removeAttribute("aria-activedescendant");
    const shown = results.filter(result => result.kind === "kfunc").length;
    status.textContent = !typed.trim() ? ""
      : count > shown ? `${count} kfuncs, the best ${shown} of them here` : count === 1 ? "1 kfunc" : `${count} kfuncs`;
  };

  input.addEventListener("input", show);
  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps && list.children.length) {
      event.preventDefault();
      const step = steps[event.key];
      if (Math.abs(step) === 1) choose(chosen < 0 && step < 0 ? -1 : chosen + step);
      else choose(Math.max(0, Math.min(list.children.length - 1, chosen + step)));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const option = list.children[chosen] ?? list.children[0];
      if (option) { dialog.close(); location.href = option.href; }
    }
  });
  list.addEventListener("click", () => dialog.close());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    show();
  };

  window.kfuncdocs = {
    index: data => { take(data); if (dialog.open) show(); },
    fail: () => { failed = true; show(); },
    open,
    find,
  };
})();
